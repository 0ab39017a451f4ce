namespace SocialRx.Domain.ActivityDirectory;

/// <summary>What can be said of a listing whoever asks, for finding it among very many without reading them all.</summary>
public static class ListingSigns
{
    private const int Signs = 62;

    /// <summary>Tenths of a score that count besides for somebody who wished for what it is mainly about (<see cref="MainTheme"/>).</summary>
    public const int MainThemeCounts = 15;

    /// <summary>Tenths of a score that are lost when nobody checked it lately.</summary>
    public const int UncheckedCosts = 8;

    /// <summary>Tenths of a score that are lost when it takes part of somebody's ages only.</summary>
    public const int PartOfAgesCosts = 5;

    /// <summary>The most of <see cref="Merit"/>, <see cref="MainThemeCounts"/> and <see cref="Welcome"/> together.</summary>
    public const int MostMerit = 5 + 2 + MainThemeCounts + 25 + 10;

    /// <summary>Tenths of a score: what speaks for it whoever asks.</summary>
    public static int Merit(Listing listing) =>
        (listing.Sessions.Count == 0 ? -5 : 0)
        + listing.Cost switch { Cost.Free => 5, Cost.Pounds => 0, _ => -5 }
        + (listing.CanJoinDirectly ? 0 : -10)
        + (listing.MinimumAge is null && listing.MaximumAge is null ? -15 : 0)
        + (listing.Assured is null ? 0 : 2);

    /// <summary>Tenths of a score: what speaks for it besides when somebody needs a gentle first step.</summary>
    public static int Welcome(Listing listing) => (listing.WelcomesNewcomers ? 25 : 0) + (listing.OneToOne ? 10 : 0);

    /// <summary>Number of the bit, in <see cref="Signature"/>, of what it is mainly about; -1 when it has no theme.</summary>
    public static int MainTheme(Listing listing) => listing.Themes.Count == 0 ? -1 : Sign(listing.Themes[0]);

    /// <summary>Decides between equals: the same for an id for ever, and in no order anybody could want.</summary>
    public static long Lot(string listingId) => ((long)Hash(listingId) << 31) ^ Hash($"{listingId}~");

    /// <summary>After this it is not current any more (<see cref="Freshness.IsCurrent"/>), unless its source says something new.</summary>
    public static DateTimeOffset CurrentUntil(Listing listing) => Freshness.CurrentUntil(listing);

    /// <summary>After this nobody checked it lately, unless its source says something new.</summary>
    public static DateTimeOffset CheckedUntil(Listing listing) => Freshness.CheckedUntil(listing);

    /// <summary>Stems of the words it can be found by, each once.</summary>
    public static IReadOnlyCollection<string> Stems(Listing listing) => ListingText.StemsIn(listing);

    /// <summary>Access and languages (without their regions) that it says it has.</summary>
    public static IEnumerable<string> Offers(Listing listing) => listing.Access.Concat(listing.Languages.Select(Language));

    /// <summary>"pt" of "pt-BR".</summary>
    public static string Language(string language) => language.Split('-')[0].ToLowerInvariant();

    /// <summary>An eighth bit.</summary>
    public const long NobodySaysDays = 128;

    /// <summary>Days it happens on, bit 0 is Sunday. All seven, and <see cref="NobodySaysDays"/>, when nobody says.</summary>
    public static long Days(Listing listing) => listing.Sessions.Count == 0 ? NobodySaysDays | Days(Enum.GetValues<DayOfWeek>()) : Days(listing.Sessions.Select(session => session.Day));

    public static long Days(IEnumerable<DayOfWeek> days) => days.Aggregate(0L, (bits, day) => bits | (1L << (int)day));

    /// <summary>A bit a name, the same for ever; two names may share one. Lists without a bit in common have no name in common.</summary>
    public static long Signature(IEnumerable<string> names) => names.Aggregate(0L, (bits, name) => bits | (1L << Sign(name)));

    /// <summary>Number of a name's bit.</summary>
    public static int Sign(string name) => (int)(Hash(name) % Signs);

    // FNV-1a, 32 bits (Fowler, Noll and Vo).
    private static uint Hash(string name)
    {
        var hash = 2166136261;
        foreach (var c in name)
            hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
