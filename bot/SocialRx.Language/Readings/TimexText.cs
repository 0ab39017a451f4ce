using Microsoft.Recognizers.Text.DataTypes.TimexExpression;

namespace SocialRx.Language.Readings;

/// <summary>Days and hours written as TIMEX, which the library's resolver turns into dates.</summary>
internal static class TimexText
{
    public static IReadOnlyList<string> Of(IReadOnlyList<DayOfWeek> days, TimeOnly? notBefore, TimeOnly? notAfter)
    {
        if (days.Count > 0)
            return [.. days.Select(day => Property(day, notBefore, notAfter).TimexValue)];

        return notBefore is null && notAfter is null ? [] : [Property(null, notBefore, notAfter).TimexValue];
    }

    // Without an end it is a start only: the library resolves a range up to midnight into the week before.
    private static TimexProperty Property(DayOfWeek? day, TimeOnly? notBefore, TimeOnly? notAfter)
    {
        var timex = new TimexProperty { DayOfWeek = day is null ? null : Iso(day.Value) };
        if (notBefore is null && notAfter is null)
            return timex;

        var from = notBefore ?? TimeOnly.MinValue;
        (timex.Hour, timex.Minute, timex.Second) = (from.Hour, from.Minute, 0);
        if (notAfter is { } until)
            (timex.Hours, timex.Minutes) = Length(until - from);
        return timex;
    }

    private static (decimal? Hours, decimal? Minutes) Length(TimeSpan span) =>
        (span.Hours > 0 ? span.Hours : null, span.Minutes > 0 ? span.Minutes : null);

    private static int Iso(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;
}
