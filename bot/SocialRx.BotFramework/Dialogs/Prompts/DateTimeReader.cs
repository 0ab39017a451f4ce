using System.Globalization;
using Microsoft.Bot.Builder.Dialogs;

namespace SocialRx.BotFramework;

/// <summary>
/// The first day ("tomorrow", "next Friday", "3 March", "03/04/2027", "in two weeks"), time ("5pm", "half past four"), both, span of either ("next week",
/// "from 3pm to 5pm", "tomorrow morning"), length ("two hours") or repetition ("every Monday") in a text, in one pass over its words, as TIMEX has it.
/// A day without its year, a weekday alone and a time that can be morning or evening give each reading, the one that was before the one that comes.
/// </summary>
internal sealed class DateTimeReader
{
    private const int MaxWords = 200;
    private const string NotResolved = "not resolved";
    private const int MinutesADay = 24 * 60;

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly Dictionary<string, int> Relative = new(StringComparer.Ordinal)
    {
        ["today"] = 0, ["tomorrow"] = 1, ["tomoz"] = 1, ["tmr"] = 1, ["yesterday"] = -1,
        ["hoy"] = 0, ["mañana"] = 1, ["ayer"] = -1, ["aujourd'hui"] = 0, ["demain"] = 1, ["hier"] = -1, ["heute"] = 0, ["morgen"] = 1, ["gestern"] = -1,
        ["vandaag"] = 0, ["gisteren"] = -1, ["hoje"] = 0, ["amanhã"] = 1, ["ontem"] = -1, ["oggi"] = 0, ["domani"] = 1, ["ieri"] = -1,
    };

    private static readonly Dictionary<string, (string Timex, int From, int To)> DayParts = new(StringComparer.Ordinal)
    {
        ["morning"] = ("TMO", 8 * 60, 12 * 60), ["afternoon"] = ("TAF", 12 * 60, 16 * 60), ["evening"] = ("TEV", 16 * 60, 20 * 60), ["night"] = ("TNI", 20 * 60, MinutesADay),
    };

    private readonly List<string> words;
    private readonly CultureInfo culture;
    private readonly DateTime now;
    private readonly DateOnly today;

    private DateTimeReader(List<string> words, CultureInfo culture, DateTime now)
    {
        this.words = words;
        this.culture = culture;
        this.now = now;
        today = DateOnly.FromDateTime(now);
    }

    public static IList<DateTimeResolution> Read(string text, CultureInfo culture, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var words = text.ToLowerInvariant().Replace('’', '\'')
            .Split([' ', ',', ';', '\t', '\n', '\r', '!', '?', '(', ')', '"'], MaxWords + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MaxWords).Select(word => word.TrimEnd('.')).Where(word => word.Length > 0).ToList();
        return new DateTimeReader(words, culture, now).Read();
    }

    private List<DateTimeResolution> Read()
    {
        for (var at = 0; at < words.Count; at++)
        {
            var found = Repetition(at) ?? Between(at) ?? FromNow(at) ?? DayAndTime(at) ?? Period(at) ?? Length(at);
            if (found is { Count: > 0 })
                return found;
        }

        return [];
    }

    private string Word(int at) => at >= 0 && at < words.Count ? words[at] : string.Empty;

    // "every monday", "every two weeks", "daily"
    private List<DateTimeResolution> Repetition(int at)
    {
        var timex = Word(at) switch
        {
            "daily" => "P1D",
            "weekly" => "P1W",
            "fortnightly" => "P2W",
            "monthly" => "P1M",
            "yearly" or "annually" => "P1Y",
            "every" or "each" => EveryTimex(at + 1),
            _ => null,
        };
        return timex is null ? null : [new DateTimeResolution { Timex = timex, Value = NotResolved }];
    }

