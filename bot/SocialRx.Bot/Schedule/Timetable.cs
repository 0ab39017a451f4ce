using Npgsql;
using Quartz;
using SocialRx.Domain;
using SocialRx.Storage;

namespace SocialRx.Bot.Schedule;

/// <summary>Which jobs run how often, and where that is kept. Every job may run again at any time: what it has done already it finds in the database.</summary>
internal sealed class Timetable(StorageOptions storage)
{
    private const int JobsAtATime = 4;

    /// <summary>Held for moments only: to find the next job, to note that one is done, to say that this process is alive.</summary>
    private const int Connections = 4;

    private static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TriesAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SaysItIsAlive = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MayBeSilent = TimeSpan.FromSeconds(6);

    private readonly List<Action<IQuartzBuilder>> _jobs = [];

    /// <summary>Runs a job at the start and again so long after each end, in one process at a time; what a process was doing when it died is done by another.</summary>
    public Timetable Every<TJob>(double minutes)
        where TJob : IJob
    {
        var name = typeof(TJob).Name;
        _jobs.Add(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger
                .WithIdentity(name)
                .WithSchedule(SimpleScheduleBuilder.Create()
                    .WithInterval(TimeSpan.FromMinutes(minutes))
                    .RepeatForever()
                    .MeasureIntervalFromCompletion()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)),
            job => job
                .WithIdentity(name)
                .DisallowConcurrentExecution()
                .RequestRecovery()));
        return this;
    }

    /// <summary>
    /// With PostgreSQL the processes share one timetable in the database. With SQLite there is one process, and it keeps its own in memory: all jobs recur and are
    /// made anew at every start, so that nothing would be in a file that is not in the configuration.
    /// </summary>
    public void Set(IQuartzBuilder quartz, NewId newId)
    {
        quartz.UseDefaultThreadPool(JobsAtATime);
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            scheduler.IdleWaitTime = LooksAgain;
        });
        if (storage.IsPostgres)
            quartz.UsePersistentStore(Share).ConfigureScheduler(scheduler => scheduler.InstanceId = newId());
        else
            quartz.UseInMemoryStore();
        foreach (var add in _jobs)
            add(quartz);
    }

    private void Share(IPersistentStoreBuilder store)
    {
        store.UsePostgres(NpgsqlFactory.Instance, new NpgsqlConnectionStringBuilder(storage.Postgres) { MaxPoolSize = Connections, ApplicationName = "socialrx schedule", Timeout = 5, Enlist = false }.ConnectionString);
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = SaysItIsAlive;
            cluster.CheckinMisfireThreshold = MayBeSilent;
        });
        store.ConfigureStore(options =>
        {
            options.TablePrefix = "qrtz_";
            options.DbRetryInterval = TriesAgain;
            options.CommandTimeout = TimeSpan.FromSeconds(10);
            // A job that failed is tried again at its next time, however often.
            options.MaxConsecutiveFireFailures = 0;
        });
    }
}
