using Quartz;

namespace SocialRx.Bot.Schedule;

/// <summary>Starts the timetable once people are served, so that it costs them no time, and stops it with the process.</summary>
internal sealed partial class ScheduleHost(ISchedulerFactory schedulers, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ScheduleHost> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ServingAsync(stoppingToken);
        await using var scheduler = await StartAsync(schedulers, stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    private async Task ServingAsync(CancellationToken stop)
    {
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(() => serving.TrySetResult());
        await serving.Task.WaitAsync(stop);
    }

    private async Task<IScheduler> StartAsync(ISchedulerFactory factory, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var scheduler = await factory.GetScheduler(stop);
                await scheduler.Start(stop);
                return scheduler;
            }
            catch (SchedulerException trouble)
            {
                LogAway(log, trouble.Message);
            }

            await Task.Delay(Pause, clock, stop);
        }
    }

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "Scheduled work cannot begin yet; it is tried again: {Trouble}")]
    private static partial void LogAway(ILogger log, string trouble);
}
