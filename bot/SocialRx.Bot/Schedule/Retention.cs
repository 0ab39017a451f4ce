using Quartz;
using SocialRx.Storage;
using SocialRx.Storage.Forgetting;

namespace SocialRx.Bot.Schedule;

/// <summary>Removes what is kept only for a time, in small writes, and records of each kind how many rows that were.</summary>
internal sealed partial class Retention(Database database, RetentionPlan plan, TimeProvider clock, ILogger<Retention> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await PurgeAsync(cancellationToken);

    /// <summary>Removes all that is due; returns how many rows.</summary>
    internal async Task<int> PurgeAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var removed = new List<(string Kind, int Removed)>();
        foreach (var kind in plan.Kinds)
            removed.Add((kind.Id, await RepeatAsync(kind, now, stop)));
        await database.WriteAsync(connection => RemovalRecord.Add(connection, removed, now), stop);
        await database.TidyAsync(stop);
        var all = removed.Sum(kind => kind.Removed);
        LogPurged(log, all);
        return all;
    }

    private async Task<int> RepeatAsync(RetentionKind kind, DateTimeOffset now, CancellationToken stop)
    {
        var all = 0;
        int removed;
        do
        {
            removed = await database.WriteAsync(connection => kind.Purge(connection, now, kind.AtATime), stop);
            all += removed;
        }
        while (removed >= kind.AtATime);
        return all;
    }

    [LoggerMessage(EventId = 1030, Level = LogLevel.Debug, Message = "Removed {Rows} rows whose time was over")]
    private static partial void LogPurged(ILogger log, int rows);
}
