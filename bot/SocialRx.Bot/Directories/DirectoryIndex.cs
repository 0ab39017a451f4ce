using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>At the start: makes listings findable that came from another database or an older release, and removes what a swap or a reading that was given up left.</summary>
internal sealed partial class DirectoryIndex(Database database, TimeProvider clock, ILogger<DirectoryIndex> log) : IHostedService
{
    private const int AtATime = 1_000;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var mended = 0;
        for (var some = AtATime; some == AtATime; mended += some)
            some = await database.WriteAsync(connection => ListingRows.Mend(connection, clock.GetUtcNow(), AtATime), cancellationToken);
        if (mended > 0)
            LogMended(mended);
        await Staging.SweepAsync(database, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1400, Level = LogLevel.Information, Message = "{Listings} listings were made findable.")]
    private partial void LogMended(int listings);
}
