using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>At the start: makes listings findable that came from another database or an older release, and removes what a swap or a reading that was given up left.</summary>
internal sealed partial class DirectoryIndex(Database database, TimeProvider clock, ILogger<DirectoryIndex> log) : IHostedService
{
    private const int AtATime = 1_000;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await database.ReadAsync(ListingRows.CanAllBeFound, cancellationToken))
            await MendAsync(cancellationToken);
        await Staging.SweepAsync(database, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MendAsync(CancellationToken stop)
    {
        for (string? after = ""; after is not null;)
        {
            var last = after;
            after = await database.WriteAsync(connection => ListingRows.Mend(connection, last, clock.GetUtcNow(), AtATime), stop);
        }

        var listings = await Listings.CountAsync(database, stop);
        LogMended(listings);
    }

    [LoggerMessage(EventId = 1400, Level = LogLevel.Information, Message = "The directory was made searchable: {Listings} listings")]
    private partial void LogMended(int listings);
}
