using Quartz;
using SocialRx.Storage;

namespace SocialRx.Bot.Schedule;

/// <summary>Whatever keeps a job from its work is said once, here; the job is tried again at its next time.</summary>
internal sealed partial class JobTrouble(ILogger<JobTrouble> log) : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken)
    {
        try
        {
            await next(context, cancellationToken);
        }
        catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
        {
            LogStorage(log, context.JobDetail.Key.Name, trouble.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops; what is left is done at the next start or by another process.
        }
#pragma warning disable CA1031 // A mistake in one job must not end the others.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(log, context.JobDetail.Key.Name, failure.GetType().Name, failure.StackTrace);
        }
    }

    [LoggerMessage(EventId = 1303, Level = LogLevel.Error, Message = "{Job} could not be done now: {Trouble}")]
    private static partial void LogStorage(ILogger log, string job, string trouble);

    [LoggerMessage(EventId = 1304, Level = LogLevel.Error, Message = "{Job} failed with {Kind} {Where}")]
    private static partial void LogFailed(ILogger log, string job, string kind, string? where);
}
