using Quartz;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;

namespace SocialRx.Bot.Schedule;

/// <summary>Adds up what turns have changed in the dashboard's numbers, so that reading them stays quick. The numbers are the same before and after.</summary>
internal sealed class CountersTogether(Database database, ProgrammeOptions programme) : IJob
{
    /// <summary>Changes added up in one write, so that turns are not held up.</summary>
    private const int AtATime = 2000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await database.WriteAsync(connection => Counters.Compact(connection, programme.Id, AtATime), cancellationToken) == AtATime)
        {
        }
    }
}
