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

    /// <summary>A red concern that nobody has acknowledged after so many minutes is overdue.</summary>
    public int RedOverdueAfterMinutes { get; init; } = 60;

    /// <summary>
    /// Whether a red concern's time runs also outside of the watched hours. Without it a red concern of a Friday evening is overdue on Monday only, so it takes
    /// somebody who reads alarms at any hour to make good use of it, and a decision to go without.
    /// </summary>
    public bool RedIsUrgentAtAnyHour { get; init; } = true;

    /// <summary>Any other concern that nobody has acknowledged after so many watched hours is overdue.</summary>
    public double OthersOverdueAfterWatchedHours { get; init; } = 8;

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
        if (RedOverdueAfterMinutes is < 1 or > 10_080)
            yield return new(nameof(RedOverdueAfterMinutes), "a whole number of minutes from 1 to 10080");
        if (OthersOverdueAfterWatchedHours is not (> 0 and <= 200))
            yield return new(nameof(OthersOverdueAfterWatchedHours), "a number of hours above 0, at most 200");
        if (HelplineMonths is < 1 or > 36)
            yield return new(nameof(HelplineMonths), "a whole number of months from 1 to 36");
    }

    public WatchedHours Hours() =>
        new(
            WatchedDays.Count > 0 ? WatchedDays : [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
            Time(WatchedFrom),
            Time(WatchedUntil));

    /// <summary>When a concern is overdue that nobody has acknowledged since then.</summary>
    public DateTimeOffset OverdueFrom(SafeguardingRoute route, DateTimeOffset waitingSince) => (route, RedIsUrgentAtAnyHour) switch
    {
        (SafeguardingRoute.Red, true) => waitingSince.AddMinutes(RedOverdueAfterMinutes),
        (SafeguardingRoute.Red, false) => Hours().After(waitingSince, TimeSpan.FromMinutes(RedOverdueAfterMinutes)),
        _ => Hours().After(waitingSince, TimeSpan.FromHours(OthersOverdueAfterWatchedHours)),
    };

    private static bool IsTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>When a person looks, Europe/London.</summary>
public sealed record WatchedHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until)
{
    /// <summary>"today, before 5 pm" or "on Tuesday, after 9 am".</summary>
    public string NextLook(DateTimeOffset now)
    {
        var local = London.Local(now);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (Days.Contains(local.DayOfWeek) && time < Until)
            return time < From ? $"today, after {Spoken(From)}" : $"today, before {Spoken(Until)}";

        var next = Enumerable.Range(1, 7).First(days => Days.Contains(local.AddDays(days).DayOfWeek));
        return next == 1 ? $"tomorrow, after {Spoken(From)}" : $"on {local.AddDays(next).DayOfWeek}, after {Spoken(From)}";
    }

    /// <summary>When somebody will have been watching for so long, counted from then; in between the time stands still.</summary>
    public DateTimeOffset After(DateTimeOffset since, TimeSpan watched)
    {
        for (var day = London.Local(since).Date; ; day = day.AddDays(1))
        {
            var (from, until) = Watched(day, since);
            if (until - from >= watched)
                return from + watched;
            watched -= until - from;
        }
    }

    /// <summary>What of that day is watched and not over by then.</summary>
    private (DateTimeOffset From, DateTimeOffset Until) Watched(DateTime day, DateTimeOffset since)
    {
        var until = London.At(day + Until.ToTimeSpan());
        if (!Days.Contains(day.DayOfWeek) || until <= since)
            return (until, until);
        var from = London.At(day + From.ToTimeSpan());
        return (from > since ? from : since, until);
    }

    private static string Spoken(TimeOnly time) =>
        time.ToString(time.Minute == 0 ? "h tt" : "h:mm tt", CultureInfo.InvariantCulture).ToLowerInvariant();
}
