using System.Globalization;
using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Reads a Schedule of schema.org as OpenActive uses it ("eventSchedule"): local time in Britain.</summary>
internal static class OpportunitySchedule
{
    private const int MostTimes = 1_000;
    private const string Weekly = "RRULE:FREQ=WEEKLY";

    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>Its sessions from a day on, none when it is over; or why there are none.</summary>
    public static (IReadOnlyList<Session> Sessions, string? Why) Sessions(JsonObject schedule, DateOnly today)
    {
        if (Why(schedule) is { } why)
            return ([], why);

        var lines = Lines(schedule)!;
        var (from, until) = (First(schedule), Last(schedule));
        var opens = Clock(schedule["startTime"].Said())!.Value;
        var closes = opens.Add(Length(schedule, opens));
        var rule = IsEveryWeek(lines, schedule, today) ? null : lines;
        var days = On(schedule, lines, today).Select(day => day.DayOfWeek).Distinct();
        return ([.. days.Select(day => new Session(day, opens, closes, from, until) { Rule = rule })], null);
    }

    /// <summary>Each time between two days.</summary>
    public static IEnumerable<(DateTime Starts, DateTime Ends)> Times(JsonObject schedule, DateOnly from, DateOnly until)
    {
        if (Why(schedule) is not null)
            return [];

        var opens = Clock(schedule["startTime"].Said())!.Value;
        var length = Length(schedule, opens);
        return On(schedule, Lines(schedule)!, from).TakeWhile(day => day <= until).Select(day => (day.ToDateTime(opens), day.ToDateTime(opens) + length));
    }

    private static string? Why(JsonObject schedule)
    {
        if (Clock(schedule["startTime"].Said()) is null)
            return "says no times";
        return Lines(schedule) is null ? "says no frequency that can be read" : null;
    }

    private static IEnumerable<DateOnly> On(JsonObject schedule, string lines, DateOnly from)
    {
        var last = Last(schedule);
        return Recurrence.Days(lines, First(schedule), from).TakeWhile(day => !(day > last)).Take(MostTimes);
    }

    // Then a session needs no rule.
    private static bool IsEveryWeek(string lines, JsonObject schedule, DateOnly today) =>
        lines.Split('\n')[0] is var rule
        && (rule == Weekly || (rule.StartsWith($"{Weekly};BYDAY=", StringComparison.Ordinal) && rule.Count(c => c == ';') == 1))
        && Excepted(schedule).All(day => day < today);

    private static string? Lines(JsonObject schedule)
    {
        var days = Strings(schedule["byDay"]).Select(Day).OfType<string>().Distinct().ToList();
        if (Frequency(schedule["repeatFrequency"].Said(), days.Count > 0) is not { } frequency)
            return null;

        string?[] parts =
        [
            frequency,
            days.Count > 0 ? $"BYDAY={string.Join(',', days)}" : null,
            Numbers("BYMONTH", schedule["byMonth"], 1, 12),
            Numbers("BYMONTHDAY", schedule["byMonthDay"], -31, 31),
            frequency.Contains("COUNT", StringComparison.Ordinal) ? null : Numbers("COUNT", schedule["repeatCount"], 1, 5_000),
        ];
        var except = Excepted(schedule).Take(200).Select(day => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).ToList();
        return $"RRULE:{string.Join(';', parts.OfType<string>())}{(except.Count > 0 ? $"\nEXDATE:{string.Join(',', except)}" : "")}";
    }

    // Days of the week alone are a week's days, and a day alone is that day: many publishers leave the frequency out.
    private static string? Frequency(string? every, bool hasDays)
    {
        if (every is null)
            return hasDays ? "FREQ=WEEKLY" : "FREQ=DAILY;COUNT=1";
        if (every.Length is < 3 or > 7 || every[0] != 'P' || !int.TryParse(every.AsSpan()[1..^1].TrimStart('T'), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 1_000)
            return null;

        return (every[^1], every[1] == 'T') switch
        {
            ('H', true) when count % 24 == 0 => Each("DAILY", count / 24),
            ('D', false) when count % 7 == 0 => Each("WEEKLY", count / 7),
            ('D', false) => hasDays && count == 1 ? "FREQ=WEEKLY" : Each("DAILY", count),
            ('W', false) => Each("WEEKLY", count),
            ('M', false) => Each("MONTHLY", count),
            ('Y', false) => Each("YEARLY", count),
            _ => null,
        };
    }

    private static string Each(string frequency, int interval) => interval == 1 ? $"FREQ={frequency}" : $"FREQ={frequency};INTERVAL={interval.ToString(CultureInfo.InvariantCulture)}";

    // "https://schema.org/Friday", "schema:Friday", "Friday", "FR" and, within a month, "2FR".
    private static string? Day(string? said)
    {
        var day = (said ?? "").Trim();
        day = day[(day.LastIndexOfAny(['/', '#', ':']) + 1)..].ToUpperInvariant();
        if (day.Length > 5 && Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var named))
            return Days[(int)named];
        return day.Length is >= 2 and <= 4 && Days.Contains(day[^2..]) && (day.Length == 2 || (int.TryParse(day.AsSpan()[..^2], CultureInfo.InvariantCulture, out var which) && which is (>= -5 and <= 5) and not 0)) ? day : null;
    }

    private static string? Numbers(string name, JsonNode? said, int least, int most)
    {
        var numbers = Strings(said)
            .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most && number != 0 ? number : (int?)null)
            .OfType<int>()
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .ToList();
        return numbers.Count > 0 ? $"{name}={string.Join(',', numbers)}" : null;
    }

    private static DateOnly? First(JsonObject schedule) => OpportunityTimes.Day(schedule["startDate"].Said());

    private static DateOnly? Last(JsonObject schedule) => OpportunityTimes.Day(schedule["endDate"].Said());

    private static IEnumerable<DateOnly> Excepted(JsonObject schedule) => Strings(schedule["exceptDate"]).Select(OpportunityTimes.Day).OfType<DateOnly>();

    private static TimeSpan Length(JsonObject schedule, TimeOnly opens)
    {
        var said = OpportunityTimes.Duration(schedule["duration"].Said()) ?? (Clock(schedule["endTime"].Said()) is { } closes && closes != opens ? closes - opens : OpportunityTimes.WhenNothingIsSaid);
        return said < TimeSpan.FromDays(1) ? said : TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1);
    }

    private static IEnumerable<string?> Strings(JsonNode? node) => (node is JsonArray list ? list.ToList() : [node]).Select(one => one.Said() ?? Opportunity.Reference(one));

    // "10:00", "10:00:00" and "10:00:00Z": local time, whatever a zone says behind it.
    private static TimeOnly? Clock(string? text) =>
        text is { Length: >= 5 } && TimeOnly.TryParseExact(text[..5], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
