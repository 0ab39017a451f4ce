namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Whether what a listing says can still be believed.</summary>
internal static class Freshness
{
    /// <summary>After this long without a word from its source a listing is more likely gone than not.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(730);

    /// <summary>After this long a person is told that nobody checked lately.</summary>
    private static readonly TimeSpan Ageing = TimeSpan.FromDays(365);

    /// <summary>False for a listing nobody touched or checked for two years, and for one whose last session is over.</summary>
    public static bool IsCurrent(Listing listing, DateTimeOffset now) =>
        now - LastSeen(listing) <= Stale && (listing.Sessions.Count == 0 || listing.Sessions.Any(session => !IsOver(session, now)));

    /// <summary>No earlier than the moment from which <see cref="IsCurrent"/> is false for good.</summary>
    public static DateTimeOffset CurrentUntil(Listing listing)
    {
        var stale = After(listing, Stale);
        var over = listing.Sessions.Count == 0 || listing.Sessions.Any(session => session.Until is null) ? DateOnly.MaxValue : listing.Sessions.Max(session => session.Until!.Value);
        var dayAfter = over == DateOnly.MaxValue ? DateTimeOffset.MaxValue : new DateTimeOffset(over.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return dayAfter < stale ? dayAfter : stale;
    }

    public static bool IsCheckedLately(Listing listing, DateTimeOffset now) => now - LastSeen(listing) <= Ageing;

    /// <summary>The last moment at which <see cref="IsCheckedLately"/> is true.</summary>
    public static DateTimeOffset CheckedUntil(Listing listing) => After(listing, Ageing);

    public static bool IsOver(Session session, DateTimeOffset now) => session.Until < London.Day(now);

    /// <summary>On now, or starting within eight weeks: further off is no suggestion for somebody asking today.</summary>
    public static bool IsSoon(Session session, DateTimeOffset now) => !IsOver(session, now) && Occurrences.NextDay(session, London.Day(now)) <= London.Day(now).AddDays(56);

    private static DateTimeOffset After(Listing listing, TimeSpan time)
    {
        var seen = LastSeen(listing);
        return seen > DateTimeOffset.MaxValue - time ? DateTimeOffset.MaxValue : seen + time;
    }

    private static DateTimeOffset LastSeen(Listing listing)
    {
        var assured = listing.Assured is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : DateTimeOffset.MinValue;
        return assured > listing.LastModified ? assured : listing.LastModified;
    }
}
