using Quartz;
using SocialRx.Bot.Directories;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Schedule;

/// <summary>Reads configured feeds again when what was read is old. What a feed held is kept while it cannot be read, and it is tried again with growing patience.</summary>
internal sealed partial class DirectorySync(Database database, DirectoryOptions options, TimeProvider clock, NewId newId, ILogger<DirectorySync> log) : IJob
{
    private const int RunsLookedAt = 12;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await SyncAsync(cancellationToken);

    /// <summary>Returns how many feeds were due.</summary>
    internal async Task<int> SyncAsync(CancellationToken stop)
    {
        var due = 0;
        foreach (var feed in options.Feeds)
        {
            var runs = await database.ReadAsync(connection => Listings.LastRuns(connection, feed.SourceId, RunsLookedAt), stop);
            if (DueAt(runs, TimeSpan.FromHours(options.SyncEveryHours)) > clock.GetUtcNow())
                continue;
            await ImportAsync(feed, stop);
            due++;
        }

        return due;
    }

    /// <summary>After a reading that failed it is tried in a quarter of an hour, then twice as long each time, but never more seldom than one that works.</summary>
    internal static DateTimeOffset DueAt(IReadOnlyList<ImportOutcome> newestFirst, TimeSpan every)
    {
        if (newestFirst.Count == 0)
            return DateTimeOffset.MinValue;
        var failed = newestFirst.TakeWhile(run => !run.IsDone).Count();
        var wait = failed == 0 ? every : FirstRetry * Math.Pow(2, failed - 1);
        return newestFirst[0].FinishedAt + (wait < every ? wait : every);
    }

    private async Task ImportAsync(FeedSource feed, CancellationToken stop)
    {
        var importer = new Importer(database, TermMap.Load(options.Mappings), clock, newId);
        var run = (await importer.ImportAsync(feed.SourceId, feed.Address, await ReadAsync(feed, stop), stop)).Run;
        if (run.Why is null)
            LogRead(log, run.SourceId, run.Imported, run.Unchanged, run.Removed, run.Mended, run.LeftOut);
        else
            LogBroken(log, run.SourceId, run.Why);
    }

    private async Task<Feed> ReadAsync(FeedSource feed, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Longest);
        try
        {
            return await FeedSource.ReadAsync(feed.Address, options, patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Feed.Broken($"it takes longer than {Longest.TotalMinutes} minutes to read");
        }
    }

    [LoggerMessage(EventId = 1320, Level = LogLevel.Information, Message = "Directory {SourceId} was read: {Imported} imported, {Unchanged} unchanged, {Removed} removed, {Mended} mended, {LeftOut} left out")]
    private static partial void LogRead(ILogger log, string sourceId, int imported, int unchanged, int removed, int mended, int leftOut);

    [LoggerMessage(EventId = 1321, Level = LogLevel.Warning, Message = "Directory {SourceId} could not be read and is kept as it was: {Why}")]
    private static partial void LogBroken(ILogger log, string sourceId, string why);
}
