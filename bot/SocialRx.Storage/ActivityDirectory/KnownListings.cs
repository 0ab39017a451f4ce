using System.Collections.Concurrent;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>A listing as it is now; another fingerprint is another content.</summary>
internal sealed record ListingVersion
{
    public required string ListingId { get; init; }

    public required string Fingerprint { get; init; }
}

/// <summary>Listings that were read before: a search reads from the database only which ones are in reach, and those that have changed.</summary>
internal static class KnownListings
{
    /// <summary>A large county's directory fits; with their words they take some 50 MB.</summary>
    private const int Most = 10_000;

    private const int AtATime = 500;

    private static readonly ConcurrentDictionary<ListingVersion, Listing> Known = new();

    /// <summary>In the given order, without those that have gone or changed meanwhile.</summary>
    public static IReadOnlyList<Listing> Read(Connection connection, IReadOnlyList<ListingVersion> versions)
    {
        var known = versions.Select(Known.GetValueOrDefault).ToList();
        var fresh = Fetch(connection, versions.Where((_, place) => known[place] is null).Select(version => version.ListingId));
        return [.. versions.Select((version, place) => known[place] ?? fresh.GetValueOrDefault(version)).OfType<Listing>()];
    }

    private static Dictionary<ListingVersion, Listing> Fetch(Connection connection, IEnumerable<string> ids)
    {
        var fresh = ids.Chunk(AtATime)
            .SelectMany(some => Bodies(connection, some))
            .ToDictionary(row => new ListingVersion { ListingId = row.ListingId, Fingerprint = row.Fingerprint }, row => ListingJson.Read(row.Body));
        if (Known.Count + fresh.Count > Most)
            Known.Clear();
        foreach (var (version, listing) in fresh.Take(Most))
            Known[version] = listing;
        return fresh;
    }

    private static IReadOnlyList<BodyRow> Bodies(Connection connection, string[] some) =>
        connection.Query<BodyRow>(
            $"""
            select listing_id, fingerprint, body
            from listing
            where {connection.Dialect.In("listing_id", "some")}
            """,
            new { some });

    private sealed record BodyRow
    {
        public required string ListingId { get; init; }

        public required string Fingerprint { get; init; }

        public required string Body { get; init; }
    }
}
