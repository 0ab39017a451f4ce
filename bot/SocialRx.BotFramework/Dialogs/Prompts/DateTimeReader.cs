using System.Globalization;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace SocialRx.BotFramework;

/// <summary>
/// A day ("tomorrow", "next Friday", "3 March", "03/04/2027", "2027-04-03", "in two weeks"), a time of day ("5pm", "17:30", "half past four", "noon") or both,
/// in one pass over the words. A day without its year, and a time that can be morning or evening, give each reading.
/// </summary>
internal static class DateTimeReader
{
    private const int MaxWords = 200;

    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    public static IList<DateTimeResolution> Read(string text, CultureInfo culture, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var words = Words(text);
        var dates = new List<(DateOnly Date, string Timex)>();
        var times = new List<TimeOnly>();
        for (var i = 0; i < words.Count; i++)
        {
            if (dates.Count == 0 && ReadDate(words, i, culture, DateOnly.FromDateTime(now)) is { Count: > 0 } readDates)
                dates = readDates;
            else if (times.Count == 0 && ReadTime(words, i) is { Count: > 0 } readTimes)
                times = readTimes;
        }

        return Resolutions(dates, times);
    }

    private static List<string> Words(string text) =>
        [.. text.ToLowerInvariant().Split([' ', ',', ';', '\t', '\n', '!', '?'], MaxWords + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords).Select(word => word.TrimEnd('.'))];

