namespace SocialRx.Domain.ActivityDirectory;

/// <summary>A span of one day of the week in which somebody is free, in local time.</summary>
/// <param name="Until"><see cref="TimeOnly.MaxValue"/> is the end of the day.</param>
public sealed record FreeTime(DayOfWeek Day, TimeOnly From, TimeOnly Until)
{
    /// <summary>Shorter sessions are joined at their start and left at their end; a longer one is a drop-in, of which an hour will do.</summary>
    private static readonly TimeSpan DropIn = TimeSpan.FromHours(3);

    private static readonly TimeSpan Enough = TimeSpan.FromHours(1);

    public static FreeTime AllDay(DayOfWeek day) => new(day, TimeOnly.MinValue, TimeOnly.MaxValue);

    /// <param name="notBefore">When school is out, for somebody who goes to one.</param>
    public bool Holds(Session session, TimeOnly notBefore)
    {
        if (session.Day != Day)
            return false;

        var from = From > notBefore ? From : notBefore;
        var starts = session.Opens > from ? session.Opens : from;
        var ends = Earlier(session, Until);
        return session.Length > DropIn ? starts < ends && ends - starts >= Enough : session.Opens >= from && Closes(session) <= Until;
    }

    /// <summary>What is left of it without another span: nothing, one piece or two.</summary>
    public IEnumerable<FreeTime> Without(FreeTime other)
    {
        if (other.Day != Day || other.From >= Until || other.Until <= From)
            return [this];
        return new[] { this with { Until = other.From }, this with { From = other.Until } }.Where(piece => piece.From < piece.Until);
    }

    // Past midnight is after anything somebody may have to be home by; who named no hour has none.
    private static TimeOnly Closes(Session session) => session.IsOvernight ? TimeOnly.MaxValue : session.Closes;

    private static TimeOnly Earlier(Session session, TimeOnly until) => Closes(session) < until ? Closes(session) : until;
}
