using System.Globalization;
using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads one Open Referral UK schedule (freq, byday, interval..., or a whole RRULE of RFC 5545). What happens every week becomes plain weekly sessions, anything else sessions
/// with a rule: a person must never stand before a closed door in the week between. A rule without end costs nothing, for nothing is expanded further than is looked ahead.
/// </summary>
internal static class WeeklySchedule
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    private static readonly string[] RuleParts = ["freq", "interval", "byday", "bymonthday", "byyearday", "byweekno", "bymonth", "bysetpos", "wkst", "count", "until"];

    // Parts that leave a weekly rule one of every week.
    private static readonly string[] PlainParts = ["FREQ", "INTERVAL", "BYDAY", "WKST", "COUNT", "UNTIL", "BYHOUR", "BYMINUTE", "BYSECOND"];

    private static readonly TimeOnly Evening = new(17, 0);
    private static readonly TimeOnly Dawn = new(6, 0);

    /// <returns>The sessions, or why there are none.</returns>
    public static (IReadOnlyList<Session> Sessions, string? Why) Read(JsonElement schedule)
    {
        var rule = Rule(schedule);
        if (Why(rule) is { } why)
            return ([], why);
        if (Clock(schedule.Text("opens_at")) is not { } opens || Clock(schedule.Text("closes_at")) is not { } closes)
            return ([], "says no times");
        if (closes <= opens && (opens < Evening || closes > Dawn))
            return ([], "closes before it opens");

        return Sessions(schedule, rule, new Session(default, opens, closes));
    }

    private static (IReadOnlyList<Session> Sessions, string? Why) Sessions(JsonElement schedule, Dictionary<string, string> rule, Session times)
    {
        var start = Start(schedule);
        var (lines, isWeekly) = (Lines(schedule, rule), IsEveryWeek(schedule, rule));
        if (!isWeekly && Recurrence.Problem(lines, start) is { } why)
            return ([], why);

        var days = isWeekly ? Weekdays(rule, start) : ComingDays(lines, start);
        if (days.Count == 0)
            return ([], "says no day of the week");

        var (inTerm, inHolidays) = SchoolTime.Read($"{schedule.Text("description")} {schedule.Text("notes")}");
        var session = times with { From = From(schedule, lines, isWeekly), Until = Until(schedule, rule, lines, start), TermTimeOnly = inTerm, HolidaysOnly = inHolidays, Rule = isWeekly ? null : lines };
        return ([.. days.Select(day => session with { Day = day })], null);
    }

    private static string? Why(Dictionary<string, string> rule) => rule.GetValueOrDefault("FREQ") switch
    {
        "DAILY" or "WEEKLY" or "MONTHLY" or "YEARLY" => null,
        null => "says no frequency",
        var other => $"is {Plain.Clip(other.ToLowerInvariant(), 20)}, which is not read",
    };

    // The fields of the schedule win over the same parts of its RRULE.
    private static Dictionary<string, string> Rule(JsonElement schedule)
    {
        var rule = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in RuleText(schedule).Split(';', 30))
        {
            if (part.Split('=', 2) is [var name, var value])
                rule[name.Trim().ToUpperInvariant()] = value.Trim().ToUpperInvariant();
        }

        foreach (var name in RuleParts)
        {
            if (schedule.Text(name) is { } value)
                rule[name.ToUpperInvariant()] = value.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal);
        }

        // Version 1 may name the day in full instead.
        if (schedule.Text("weekday") is { Length: >= 2 } weekday)
            rule.TryAdd("BYDAY", weekday[..2].ToUpperInvariant());
        return Mended(rule);
    }

    // Many publishers leave the frequency out: "byday" alone is a week's days, with a number before a day the month's. An interval of 0 means none was given.
    private static Dictionary<string, string> Mended(Dictionary<string, string> rule)
    {
        if (rule.TryGetValue("BYDAY", out var days))
            rule.TryAdd("FREQ", days.Any(char.IsAsciiDigit) ? "MONTHLY" : "WEEKLY");
        if (rule.ContainsKey("BYMONTHDAY"))
            rule.TryAdd("FREQ", "MONTHLY");
        if (rule.GetValueOrDefault("INTERVAL") is "0" or "")
            rule.Remove("INTERVAL");
        return rule;
    }

    private static string RuleText(JsonElement schedule) => Content(schedule, "RRULE") ?? Content(schedule, "") ?? "";

    /// <summary>What stands behind a property in the text of the rule, which may be several content lines; without a name, a line that has none.</summary>
    private static string? Content(JsonElement schedule, string property) =>
        ContentLines(schedule)
            .Where(line => property.Length == 0 ? !line.Contains(':', StringComparison.Ordinal) : line.StartsWith(property, StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..])
            .FirstOrDefault();

    private static string[] ContentLines(JsonElement schedule) =>
        (schedule.Text("rrule") ?? "").Replace("\\n", "\n", StringComparison.Ordinal).Split('\n', 20, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The end is kept beside the rule, so that it can be found without reading it; a number of times from nobody knows when is no end.
    private static string Lines(JsonElement schedule, Dictionary<string, string> rule)
    {
        var isCounted = Start(schedule) is not null;
        var parts = rule.Where(part => part.Value.Length > 0 && part.Key is not ("DTSTART" or "UNTIL") && (isCounted || part.Key != "COUNT")).OrderBy(part => part.Key == "FREQ" ? 0 : 1).ThenBy(part => part.Key, StringComparer.Ordinal);
        var exceptions = ContentLines(schedule).Where(line => line.StartsWith("EXDATE", StringComparison.OrdinalIgnoreCase) || line.StartsWith("RDATE", StringComparison.OrdinalIgnoreCase));
        return string.Join('\n', exceptions.Prepend($"RRULE:{string.Join(';', parts.Select(part => $"{part.Key}={part.Value}"))}"));
    }

    private static bool IsEveryWeek(JsonElement schedule, Dictionary<string, string> rule) =>
        rule["FREQ"] is "DAILY" or "WEEKLY"
        && rule.GetValueOrDefault("INTERVAL", "1") == "1"
        && rule.Keys.All(PlainParts.Contains)
        && !ContentLines(schedule).Any(line => line.Contains("DATE", StringComparison.OrdinalIgnoreCase));

    private static List<DayOfWeek> Weekdays(Dictionary<string, string> rule, DateOnly? start)
    {
        var said = rule.GetValueOrDefault("BYDAY", "").Split(',', 20).Select(day => Array.IndexOf(Days, day.Trim())).Where(index => index >= 0).Select(index => (DayOfWeek)index).Distinct().ToList();
        if (said.Count > 0)
            return said;
        if (rule["FREQ"] == "DAILY")
            return [.. Enum.GetValues<DayOfWeek>()];

        return start is { } first ? [first.DayOfWeek] : [];
    }

    private static List<DayOfWeek> ComingDays(string lines, DateOnly? start) =>
        [.. Recurrence.Days(lines, start, start ?? Undated).Select(day => day.DayOfWeek).Distinct()];

    // Any year will do where nobody says the first day.
    private static DateOnly Undated { get; } = new(2024, 1, 1);

    private static DateOnly? Start(JsonElement schedule) => schedule.Day("dtstart") ?? CompactDay(Content(schedule, "DTSTART")) ?? schedule.Day("valid_from");

    // A rule keeps its step when it is valid only from a later day: its first day from then on.
    private static DateOnly? From(JsonElement schedule, string lines, bool isWeekly)
    {
        var (start, valid) = (Start(schedule), schedule.Day("valid_from"));
        if (!(valid > start))
            return start;
        return isWeekly ? valid : Recurrence.Days(lines, start, valid.Value).Select(day => (DateOnly?)day).FirstOrDefault() ?? valid;
    }

    private static DateOnly? Until(JsonElement schedule, Dictionary<string, string> rule, string lines, DateOnly? start) =>
        schedule.Day("valid_to") ?? CompactDay(rule.GetValueOrDefault("UNTIL")) ?? (start is { } first ? Recurrence.LastDay(lines, first) : null);

    private static DateOnly? CompactDay(string? text) =>
        DateOnly.TryParseExact((text ?? "").Split('T')[0].Replace("-", "", StringComparison.Ordinal), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // "10:00", "10:00:00", "10:00Z", "10:00:00+00:00": local time, whatever a zone says behind it.
    private static TimeOnly? Clock(string? text) =>
        text is { Length: >= 5 } && TimeOnly.TryParseExact(text[..5], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
