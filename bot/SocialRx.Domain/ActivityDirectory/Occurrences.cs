namespace SocialRx.Domain.ActivityDirectory;

/// <summary>One time that something is on.</summary>
/// <param name="Day">The day it starts, in Europe/London.</param>
public sealed record Occurrence(Session Session, DateOnly Day)
{
    /// <summary>As the clock on the wall shows it, with its offset.</summary>
    public DateTimeOffset Starts => London.Shown(Day.ToDateTime(Session.Opens));

    public DateTimeOffset Ends => London.Shown((Session.IsOvernight ? Day.AddDays(1) : Day).ToDateTime(Session.Closes));
}

/// <summary>When something is on next. Weekly sessions are reckoned, other rules looked up (<see cref="Recurrence"/>).</summary>
public static class Occurrences
{
    /// <summary>With less than this left it is no use to go.</summary>
    private static readonly TimeSpan WorthGoing = TimeSpan.FromHours(1);

    /// <summary>
    /// The next times, earliest first. What is on in term time only is on when school surely is; what is on in the holidays only, when school surely is not.
    /// </summary>
    public static IReadOnlyList<Occurrence> Next(Listing listing, DateTimeOffset now, int count = 3, TermCalendar? terms = null)
    {
        var calendar = terms ?? TermCalendar.England;
        var today = London.Day(now);
        return
        [
            .. listing.Sessions
                .SelectMany(session => Days(session, today.AddDays(-1)).Where(day => IsOn(session, day, calendar)).Select(day => new Occurrence(session, day)).SkipWhile(one => IsMissed(one, now)).Take(count))
                .DistinctBy(one => (one.Day, one.Session.Opens, one.Session.Closes))
                .OrderBy(one => one.Starts)
                .ThenBy(one => one.Ends)
                .Take(count),
        ];
    }

    /// <summary>The next day of a session, school or no school; null when there is none within two years.</summary>
    public static DateOnly? NextDay(Session session, DateOnly from) => Days(session, from).Select(day => (DateOnly?)day).FirstOrDefault();

    /// <summary>Whether a day of a session is one it keeps; a day nobody is sure of is none.</summary>
    public static bool IsOn(Session session, DateOnly day, TermCalendar terms) =>
        (!session.TermTimeOnly || terms.IsTermTime(day) == true) && (!session.HolidaysOnly || terms.IsTermTime(day) == false);

    private static IEnumerable<DateOnly> Days(Session session, DateOnly from) => session.Rule is null ? Weekly(session, from) : Recurrence.Days(session, from);

    private static IEnumerable<DateOnly> Weekly(Session session, DateOnly from)
    {
        var first = session.From > from ? session.From.Value : from;
        var day = first.AddDays(((int)session.Day - (int)first.DayOfWeek + 7) % 7);
        for (var last = from.AddDays(Recurrence.Ahead); day <= last && !(day > session.Until); day = day.AddDays(7))
            yield return day;
    }

    private static bool IsMissed(Occurrence one, DateTimeOffset now) => one.Starts < now && one.Ends - now < WorthGoing;
}
