namespace SocialRx.Storage;

/// <summary>
/// What one turn will record: dialogs add to it, the turn commits all of it together with state and replies, or none of it.
/// Found by dialogs in the turn's state: <c>turnContext.TurnState.Get&lt;TurnWrites&gt;()</c>.
/// </summary>
public sealed class TurnWrites
{
    private readonly List<Action<Connection>> _writes = [];
    private readonly List<Action> _afterwards = [];

    public int Count => _writes.Count;

    /// <summary>With the turn goes all that was said in the conversation before it; what it says and remembers itself stays.</summary>
    public bool ForgetsConversation { get; private set; }

    /// <summary>For a person who asks for that, or whom the service is not for.</summary>
    public void ForgetConversation() => ForgetsConversation = true;

    /// <summary>Adds one write; it runs later, inside the turn's commit, and may run again if that commit has to be repeated.</summary>
    public void Add(Action<Connection> write) => _writes.Add(write);

    /// <summary>Adds what is to happen as soon as all is on disk. A process that ends in between does not do it, so nothing may depend on it.</summary>
    public void Afterwards(Action act) => _afterwards.Add(act);

    /// <summary>All is on disk.</summary>
    public void Committed()
    {
        foreach (var act in _afterwards)
            act();
    }

    /// <summary>Runs all in the order they were added.</summary>
    public void Run(Connection connection)
    {
        foreach (var write in _writes)
            write(connection);
    }

    /// <summary>Drops everything: the turn is run again from fresh state, or failed.</summary>
    public void Clear()
    {
        BackTo(0);
        _afterwards.Clear();
    }

    /// <summary>Drops what was added after there were so many: a part of the turn failed, and what came before it stands.</summary>
    public void BackTo(int count)
    {
        _writes.RemoveRange(count, _writes.Count - count);
        ForgetsConversation = false;
    }
}
