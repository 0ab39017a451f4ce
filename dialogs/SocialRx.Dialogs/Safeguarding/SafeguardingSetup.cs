using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Dialogs.Safeguarding;

public static class SafeguardingSetup
{
    /// <summary>Puts safeguarding between the turn and the dialogs.</summary>
    public static IServiceCollection AddSafeguarding(this IServiceCollection services)
    {
        services.TryAddSingleton(new SafeguardingOptions());
        return services
            .AddSingleton<SafetyLanguages>()
            .AddSingleton<SafetyReplies>()
            .AddSingleton<ConcernBell>()
            .AddSingleton<IMiddleware, SafeguardingMiddleware>();
    }
}
