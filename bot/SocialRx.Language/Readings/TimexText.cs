using Microsoft.Recognizers.Text.DataTypes.TimexExpression;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Language.Readings;

/// <summary>Days and hours written as TIMEX, which the library's resolver turns into dates, and read again as spans of a week.</summary>
internal static class TimexText
{
    /// <param name="isAnyDay">The hours are those of every day, so that no day is named.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<FreeTime> free, bool isAnyDay) =>
        [.. free.Where(span => !isAnyDay || !IsWhole(span)).Select(span => Property(span, isAnyDay).TimexValue)];

    /// <summary>What <see cref="Of"/> wrote, of days that are named.</summary>
    public static IReadOnlyList<FreeTime> Read(IEnumerable<string> timex) =>
        [.. timex.Select(text => new TimexProperty(text)).Where(property => property.DayOfWeek is not null).Select(Span)];

    private static bool IsWhole(FreeTime span) => span.From == TimeOnly.MinValue && span.Until == TimeOnly.MaxValue;

    // Without an end it is a start only: the library resolves a range up to midnight into the week before.
    private static TimexProperty Property(FreeTime span, bool isAnyDay)
    {
        var timex = new TimexProperty { DayOfWeek = isAnyDay ? null : Iso(span.Day) };
        if (IsWhole(span))
            return timex;

        (timex.Hour, timex.Minute, timex.Second) = (span.From.Hour, span.From.Minute, 0);
        if (span.Until < TimeOnly.MaxValue)
            (timex.Hours, timex.Minutes) = Length(span.Until - span.From);
        return timex;
    }

    private static FreeTime Span(TimexProperty timex)
    {
        var from = new TimeOnly(timex.Hour ?? 0, timex.Minute ?? 0);
        var length = TimeSpan.FromHours((double)(timex.Hours ?? 0)) + TimeSpan.FromMinutes((double)(timex.Minutes ?? 0));
        return new FreeTime((DayOfWeek)(timex.DayOfWeek!.Value % 7), from, length > TimeSpan.Zero ? from.Add(length) : TimeOnly.MaxValue);
    }

    private static (decimal? Hours, decimal? Minutes) Length(TimeSpan span) =>
        (span.Hours > 0 ? span.Hours : null, span.Minutes > 0 ? span.Minutes : null);

    private static int Iso(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;
}
