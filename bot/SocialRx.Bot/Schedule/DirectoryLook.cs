using Quartz;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Schedule;

/// <summary>Looks at listings that have changed: what is published of them, and what may be the same thing in two sources.</summary>
internal sealed partial class DirectoryLook(Database database, TimeProvider clock, ILogger<DirectoryLook> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await LookAsync(cancellationToken);

    internal async Task<DigestCounts> LookAsync(CancellationToken stop)
    {
        var counts = await ListingDigests.RefreshAsync(database, clock, stop);
        if (counts is { Changed: > 0 } or { Removed: > 0 })
            LogLooked(log, counts.Changed, counts.Removed);
        return counts;
    }

    [LoggerMessage(EventId = 1440, Level = LogLevel.Information, Message = "The directory was looked through: {Changed} listings are new or have changed, {Removed} have gone")]
    private static partial void LogLooked(ILogger log, int changed, int removed);
}
