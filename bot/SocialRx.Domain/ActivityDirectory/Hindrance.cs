namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Something about a listing itself that keeps young people from finding it.</summary>
public abstract record Hindrance
{
    private Hindrance(bool hides) => Hides = hides;

    /// <summary>True: nobody is offered it. False: fewer are, or later than others.</summary>
    public bool Hides { get; }

    public sealed record NotConfirmed(DateTimeOffset LastModified) : Hindrance(true);

    /// <summary>There is no day left on which it is on.</summary>
    public sealed record IsOver() : Hindrance(true);

    /// <summary>Not within eight weeks.</summary>
    public sealed record StartsLater(DateOnly On) : Hindrance(false);
    public sealed record NoPlace() : Hindrance(false);
    public sealed record NoAges() : Hindrance(false);
    public sealed record OtherAges() : Hindrance(true);
    public sealed record NoTimes() : Hindrance(false);
    public sealed record NoThemes() : Hindrance(false);
    public sealed record CostNotSaid() : Hindrance(false);
    public sealed record IsFull() : Hindrance(false);
    public sealed record OnlyForSome(IReadOnlyList<string> GroupIds) : Hindrance(false);
    public sealed record NeedsReferral() : Hindrance(false);
    public sealed record NotCheckedLately(DateTimeOffset LastModified) : Hindrance(false);

    /// <summary>The ages the service is for (years, both included).</summary>
    private const decimal Youngest = 11;
    private const decimal Oldest = 25;

    /// <summary>All of them, those that hide it first.</summary>
    public static IReadOnlyList<Hindrance> Of(Listing listing, DateTimeOffset now) => [.. All(listing, now).OrderByDescending(hindrance => hindrance.Hides)];

    private static IEnumerable<Hindrance> All(Listing listing, DateTimeOffset now)
    {
        var next = listing.Sessions.Where(session => !Freshness.IsOver(session, now)).Select(session => Occurrences.NextDay(session, London.Day(now))).Min();
        var over = listing.Sessions.Count > 0 && next is null;
        if (over)
            yield return new IsOver();
        else if (!Freshness.IsCurrent(listing, now))
            yield return new NotConfirmed(listing.LastModified);
        else if (!Freshness.IsCheckedLately(listing, now))
            yield return new NotCheckedLately(listing.LastModified);
        if (next is { } first && !listing.Sessions.Any(session => Freshness.IsSoon(session, now)))
            yield return new StartsLater(first);
        if (listing.MinimumAge >= Oldest + 1 || listing.MaximumAge < Youngest)
            yield return new OtherAges();
        foreach (var hindrance in Unsaid(listing).Concat(Narrow(listing)))
            yield return hindrance;
    }

    private static IEnumerable<Hindrance> Unsaid(Listing listing)
    {
        if (listing.Location is null && !listing.IsOnline)
            yield return new NoPlace();
        if (listing.MinimumAge is null && listing.MaximumAge is null)
            yield return new NoAges();
        if (listing.Sessions.Count == 0)
            yield return new NoTimes();
        if (listing.Themes.Count == 0)
            yield return new NoThemes();
        if (listing.Cost is Cost.Unknown)
            yield return new CostNotSaid();
    }

    private static IEnumerable<Hindrance> Narrow(Listing listing)
    {
        if (listing.PlacesLeft == 0)
            yield return new IsFull();
        if (listing.OnlyFor.Count > 0)
            yield return new OnlyForSome(listing.OnlyFor);
        if (!listing.CanJoinDirectly)
            yield return new NeedsReferral();
    }
}
