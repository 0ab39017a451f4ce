using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>When something happens once, as the clock on the wall in Britain shows it.</summary>
internal sealed record Occasion(DateOnly Day, TimeOnly Opens, TimeOnly Closes, int? PlacesLeft = null);

/// <summary>Reads times of opportunities, and finds the weekly ones among them.</summary>
internal static class OpportunityTimes
{
    private const int LongestRunDays = 14;
    private const int MostSessions = 100;
    private const int DaysOfWeek = 7;

    private static readonly TimeOnly DayBegins = new(0, 0);
    private static readonly TimeOnly DayEnds = new(23, 59);
    /// <summary>A length nobody gives; a session has to end.</summary>
    public static TimeSpan WhenNothingIsSaid { get; } = TimeSpan.FromHours(1);

    /// <summary>A clock time in Britain, with what it is ahead of UTC.</summary>
    public static string Text(DateTime shown) => London.Shown(shown).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The occasions of something that happens once: one, or one a day when it lasts several; and what was wrong.</summary>
    public static (IReadOnlyList<Occasion> Occasions, string? Why) Of(JsonObject once)
    {
        if (Clock(once["startDate"].Said()) is not { } starts)
            return ([], once["startDate"] is null ? null : "the day it starts cannot be read");
        var places = Places(once);
        var (ends, why) = Ends(once, starts);
        var last = ends.TimeOfDay == TimeSpan.Zero && ends > starts.Shown ? ends.AddMinutes(-1) : ends;
        var days = (last.Date - starts.Shown.Date).Days;
        if (days > LongestRunDays)
            return ([], "lasts many days and does not say when on each of them");
        var (opens, closes) = (TimeOnly.FromDateTime(starts.Shown), TimeOnly.FromDateTime(last));
        // Until two in the night is one evening.
        if (last - starts.Shown < TimeSpan.FromHours(12))
            return ([new(DateOnly.FromDateTime(starts.Shown), opens, closes, places)], why);
        if (days > 0 && closes <= opens)
            (opens, closes) = (DayBegins, DayEnds);
        return ([.. Enumerable.Range(0, days + 1).Select(day => new Occasion(DateOnly.FromDateTime(starts.Shown).AddDays(day), opens, closes, places))], why);
    }

    /// <summary>
    /// Times that come week by week as one session from the first to the last of them, others on their day alone: nobody stands before a closed door in a week between.
    /// </summary>
    public static IReadOnlyList<Session> Sessions(IEnumerable<Occasion> occasions) =>
        [.. occasions.GroupBy(one => (one.Day.DayOfWeek, one.Opens, one.Closes))
            .SelectMany(same => Runs([.. same.Select(one => one.Day).Distinct().Order()]).Select(run => new Session(same.Key.DayOfWeek, same.Key.Opens, same.Key.Closes, run.From, run.Until)))
            .OrderBy(session => session.From)
            .ThenBy(session => session.Opens)
            .Take(MostSessions)
            .OrderBy(session => ((int)session.Day + 6) % DaysOfWeek)
            .ThenBy(session => session.Opens)
            .ThenBy(session => session.From)];

    /// <summary>Bookable times that touch are one time: a court that can be had at ten and at half past ten can be had from ten.</summary>
    public static IEnumerable<Occasion> Joined(IEnumerable<Occasion> slots)
    {
        foreach (var day in slots.GroupBy(slot => slot.Day))
        {
            Occasion? open = null;
            foreach (var slot in day.OrderBy(slot => slot.Opens).ThenBy(slot => slot.Closes))
            {
                if (open is not null && slot.Opens > open.Closes)
                    yield return open;
                open = open is null || slot.Opens > open.Closes ? slot : open with { Closes = slot.Closes > open.Closes ? slot.Closes : open.Closes };
            }

            yield return open!;
        }
    }

    /// <summary>ISO 8601, such as "PT1H30M" and "P1W"; null when it is none, or nothing.</summary>
    public static TimeSpan? Duration(string? text)
    {
        try
        {
            // XML has no weeks.
            if (text is { Length: > 2 and < 6 } && text[0] == 'P' && text[^1] == 'W' && int.TryParse(text.AsSpan()[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var weeks))
                return TimeSpan.FromDays(DaysOfWeek * weeks);
            return text is not null && XmlConvert.ToTimeSpan(text) is var duration && duration > TimeSpan.Zero ? duration : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The day of a date, or of a point in time in Britain.</summary>
    public static DateOnly? Day(string? text) => Clock(text) is { } clock ? DateOnly.FromDateTime(clock.Shown) : null;

    // Without an offset it is the time on the wall; a date alone is the whole day.
    private static (DateTime Shown, bool IsDay)? Clock(string? text)
    {
        if (text is null || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var point) || point.Year is < 1970 or > 2200)
            return null;
        if (!text.Contains('T', StringComparison.Ordinal))
            return (point.DateTime, true);

        var saysZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        return (saysZone ? London.Local(point).DateTime : point.DateTime, false);
    }

    private static (DateTime Ends, string? Why) Ends(JsonObject once, (DateTime Shown, bool IsDay) starts)
    {
        if (Clock(once["endDate"].Said()) is { } ends && ends.Shown >= starts.Shown && (!ends.IsDay || starts.IsDay))
            return (ends.IsDay ? ends.Shown.AddDays(1) : ends.Shown, null);
        if (Duration(once["duration"].Said()) is { } duration && duration < TimeSpan.FromDays(366))
            return (starts.Shown + duration, null);

        return starts.IsDay ? (starts.Shown.AddDays(1), "says no times, only a day") : (starts.Shown + WhenNothingIsSaid, "does not say when it ends; an hour stands in");
    }

    private static int? Places(JsonObject once) =>
        decimal.TryParse((once["remainingAttendeeCapacity"] ?? once["remainingUses"]).Said(), NumberStyles.Float, CultureInfo.InvariantCulture, out var left) && left is >= 0 and <= 1_000_000 ? (int)left : null;

    private static IEnumerable<(DateOnly From, DateOnly Until)> Runs(List<DateOnly> days)
    {
        var from = days[0];
        for (var n = 1; n <= days.Count; n++)
        {
            if (n < days.Count && days[n] == days[n - 1].AddDays(DaysOfWeek))
                continue;
            yield return (from, days[n - 1]);
            from = n < days.Count ? days[n] : from;
        }
    }
}
