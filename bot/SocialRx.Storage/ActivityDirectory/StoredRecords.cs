using System.Globalization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>What earlier readings brought of single records of a source. A record's listings are called by its own id and, for its second place and on, that id with "~2", "~3"...</summary>
public static class StoredRecords
{
    /// <summary>No reader makes more listings than this of one record.</summary>
    public const int MostPlaces = 50;

    /// <summary>When each record of a source was changed, by the id of its first listing.</summary>
    public static IReadOnlyDictionary<string, DateTimeOffset> Changes(Connection connection, string sourceId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Query<ChangeRow>(
            """
            select listing_id, last_modified
            from listing
            where source_id = @sourceId
              and listing_id not like '%~%'
            """,
            new { sourceId }).ToDictionary(row => row.ListingId, row => row.LastModified, StringComparer.Ordinal);
    }

    /// <summary>How many listings a source has.</summary>
    public static int Count(Connection connection, string sourceId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.ExecuteScalar<int>("select count(*) from listing where source_id = @sourceId", new { sourceId });
    }

    /// <summary>The listings of one record as its source said them; none when it is not there.</summary>
    public static IReadOnlyList<Listing> Of(Connection connection, string listingId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return Curation.SaidOf(connection, [.. Ids(listingId)]);
    }

    /// <summary>Puts one record's listings in the place of those it had; without any the record goes.</summary>
    public static ImportCounts Replace(Connection connection, string listingId, IReadOnlyList<Listing> listings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(listings);
        var before = connection.Query<ListingVersion>(
            $"""
            select listing_id, fingerprint
            from listing
            where {connection.Dialect.In("listing_id", "ids")}
            """,
            new { ids = Ids(listingId) });
        var versions = listings.Select(listing => new ListingVersion { ListingId = listing.Id, Fingerprint = ListingRow.Of(listing, now).Fingerprint }).ToList();
        var gone = before.Select(version => version.ListingId).Except(versions.Select(version => version.ListingId)).ToList();
        ListingRows.Remove(connection, gone);
        ListingRows.Put(connection, [.. listings], now);
        var unchanged = versions.Intersect(before).Count();
        return new ImportCounts(versions.Count - unchanged, unchanged, gone.Count);
    }

    /// <summary>The source was read to its end, whether anything had changed or not.</summary>
    public static void NoteRead(Connection connection, string sourceId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Change("update source set last_imported_at = @now where source_id = @sourceId", new { sourceId, now });
    }

    private static string[] Ids(string listingId) =>
        [listingId, .. Enumerable.Range(2, MostPlaces - 1).Select(place => $"{listingId}~{place.ToString(CultureInfo.InvariantCulture)}")];

    private sealed record ChangeRow
    {
        public required string ListingId { get; init; }

        public required DateTimeOffset LastModified { get; init; }
    }
}
