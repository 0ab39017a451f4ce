using System.Globalization;

namespace SocialRx.Domain.Safeguarding;

/// <summary>Section "Safeguarding": who looks at what worries us, and when.</summary>
public sealed record SafeguardingOptions : IOptionsSection
{
    public static string Section => "Safeguarding";

    /// <summary>As a young person reads it: "the safeguarding lead".</summary>
    public string LeadRole { get; init; } = "the safeguarding lead";

    /// <summary>Days on which somebody looks, Europe/London.</summary>
    public IReadOnlyList<DayOfWeek> WatchedDays { get; init; } = [];

    /// <summary>Start of the watched hours, "09:00".</summary>
    public string WatchedFrom { get; init; } = "09:00";

    /// <summary>End of the watched hours, "17:00".</summary>
    public string WatchedUntil { get; init; } = "17:00";

    /// <summary>A number older than this is warned of at the start.</summary>
    public int HelplineMonths { get; init; } = 12;

    /// <summary>Also show lines that nobody has checked at their source.</summary>
    public bool ShowUnverifiedLines { get; init; }

    public IEnumerable<OptionProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(LeadRole))
            yield return new(nameof(LeadRole), "who reads concerns, such as \"the safeguarding lead\"");
        if (!IsTime(WatchedFrom, out var from))
            yield return new(nameof(WatchedFrom), "a time of day such as \"09:00\"");
        if (!IsTime(WatchedUntil, out var until) || until <= from)
            yield return new(nameof(WatchedUntil), "a time of day after WatchedFrom, such as \"17:00\"");
        if (HelplineMonths is < 1 or > 36)
            yield return new(nameof(HelplineMonths), "a whole number of months from 1 to 36");
    }

    public WatchedHours Hours() =>
        new(
            WatchedDays.Count > 0 ? WatchedDays : [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
            Time(WatchedFrom),
            Time(WatchedUntil));

    private static bool IsTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>When a person looks, Europe/London.</summary>
public sealed record WatchedHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>"today, before 5 pm" or "on Tuesday, after 9 am".</summary>
    public string NextLook(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, London);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (Days.Contains(local.DayOfWeek) && time < Until)
            return time < From ? $"today, after {Spoken(From)}" : $"today, before {Spoken(Until)}";

        var next = Enumerable.Range(1, 7).First(days => Days.Contains(local.AddDays(days).DayOfWeek));
        return next == 1 ? $"tomorrow, after {Spoken(From)}" : $"on {local.AddDays(next).DayOfWeek}, after {Spoken(From)}";
    }

    private static string Spoken(TimeOnly time) =>
        time.ToString(time.Minute == 0 ? "h tt" : "h:mm tt", CultureInfo.InvariantCulture).ToLowerInvariant();
}
