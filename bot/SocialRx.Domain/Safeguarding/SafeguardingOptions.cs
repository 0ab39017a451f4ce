using System.Globalization;

namespace SocialRx.Domain.Safeguarding;

/// <summary>Section "Safeguarding": who looks at what worries us, and when.</summary>
public sealed record SafeguardingOptions : IOptionsSection
{
    private const double LeastMinutes = 0.01;
    private const double MostMinutes = 10_080;
    private const string Minutes = "a number of minutes from 0.01 to 10080";

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
    public double RedOverdueAfterMinutes { get; init; } = 60;

    /// <summary>A red concern that is overdue for so many minutes more goes to everybody.</summary>
    public double RedToAllAfterMinutes { get; init; } = 60;

    /// <summary>
    /// Whether a red concern's time runs also outside of the watched hours. Without it a red concern of a Friday evening is overdue on Monday only, so it takes
    /// somebody who reads alarms at any hour to make good use of it, and a decision to go without.
    /// </summary>
    public bool RedIsUrgentAtAnyHour { get; init; } = true;

    /// <summary>Any other concern that nobody has acknowledged after so many watched hours is overdue.</summary>
    public double OthersOverdueAfterWatchedHours { get; init; } = 8;

    /// <summary>Any other concern that is overdue for so many watched hours more goes to everybody.</summary>
    public double OthersToAllAfterWatchedHours { get; init; } = 8;

    /// <summary>Whether somebody looks on bank holidays too, when they fall on a watched day.</summary>
    public bool WatchesBankHolidays { get; init; }

    /// <summary>More days on which nobody looks, "2027-12-24".</summary>
    public IReadOnlyList<DateOnly> ClosedDays { get; init; } = [];

    /// <summary>Who is told outside of the dashboard.</summary>
    public DeliveryOptions Deliveries { get; init; } = new();

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
        if (RedOverdueAfterMinutes is not (>= LeastMinutes and <= MostMinutes))
            yield return new(nameof(RedOverdueAfterMinutes), Minutes);
        if (RedToAllAfterMinutes is not (>= LeastMinutes and <= MostMinutes))
            yield return new(nameof(RedToAllAfterMinutes), Minutes);
        if (OthersOverdueAfterWatchedHours is not (> 0 and <= 200))
            yield return new(nameof(OthersOverdueAfterWatchedHours), "a number of hours above 0, at most 200");
        if (OthersToAllAfterWatchedHours is not (> 0 and <= 200))
            yield return new(nameof(OthersToAllAfterWatchedHours), "a number of hours above 0, at most 200");
        if (HelplineMonths is < 1 or > 36)
            yield return new(nameof(HelplineMonths), "a whole number of months from 1 to 36");
        foreach (var problem in Deliveries.Problems(nameof(Deliveries)))
            yield return problem;
    }

    public WatchedHours Hours() =>
        new(
            WatchedDays.Count > 0 ? WatchedDays : [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
            Time(WatchedFrom),
            Time(WatchedUntil))
        {
            IsClosed = day => ClosedDays.Contains(day) || (!WatchesBankHolidays && BankHolidays.Includes(day)),
        };

    /// <summary>When a concern is overdue that nobody has acknowledged since then.</summary>
    public DateTimeOffset OverdueFrom(SafeguardingRoute route, DateTimeOffset waitingSince) => EscalatesAt(route, EscalationStep.Second, waitingSince);

    /// <summary>When a concern comes to this step that nobody has acknowledged since then.</summary>
    public DateTimeOffset EscalatesAt(SafeguardingRoute route, EscalationStep step, DateTimeOffset waitingSince)
    {
        var more = step == EscalationStep.All;
        var minutes = TimeSpan.FromMinutes(RedOverdueAfterMinutes + (more ? RedToAllAfterMinutes : 0));
        return (route, RedIsUrgentAtAnyHour) switch
        {
            (SafeguardingRoute.Red, true) => waitingSince + minutes,
            (SafeguardingRoute.Red, false) => Hours().After(waitingSince, minutes),
            _ => Hours().After(waitingSince, TimeSpan.FromHours(OthersOverdueAfterWatchedHours + (more ? OthersToAllAfterWatchedHours : 0))),
        };
    }

    private static bool IsTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>When a person looks, Europe/London.</summary>
public sealed record WatchedHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until)
{
    /// <summary>Nobody promises to look at something in less.</summary>
    private static readonly TimeSpan LeastNotice = TimeSpan.FromMinutes(30);

    private const int LooksAhead = 366;

    /// <summary>Days on which nobody looks although they are watched ones. What is overdue does not know them: an alarm comes rather early.</summary>
    public Func<DateOnly, bool> IsClosed { get; init; } = _ => false;

    /// <summary>"today, before 5 pm", "on Tuesday, after 9 am" or "on Tuesday 5 January, after 9 am".</summary>
    public string NextLook(DateTimeOffset now)
    {
        var local = London.Local(now);
        var (today, time) = (DateOnly.FromDateTime(local.DateTime), local.TimeOfDay);
        if (IsWatched(today) && time < From.ToTimeSpan())
            return $"today, after {Spoken(From)}";
        if (IsWatched(today) && time + LeastNotice <= Until.ToTimeSpan())
            return $"today, before {Spoken(Until)}";

        var next = Enumerable.Range(1, LooksAhead).FirstOrDefault(days => IsWatched(today.AddDays(days)), LooksAhead);
        return $"{Spoken(today.AddDays(next), next)}, after {Spoken(From)}";
    }

    private bool IsWatched(DateOnly day) => Days.Contains(day.DayOfWeek) && !IsClosed(day);

    private static string Spoken(DateOnly day, int daysAhead) => daysAhead switch
    {
        1 => "tomorrow",
        < 7 => $"on {day.DayOfWeek}",
        _ => day.ToString("'on' dddd d MMMM", CultureInfo.InvariantCulture),
    };

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
