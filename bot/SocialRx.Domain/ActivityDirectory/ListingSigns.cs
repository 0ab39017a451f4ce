namespace SocialRx.Domain.ActivityDirectory;

/// <summary>What can be said of a listing whoever asks, for finding it among very many without reading them all.</summary>
public static class ListingSigns
{
    private const int Signs = 62;

    /// <summary>What speaks for it whoever asks, in the measure of a score: of too many to look at, the ones that say most about themselves are looked at.</summary>
    public static double Merit(Listing listing) =>
        (listing.Sessions.Count == 0 ? -0.5 : 0)
        + listing.Cost switch { Cost.Free => 0.5, Cost.Pounds => 0, _ => -0.5 }
        + (listing.CanJoinDirectly ? 0 : -1)
        + (listing.MinimumAge is null && listing.MaximumAge is null ? -1.5 : 0)
        + (listing.WelcomesNewcomers ? 0.5 : 0)
        + (listing.Assured is null ? 0 : 0.2);

    /// <summary>After this it is not current any more (<see cref="Freshness.IsCurrent"/>), unless its source says something new.</summary>
    public static DateTimeOffset CurrentUntil(Listing listing) => Freshness.CurrentUntil(listing);

    /// <summary>Stems of the words it can be found by, each once.</summary>
    public static IReadOnlyCollection<string> Stems(Listing listing) => ListingText.StemsIn(listing);

    /// <summary>Days it happens on, bit 0 is Sunday. All seven when nobody says.</summary>
    public static long Days(Listing listing) => listing.Sessions.Count == 0 ? Days(Enum.GetValues<DayOfWeek>()) : Days(listing.Sessions.Select(session => session.Day));

    public static long Days(IEnumerable<DayOfWeek> days) => days.Aggregate(0L, (bits, day) => bits | (1L << (int)day));

    /// <summary>A bit a name, the same for ever; two names may share one. Lists without a bit in common have no name in common.</summary>
    public static long Signature(IEnumerable<string> names) => names.Aggregate(0L, (bits, name) => bits | (1L << (int)(Hash(name) % Signs)));

    // FNV-1a, 32 bits (Fowler, Noll and Vo).
    private static uint Hash(string name)
    {
        var hash = 2166136261;
        foreach (var c in name)
            hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
