using System.Collections.Frozen;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Language.Readings;

/// <summary>
/// Reads days and hours as people in England type them: "free tuesdays after 4", "weekends", "after school", "half six", "not sundays", "mon-thurs till 8".
/// </summary>
public static class AvailabilityReader
{
    private static readonly FrozenSet<string> Any = FrozenSet.Create(StringComparer.Ordinal, "whenever", "anytime", "always", "everyday", "anyday");
    private static readonly FrozenSet<string> Whatever = FrozenSet.Create(StringComparer.Ordinal, "any", "every", "all", "most");

    /// <param name="today">What "today", "tonight" and "tomorrow" mean, in Europe/London.</param>
    public static AvailabilityReading Read(string? text, DayOfWeek today)
    {
        var tokens = Tokens.Of(text);
        var free = SpokenTimes.Read(tokens, today);
        var inHolidays = InHolidays(tokens);
        if (free.Count > 0 || inHolidays)
            return Times(free, inHolidays);

        return SaysAny(tokens) ? new AvailabilityReading.AnyTime() : new AvailabilityReading.NotRead();
    }

    private static AvailabilityReading.Times Times(IReadOnlyList<FreeTime> free, bool inHolidays)
    {
        var days = free.Select(span => span.Day).Distinct().ToList();
        var isSame = free.Count == days.Count && free.Select(span => (span.From, span.Until)).Distinct().Count() <= 1;
        var timex = TimexText.Of(isSame && days.Count == 7 ? [free[0]] : free, isAnyDay: isSame && days.Count == 7);
        return new AvailabilityReading.Times
        {
            Days = days.Count == 7 ? [] : days,
            NotBefore = free.Select(span => span.From).DefaultIfEmpty().Min() is var from && from > TimeOnly.MinValue ? from : null,
            NotAfter = free.Select(span => span.Until).DefaultIfEmpty(TimeOnly.MaxValue).Max() is var until && until < TimeOnly.MaxValue ? until : null,
            InHolidays = inHolidays,
            Timex = timex,
            Free = isSame ? [] : TimexText.Read(timex),
        };
    }

    private static bool InHolidays(IReadOnlyList<string> tokens) =>
        tokens.Any(token => token is "holiday" or "holidays" or "hols" or "halfterm")
        || tokens.Zip(tokens.Skip(1)).Any(pair => pair is ("half", "term") or ("summer" or "easter" or "xmas" or "christmas", "break"));

    private static bool SaysAny(IReadOnlyList<string> tokens) =>
        tokens.Any(Any.Contains)
        || tokens.Zip(tokens.Skip(1)).Any(pair => Whatever.Contains(pair.First) && pair.Second is "day" or "days" or "time" or "times" or "week");
}
