using SocialRx.Domain.ActivityDirectory.Duplicates;

namespace SocialRx.Domain.ActivityDirectory.Publishing;

/// <summary>What has to be known of a listing without reading it: to publish it again, and to find what may be the same thing.</summary>
/// <param name="ServiceId">One for all places of a service.</param>
/// <param name="PlaceId">Of the service at this place.</param>
/// <param name="Words">Stems of its words, each with a space on both sides.</param>
/// <param name="Keys">What another listing of the same thing would share with it.</param>
public sealed record ListingDigest(
    string ListingId,
    string ServiceId,
    string PlaceId,
    string OrganizationId,
    string Licence,
    DateTimeOffset CurrentUntil,
    IReadOnlyList<PublishedTerm> Terms,
    string Words,
    IReadOnlyList<string> Keys)
{
    public static ListingDigest Of(Listing listing) =>
        new(
            listing.Id,
            PublishedId.Of("service", ServiceOf(listing.Id)),
            PublishedId.Of("service-at-location", listing.Id),
            PublishedId.Of("organization", $"{listing.SourceId}/{string.Join(' ', Spelling.Words(listing.Organisation))}"),
            Licences.Normal(listing.Licence),
            Freshness.CurrentUntil(listing),
            [.. PublishedTerm.OfListing(listing).DistinctBy(term => (term.Taxonomy.Id, term.Id))],
            Stems($"{listing.Name} {listing.Summary} {listing.Organisation} {listing.Venue}"),
            [.. SharedKeys.Of(listing)]);

    /// <summary>A service's places are listings of one id with "~2", "~3" behind it.</summary>
    public static string ServiceOf(string listingId)
    {
        var at = listingId.LastIndexOf('~');
        return at > 0 && listingId.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0 && at + 1 < listingId.Length ? listingId[..at] : listingId;
    }

    /// <summary>How words that are looked for stand in <see cref="Words"/>: every one has to be there, or a word that starts with it.</summary>
    public static IEnumerable<string> Sought(string text) => Spelling.Words(text, 10).Select(SearchWord.Stem).Distinct();

    /// <summary>Whether a word that is looked for is in some text.</summary>
    public static bool IsIn(string text, string sought) => Stems(text).Contains($" {sought}", StringComparison.Ordinal);

    private static string Stems(string text) => $" {string.Join(' ', Spelling.Words(text).Select(SearchWord.Stem).Distinct())} ";
}
