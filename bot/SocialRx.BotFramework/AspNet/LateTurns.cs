namespace SocialRx.BotFramework;

/// <summary>Turns that go on after their requests were answered.</summary>
internal sealed class LateTurns
{
    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];

    /// <param name="onFailure">Told the kind of failure: nobody else waits for this turn.</param>
    public void Add(Task turn, Action<string> onFailure)
    {
        var watched = WatchAsync(turn, onFailure);
        lock (gate)
            running.Add(watched);
        _ = watched.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async Task DrainAsync(TimeSpan atMost)
    {
        Task[] left;
        lock (gate)
            left = [.. running];
        await Task.WhenAny(Task.WhenAll(left), Task.Delay(left.Length == 0 ? TimeSpan.Zero : atMost)).ConfigureAwait(false);
    }

    private static async Task WatchAsync(Task turn, Action<string> onFailure)
    {
        try
        {
            await turn.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            onFailure(failure.GetType().Name);
        }
    }

    private void Remove(Task turn)
    {
        lock (gate)
            running.Remove(turn);
    }
}
