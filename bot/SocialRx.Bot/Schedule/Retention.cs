using Quartz;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Turn;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Schedule;

/// <summary>Removes what is kept only for a time: transcripts of web chats, which activities have been seen, reports of imports.</summary>
internal sealed partial class Retention(Database database, TurnOptions turn, DirectLineOptions directLine, TimeProvider clock, ILogger<Retention> log) : IJob
{
    /// <summary>Rows removed in one write, so that turns are not held up.</summary>
    private const int AtATime = 500;

    /// <summary>Longer than any pause between two readings of a feed, which the next one is reckoned from.</summary>
    private const int KeepImportReportsDays = 400;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var rows = await PurgeAsync(cancellationToken);
        LogPurged(log, rows);
    }

    /// <summary>Removes all that is due; returns how many rows.</summary>
    internal async Task<int> PurgeAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await RepeatAsync(connection => DirectLineLog.Purge(connection, now.AddHours(-directLine.KeepTranscriptHours), AtATime), stop)
            + await RepeatAsync(connection => Listings.PurgeRuns(connection, now.AddDays(-KeepImportReportsDays), AtATime), stop)
            + await RepeatAsync(connection => Inbox.Purge(connection, now.AddDays(-turn.RememberActivitiesDays), AtATime), stop);
    }

    private async Task<int> RepeatAsync(Func<Connection, int> purge, CancellationToken stop)
    {
        var all = 0;
        int removed;
        do
        {
            removed = await database.WriteAsync(purge, stop);
            all += removed;
        }
        while (removed == AtATime);
        return all;
    }

    [LoggerMessage(EventId = 1030, Level = LogLevel.Debug, Message = "Removed {Rows} rows whose time was over")]
    private static partial void LogPurged(ILogger log, int rows);
}
