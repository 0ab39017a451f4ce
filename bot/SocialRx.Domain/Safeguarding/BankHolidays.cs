namespace SocialRx.Domain.Safeguarding;

/// <summary>
/// Bank holidays of England and Wales by the rules of the Banking and Financial Dealings Act 1971 and the royal proclamations made every year; extra ones, such as for a coronation, and
/// days that were moved are for the configuration to name.
/// </summary>
public static class BankHolidays
{
    public static bool Includes(DateOnly day) => Of(day.Year).Contains(day);

    public static IEnumerable<DateOnly> Of(int year)
    {
        var easter = EasterSunday(year);
        return
        [
            OrNextMonday(new DateOnly(year, 1, 1)),
            easter.AddDays(-2),
            easter.AddDays(1),
            FirstMonday(new DateOnly(year, 5, 1)),
            FirstMonday(new DateOnly(year, 5, 25)),
            FirstMonday(new DateOnly(year, 8, 25)),
            .. Christmas(year),
        ];
    }

    /// <summary>Both days, and for each that falls on a weekend a day after them.</summary>
    private static IEnumerable<DateOnly> Christmas(int year)
    {
        var (christmas, boxing) = (new DateOnly(year, 12, 25), new DateOnly(year, 12, 26));
        return christmas.DayOfWeek switch
        {
            DayOfWeek.Friday => [christmas, boxing, boxing.AddDays(2)],
            DayOfWeek.Saturday => [christmas, boxing, christmas.AddDays(2), boxing.AddDays(2)],
            DayOfWeek.Sunday => [christmas, boxing, christmas.AddDays(2)],
            _ => [christmas, boxing],
        };
    }

    private static DateOnly OrNextMonday(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? FirstMonday(day) : day;

    private static DateOnly FirstMonday(DateOnly from) =>
        from.AddDays(((int)DayOfWeek.Monday - (int)from.DayOfWeek + 7) % 7);

    /// <summary>The Gregorian computus (Meeus, Jones, Butcher).</summary>
    private static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - (7 * correction) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
