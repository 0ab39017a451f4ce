using System.Globalization;
using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Reads one Open Referral UK schedule (freq, byday, interval..., or a whole RRULE of RFC 5545). Only what happens every week becomes sessions: a person must never stand
/// before a closed door in the week between. Nothing is expanded, so a rule without end costs nothing.
/// </summary>
internal static class WeeklySchedule
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <returns>The sessions, or why there are none.</returns>
    public static (IReadOnlyList<Session> Sessions, string? Why) Read(JsonElement schedule)
    {
        var rule = Rule(schedule);
        if (Why(rule) is { } why)
            return ([], why);
        if (Clock(schedule.Text("opens_at")) is not { } opens || Clock(schedule.Text("closes_at")) is not { } closes)
            return ([], "says no times");
        if (closes <= opens)
            return ([], "closes before it opens");

        var days = rule["FREQ"] == "DAILY" ? Enum.GetValues<DayOfWeek>().ToList() : ByDay(rule, schedule);
        if (days.Count == 0)
            return ([], "says no day of the week");

        var isTermTime = IsTermTime(schedule);
        var (from, until) = (schedule.Day("valid_from"), Until(rule, schedule));
        return ([.. days.Select(day => new Session(day, opens, closes, from, until, isTermTime))], null);
    }

    private static string? Why(Dictionary<string, string> rule) => rule.GetValueOrDefault("FREQ") switch
    {
        "DAILY" or "WEEKLY" when rule.GetValueOrDefault("INTERVAL", "1") is not ("1" or "0" or "") => "is not every week",
        "DAILY" or "WEEKLY" => null,
        null => "says no frequency",
        var other => $"is {Plain.Clip(other.ToLowerInvariant(), 20)}, not weekly",
    };

    // The fields of the schedule win over the same parts of its RRULE.
    private static Dictionary<string, string> Rule(JsonElement schedule)
    {
        var rule = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = schedule.Text("rrule") ?? "";
        foreach (var part in text.Replace("RRULE:", "", StringComparison.OrdinalIgnoreCase).Split(';', 30))
        {
            if (part.Split('=', 2) is [var name, var value])
                rule[name.Trim().ToUpperInvariant()] = value.Trim().ToUpperInvariant();
        }

        foreach (var name in (string[])["freq", "interval", "byday", "count", "until"])
        {
            if (schedule.Text(name) is { } value)
                rule[name.ToUpperInvariant()] = value.ToUpperInvariant();
        }

        // "byday" alone is a week's days: many publishers leave the frequency out.
        if (rule.ContainsKey("BYDAY"))
            rule.TryAdd("FREQ", "WEEKLY");
        return rule;
    }

    private static List<DayOfWeek> ByDay(Dictionary<string, string> rule, JsonElement schedule)
    {
        var said = rule.GetValueOrDefault("BYDAY", "").Split(',', 20).Select(day => Array.IndexOf(Days, day.Trim())).Where(index => index >= 0).Select(index => (DayOfWeek)index).Distinct().ToList();
        return said.Count == 0 && schedule.Day("dtstart") is { } start ? [start.DayOfWeek] : said;
    }

    private static DateOnly? Until(Dictionary<string, string> rule, JsonElement schedule)
    {
        if (schedule.Day("valid_to") is { } end)
            return end;
        if (DateOnly.TryParseExact(rule.GetValueOrDefault("UNTIL", "").Split('T')[0].Replace("-", "", StringComparison.Ordinal), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return until;

        var start = schedule.Day("dtstart") ?? schedule.Day("valid_from");
        return start is not null && int.TryParse(rule.GetValueOrDefault("COUNT"), CultureInfo.InvariantCulture, out var count) && count is > 0 and < 5_000 ? start.Value.AddDays(7 * count) : null;
    }

    private static bool IsTermTime(JsonElement schedule) =>
        $"{schedule.Text("description")} {schedule.Text("notes")}".Replace('-', ' ').Contains("term time", StringComparison.OrdinalIgnoreCase);

    // "10:00", "10:00:00", "10:00Z", "10:00:00+00:00": local time, whatever a zone says behind it.
    private static TimeOnly? Clock(string? text) =>
        text is { Length: >= 5 } && TimeOnly.TryParseExact(text[..5], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
