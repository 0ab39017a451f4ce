using System.Collections.Concurrent;
using Quartz;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>A job that only tells that it ran.</summary>
internal sealed class Round(Rounds rounds) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await rounds.RunAsync(context.Scheduler.SchedulerInstanceId, context.ScheduledFireTimeUtc!.Value, cancellationToken);
}

/// <summary>All rounds of several processes.</summary>
internal sealed class Rounds
{
    private readonly ConcurrentQueue<(string Process, DateTimeOffset Due)> _all = new();
    private int _running;
    private int _mostAtOnce;

    public IReadOnlyList<(string Process, DateTimeOffset Due)> All => [.. _all];

    public int MostAtOnce => _mostAtOnce;

    /// <summary>Thrown by the rounds that come.</summary>
    public Exception? Trouble { get; set; }

    public async Task RunAsync(string process, DateTimeOffset due, CancellationToken stop)
    {
        _mostAtOnce = Math.Max(_mostAtOnce, Interlocked.Increment(ref _running));
        _all.Enqueue((process, due));
        try
        {
            await Task.Delay(30, stop);
            if (Trouble is { } trouble)
                throw trouble;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Waits until there were so many rounds.</summary>
    public Task CameAsync(int rounds) => Eventually.TrueAsync(() => _all.Count >= rounds);
}

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static Task TrueAsync(Func<bool> isTrue) => TrueAsync(() => Task.FromResult(isTrue()));

    /// <exception cref="OperationCanceledException">It did not come true.</exception>
    public static async Task TrueAsync(Func<Task<bool>> isTrue)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isTrue())
            await Task.Delay(20, patience.Token);
    }
}
