using SocialRx.Bot.Configuration;
using SocialRx.Bot.Safeguarding.Deliveries;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;

namespace SocialRx.Bot.Schedule;

internal static class ScheduleSetup
{
    /// <summary>What happens at a time of its own, without anybody having said something: in one of the processes, whichever it is.</summary>
    public static WebApplicationBuilder AddSchedule(this WebApplicationBuilder builder)
    {
        var checkIns = builder.AddSection<CheckInOptions>();
        var every = builder.AddSection<ScheduleOptions>();
        builder.Services.AddSingleton<RetentionPlan.OtherTimes>().AddSingleton<RetentionPlan>().AddSingleton<SpeakingFirst>();
        builder.Services.AddSingleton(services => new Timetable(services.GetRequiredService<StorageOptions>())
            .Every<CheckInRound>(checkIns.LookEveryMinutes)
            .Every<AnswerRound>(checkIns.LookEveryMinutes)
            .Every<StatementNewsRound>(checkIns.LookEveryMinutes)
            .Every<SecondRoundInvitations>(checkIns.LookEveryMinutes)
            .Every<DirectorySync>(every.SyncEveryMinutes)
            .Every<DirectoryLook>(every.DirectoryEveryMinutes)
            .Every<OverdueAlarms>(every.AlarmEveryMinutes)
            .Every<StatementLook>(every.AlarmEveryMinutes)
            .Every<OpinionLook>(every.OpinionsEveryMinutes)
            .Every<PanelLook>(every.AlarmEveryMinutes)
            .Every<Retention>(every.RemoveEveryMinutes)
            .Every<ConcernLook>(services.GetRequiredService<SafeguardingOptions>().Deliveries.LookEverySeconds / 60)
            .Every<CounterCompaction>(every.CompactEveryMinutes)
            .Every<OutcomeLook>(every.WeighEveryMinutes));
        builder.Services.AddHostedService<ScheduleHost>();
        return builder;
    }
}