    private static IList<DateTimeResolution> Resolutions(List<(DateOnly Date, string Timex)> dates, List<TimeOnly> times) => (dates, times) switch
    {
        ([], []) => [],
        ([], _) => [.. times.Select(time => new DateTimeResolution { Timex = "T" + Clock(time), Value = time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) })],
        (_, []) => [.. dates.Select(day => new DateTimeResolution { Timex = day.Timex, Value = Iso(day.Date) })],
        _ => [.. dates.SelectMany(day => times.Select(time => new DateTimeResolution
        {
            Timex = $"{day.Timex}T{Clock(time)}",
            Value = $"{Iso(day.Date)} {time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}",
        }))],
    };

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(TimeOnly time) => time.ToString(time.Minute == 0 ? "HH" : "HH:mm", CultureInfo.InvariantCulture);

    private static List<(DateOnly Date, string Timex)> ReadDate(List<string> words, int at, CultureInfo culture, DateOnly today) => words[at] switch
    {
        "today" or "tonight" => [Known(today)],
        "tomorrow" or "tomoz" => [Known(today.AddDays(1))],
        "yesterday" => [Known(today.AddDays(-1))],
        "in" => Ahead(words, at + 1, today),
        _ => ReadWeekday(words, at, today) ?? ReadMonthName(words, at, today) ?? ReadNumeric(words[at], culture, today) ?? [],
    };

    private static (DateOnly Date, string Timex) Known(DateOnly date) => (date, Iso(date));

    // "in 3 days", "in two weeks", "in a month"
    private static List<(DateOnly Date, string Timex)> Ahead(List<string> words, int at, DateOnly today)
    {
        if (at + 1 >= words.Count)
            return [];
        var count = words[at] is "a" or "an" ? 1 : NumberReader.TryRead(words[at], null, out var number) && number is > 0 and < 1000 ? (int)number : 0;
        return count == 0 ? [] : words[at + 1].TrimEnd('s') switch
        {
            "day" => [Known(today.AddDays(count))],
            "week" => [Known(today.AddDays(7 * count))],
            "month" => [Known(today.AddMonths(count))],
            "year" => [Known(today.AddYears(count))],
            _ => [],
        };
    }

    private static List<(DateOnly Date, string Timex)> ReadWeekday(List<string> words, int at, DateOnly today)
    {
        var day = Array.FindIndex(Days, name => name == words[at] || (words[at].Length is 3 or 4 && name.StartsWith(words[at], StringComparison.Ordinal)));
        if (day < 0)
            return null;
        var ahead = (day - (int)today.DayOfWeek + 7) % 7;
        var before = at > 0 ? words[at - 1] : string.Empty;
        var thisWeek = MondayOf(today).AddDays((day + 6) % 7);
        return before switch
        {
            "next" => [Known(thisWeek.AddDays(7))],
            "last" => [Known(thisWeek.AddDays(-7))],
            "this" => [Known(thisWeek)],
            // The name alone may be the one that was or the one that comes.
            _ => [(today.AddDays(ahead - 7), Timex(day)), (today.AddDays(ahead == 0 ? 7 : ahead), Timex(day))],
        };
    }

    private static string Timex(int day) => $"XXXX-WXX-{(day == 0 ? 7 : day).ToString(CultureInfo.InvariantCulture)}";

    private static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    // "3 march", "3rd of march 2027", "march 3rd", "march 3 2027"
    private static List<(DateOnly Date, string Timex)> ReadMonthName(List<string> words, int at, DateOnly today)
    {
        var month = 1 + Array.FindIndex(Months, name => name == words[at] || (words[at].Length is 3 or 4 && name.StartsWith(words[at], StringComparison.Ordinal)));
        if (month == 0)
            return null;
        var back = at > 0 && words[at - 1] == "of" ? at - 2 : at - 1;
        if (back >= 0 && DayNumber(words[back]) is { } dayBefore)
            return OfYear(Year(words, at + 1), month, dayBefore, today);
        return at + 1 < words.Count && DayNumber(words[at + 1]) is { } dayAfter ? OfYear(Year(words, at + 2), month, dayAfter, today) : null;
    }

    private static int? DayNumber(string word)
    {
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : null;
    }

    private static int? Year(List<string> words, int at) =>
        at < words.Count && words[at].Length == 4 && int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private static List<(DateOnly Date, string Timex)> OfYear(int? year, int month, int day, DateOnly today)
    {
        if (year is { } known)
            return IsDay(known, month, day) ? [Known(new DateOnly(known, month, day))] : [];
        var timex = string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}-{day:00}");
        var last = Enumerable.Range(0, 8).Select(back => today.Year - back).Where(y => IsDay(y, month, day)).Select(y => new DateOnly(y, month, day)).FirstOrDefault(date => date < today);
        var next = Enumerable.Range(0, 9).Select(ahead => today.Year + ahead).Where(y => IsDay(y, month, day)).Select(y => new DateOnly(y, month, day)).FirstOrDefault(date => date >= today);
        return last == default || next == default ? [] : [(last, timex), (next, timex)];
    }

    private static bool IsDay(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static List<(DateOnly Date, string Timex)> ReadNumeric(string word, CultureInfo culture, DateOnly today)
    {
        var parts = word.Split('/', '-', '.');
        if (parts.Length is < 2 or > 3 || (parts.Length == 2 && !word.Contains('/', StringComparison.Ordinal)))
            return null;
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length is 0 or > 4 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        if (parts[0].Length == 4)
            return parts.Length == 3 ? OfYear(numbers[0], numbers[1], numbers[2], today) : null;
        var isMonthFirst = culture.DateTimeFormat.ShortDatePattern.StartsWith('M');
        var (month, day) = isMonthFirst && numbers[0] <= 12 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0]);
        int? year = parts.Length < 3 ? null : parts[2].Length <= 2 ? 2000 + numbers[2] : numbers[2];
        return OfYear(year, month, day, today);
    }

    private static List<TimeOnly> ReadTime(List<string> words, int at) => words[at] switch
    {
        "noon" or "midday" => [new TimeOnly(12, 0)],
        "midnight" => [new TimeOnly(0, 0)],
        "past" or "to" when at > 0 && at + 1 < words.Count => ReadSpoken(words, at),
        _ => ReadClock(words, at),
    };

    // "half past four", "quarter to 5", "ten past nine"
    private static List<TimeOnly> ReadSpoken(List<string> words, int at)
    {
        var minutes = words[at - 1] switch
        {
            "half" => 30,
            "quarter" => 15,
            var other => NumberReader.TryRead(other, null, out var number) && number is > 0 and < 60 ? (int)number : 0,
        };
        if (minutes == 0 || !NumberReader.TryRead(words[at + 1], null, out var hour) || hour is < 1 or > 12)
            return [];
        var time = new TimeOnly((int)hour % 24, 0).AddMinutes(words[at] == "past" ? minutes : -minutes);
        return [time, time.AddHours(12)];
    }

    private static List<TimeOnly> ReadClock(List<string> words, int at)
    {
        var word = words[at];
        var half = word.EndsWith("am", StringComparison.Ordinal) || word.EndsWith("pm", StringComparison.Ordinal) ? word[^2..] : at + 1 < words.Count && words[at + 1] is "am" or "pm" ? words[at + 1] : null;
        var clock = half is not null && word.EndsWith(half, StringComparison.Ordinal) ? word[..^2] : word;
        var parts = clock.Split(':', '.');
        var minute = 0;
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) || (parts.Length == 2 && (parts[1].Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minute))))
            return [];
        var isOClock = at + 1 < words.Count && words[at + 1] is "o'clock" or "oclock" || (at > 0 && words[at - 1] is "at");
        if (minute > 59 || hour > 23 || (half is not null && hour is 0 or > 12) || (half is null && parts.Length == 1 && !isOClock))
            return [];
        return half switch
        {
            "am" => [new TimeOnly(hour % 12, minute)],
            "pm" => [new TimeOnly((hour % 12) + 12, minute)],
            _ when hour is 0 or > 12 => [new TimeOnly(hour, minute)],
            _ => [new TimeOnly(hour % 24, minute), new TimeOnly((hour + 12) % 24, minute)],
        };
    }
}