    private string EveryTimex(int at)
    {
        if (Word(at) == "other")
            return Unit(Word(at + 1)) is { } second ? $"P2{second}" : null;
        if (Weekday(Word(at).TrimEnd('s')) is { } day || (Weekday(Word(at)) is { } whole && (day = whole) >= 0))
            return WeekTimex(day) + (Times(at + 1) is { } times ? times.Values[0].Timex : string.Empty);
        if (DayParts.TryGetValue(Word(at), out var part))
            return part.Timex;
        if (Unit(Word(at)) is { } unit)
            return IsClockUnit(Word(at)) ? $"PT1{unit}" : $"P1{unit}";
        return Count(at) is { } count && Unit(Word(at + 1)) is { } unitOfMany ? IsClockUnit(Word(at + 1)) ? $"PT{count}{unitOfMany}" : $"P{count}{unitOfMany}" : null;
    }

    // "from 3pm to 5pm", "between 3 march and 5 march", "9am - 11am", "tomorrow from 3pm to 5pm"
    private List<DateTimeResolution> Between(int at)
    {
        var first = Word(at) is "from" or "between" ? at + 1 : at;
        if (Moment(first, first > at) is not { } from || Word(from.Next) is not ("to" or "and" or "until" or "till" or "-" or "–") || (first == at && Word(from.Next) is "and"))
            return null;
        if (Moment(from.Next + 1, true) is not { } to)
            return null;
        if (from.Times is null && to.Times is null)
            return Span(WithYearOf(from.Days, to.Days)[0], to.Days.Count > 0 ? to.Days[^1] : default, to.Days.Count > 0 && from.Days.Count > 0);
        return from.Times is null || to.Times is null || to.Days.Count > 0 ? null : SpanOfTimes(from, to);
    }

    private static List<(DateOnly Date, string Timex)> WithYearOf(List<(DateOnly Date, string Timex)> from, List<(DateOnly Date, string Timex)> to) =>
        from.Count > 0 && to.Count > 0 ? [from.Where(day => day.Date <= to[^1].Date).DefaultIfEmpty(from[^1]).Last()] : [default];

    private static List<DateTimeResolution> Span((DateOnly Date, string Timex) from, (DateOnly Date, string Timex) to, bool areDays) => !areDays || to.Date < from.Date ? null :
        [new DateTimeResolution { Timex = $"({from.Timex},{to.Timex},P{to.Date.DayNumber - from.Date.DayNumber}D)", Start = Iso(from.Date), End = Iso(to.Date) }];

    private static List<DateTimeResolution> SpanOfTimes(ReadMoment from, ReadMoment to)
    {
        var end = to.Times[0];
        // "3 to 5pm": the half of the day that was said last counts for both.
        var start = from.Times.Where(time => time.Minutes <= end.Minutes).DefaultIfEmpty(from.Times[0]).Last();
        if (start.Minutes > end.Minutes)
            end = to.Times[^1];
        if (start.Minutes > end.Minutes)
            return null;
        var (hours, minutes) = Math.DivRem(end.Minutes - start.Minutes, 60);
        var length = $"PT{(hours > 0 ? $"{hours}H" : string.Empty)}{(minutes > 0 || hours == 0 ? $"{minutes}M" : string.Empty)}";
        if (from.Days.Count == 0)
            return [new DateTimeResolution { Timex = $"({start.Timex},{end.Timex},{length})", Start = Clock(start.Seconds), End = Clock(end.Seconds) }];
        return [.. from.Days.Select(day => new DateTimeResolution
        {
            Timex = $"({day.Timex}{start.Timex},{day.Timex}{end.Timex},{length})",
            Start = $"{Iso(day.Date)} {Clock(start.Seconds)}",
            End = $"{Iso(day.Date)} {Clock(end.Seconds)}",
        })];
    }

