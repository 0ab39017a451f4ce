using Quartz;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Bot.Safeguarding.Deliveries;

/// <summary>Looks as soon as a concern is on disk, in the process that took the message. It does not wait for recipients that hang: others are told meanwhile.</summary>
internal sealed partial class ConcernWaking(ConcernRound round, ConcernBell bell, TimeProvider clock, ILogger<ConcernWaking> log) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.HeardAsync(stoppingToken);
            await Task.WhenAny(LookAsync(stoppingToken), Task.Delay(LongestWait, clock, stoppingToken));
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            await round.RunAsync(stop);
        }
        catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
        {
            LogStorage(log, trouble.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The process stops; what is left is sent after the next start or by another process.
        }
#pragma warning disable CA1031 // Nobody waits for this look; a mistake in it must be heard of, and must not end the next.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(log, failure.GetType().Name, failure.StackTrace);
        }
    }

    [LoggerMessage(EventId = 1323, Level = LogLevel.Error, Message = "A new concern cannot be looked up; it is tried again: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);

    [LoggerMessage(EventId = 1324, Level = LogLevel.Error, Message = "The look for a new concern failed with {Kind} {Where}; the timetable looks again")]
    private static partial void LogFailed(ILogger log, string kind, string? where);
}

/// <summary>The same on the timetable: what was left, what failed, what has waited too long.</summary>
internal sealed class ConcernLook(ConcernRound round) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await round.RunAsync(cancellationToken);
}
