using System.Globalization;
using System.Runtime.CompilerServices;
using Ical.Net;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>
/// The days a rule of RFC 5545 gives: content lines RRULE, EXDATE and RDATE, of whole days, in Europe/London. What a stranger writes there costs little: nothing finer than
/// days is evaluated, nothing further ahead than <see cref="Ahead"/>, and a rule that matches nothing is given up.
/// </summary>
public static class Recurrence
{
    /// <summary>Days looked ahead: two years hold every rule that comes once a year.</summary>
    public const int Ahead = 800;

    private const int LongestLines = 4_000;
    private const int MostDates = 500;

    /// <summary>Daily periods without a match before a rule is given up; the 29th of February is at most 8 years apart.</summary>
    private const int MostUnmatched = 3_000;

    private static readonly DateOnly Earliest = new(1990, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    // From here on every rule comes that comes at all.
    private static readonly DateOnly LeapYear = new(2024, 1, 1);

    // A session is looked at by many people a day, and its days are the same for all of them.
    private static readonly ConditionalWeakTable<Session, Known> KnownDays = [];

    /// <summary>What is wrong with the lines, in words for the report of an import; null when they give days.</summary>
    /// <param name="start">The first day (DTSTART); null when nobody says.</param>
    public static string? Problem(string lines, DateOnly? start)
    {
        if (Parse(lines) is not { } parsed)
            return "has a rule that cannot be read";
        if (parsed.Rule is { Frequency: < FrequencyType.Daily })
            return "comes more often than once a day";
        if (parsed.Rule is { Interval: > 1 } && start is null)
            return "is not every time and does not say from when";
        if (start < Earliest || start > Latest)
            return "starts on a day that cannot be right";

        return Days(lines, start, start ?? LeapYear).Any() ? null : "has a rule that never comes";
    }

    /// <summary>The last day of a rule that counts its times; null for any other rule.</summary>
    public static DateOnly? LastDay(string lines, DateOnly start)
    {
        if (Parse(lines) is not { Rule.Count: > 0 and < 5_000 } parsed)
            return null;
        return Evaluated(parsed, start, start).Select(day => (DateOnly?)day).LastOrDefault();
    }

    /// <summary>Days from a day on, earliest first, each once; none for lines that cannot be read.</summary>
    public static IEnumerable<DateOnly> Days(string lines, DateOnly? start, DateOnly from)
    {
        if (Parse(lines) is not { } parsed || parsed.Rule is { Frequency: < FrequencyType.Daily } || start > from.AddDays(Ahead))
            return [];

        return Evaluated(parsed, First(parsed, start, from), from)
            .Concat(parsed.Also.Where(day => day >= from))
            .Where(day => !parsed.Except.Contains(day))
            .Distinct()
            .Order();
    }

    /// <summary>The days of one session that has a rule, from a day on.</summary>
    internal static IReadOnlyList<DateOnly> Days(Session session, DateOnly from)
    {
        if (KnownDays.TryGetValue(session, out var known) && known.From == from)
            return known.Days;

        var days = Days(session.Rule!, session.From, from).Where(day => day.DayOfWeek == session.Day && !(day > session.Until) && !(day < session.From)).ToList();
        KnownDays.AddOrUpdate(session, new Known(from, days));
        return days;
    }

    // Where every period counts and its days are named, it makes no difference when it began: what began long ago need not be gone through.
    private static DateOnly First(Parsed parsed, DateOnly? start, DateOnly from)
    {
        var lately = new DateOnly(from.Year - 1, 1, 1);
        var isNamed = parsed.Rule is { Interval: 1, Count: null } rule && rule.ByDay.Count + rule.ByMonthDay.Count > 0;
        if (start is null || (isNamed && start < lately))
            return lately;
        return start < Earliest ? Earliest : start.Value;
    }

    private static IReadOnlyList<DateOnly> Evaluated(Parsed parsed, DateOnly start, DateOnly from)
    {
        if (parsed.Rule is null)
            return [];
        try
        {
            return
            [
                .. new RecurrencePatternEvaluator(parsed.Rule).Evaluate(new CalDateTime(start), new CalDateTime(from), new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostUnmatched })
                    .Select(period => period.StartTime.Date)
                    .SkipWhile(day => day < from)
                    .TakeWhile(day => day <= from.AddDays(Ahead))
                    .Take(Ahead),
            ];
        }
        catch (EvaluationException)
        {
            // It matches no day, or none before the end of the calendar.
            return [];
        }
    }

    private static Parsed? Parse(string lines)
    {
        if (lines.Length > LongestLines)
            return null;

        RecurrenceRule? rule = null;
        var (except, also) = (new HashSet<DateOnly>(), new List<DateOnly>());
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = Named(line);
            if (name == "EXDATE")
                except.UnionWith(Dates(value));
            else if (name == "RDATE")
                also.AddRange(Dates(value));
            else if (name == "RRULE" && rule is null && Rule(value) is { } read)
                rule = read;
            else
                return null;
        }

        return rule is null && also.Count == 0 ? null : new Parsed(rule, except, also);
    }

    // "EXDATE;TZID=Europe/London:20261224T100000": what stands between name and value says what is known.
    private static (string Name, string Value) Named(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("RRULE", line) : (line[..colon].Split(';')[0].Trim().ToUpperInvariant(), line[(colon + 1)..]);
    }

    private static IEnumerable<DateOnly> Dates(string value) =>
        value.Split(',', MostDates).Select(Date).OfType<DateOnly>();

    private static DateOnly? Date(string text)
    {
        var digits = text.Trim().Split('T')[0].Replace("-", "", StringComparison.Ordinal);
        return DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    // Hours, minutes and seconds of a rule are the session's own; without them a day is a day.
    private static RecurrenceRule? Rule(string value)
    {
        var parts = value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.ToUpperInvariant())
            .Where(part => !part.StartsWith("BYHOUR", StringComparison.Ordinal) && !part.StartsWith("BYMINUTE", StringComparison.Ordinal) && !part.StartsWith("BYSECOND", StringComparison.Ordinal))
            .Select(WholeDay)
            .ToList();
        if (!parts.Exists(part => part.StartsWith("FREQ=", StringComparison.Ordinal)))
            return null;
        try
        {
            return new RecurrenceRule(string.Join(';', parts));
        }
        catch (Exception refused) when (refused is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    // A day's last moment stands for the day.
    private static string WholeDay(string part) =>
        part.StartsWith("UNTIL=", StringComparison.Ordinal) && Date(part[6..]) is { } until ? $"UNTIL={until:yyyyMMdd}" : part;

    private sealed record Parsed(RecurrenceRule? Rule, HashSet<DateOnly> Except, IReadOnlyList<DateOnly> Also);

    private sealed record Known(DateOnly From, IReadOnlyList<DateOnly> Days);
}
