using Quartz;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.Schedule;

/// <summary>Decides what was before a youth panel for longer than its last day, and drops links to members' pages whose time is over.</summary>
internal sealed class PanelLook(Database database, ProgrammeOptions programme, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(London.Local(now).DateTime);
        await database.WriteAsync(connection => PanelVotes.DecideOver(connection, programme.Id, today, now), cancellationToken);
        await database.WriteAsync(connection => PanelPasses.Purge(connection, now), cancellationToken);
    }
}
