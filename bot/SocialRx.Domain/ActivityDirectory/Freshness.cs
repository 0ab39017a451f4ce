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

    public static bool IsCheckedLately(Listing listing, DateTimeOffset now) => now - LastSeen(listing) <= Ageing;

    public static bool IsOver(Session session, DateTimeOffset now) => session.Until < London.Day(now);

    /// <summary>On now, or starting within eight weeks: further off is no suggestion for somebody asking today.</summary>
    public static bool IsSoon(Session session, DateTimeOffset now) => !IsOver(session, now) && Occurrences.NextDay(session, London.Day(now)) <= London.Day(now).AddDays(56);

    private static DateTimeOffset LastSeen(Listing listing)
    {
        var assured = listing.Assured is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : DateTimeOffset.MinValue;
        return assured > listing.LastModified ? assured : listing.LastModified;
    }
}