    // "in two hours", "3 days ago", "a week from now", "two weeks later"
    private List<DateTimeResolution> FromNow(int at)
    {
        var hasIn = Word(at) is "in" or "within";
        var first = hasIn ? at + 1 : at;
        if (Count(first) is not { } count || Unit(Word(first + 1)) is null)
            return null;
        var after = Word(first + 2);
        var direction = hasIn || after == "later" || (after == "from" && Word(first + 3) is "now" or "today") ? 1 : after is "ago" or "before" or "earlier" ? -1 : 0;
        if (direction == 0 || count > 10_000)
            return null;
        var many = count * direction;
        try
        {
            return Word(first + 1).TrimEnd('s') switch
            {
                "day" => [Day(today.AddDays(many))],
                "week" => [Day(today.AddDays(7 * many))],
                "fortnight" => [Day(today.AddDays(14 * many))],
                "month" => [Day(today.AddMonths(many))],
                "year" => [Day(today.AddYears(many))],
                "hour" or "hr" => [Instant(now.AddHours(many))],
                "minute" or "min" => [Instant(now.AddMinutes(many))],
                _ => [Instant(now.AddSeconds(many))],
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private List<DateTimeResolution> DayAndTime(int at)
    {
        if (Word(at) is "now")
            return [new DateTimeResolution { Timex = "PRESENT_REF", Value = now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) }];
        if (Word(at) is "tonight")
            return OfDayPart([(today, Iso(today))], DayParts["night"]);
        if (Moment(at, false) is not { } moment)
            return null;
        if (moment.Times is null)
        {
            var part = Word(moment.Next) is "in" && Word(moment.Next + 1) is "the" ? moment.Next + 2 : Word(moment.Next) is "at" ? moment.Next + 1 : moment.Next;
            if (DayParts.TryGetValue(Word(part), out var named))
                return OfDayPart(moment.Days, named);
            return TimeLater(moment) is { } later ? Combined(moment.Days, later) : [.. moment.Days.Select(day => new DateTimeResolution { Timex = day.Timex, Value = Iso(day.Date) })];
        }

        return moment.Days.Count > 0 ? Combined(moment.Days, moment.Times) : DayLater(moment) is { } days ? Combined(days, moment.Times)
            : [.. moment.Times.Select(time => new DateTimeResolution { Timex = time.Timex, Value = Clock(time.Seconds) })];
    }

    // The other half may follow after some words: "tomorrow would be good, say 9am".
    private List<ReadTime> TimeLater(ReadMoment moment)
    {
        for (var at = moment.Next; at < words.Count; at++)
        {
            if (Days(at) is not null)
                return null;
            if (Times(at) is { } times)
                return times.Values;
        }

        return null;
    }

    private List<(DateOnly Date, string Timex)> DayLater(ReadMoment moment)
    {
        for (var at = moment.Next; at < words.Count; at++)
        {
            if (Times(at) is not null)
                return null;
            if (Days(at) is { } days)
                return days.Values;
        }

        return null;
    }

    private static List<DateTimeResolution> Combined(List<(DateOnly Date, string Timex)> days, List<ReadTime> times) => [.. times.SelectMany(time => days.Select(day => new DateTimeResolution
    {
        Timex = day.Timex + time.Timex,
        Value = $"{Iso(day.Date)} {Clock(time.Seconds)}",
    }))];

    private static List<DateTimeResolution> OfDayPart(List<(DateOnly Date, string Timex)> days, (string Timex, int From, int To) part) => [.. days.Select(day => new DateTimeResolution
    {
        Timex = day.Timex + part.Timex,
        Start = $"{Iso(day.Date)} {Clock(part.From * 60)}",
        End = $"{Iso(day.Date)} {EndOf(part.To)}",
    })];

    private static string EndOf(int minutes) => minutes == MinutesADay ? "23:59:59" : Clock(minutes * 60);

    // "next week", "this month", "last year", "this weekend", "december", "2027", "this afternoon"
    private List<DateTimeResolution> Period(int at)
    {
        var step = Word(at) switch { "this" => 0, "next" => 1, "last" or "previous" => -1, _ => (int?)null };
        if (step is { } by)
        {
            if (DayParts.TryGetValue(Word(at + 1), out var ofToday) && by == 0)
                return OfDayPart([(today, Iso(today))], ofToday);
            return Stepped(by, Word(at + 1));
        }

        if (DayParts.TryGetValue(Word(at), out var part))
            return [new DateTimeResolution { Timex = part.Timex, Start = Clock(part.From * 60), End = EndOf(part.To) }];
        if (MonthOf(Word(at)) is { } month && Word(at) is not "may" and not "mar")
            return Months(month, Year(at + 1));
        return Year(at) is >= 1900 and < 2100 and { } year ? [Range(year.ToString(CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1))] : null;
    }

    private List<DateTimeResolution> Stepped(int by, string unit)
    {
        var monday = MondayOf(today).AddDays(7 * by);
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(by);
        return unit switch
        {
            "week" => [Range(Week(monday), monday, monday.AddDays(7))],
            "weekend" => [Range(Week(monday) + "-WE", monday.AddDays(5), monday.AddDays(7))],
            "month" => [Range(month.ToString("yyyy-MM", CultureInfo.InvariantCulture), month, month.AddMonths(1))],
            "year" => [Range((today.Year + by).ToString("0000", CultureInfo.InvariantCulture), new DateOnly(today.Year + by, 1, 1), new DateOnly(today.Year + by + 1, 1, 1))],
            _ => null,
        };
    }

    private static string Week(DateOnly monday) => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday.ToDateTime(default)):0000}-W{ISOWeek.GetWeekOfYear(monday.ToDateTime(default)):00}");

