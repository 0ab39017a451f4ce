using Quartz;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Bot.Directories.Sheets;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Reads configured feeds again when what was read is old. What a feed held is kept while it cannot be read, and it is tried again with growing patience; when it keeps failing,
/// somebody is told.
/// </summary>
internal sealed partial class DirectorySync(Database database, DirectoryOptions options, TimeProvider clock, NewId newId, ILogger<DirectorySync> log) : IJob
{
    private const int RunsLookedAt = 12;

    /// <summary>So many failures in a row are no hiccup.</summary>
    private const int FailuresToAlarm = 3;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await SyncAsync(cancellationToken);

    /// <summary>Returns how many feeds were due.</summary>
    internal async Task<int> SyncAsync(CancellationToken stop)
    {
        var due = 0;
        foreach (var feed in options.Feeds)
        {
            if (await DueAtAsync(feed, stop) > clock.GetUtcNow())
                continue;
            await ReadAsync(feed, null, stop);
            due++;
        }

        return due;
    }

    /// <summary>Whether it is due or not.</summary>
    internal async Task<ImportReport> ReadAsync(FeedSource feed, ImportWatch? watch, CancellationToken stop)
    {
        var before = await database.ReadAsync(connection => SourceReadings.Find(connection, feed.SourceId), stop)
            ?? new SourceReading { SourceId = feed.SourceId, Kind = feed.ReadAs, TriedAt = clock.GetUtcNow() };
        var (report, after) = await ReadAsync(feed, before, watch, stop);
        Tell(report.Run);
        await NoteAsync(after, stop);
        if (report.Run.Why is null && !(after.Kind == FeedSource.OpenActive && FeedSource.Web(feed.AllAddresses[0]) is not null))
            await ForgetFeedsAsync(feed.SourceId, stop);
        return report;
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

    internal async Task<DateTimeOffset> DueAtAsync(FeedSource feed, CancellationToken stop)
    {
        if (await Look().AsKnownAsync(feed, stop) is { } known)
            return await OpenActive().DueAtAsync(known, stop);
        if (feed.IsOpenActiveFeeds && await HasAskedAsync(feed, stop))
            return await OpenActive().DueAtAsync(feed, stop);

        var runs = await database.ReadAsync(connection => Listings.LastRuns(connection, feed.SourceId, RunsLookedAt), stop);
        var reading = await database.ReadAsync(connection => SourceReadings.Find(connection, feed.SourceId), stop);
        // Feeds by their configuration that nobody has asked yet: at once, and after a while when they cannot be found.
        var due = DueAt(runs, feed.IsOpenActiveFeeds && runs is not [{ IsDone: false }, ..] ? TimeSpan.Zero : TimeSpan.FromHours(options.SyncEveryHours));
        return reading?.AskAgainAt is { } later && later > due ? later : due;
    }

    private async Task<bool> HasAskedAsync(FeedSource feed, CancellationToken stop) =>
        !feed.AllAddresses.Except((await database.ReadAsync(connection => RpdeFeeds.Of(connection, feed.SourceId), stop)).Select(known => known.Address)).Any();

    // What a source is read as is decided here, and nowhere else.
    private async Task<(ImportReport Report, SourceReading After)> ReadAsync(FeedSource feed, SourceReading before, ImportWatch? watch, CancellationToken stop)
    {
        var importer = new Importer(database, TermMap.Load(options.Mappings), clock, newId, watch);
        using var http = FeedRequests.Client();
        var requests = new FeedRequests(http, options, clock);
        try
        {
            return await Look().LookAsync(feed, before, requests, stop) switch
            {
                { Why: { } why } => Noted(before, await importer.NothingReadAsync(feed.SourceId, feed.Address, why, stop)),
                var told => await ReadAsync(feed with { Address = feed.AllAddresses[0], Kind = told.Kind, Found = told.Feeds }, before.As(told.Kind), importer, requests, watch, told.Noticed, stop),
            };
        }
        finally
        {
            await requests.ForgetAsync();
        }
    }

    private async Task<(ImportReport Report, SourceReading After)> ReadAsync(
        FeedSource feed, SourceReading before, Importer importer, FeedRequests requests, ImportWatch? watch, IReadOnlyList<ImportProblem> noticed, CancellationToken stop)
    {
        if (feed.Kind == OrukFeed.Kind)
            return await ReadOrukAsync(feed, before, importer, requests, stop);
        if (feed.Kind == FeedSource.OpenActive)
            return Noted(before, feed.IsOpenActiveFeeds ? await ReadOpenActiveAsync(feed, importer, requests, watch, noticed, stop) : await OpenActiveFile.ImportAsync(feed, importer, options, clock.GetUtcNow(), stop));

        return Noted(before, await ReadTableAsync(feed, importer, stop));
    }

    private async Task<ImportReport> ReadTableAsync(FeedSource feed, Importer importer, CancellationToken stop)
    {
        if (FeedSource.Web(feed.Address) is not null)
            return await importer.NothingReadAsync(feed.SourceId, feed.Address, "a spreadsheet is read from a file", stop);
        var (mapping, why) = feed.Mapping is { } path ? SheetMapping.Read(path) : (SheetMapping.None, null);
        if (mapping is null)
            return await importer.NothingReadAsync(feed.SourceId, feed.Address, why!, stop);

        return await new SheetImport(database, TermMap.Load(options.Mappings).For(feed.SourceId), options, clock).ReadAsync(feed.Address, feed.SourceId, mapping, feed.Licence, stop) switch
        {
            SheetReading.Records records => await importer.ImportAsync(feed.SourceId, feed.Address, records.Items, records.Problems, stop),
            SheetReading.Broken broken => await importer.NothingReadAsync(feed.SourceId, feed.Address, broken.Why, stop),
            var other => throw new InvalidOperationException($"No way to import {other}."),
        };
    }

    // Somebody who watches is somebody who asked.
    private async Task<ImportReport> ReadOpenActiveAsync(FeedSource feed, Importer importer, FeedRequests requests, ImportWatch? watch, IReadOnlyList<ImportProblem> noticed, CancellationToken stop) =>
        await OpenActive().RunAsync(feed, stop, isAsked: watch is not null, watch, requests, noticed)
            ?? await importer.NothingReadAsync(feed.SourceId, feed.AllAddresses[0], "it failed or asked to be left alone, and is not due again yet", stop);

    private SourceLook Look() => new(database, options);

    private OpenActiveSync OpenActive() => new(database, options, clock, newId, Host.Chance);

    private (ImportReport Report, SourceReading After) Noted(SourceReading before, ImportReport report) =>
        (report, report.Run.Why is { } why ? before.Failed(clock.GetUtcNow(), why, null) : before.Succeeded(clock.GetUtcNow()));

    private async Task<(ImportReport Report, SourceReading After)> ReadOrukAsync(FeedSource feed, SourceReading before, Importer importer, FeedRequests requests, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(options.MinutesAReading), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return await new OrukFeed(database, importer, requests, options).ReadAsync(feed, before, clock.GetUtcNow(), both.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            var report = await importer.NothingReadAsync(feed.SourceId, feed.Address, $"it takes longer than {options.MinutesAReading} minutes to read (Directory:MinutesAReading)", stop);
            return (report, before.Failed(clock.GetUtcNow(), report.Run.Why!, null));
        }
    }

    private async Task ForgetFeedsAsync(string sourceId, CancellationToken stop)
    {
        if ((await database.ReadAsync(connection => RpdeFeeds.Of(connection, sourceId), stop)).Count > 0)
            await database.WriteAsync(connection => RpdeFeeds.Forget(connection, sourceId), stop);
    }

    private void Tell(ImportRun run)
    {
        if (run.Why is null)
            LogRead(log, run.SourceId, run.Imported, run.Unchanged, run.Removed, run.Mended, run.LeftOut);
        else
            LogBroken(log, run.SourceId, run.Why);
    }

    // An alarm is told before it is noted that it was: a crash in between tells it twice rather than not at all.
    private async Task NoteAsync(SourceReading reading, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var isAlarming = reading.Failures >= FailuresToAlarm && !(reading.AlarmedAt > now - Day);
        if (isAlarming)
            LogAlarm(log, reading.SourceId, reading.Failures, reading.FailingSince ?? now, reading.ReadAt);
        await database.WriteAsync(connection => SourceReadings.Put(connection, isAlarming ? reading with { AlarmedAt = now } : reading), stop);
    }

    [LoggerMessage(EventId = 1320, Level = LogLevel.Information, Message = "Directory {SourceId} was read: {Imported} imported, {Unchanged} unchanged, {Removed} removed, {Mended} mended, {LeftOut} left out")]
    private static partial void LogRead(ILogger log, string sourceId, int imported, int unchanged, int removed, int mended, int leftOut);

    [LoggerMessage(EventId = 1321, Level = LogLevel.Warning, Message = "Directory {SourceId} could not be read and is kept as it was: {Why}")]
    private static partial void LogBroken(ILogger log, string sourceId, string why);

    [LoggerMessage(EventId = 1420, Level = LogLevel.Error, Message = "Directory {SourceId} could not be read {Failures} times in a row since {Since:u}; what it holds was last read at {ReadAt:u}")]
    private static partial void LogAlarm(ILogger log, string sourceId, int failures, DateTimeOffset since, DateTimeOffset? readAt);
}
