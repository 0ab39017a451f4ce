using Quartz;
using Quartz.Extensibility;
using SocialRx.Domain;

namespace SocialRx.Bot.Schedule;

/// <summary>Starts the timetable a moment after people are served, so that the first who come need not wait for it, and stops it with the process.</summary>
internal sealed partial class ScheduleHost(Timetable timetable, IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ScheduleHost> log) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ServingAsync(stoppingToken);
        await Task.Delay(Quiet, clock, stoppingToken);
        while (!await RunAsync(stoppingToken))
            await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task ServingAsync(CancellationToken stop)
    {
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(() => serving.TrySetResult());
        await serving.Task.WaitAsync(stop);
    }

    /// <summary>Runs until the process stops; false when it could not begin.</summary>
    private async Task<bool> RunAsync(CancellationToken stop)
    {
        await using var parts = Parts();
        try
        {
            var scheduler = await parts.GetRequiredService<ISchedulerFactory>().GetScheduler(stop);
            await scheduler.Start(stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
            return true;
        }
        catch (SchedulerException trouble)
        {
            LogAway(log, trouble.GetBaseException().Message);
            return false;
        }
    }

    /// <summary>A scheduler that could not begin does not begin again, so each attempt has one of its own.</summary>
    private ServiceProvider Parts() =>
        new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(services.GetRequiredService<ILoggerFactory>())
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddQuartz(quartz =>
            {
                timetable.Set(quartz, services.GetRequiredService<NewId>());
                quartz.UseJobFactory(new Jobs(services));
                quartz.AddJobMiddleware<JobTrouble>();
            })
            .BuildServiceProvider();

    /// <summary>Makes jobs of the parts of the service.</summary>
    private sealed class Jobs(IServiceProvider services) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new JobScope((IJob)ActivatorUtilities.CreateInstance(services, bundle.JobDetail.JobType.Type)));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "Scheduled work cannot begin yet; it is tried again: {Trouble}")]
    private static partial void LogAway(ILogger log, string trouble);
}
