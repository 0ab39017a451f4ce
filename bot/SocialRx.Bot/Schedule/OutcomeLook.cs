using Quartz;
using SocialRx.Storage.Insights;

namespace SocialRx.Bot.Schedule;

/// <summary>Works out what questions come to once enough new people have answered, so that no page has to.</summary>
internal sealed class OutcomeLook(Outcomes outcomes) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await outcomes.RenewAsync(cancellationToken);
}
