using Npgsql;
using Quartz;
using SocialRx.Domain;
using SocialRx.Storage;

namespace SocialRx.Bot.Schedule;

/// <summary>How jobs are kept and how often they run. Every job may run again at any time: what it has done already it finds in the database.</summary>
internal static class Timetable
{
    private const int JobsAtATime = 4;

    /// <summary>One for each job, and the ones that look for the next and say that this process is alive.</summary>
    private const int Connections = JobsAtATime + 2;

    private static readonly TimeSpan SaysItIsAlive = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MayBeSilent = TimeSpan.FromSeconds(6);

    /// <summary>
    /// With PostgreSQL the processes share one timetable in the database. With SQLite there is one process, and it keeps its own in memory: all jobs recur and are
    /// made anew at every start, so that nothing would be in a file that is not in the configuration.
    /// </summary>
    public static IQuartzBuilder KeepIn(this IQuartzBuilder timetable, StorageOptions storage)
    {
        timetable.UseDefaultThreadPool(JobsAtATime);
        timetable.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        timetable.AddJobMiddleware<JobTrouble>();
        if (storage.IsPostgres)
            timetable.UsePersistentStore(store => Share(store, storage));
        else
            timetable.UseInMemoryStore();
        return timetable;
    }

    /// <summary>Runs a job at the start and again so long after each end, in one process at a time; what a process was doing when it died is done by another.</summary>
    public static IQuartzBuilder Every<TJob>(this IQuartzBuilder timetable, double minutes)
        where TJob : IJob =>
        timetable.ScheduleJob<TJob>(
            trigger => trigger
                .WithIdentity(typeof(TJob).Name)
                .WithSchedule(SimpleScheduleBuilder.Create()
                    .WithInterval(TimeSpan.FromMinutes(minutes))
                    .RepeatForever()
                    .MeasureIntervalFromCompletion()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)),
            job => job
                .WithIdentity(typeof(TJob).Name)
                .DisallowConcurrentExecution()
                .RequestRecovery());

    private static void Share(IPersistentStoreBuilder store, StorageOptions storage)
    {
        store.UsePostgres(NpgsqlFactory.Instance, Settings(storage));
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = SaysItIsAlive;
            cluster.CheckinMisfireThreshold = MayBeSilent;
        });
        store.ConfigureStore(options =>
        {
            options.TablePrefix = "qrtz_";
            options.CommandTimeout = TimeSpan.FromSeconds(10);
            // A job that failed is tried again at its next time, however often.
            options.MaxConsecutiveFireFailures = 0;
        });
        store.Services.AddOptions<QuartzSchedulerOptions>().Configure<NewId>((scheduler, newId) => scheduler.InstanceId = newId());
    }

    private static string Settings(StorageOptions storage) =>
        new NpgsqlConnectionStringBuilder(storage.Postgres) { MaxPoolSize = Connections, ApplicationName = "socialrx-schedule", Timeout = 5, Enlist = false }.ConnectionString;
}
