namespace SocialRx.Turns;

/// <summary>Middleware that lets the turns of a conversation run one after another itself. Its adapter then leaves that to it: two orders could wait for each other.</summary>
public interface IKeepsTurnsInOrder;

/// <summary>Middleware whose turns are committed. Its adapter answers for a turn that is still running only once that is so: what it has answered for must not be lost.</summary>
public interface ICommitsTurns
{
    /// <summary>Completes when the turn of this activity has committed; until then, and for an activity without an id, it waits.</summary>
    Task CommittedAsync(string channelId, string conversationId, string activityId, CancellationToken cancellationToken);
}

/// <summary>
/// Lets one turn of a conversation run at a time, in the order they came, in this process. Other conversations are not held up.
/// A turn that speaks into its own conversation again does not wait for itself.
/// </summary>
public sealed class ConversationOrder
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> lastOf = new(StringComparer.Ordinal);
    private readonly AsyncLocal<Ticket> current = new();

    /// <summary>How many conversations have a turn running or waiting.</summary>
    public int Busy
    {
        get
        {
            lock (gate)
                return lastOf.Count;
        }
    }

    public async Task<T> RunAsync<T>(string channelId, string conversationId, Func<CancellationToken, Task<T>> turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var key = $"{channelId}/{conversationId}";
        for (var holder = current.Value; holder is not null; holder = holder.Outer)
        {
            if (holder.Key == key && !holder.Over)
                return await turn(cancellationToken).ConfigureAwait(false);
        }

        var ticket = new Ticket(key, current.Value);
        var before = Queue(ticket);
        try
        {
            await before.WaitAsync(cancellationToken).ConfigureAwait(false);
            current.Value = ticket;
            return await turn(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(ticket, before);
        }
    }

    public Task RunAsync(string channelId, string conversationId, Func<CancellationToken, Task> turn, CancellationToken cancellationToken) =>
        RunAsync(
            channelId,
            conversationId,
            async token =>
            {
                await turn(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private Task Queue(Ticket ticket)
    {
        lock (gate)
        {
            var before = lastOf.GetValueOrDefault(ticket.Key, Task.CompletedTask);
            lastOf[ticket.Key] = ticket.Done.Task;
            return before;
        }
    }

    // Whoever gave up waiting keeps the place of those behind until the one in front is done.
    private void Leave(Ticket ticket, Task before)
    {
        ticket.Over = true;
        if (before.IsCompleted)
            Finish(ticket);
        else
            _ = before.ContinueWith(_ => Finish(ticket), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Finish(Ticket ticket)
    {
        lock (gate)
        {
            if (lastOf.GetValueOrDefault(ticket.Key) == ticket.Done.Task)
                lastOf.Remove(ticket.Key);
        }

        ticket.Done.SetResult();
    }

    private sealed class Ticket(string key, Ticket outer)
    {
        public string Key => key;

        public Ticket Outer => outer;

        public bool Over { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
