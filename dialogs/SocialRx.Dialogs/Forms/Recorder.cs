using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.Forms;

/// <summary>Takes down what a turn will store, for the person whose turn it is.</summary>
internal sealed record Recorder(TurnWrites Writes, TurnIdentity Who, DateTimeOffset Now, NewId NewId)
{
    public void Add(Action<Connection, TurnIdentity, DateTimeOffset> write)
    {
        var (who, now) = (Who, Now);
        Writes.Add(connection => write(connection, who, now));
    }

    /// <summary>Deletes everything of theirs, and all that was said before this turn.</summary>
    public void ForgetEverything()
    {
        Add((connection, who, _) => PersonalRecord.Delete(connection, who));
        Writes.ForgetConversation();
    }
}
