namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Days on which school is; both ends included.</summary>
public sealed record SchoolTerm(DateOnly From, DateOnly Until);

/// <summary>
/// When school is. Terms differ from council to council in England, so without an area's own terms only what holds everywhere is sure, and the rest is left open.
/// </summary>
/// <param name="Terms">Of one area, a half term apart each; what lies before the first and after the last is not known.</param>
public sealed record TermCalendar(IReadOnlyList<SchoolTerm> Terms)
{
    /// <summary>Nobody's own: a cautious reading of what all councils' terms have in common.</summary>
    public static TermCalendar England { get; } = new([]);

    /// <summary>False for the cautious reading.</summary>
    public bool IsOfOneArea => Terms.Count > 0;

    /// <summary>True: school is in this week; false: it is holidays; null: that differs, or nobody told.</summary>
    public bool? IsTermTime(DateOnly day)
    {
        if (!IsOfOneArea || day < Terms.Min(term => term.From) || day > Terms.Max(term => term.Until))
            return Anywhere(day);

        if (Terms.Any(term => day >= term.From && day <= term.Until))
            return true;
        return IsWeekend(day) && Terms.Any(term => IsBeside(term, day)) ? null : false;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    // Whether a Saturday club goes on between school and holidays is its own affair.
    private static bool IsBeside(SchoolTerm term, DateOnly day) =>
        (day > term.Until && day.DayNumber - term.Until.DayNumber <= 2) || (day < term.From && term.From.DayNumber - day.DayNumber <= 2);

    private static bool? Anywhere(DateOnly day)
    {
        if (IsHolidayEverywhere(day))
            return false;
        return MayBeHoliday(day) ? null : true;
    }

    private static bool IsHolidayEverywhere(DateOnly day) =>
        day is { Month: 8 } or { Month: 7, Day: >= 28 } or { Month: 12, Day: >= 24 } or { Month: 1, Day: 1 }
        || DaysFromEaster(day) is >= -2 and <= 1;

    // The widest that councils' dates have lain apart: autumn half term, Christmas, winter half term, Easter, Whitsun, summer; and the May bank holiday.
    private static bool MayBeHoliday(DateOnly day) =>
        day is { Month: 10, Day: >= 12 } or { Month: 11, Day: <= 5 } or { Month: 12, Day: >= 17 } or { Month: 1, Day: <= 7 } or { Month: 2, Day: >= 7 } or { Month: 5, Day: >= 20 }
            or { Month: 6, Day: <= 8 } or { Month: 7, Day: >= 8 } or { Month: 9, Day: <= 7 } or { Month: 5, Day: <= 7, DayOfWeek: DayOfWeek.Monday }
        || DaysFromEaster(day) is >= -18 and <= 18;

    private static int DaysFromEaster(DateOnly day) => day.DayNumber - Easter(day.Year).DayNumber;

    // Gregorian Easter (Meeus, Jones, Butcher).
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var days = h + l - (7 * ((a + (11 * h) + (22 * l)) / 451)) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }
}

/// <summary>The terms of areas, each named by the start of its outcodes.</summary>
public sealed class TermCalendars(IReadOnlyList<TermArea> areas)
{
    public static TermCalendars None { get; } = new([]);

    /// <summary>The area whose outcodes fit best; England's for anybody else, and for nobody knows where.</summary>
    public TermCalendar Of(string? outcode) =>
        areas.Select(area => (area.Calendar, Length: area.Outcodes.Where(start => Names(start, outcode)).Select(start => start.Length).DefaultIfEmpty().Max()))
            .Where(area => area.Length > 0)
            .OrderByDescending(area => area.Length)
            .Select(area => area.Calendar)
            .FirstOrDefault() ?? TermCalendar.England;

    // "HX" names HX1 and HX7; "HX1" names HX1, not HX10.
    private static bool Names(string start, string? outcode) =>
        outcode is not null && (outcode.Equals(start, StringComparison.OrdinalIgnoreCase)
            || (char.IsAsciiLetter(start[^1]) && outcode.Length > start.Length && outcode.StartsWith(start, StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(outcode[start.Length])));
}

/// <param name="Outcodes">Whole ("HX1") or the letters of a postcode area ("HX").</param>
public sealed record TermArea(string Name, IReadOnlyList<string> Outcodes, TermCalendar Calendar);
