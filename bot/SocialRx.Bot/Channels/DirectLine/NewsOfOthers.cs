using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>
/// Wakes the sockets of this process for what other processes wrote: at once when told, and by looking now and then, often while nothing can be
/// heard. Words are lost when a process is killed between its commit and its word.
/// </summary>
internal sealed partial class NewsOfOthers(Database database, Peers peers, DirectLineSockets sockets, TimeProvider clock, ILogger<NewsOfOthers> log) : BackgroundService
{
    private const int ConversationsAtATime = 500;

    private static readonly TimeSpan WhileDeaf = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Otherwise = TimeSpan.FromSeconds(3);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        peers.Told -= sockets.Wake;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!peers.HasOthers)
            return;
        peers.Told += sockets.Wake;
        var looked = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(WhileDeaf, clock, stoppingToken);
            if (peers.IsListening && clock.GetElapsedTime(looked) < Otherwise)
                continue;
            looked = clock.GetTimestamp();
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            foreach (var shown in sockets.Shown().Chunk(ConversationsAtATime))
            {
                var moved = await database.ReadAsync(connection => DirectLineLog.Moved(connection, shown.ToDictionary(StringComparer.Ordinal)), stop);
                foreach (var conversation in moved)
                    sockets.Wake(conversation);
            }
        }
        catch (StorageException trouble)
        {
            LogStorage(log, trouble.Message);
        }
    }

    [LoggerMessage(EventId = 1110, Level = LogLevel.Error, Message = "What other processes wrote cannot be looked up: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);
}
