using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Turn;

/// <summary>Removes what is kept only for a time: transcripts of web chats, and which activities have been seen.</summary>
internal sealed partial class Retention(Database database, TurnOptions turn, DirectLineOptions directLine, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    /// <summary>Rows removed in one write, so that turns are not held up.</summary>
    private const int AtATime = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Removes all that is due; returns how many rows.</summary>
    internal async Task<int> PurgeAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await RepeatAsync(connection => DirectLineLog.Purge(connection, now.AddHours(-directLine.KeepTranscriptHours), AtATime), stop)
            + await RepeatAsync(connection => Inbox.Purge(connection, now.AddDays(-turn.RememberActivitiesDays), AtATime), stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var rows = await PurgeAsync(stoppingToken);
                LogPurged(log, rows);
            }
            catch (StorageException trouble)
            {
                LogStorage(log, trouble.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
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

    [LoggerMessage(EventId = 1031, Level = LogLevel.Error, Message = "Old transcripts cannot be removed: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);
}
