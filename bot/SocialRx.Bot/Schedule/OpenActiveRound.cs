using Quartz;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Domain;
using SocialRx.Storage;

namespace SocialRx.Bot.Schedule;

/// <summary>Reads configured OpenActive feeds on when they are due. What they held is kept while they cannot be read.</summary>
internal sealed partial class OpenActiveRound(Database database, DirectoryOptions options, TimeProvider clock, NewId newId, Draw draw, ILogger<OpenActiveRound> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await SyncAsync(cancellationToken);

    /// <summary>Returns how many sources had something to read or to make.</summary>
    internal async Task<int> SyncAsync(CancellationToken stop)
    {
        var read = 0;
        foreach (var source in options.Feeds.Where(feed => feed.IsOpenActive))
        {
            var sync = new OpenActiveSync(database, options, clock, newId, draw);
            if (await sync.RunAsync(source, stop) is not { } report)
                continue;
            Tell(report);
            read++;
        }

        return read;
    }

    private void Tell(ImportReport report)
    {
        var run = report.Run;
        if (run.Why is null)
            LogRead(log, run.SourceId, run.Imported, run.Removed, run.Mended, run.LeftOut);
        else
            LogBroken(log, run.SourceId, run.Why);
    }

    [LoggerMessage(EventId = 1410, Level = LogLevel.Information, Message = "OpenActive source {SourceId} was read: {Imported} listings made, {Removed} removed, {Mended} mended, {LeftOut} left out")]
    private static partial void LogRead(ILogger log, string sourceId, int imported, int removed, int mended, int leftOut);

    [LoggerMessage(EventId = 1411, Level = LogLevel.Warning, Message = "OpenActive source {SourceId} could not be read and is kept as it was: {Why}")]
    private static partial void LogBroken(ILogger log, string sourceId, string why);
}
