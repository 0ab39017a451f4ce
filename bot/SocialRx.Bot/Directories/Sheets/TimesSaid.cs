using System.Globalization;
using System.Text.RegularExpressions;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>Times read from what somebody wrote.</summary>
/// <param name="Remarks">What could not be read, or what was taken for granted and how.</param>
/// <param name="IsWhole">Nothing of it is missing from the sessions: the words need not be shown beside them.</param>
internal sealed record TimesRead(IReadOnlyList<Session> Sessions, IReadOnlyList<string> Remarks, bool IsWhole);

/// <summary>
/// Reads "Tuesdays 4-6pm, term time only", "Mon &amp; Wed 16:00-17:30", "1st Saturday of the month 10am-12pm", "14 March 2027 10am-2pm". What happens in some weeks only becomes
/// no session when nobody says which: a person must never stand before a closed door in the week between.
/// </summary>
internal static partial class TimesSaid
{
    private const int LongestText = 300;

    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <param name="firstDay">Said in another column; what the words say goes first.</param>
    public static TimesRead Read(string text, DateOnly today, DateOnly? firstDay = null, DateOnly? lastDay = null, bool termTimeOnly = false, IReadOnlyList<string>? dateFormats = null)
    {
        var plain = Plainly(text);
        if (plain.Length == 0)
            return new TimesRead([], [], IsWhole: true);

        var bounds = Bounds(plain, today, dateFormats ?? []);
        var (from, until) = (bounds.From ?? firstDay, bounds.Until ?? lastDay);
        if (WhyNoWeeks(plain, from) is { } some)
            return new TimesRead([], [$"is {some}, and which weeks is not said; it is not shown as times"], IsWhole: false);

        var frame = new Frame(from, until, IsTermTimeOnly(plain) || termTimeOnly, IsHolidaysOnly(plain), Fortnights().IsMatch(plain), today, dateFormats ?? []);
        return Sessions(Groups(Tokens().Matches(bounds.Words)), frame);
    }

    private static bool IsTermTimeOnly(string plain) => TermTime().IsMatch(plain) || ExceptHolidays().IsMatch(plain);

    private static bool IsHolidaysOnly(string plain) => Holidays().IsMatch(plain) && !IsTermTimeOnly(plain) && !WithHolidays().IsMatch(plain);

    // "Monthly" alone says no day, "monthly, 1st Saturday" does; "fortnightly" says which weeks when a first day is known.
    private static string? WhyNoWeeks(string plain, DateOnly? from)
    {
        if (SomeWeeks().Match(plain) is { Success: true } some)
            return some.Value;
        if (from is null && Fortnights().Match(plain) is { Success: true } fortnights)
            return fortnights.Value;

        return Monthly().Match(plain) is { Success: true } monthly && !Tokens().Matches(plain).Any(token => token.Groups["ordinal"].Success || token.Groups["date"].Success) ? monthly.Value : null;
    }

