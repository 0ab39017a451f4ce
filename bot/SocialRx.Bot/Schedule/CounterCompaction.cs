using Quartz;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;

namespace SocialRx.Bot.Schedule;

/// <summary>Moves what turns have added to the numbers of the dashboard into their sums, so that a page reads few rows.</summary>
internal sealed class CounterCompaction(Database database, ProgrammeOptions programme) : IJob
{
    /// <summary>Changes moved in one write, so that turns are not held up.</summary>
    private const int AtATime = 1000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        int moved;
        do
        {
            moved = await database.WriteAsync(connection => Counters.Compact(connection, programme.Id, AtATime), cancellationToken);
        }
        while (moved == AtATime);
    }
}
