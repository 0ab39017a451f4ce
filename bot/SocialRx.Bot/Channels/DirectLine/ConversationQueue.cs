namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>Work of one conversation runs in the order it was added, one after another; conversations run beside each other.</summary>
internal sealed class ConversationQueue
{
    private readonly Dictionary<string, Queue<Func<Task>>> _waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    /// <summary>Returns at once. The work handles its own failures.</summary>
    public void Add(string conversationId, Func<Task> work)
    {
        lock (_waiting)
        {
            if (_waiting.TryGetValue(conversationId, out var queue))
            {
                queue.Enqueue(work);
                return;
            }

            _waiting.Add(conversationId, new Queue<Func<Task>>([work]));
        }

        _ = Task.Run(() => RunAsync(conversationId));
    }

    /// <summary>Starts nothing more; completes when what is running has ended.</summary>
    public Task StopAsync()
    {
        lock (_waiting)
        {
            _stopping = true;
            if (_waiting.Count == 0)
                _empty.TrySetResult();
        }

        return _empty.Task;
    }

    private async Task RunAsync(string conversationId)
    {
        while (Next(conversationId) is { } work)
            await work();
    }

    private Func<Task>? Next(string conversationId)
    {
        lock (_waiting)
        {
            if (!_stopping && _waiting[conversationId].TryDequeue(out var work))
                return work;
            _waiting.Remove(conversationId);
            if (_stopping && _waiting.Count == 0)
                _empty.TrySetResult();
            return null;
        }
    }
}