    private static string Plainly(string text)
    {
        var clipped = text.Length <= LongestText ? text : text[..LongestText];
        var plain = clipped.ToLowerInvariant().Replace('–', '-').Replace('—', '-').Replace('‐', '-').Replace('‑', '-').Replace("a.m", "am", StringComparison.Ordinal).Replace("p.m", "pm", StringComparison.Ordinal);
        return string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static (DateOnly? From, DateOnly? Until, string Words) Bounds(string plain, DateOnly today, IReadOnlyList<string> formats)
    {
        DateOnly? from = null, until = null;
        var rest = Between().Replace(plain, match => Take(match, "first", "last"));
        rest = Starting().Replace(rest, match => Take(match, "first", null));
        rest = Ending().Replace(rest, match => Take(match, null, "last"));
        return (from, until, rest);

        string Take(Match match, string? first, string? last)
        {
            from = first is null ? from : Day(match.Groups[first].Value, today, formats) ?? from;
            until = last is null ? until : Day(match.Groups[last].Value, today, formats) ?? until;
            return " ";
        }
    }

    // Days go with the times that follow them; where times come first, with the times before them.
    private static List<Group> Groups(MatchCollection tokens)
    {
        var groups = new List<Group>();
        var timesFirst = tokens.Count > 0 && tokens[0].Groups["time"].Success;
        foreach (Match token in tokens)
        {
            var isTime = token.Groups["time"].Success;
            var last = groups.LastOrDefault();
            if (last is null || (isTime == timesFirst && (timesFirst ? last.HasDays : last.Times.Count > 0)))
                groups.Add(last = new Group());
            last.Take(token);
        }

        return groups;
    }

    private static TimesRead Sessions(List<Group> groups, Frame frame)
    {
        if (groups.Count == 0)
            return new TimesRead([], ["holds no day and time that can be read"], IsWhole: false);

        var sessions = new List<Session>();
        var remarks = new List<string>();
        foreach (var group in groups)
            sessions.AddRange(group.Sessions(frame, remarks));
        var isWhole = remarks.Count == 0;
        return new TimesRead([.. sessions.Distinct().OrderBy(session => session.From ?? DateOnly.MinValue).ThenBy(session => ((int)session.Day + 6) % 7).ThenBy(session => session.Opens)], [.. remarks.Distinct()], isWhole);
    }

    private static DateOnly? Day(string words, DateOnly today, IReadOnlyList<string> formats)
    {
        if (SaidDate.Read(words, formats) is { } day)
            return day;
        if (SaidDate.Read($"{words} {today.Year.ToString(CultureInfo.InvariantCulture)}", formats) is not { } soon)
            return null;

        // Without a year it is the next one, or one of the last weeks.
        return soon < today.AddDays(-60) ? soon.AddYears(1) : soon;
    }

    /// <param name="From">First day it happens.</param>
    private sealed record Frame(DateOnly? From, DateOnly? Until, bool TermTimeOnly, bool HolidaysOnly, bool EverySecondWeek, DateOnly Today, IReadOnlyList<string> DateFormats);

    private sealed class Group
    {
        private const int Last = 5;

        private readonly List<DayOfWeek> _days = [];
        private readonly List<string> _dates = [];
        private readonly List<int> _weeksOfMonth = [];

        public List<Match> Times { get; } = [];

        public bool HasDays => _days.Count + _dates.Count > 0;

        public void Take(Match token)
        {
            if (token.Groups["time"].Success)
                Times.Add(token);
            else if (token.Groups["date"].Success)
                _dates.Add(token.Value);
            else if (token.Groups["ordinal"].Success)
                _weeksOfMonth.Add(token.Value switch { "1st" or "first" => 1, "2nd" or "second" => 2, "3rd" or "third" => 3, "4th" or "fourth" => 4, _ => Last });
            else
                _days.AddRange(Days(token));
        }

        public IEnumerable<Session> Sessions(Frame frame, List<string> remarks)
        {
            if (!HasDays)
                remarks.Add("says a time and no day of the week");
            if (Times.Count == 0)
                remarks.Add("says a day and no time");
            if (_weeksOfMonth.Count > 0 && _days.Count == 0 && _dates.Count == 0)
                yield break;

            foreach (var time in Times)
            {
                var (opens, closes) = ClockTimes.Read(time, remarks);
                if (opens is null || closes is null)
                    continue;
                foreach (var session in At(opens.Value, closes.Value, frame))
                    yield return session;
            }
        }

        private IEnumerable<Session> At(TimeOnly opens, TimeOnly closes, Frame frame)
        {
            if (_dates.Count > 0)
                return _dates.Select(words => Day(words, frame.Today, frame.DateFormats)).OfType<DateOnly>().Select(day => Once(day, opens, closes));

            return _days.Distinct().Select(day => new Session(day, opens, closes, frame.From, frame.Until, frame.TermTimeOnly) { Rule = Rule(day, frame), HolidaysOnly = frame.HolidaysOnly });
        }

        private string? Rule(DayOfWeek day, Frame frame)
        {
            var name = DayNames[(int)day][..2].ToUpperInvariant();
            if (_weeksOfMonth.Count > 0)
                return $"RRULE:FREQ=MONTHLY;BYDAY={string.Join(',', _weeksOfMonth.Distinct().Order().Select(week => $"{(week == Last ? -1 : week).ToString(CultureInfo.InvariantCulture)}{name}"))}";

            return frame.EverySecondWeek ? $"RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY={name}" : null;
        }

        private static Session Once(DateOnly day, TimeOnly opens, TimeOnly closes) => new(day.DayOfWeek, opens, closes, day, day);

        private static IEnumerable<DayOfWeek> Days(Match token)
        {
            if (token.Groups["every"].Success)
                return Between(DayOfWeek.Monday, DayOfWeek.Sunday);
            if (token.Groups["weekdays"].Success)
                return Between(DayOfWeek.Monday, DayOfWeek.Friday);
            if (token.Groups["weekend"].Success)
                return Between(DayOfWeek.Saturday, DayOfWeek.Sunday);

            var from = Named(token.Groups["day"].Value);
            return token.Groups["today"].Success ? Between(from, Named(token.Groups["today"].Value)) : [from];
        }

        private static IEnumerable<DayOfWeek> Between(DayOfWeek from, DayOfWeek to) =>
            Enumerable.Range(0, (((int)to - (int)from + 7) % 7) + 1).Select(days => (DayOfWeek)(((int)from + days) % 7));

        private static DayOfWeek Named(string word) => (DayOfWeek)Array.FindIndex(DayNames, name => word.StartsWith(name, StringComparison.Ordinal));
    }

    private const string DayPattern = "(?:mon|tue|wed|thu|fri|sat|sun)(?:s|days?|sdays?|rs?|rsdays?|nesdays?|urdays?)?";
    private const string MonthPattern = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*";
    private const string DatePattern = "(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? " + MonthPattern + "(?:,? 20[0-9]{2})?)";
    private const string TimePattern = "(?:noon|midday|midnight|[0-9]{1,2}(?:[:.][0-9]{2}|[0-9]{2})? ?(?:am|pm|noon|midday)?)";

    [GeneratedRegex(
        @"\b(?<date>" + DatePattern + @")\b"
        + @"|\b(?<day>" + DayPattern + @") ?(?:-|to|until) ?(?<today>" + DayPattern + @")\b"
        + @"|\b(?<day>" + DayPattern + @")\b"
        + @"|\b(?<every>every ?day|each day|daily|7 days(?: a week)?|seven days(?: a week)?)\b|\b(?<weekdays>week ?days?)\b|\b(?<weekend>week-?ends?)\b"
        + @"|(?<!every )\b(?<ordinal>1st|first|2nd|second|3rd|third|4th|fourth|last)\b(?= ?(?:&|and|,|" + DayPattern + @"))"
        + @"|\b(?<time>(?<opens>" + TimePattern + @") ?(?:-|to|until|till|til) ?(?<closes>" + TimePattern + @"))\b"
        + @"|\b(?<time>(?<opens>noon|midday|[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm)|[0-9]{1,2}[:.][0-9]{2}))\b")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\b(?:every (?:three|3|four|4) weeks|every other month|bi-?weekly|bi-?monthly|occasional(?:ly)?|various)\b")]
    private static partial Regex SomeWeeks();

    [GeneratedRegex(@"\b(?:fortnightly|every fortnight|(?:every other|every second|alternate)(?: (?:week|" + DayPattern + @"))s?|every (?:two|2) weeks)\b")]
    private static partial Regex Fortnights();

    [GeneratedRegex(@"\b(?:monthly|once a month)\b")]
    private static partial Regex Monthly();

    [GeneratedRegex(@"\bholidays?\b|\bhalf[- ]terms?\b")]
    private static partial Regex Holidays();

    [GeneratedRegex(@"\b(?:not|except|excl(?:uding|udes)?|closed|no|outside|apart from)\b[a-z ]*\b(?:holidays?|half[- ]terms?)\b")]
    private static partial Regex ExceptHolidays();

    [GeneratedRegex(@"\b(?:incl(?:uding|udes)?|and|plus)\b[a-z ]*\b(?:holidays?|half[- ]terms?)\b|\ball year\b")]
    private static partial Regex WithHolidays();

    [GeneratedRegex(@"\bterm[- ]?times?\b|\bduring terms?\b")]
    private static partial Regex TermTime();

    [GeneratedRegex(@"\b(?:from )?(?<first>" + DatePattern + @") ?(?:-|to|until|till) ?(?<last>" + DatePattern + @")\b")]
    private static partial Regex Between();

    [GeneratedRegex(@"\b(?:from|starting|starts|beginning|begins)(?: on)? (?<first>" + DatePattern + @")\b")]
    private static partial Regex Starting();

    [GeneratedRegex(@"\b(?:until|till|ends|ending|finishes)(?: on)? (?<last>" + DatePattern + @")\b")]
    private static partial Regex Ending();
}

/// <summary>Times of day from the two ends of "4-6pm".</summary>
internal static partial class ClockTimes
{
    /// <summary>Nobody says when most drop-in things end; an hour is what a person can plan with, and the words are shown beside it.</summary>
    private static readonly TimeSpan Assumed = TimeSpan.FromHours(1);

    /// <summary>Across midnight; "6pm-4pm" is a slip and not 22 hours.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(14);

    public static (TimeOnly? Opens, TimeOnly? Closes) Read(Match time, List<string> remarks)
    {
        var opens = Clock.Of(time.Groups["opens"].Value);
        var closes = time.Groups["closes"].Success ? Clock.Of(time.Groups["closes"].Value) : null;
        if (opens is null || (closes is null && time.Groups["closes"].Success))
            return Unread(remarks, "holds a time that is none");
        if (closes is null)
            return OpensOnly(opens, remarks);

        var (from, to) = Resolve(opens, closes, remarks);
        return to - from <= Longest && from != to ? (from, to) : Unread(remarks, "closes before it opens");
    }

    private static (TimeOnly? Opens, TimeOnly? Closes) OpensOnly(Clock opens, List<string> remarks)
    {
        var at = opens.IsSure ? opens.Time : Guessed(opens, remarks);
        if (at.Hour == 23)
            return Unread(remarks, "says no end");

        remarks.Add("says no end; an hour is put down");
        return (at, at.Add(Assumed));
    }

    // "4-6pm" is the afternoon, "10-2pm" begins in the morning, "9-5" is a working day, "16:00-17:30" says it.
    private static (TimeOnly From, TimeOnly To) Resolve(Clock opens, Clock closes, List<string> remarks)
    {
        if (opens.IsSure && closes.IsSure)
            return (opens.Time, closes.Time);
        if (closes.IsSure)
            return (opens.Later is { } later && later < closes.Time ? later : opens.Time, closes.Time);
        if (opens.IsSure)
            return (opens.Time, closes.Time > opens.Time ? closes.Time : closes.Later ?? closes.Time);

        var from = Guessed(opens, remarks);
        return (from, closes.Time > from ? closes.Time : closes.Later ?? closes.Time);
    }

    // Things for young people begin between 8 in the morning and half past 7 in the evening.
    private static TimeOnly Guessed(Clock said, List<string> remarks)
    {
        remarks.Add("says neither am nor pm; the likelier was taken");
        return said.Time.Hour is >= 1 and < 8 && said.Later is { } later ? later : said.Time;
    }

    private static (TimeOnly?, TimeOnly?) Unread(List<string> remarks, string why)
    {
        remarks.Add(why);
        return (null, null);
    }

    /// <param name="Later">The same twelve hours on, when it may be meant.</param>
    private sealed partial record Clock(TimeOnly Time, TimeOnly? Later)
    {
        public bool IsSure => Later is null;

        public static Clock? Of(string text)
        {
            if (text.Trim() is "noon" or "midday")
                return new Clock(new TimeOnly(12, 0), null);
            if (text.Trim() is "midnight")
                return new Clock(new TimeOnly(23, 59), null);

            var found = Parts().Match(text);
            var hour = int.Parse(found.Groups["hour"].Value, CultureInfo.InvariantCulture);
            var minute = found.Groups["minute"].Success ? int.Parse(found.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
            return hour > 24 || minute > 59 ? null : Of(hour, minute, found.Groups["half"].Value, IsTwentyFour(found.Groups["hour"].Value, hour));
        }

        private static Clock? Of(int hour, int minute, string half, bool isTwentyFour) => (half, hour) switch
        {
            ("am", > 12) or (_, 24) => null,
            ("am", 12) => new Clock(new TimeOnly(0, minute), null),
            ("am", _) => new Clock(new TimeOnly(hour, minute), null),
            ("pm" or "noon" or "midday", < 12) => new Clock(new TimeOnly(hour + 12, minute), null),
            ("pm" or "noon" or "midday", _) => new Clock(new TimeOnly(hour, minute), null),
            _ when isTwentyFour || hour == 12 => new Clock(new TimeOnly(hour, minute), null),
            _ => new Clock(new TimeOnly(hour, minute), new TimeOnly(hour + 12, minute)),
        };

        // "16:00" and "09:30", but not "9.30".
        private static bool IsTwentyFour(string digits, int hour) => hour > 12 || hour == 0 || digits.StartsWith('0');

        [GeneratedRegex("(?<hour>[0-9]{1,2})(?:[:.]?(?<minute>[0-9]{2}))? ?(?<half>am|pm|noon|midday)?")]
        private static partial Regex Parts();
    }
}
