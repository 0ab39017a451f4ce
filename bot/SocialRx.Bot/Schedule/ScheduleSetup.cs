using SocialRx.Bot.Configuration;

namespace SocialRx.Bot.Schedule;

internal static class ScheduleSetup
{
    /// <summary>What happens at a time of its own, without anybody having said something.</summary>
    public static WebApplicationBuilder AddSchedule(this WebApplicationBuilder builder)
    {
        builder.AddSection<CheckInOptions>();
        builder.Services.AddSingleton<CheckInService>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CheckInService>());
        return builder;
    }
}
