using System.Runtime.CompilerServices;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>The words of a listing, to be searched.</summary>
internal static class ListingText
{
    // Searched by many people, read once.
    private static readonly ConditionalWeakTable<Listing, HashSet<string>> StemsOf = [];

    /// <summary>The words looked for that are in the listing, as they were said.</summary>
    public static IEnumerable<string> Found(Listing listing, IReadOnlyList<SearchWord> words)
    {
        var stems = StemsOf.GetValue(listing, StemsIn);
        return words.Where(word => word.IsIn(stems)).Select(word => word.Said);
    }

    /// <summary>Stems of all its words, each once.</summary>
    public static HashSet<string> StemsIn(Listing listing) =>
        SearchWord.WordsOf($"{listing.Name} {listing.Summary} {listing.Organisation}")
            .Select(SearchWord.Stem)
            .ToHashSet(StringComparer.Ordinal);
}
