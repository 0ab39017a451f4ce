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

    /// <summary>The safety words the organisation has approved, by language ("en-GB", "pl").</summary>
    public IReadOnlyDictionary<string, ApprovedWords> ApprovedWords { get; init; } = new Dictionary<string, ApprovedWords>();

    /// <summary>
    /// Whether a translation nobody has approved is used. It is: 999 and 111 in somebody's own language are better than none, and the same always follows in English.
    /// </summary>
    public bool UseUnapprovedTranslations { get; init; } = true;

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
        foreach (var (language, approved) in ApprovedWords)
        {
            if (!approved.IsWhole)
                yield return new($"{nameof(ApprovedWords)}:{language}", "the Version that was approved, its Approver and the Date, such as \"2026-12-01\"");
        }
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

/// <summary>That the organisation has read these words and stands by them.</summary>
public sealed record ApprovedWords
{
    /// <summary>Of the words that were read; another version is not approved by it.</summary>
    public string Version { get; init; } = "";

    public string Approver { get; init; } = "";

    public DateOnly? Date { get; init; }

    public bool IsWhole => !string.IsNullOrWhiteSpace(Version) && !string.IsNullOrWhiteSpace(Approver) && Date is not null;
}

/// <summary>When a person looks, Europe/London.</summary>
public sealed record WatchedHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until)
{
    /// <summary>Nobody promises to look at something in less.</summary>
    private static readonly TimeSpan LeastNotice = TimeSpan.FromMinutes(30);

    private const int LooksAhead = 366;

    /// <summary>Days on which nobody looks although they are watched ones. What is overdue does not know them: an alarm comes rather early.</summary>
    public Func<DateOnly, bool> IsClosed { get; init; } = _ => false;

    /// <summary>By the end of the hours while somebody is watching, else from when they begin next.</summary>
    public Look Next(DateTimeOffset now)
    {
        var local = London.Local(now);
        var time = local.TimeOfDay;
        if (IsWatched(local.Date) && time < From.ToTimeSpan())
            return new(now, local.Date, From, IsBefore: false);
        if (IsWatched(local.Date) && time + LeastNotice <= Until.ToTimeSpan())
            return new(now, local.Date, Until, IsBefore: true);

        var next = Enumerable.Range(1, LooksAhead).FirstOrDefault(days => IsWatched(local.Date.AddDays(days)), LooksAhead);
        return new(now, local.Date.AddDays(next), From, IsBefore: false);
    }

    private bool IsWatched(DateTime day) => Days.Contains(day.DayOfWeek) && !IsClosed(DateOnly.FromDateTime(day));

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
}

/// <summary>When a person looks next, as seen from now; Europe/London.</summary>
/// <param name="IsBefore">Before that time, not after it.</param>
public sealed record Look(DateTimeOffset Now, DateTime Day, TimeOnly Time, bool IsBefore)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(12);

    public int InDays => (Day - London.Local(Now).Date).Days;

    /// <summary>Nobody should wait for it who needs somebody.</summary>
    public bool IsFarOff => !IsBefore && London.At(Day + Time.ToTimeSpan()) - Now >= Long;
}
