namespace SocialRx.Domain.HandOff;

/// <summary>Days on which link workers work: Monday to Friday. Bank holidays are counted too, so that a promise is looked after rather a day early than late.</summary>
public static class WorkingDays
{
    /// <summary>The same time of day so many working days later, Europe/London; what comes in at a weekend counts from the start of Monday.</summary>
    public static DateTimeOffset After(DateTimeOffset since, int days)
    {
        var shown = London.Local(since).DateTime;
        while (IsWeekend(shown))
            shown = shown.Date.AddDays(1);
        for (; days > 0; days--)
            shown = Next(shown);
        return London.At(shown);
    }

    private static DateTime Next(DateTime day) =>
        day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1);

    private static bool IsWeekend(DateTime day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
