using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Storage;

namespace SocialRx.Bot.Keys;

/// <summary>Hourly, in every process: makes the next keys in time, and reads what others made.</summary>
internal sealed partial class KeyRenewal(IServiceProvider services, KeyRing ring, TimeProvider clock, ILogger<KeyRenewal> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan NewTokenKeyAfter = TimeSpan.FromDays(7);

    /// <summary>A token key signs for a week, and checks until the last token it signed can no longer be resumed.</summary>
    public static Task RenewTokenKeysAsync(IServiceProvider services, CancellationToken stop)
    {
        var options = services.GetRequiredService<DirectLineOptions>();
        var lifeOfTokens = TimeSpan.FromMinutes(options.TokenMinutes) + TimeSpan.FromHours(options.ResumeHours + 1);
        return services.GetRequiredService<TokenKeys>().RenewAsync(NewTokenKeyAfter, lifeOfTokens, stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                await ring.RenewAsync(stoppingToken);
                await RenewTokenKeysAsync(services, stoppingToken);
            }
            catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
            {
                LogStorage(log, trouble.Message);
            }
        }
    }

    [LoggerMessage(EventId = 1400, Level = LogLevel.Error, Message = "Keys cannot be renewed: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);
}
