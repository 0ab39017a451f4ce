using SocialRx.Domain;
using SocialRx.Storage;

namespace SocialRx.Dialogs.Forms;

/// <summary>Takes down what a turn will store, for the person whose turn it is.</summary>
internal sealed record Recorder(TurnWrites Writes, TurnIdentity Who, DateTimeOffset Now, NewId NewId)
{
    public void Add(Action<Connection, TurnIdentity, DateTimeOffset> write)
    {
        var (who, now) = (Who, Now);
        Writes.Add(connection => write(connection, who, now));
    }
}
