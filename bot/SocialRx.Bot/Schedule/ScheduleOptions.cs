using SocialRx.Domain;

namespace SocialRx.Bot.Schedule;

/// <summary>Section "Schedule": how often the service looks for work that nobody asks it for. Each pause counts from the end of the look before, over all processes.</summary>
internal sealed record ScheduleOptions : IOptionsSection
{
    private const string Minutes = "a number of minutes from 0.01 to 1440";

    public static string Section => "Schedule";

    /// <summary>For concerns and referrals that have waited too long.</summary>
    public double AlarmEveryMinutes { get; init; } = 5;

    /// <summary>For feeds that are due, see Directory:SyncEveryHours.</summary>
    public double SyncEveryMinutes { get; init; } = 5;

    /// <summary>For listings that have changed, to publish them and to find the same thing in two sources.</summary>
    public double DirectoryEveryMinutes { get; init; } = 1;

    /// <summary>For what is kept only for a time.</summary>
    public double RemoveEveryMinutes { get; init; } = 10;

    /// <summary>For what turns have added to the numbers of the dashboard.</summary>
    public double CompactEveryMinutes { get; init; } = 1;

    /// <summary>For what votes on statements say.</summary>
    public double OpinionsEveryMinutes { get; init; } = 10;

    /// <summary>For orders, budgets and votes that enough new people have added to.</summary>
    public double WeighEveryMinutes { get; init; } = 1;

    public IEnumerable<OptionProblem> Problems()
    {
        if (!IsPause(AlarmEveryMinutes))
            yield return new(nameof(AlarmEveryMinutes), Minutes);
        if (!IsPause(SyncEveryMinutes))
            yield return new(nameof(SyncEveryMinutes), Minutes);
        if (!IsPause(DirectoryEveryMinutes))
            yield return new(nameof(DirectoryEveryMinutes), Minutes);
        if (!IsPause(RemoveEveryMinutes))
            yield return new(nameof(RemoveEveryMinutes), Minutes);
        if (!IsPause(CompactEveryMinutes))
            yield return new(nameof(CompactEveryMinutes), Minutes);
        if (!IsPause(OpinionsEveryMinutes))
            yield return new(nameof(OpinionsEveryMinutes), Minutes);
        if (!IsPause(WeighEveryMinutes))
            yield return new(nameof(WeighEveryMinutes), Minutes);
    }

    private static bool IsPause(double minutes) => minutes is >= 0.01 and <= 1440;
}