    private List<DateTimeResolution> Months(int month, int? year)
    {
        if (year is { } known and > 0 and < 9999)
            return [MonthRange(string.Create(CultureInfo.InvariantCulture, $"{known:0000}-{month:00}"), new DateOnly(known, month, 1))];
        var timex = string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}");
        var past = new DateOnly(month < today.Month ? today.Year : today.Year - 1, month, 1);
        return [MonthRange(timex, past), MonthRange(timex, past.AddYears(1))];
    }

    private static DateTimeResolution MonthRange(string timex, DateOnly first) => Range(timex, first, first.AddMonths(1));

    private static DateTimeResolution Range(string timex, DateOnly from, DateOnly to) => new() { Timex = timex, Start = Iso(from), End = Iso(to) };

    // "two hours", "half an hour", "45 minutes"
    private List<DateTimeResolution> Length(int at)
    {
        if (Word(at) == "half" && Word(at + 1) is "an" or "a" && Unit(Word(at + 2)) is { } halved && IsClockUnit(Word(at + 2)))
            return [OfLength(0.5m, halved, true)];
        return Count(at) is { } count && Unit(Word(at + 1)) is { } unit ? [OfLength(count, unit, IsClockUnit(Word(at + 1)))] : null;
    }

    private static DateTimeResolution OfLength(decimal count, string unit, bool isClock)
    {
        var seconds = (unit, isClock) switch { ("S", _) => 1, ("M", true) => 60, ("H", _) => 3600, ("D", _) => 86_400, ("W", _) => 604_800, ("M", false) => 2_592_000, _ => 31_536_000 };
        return new DateTimeResolution
        {
            Timex = string.Create(CultureInfo.InvariantCulture, $"P{(isClock ? "T" : string.Empty)}{count}{unit}"),
            Value = (count * seconds).ToString("0.##", CultureInfo.InvariantCulture),
        };
    }

    private int? Count(int at) => Word(at) switch
    {
        "" => null,
        "a" or "an" => 1,
        var word when char.IsAsciiDigit(word[0]) || char.IsAsciiLetter(word[0]) => NumberReader.TryRead(word, null, out var number) && number is > 0 and <= 1_000_000 && number == decimal.Truncate(number) && !word.AsSpan().ContainsAny(":/-") ? (int)number : null,
        _ => null,
    };

    private static bool IsClockUnit(string unit) => unit.TrimEnd('s') is "hour" or "hr" or "minute" or "min" or "second" or "sec";

    private static string Unit(string unit) => unit.TrimEnd('s') switch
    {
        "second" or "sec" => "S",
        "minute" or "min" => "M",
        "hour" or "hr" => "H",
        "day" => "D",
        "week" => "W",
        "month" => "M",
        "year" or "yr" => "Y",
        _ => null,
    };

    // A day, a time of day, or the one right after the other.
    private ReadMoment? Moment(int at, bool isInSpan)
    {
        if (Days(at) is { } days)
        {
            var next = Word(days.Next) is "at" or "from" or "around" or "about" && !isInSpan ? days.Next + 1 : days.Next;
            return Times(next, Word(days.Next) == "from") is { } itsTime ? new ReadMoment(days.Values, itsTime.Values, itsTime.Next) : new ReadMoment(days.Values, null, days.Next);
        }

        if (Times(Word(at) == "at" ? at + 1 : at, isInSpan || Word(at) == "at") is not { } times)
            return null;
        var after = Word(times.Next) is "on" ? times.Next + 1 : times.Next;
        return !isInSpan && Days(after) is { } itsDays ? new ReadMoment(itsDays.Values, times.Values, itsDays.Next) : new ReadMoment([], times.Values, times.Next);
    }

    private (List<(DateOnly Date, string Timex)> Values, int Next)? Days(int at)
    {
        if (at >= words.Count)
            return null;
        var start = Word(at) is "the" or "on" ? at + 1 : at;
        if (Word(start) == "day" && Word(start + 1) is "after" or "before" && Relative.TryGetValue(Word(start + 2), out var from) && from != 0)
            return ([Known(today.AddDays(from + (Word(start + 1) == "after" ? 1 : -1)))], start + 3);
        if (Relative.TryGetValue(Word(start), out var days))
            return ([Known(today.AddDays(days))], start + 1);
        return WeekdayAt(start) ?? DayOfMonth(start) ?? NumericDay(start);
    }

    private (List<(DateOnly Date, string Timex)> Values, int Next)? WeekdayAt(int at)
    {
        var step = Word(at) switch { "next" => 7, "last" => -7, "this" or "coming" => 0, _ => (int?)null };
        var name = step is null ? at : at + 1;
        if (Weekday(Word(name)) is not { } day)
            return null;
        if (step is { } by)
            return ([Known(MondayOf(today).AddDays(((day + 6) % 7) + by))], name + 1);
        if (Word(name + 1) == "next" && Word(name + 2) == "week")
            return ([Known(MondayOf(today).AddDays(((day + 6) % 7) + 7))], name + 3);
        // A date with its weekday before it: the date says more.
        if (DayOfMonth(Word(name + 1) == "the" ? name + 2 : name + 1) is { } dated)
            return dated;
        // The name alone may be the one that was or the one that comes.
        var ahead = (day - (int)today.DayOfWeek + 7) % 7;
        return ([(today.AddDays(ahead - 7), WeekTimex(day)), (today.AddDays(ahead == 0 ? 7 : ahead), WeekTimex(day))], name + 1);
    }

    private static string WeekTimex(int day) => $"XXXX-WXX-{(day == 0 ? 7 : day).ToString(CultureInfo.InvariantCulture)}";

    private static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    // "3 march", "3rd of march 2027", "march 3rd", "march 3 2027"
    private (List<(DateOnly Date, string Timex)> Values, int Next)? DayOfMonth(int at)
    {
        if (DayNumber(Word(at)) is { } day)
        {
            var name = Word(at + 1) is "of" or "de" ? at + 2 : at + 1;
            return MonthOf(Word(name)) is { } month ? OfYear(Year(name + 1), month, day, name + 1) : null;
        }

        if (MonthOf(Word(at)) is not { } named)
            return null;
        var number = Word(at + 1) == "the" ? at + 2 : at + 1;
        return DayNumber(Word(number)) is { } after ? OfYear(Year(number + 1), named, after, number + 1) : null;
    }

    private static int? DayNumber(string word)
    {
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : null;
    }

    private int? Year(int at) => Word(at) is { Length: 4 } word && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private (List<(DateOnly Date, string Timex)> Values, int Next)? OfYear(int? year, int month, int day, int next)
    {
        if (year is { } known)
            return IsDay(known, month, day) ? ([Known(new DateOnly(known, month, day))], next + 1) : null;
        return OfAnyYear(month, day) is { } either ? (either, next) : null;
    }

    private List<(DateOnly Date, string Timex)> OfAnyYear(int month, int day)
    {
        var timex = string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}-{day:00}");
        var last = Enumerable.Range(0, 9).Select(back => today.Year - back).Where(year => IsDay(year, month, day)).Select(year => new DateOnly(year, month, day)).FirstOrDefault(date => date < today);
        var next = Enumerable.Range(0, 9).Select(ahead => today.Year + ahead).Where(year => IsDay(year, month, day)).Select(year => new DateOnly(year, month, day)).FirstOrDefault(date => date >= today);
        return last == default || next == default ? null : [(last, timex), (next, timex)];
    }

    private static bool IsDay(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private (List<(DateOnly Date, string Timex)> Values, int Next)? NumericDay(int at)
    {
        var parts = Word(at).Split('/', '-', '.');
        if (parts.Length is < 2 or > 3 || (parts.Length == 2 && !Word(at).Contains('/', StringComparison.Ordinal)))
            return null;
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length is 0 or > 4 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        if (parts[0].Length == 4)
            return parts.Length == 3 && IsDay(numbers[0], numbers[1], numbers[2]) ? ([Known(new DateOnly(numbers[0], numbers[1], numbers[2]))], at + 1) : null;
        var isMonthFirst = culture.DateTimeFormat.ShortDatePattern.StartsWith('M');
        var (month, day) = isMonthFirst && numbers[0] <= 12 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0]);
        if (parts.Length < 3)
            return OfAnyYear(month, day) is { } either ? (either, at + 1) : null;
        var year = parts[2].Length <= 2 ? 2000 + numbers[2] : numbers[2];
        return IsDay(year, month, day) ? ([Known(new DateOnly(year, month, day))], at + 1) : null;
    }

    private (List<ReadTime> Values, int Next)? Times(int at, bool isAnnounced = false)
    {
        if (at >= words.Count)
            return null;
        isAnnounced |= at > 0 && Word(at - 1) == "at";
        if (Word(at) == "at")
            return Times(at + 1, true);
        if (Word(at) is "noon" or "midday")
            return ([ReadTime.At(12, 0)], at + 1);
        if (Word(at) is "midnight")
            return ([ReadTime.At(0, 0)], at + 1);
        return (Spoken(at) ?? OnClock(at, isAnnounced)) is { } read ? InItsHalf(read.Values, read.Next) : null;
    }

    // "half past four", "quarter to 5", "ten past nine"
    private (List<ReadTime> Values, int Next)? Spoken(int at)
    {
        var skip = Word(at) == "a" ? at + 1 : at;
        if (Word(skip + 1) is not ("past" or "to" or "after" or "before") || Count(skip + 2) is not { } hour || hour is < 1 or > 12 || Word(skip + 2) is "a" or "an")
            return null;
        var minutes = Word(skip) switch { "half" => 30, "quarter" => 15, _ => Count(skip) is > 0 and < 60 and { } number ? number : 0 };
        if (minutes == 0 || (Word(skip + 1) is "to" or "before" && HalfOf(Word(skip)) is not null))
            return null;
        var total = ((hour % 12) * 60) + (Word(skip + 1) is "past" or "after" ? minutes : -minutes);
        total = (total + (12 * 60)) % (12 * 60);
        return (Either(total / 60, total % 60), skip + 3);
    }

    private (List<ReadTime> Values, int Next)? OnClock(int at, bool isAnnounced)
    {
        var word = Word(at);
        var half = HalfOf(word);
        var next = at + 1;
        var clock = half is null ? word : word[..^half.Length].TrimEnd('.');
        if (half is null && Word(next) is "am" or "pm" or "a.m" or "p.m")
            half = Word(next++);
        var parts = clock.Split(':', '.');
        var (minute, second) = (0, 0);
        var isWordHour = parts.Length == 1 && !char.IsAsciiDigit(clock.Length > 0 ? clock[0] : ' ') && Count(at) is { } and <= 12 && word is not ("a" or "an");
        var hour = isWordHour ? Count(at) ?? 0 : 0;
        if (!isWordHour && (parts.Length > 3 || parts[0].Length is 0 or > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out hour)))
            return null;
        if ((parts.Length > 1 && !TwoDigits(parts[1], out minute)) || (parts.Length > 2 && !TwoDigits(parts[2], out second)))
            return null;
        var hasOClock = Word(next) is "o'clock" or "oclock";
        next += hasOClock ? 1 : 0;
        if (hour > 24 || (hour == 24 && minute > 0) || (half is not null && hour is 0 or > 12) || (half is null && parts.Length == 1 && !hasOClock && !(isAnnounced && !IsMoreThanClock(next)) && !HasDayPartAfter(next)))
            return null;
        return half?[0] switch
        {
            'a' => ([ReadTime.At(hour % 12, minute, second)], next),
            'p' => ([ReadTime.At((hour % 12) + 12, minute, second)], next),
            _ when hour is 0 or > 12 => ([ReadTime.At(hour % 24, minute, second)], next),
            _ => (Either(hour % 12, minute, second), next),
        };
    }

    private static bool TwoDigits(string text, out int value)
    {
        value = 0;
        return text.Length == 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < 60;
    }

    // "from 3 days", "at 5 march": the number counts something else.
    private bool IsMoreThanClock(int next) => Unit(Word(next)) is not null || MonthOf(Word(next)) is not null || Word(next) is "of";

    private bool HasDayPartAfter(int at) => (Word(at) is "in" && Word(at + 1) is "the" && DayParts.ContainsKey(Word(at + 2))) || (Word(at) is "at" && Word(at + 1) is "night") || Word(at) is "tonight";

    private static string HalfOf(string word) => word switch
    {
        _ when word.Length > 2 && word[^2..] is "am" or "pm" && char.IsAsciiDigit(word[^3]) => word[^2..],
        _ when word.Length > 3 && word[^3..] is "a.m" or "p.m" && char.IsAsciiDigit(word[^4]) => word[^3..],
        _ => null,
    };

    private static List<ReadTime> Either(int hour, int minute, int second = 0) => [ReadTime.At(hour == 0 ? 12 : hour, minute, second), ReadTime.At(hour == 0 ? 0 : hour + 12, minute, second)];

    // "4 in the afternoon", "9 at night"
    private (List<ReadTime> Values, int Next)? InItsHalf(List<ReadTime> times, int next)
    {
        if (!HasDayPartAfter(next) || times.Count != 2)
            return (times, next);
        var (part, end) = Word(next) switch { "in" => (Word(next + 2), next + 3), "at" => (Word(next + 1), next + 2), _ => ("night", next) };
        return ([part == "morning" ? times.MinBy(time => time.Seconds) : times.MaxBy(time => time.Seconds)], end);
    }

    private int? Weekday(string word) => NameIn(word, culture.DateTimeFormat.DayNames) ?? NameIn(word, English.DateTimeFormat.DayNames);

    private int? MonthOf(string word) => (NameIn(word, culture.DateTimeFormat.MonthNames) ?? NameIn(word, English.DateTimeFormat.MonthNames)) + 1;

    // A name, or three letters of it or four ("sept", "thur").
    private static int? NameIn(string word, string[] names)
    {
        if (word.Length < 3)
            return null;
        var index = Array.FindIndex(names, name => name.Length > 0 && (string.Equals(name, word, StringComparison.OrdinalIgnoreCase) || (word.Length is 3 or 4 && name.Length > word.Length && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))));
        return index < 0 ? null : index;
    }

    private static (DateOnly Date, string Timex) Known(DateOnly date) => (date, Iso(date));

    private static DateTimeResolution Day(DateOnly date) => new() { Timex = Iso(date), Value = Iso(date) };

    private static DateTimeResolution Instant(DateTime at) => new()
    {
        Timex = at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        Value = at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    };

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(int seconds) => TimeSpan.FromSeconds(seconds).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture);

    private readonly record struct ReadMoment(List<(DateOnly Date, string Timex)> Days, List<ReadTime> Times, int Next);

    private sealed record ReadTime(int Seconds, string Timex)
    {
        public int Minutes => Seconds / 60;

        public static ReadTime At(int hour, int minute, int second = 0) => new(
            (((hour * 60) + minute) * 60) + second,
            string.Create(CultureInfo.InvariantCulture, $"T{hour:00}{(minute > 0 || second > 0 ? $":{minute:00}" : string.Empty)}{(second > 0 ? $":{second:00}" : string.Empty)}"));
    }
}
