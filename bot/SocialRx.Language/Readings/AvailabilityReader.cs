using System.Collections.Frozen;

namespace SocialRx.Language.Readings;

/// <summary>
/// Reads days and hours as people in England type them: "free tuesdays after 4", "weekends", "after school", "half six", "not sundays", "mon-thurs till 8".
/// </summary>
public static class AvailabilityReader
{
    private static readonly FrozenSet<string> Any = FrozenSet.Create(StringComparer.Ordinal, "whenever", "anytime", "always", "everyday", "anyday");
    private static readonly FrozenSet<string> Whatever = FrozenSet.Create(StringComparer.Ordinal, "any", "every", "all");

    /// <param name="today">What "today", "tonight" and "tomorrow" mean, in Europe/London.</param>
    public static AvailabilityReading Read(string? text, DayOfWeek today)
    {
        var tokens = Tokens.Of(text);
        var days = SpokenDays.Read(tokens, today);
        var hours = SpokenHours.Read(tokens, days);
        var inHolidays = InHolidays(tokens);
        var kept = hours.OnSchoolDays && !days.Said ? SpokenDays.SchoolDays : days.Kept;
        if (kept.Count > 0 || hours.NotBefore is not null || hours.NotAfter is not null || inHolidays)
            return Times(kept, hours, inHolidays);

        return SaysAny(tokens) ? new AvailabilityReading.AnyTime() : new AvailabilityReading.NotRead();
    }

    private static AvailabilityReading.Times Times(IReadOnlyList<DayOfWeek> days, SpokenHours hours, bool inHolidays) => new()
    {
        Days = days,
        NotBefore = hours.NotBefore,
        NotAfter = hours.NotAfter,
        InHolidays = inHolidays,
        Timex = TimexText.Of(days, hours.NotBefore, hours.NotAfter),
    };

    private static bool InHolidays(IReadOnlyList<string> tokens) =>
        tokens.Any(token => token is "holiday" or "holidays" or "hols" or "halfterm")
        || tokens.Zip(tokens.Skip(1)).Any(pair => pair is ("half", "term"));

    private static bool SaysAny(IReadOnlyList<string> tokens) =>
        tokens.Any(Any.Contains)
        || tokens.Zip(tokens.Skip(1)).Any(pair => Whatever.Contains(pair.First) && pair.Second is "day" or "days" or "time" or "times" or "week");
}
