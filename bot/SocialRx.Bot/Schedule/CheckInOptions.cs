using System.Globalization;
using SocialRx.Domain;

namespace SocialRx.Bot.Schedule;

/// <summary>Section "CheckIns": when people in Teams who agreed to it are asked how it went.</summary>
internal sealed record CheckInOptions : IOptionsSection
{
    public static string Section => "CheckIns";

    /// <summary>Start of the hours in which somebody may be written to, "16:00".</summary>
    public string From { get; init; } = "16:00";

    /// <summary>End of those hours, "19:00".</summary>
    public string Until { get; init; } = "19:00";

    public string TimeZone { get; init; } = "Europe/London";

    public double LookEveryMinutes { get; init; } = 10;

    /// <summary>Whoever could not be asked by then is not written to any more.</summary>
    public int ForgetAfterDays { get; init; } = 14;

    public IEnumerable<OptionProblem> Problems()
    {
        if (!IsTime(From, out var from))
            yield return new(nameof(From), "a time of day such as \"16:00\"");
        if (!IsTime(Until, out var until) || until <= from)
            yield return new(nameof(Until), "a time of day after From, such as \"19:00\"");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new(nameof(TimeZone), "a time zone such as \"Europe/London\"");
        if (LookEveryMinutes is not (>= 0.01 and <= 60))
            yield return new(nameof(LookEveryMinutes), "a number of minutes from 0.01 to 60");
        if (ForgetAfterDays is < 1 or > 60)
            yield return new(nameof(ForgetAfterDays), "a whole number of days from 1 to 60");
    }

    public DateTime Local(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime;

    public bool IsCivil(DateTime local) =>
        IsTime(From, out var from) && IsTime(Until, out var until) && TimeOnly.FromDateTime(local) is var time && time >= from && time < until;

    private static bool IsTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
