using System.Text.Json;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Writes listings together with what they are found by. Whatever adds or changes a listing does it here; one that is deleted in whatever way is not found any more.</summary>
public static class ListingRows
{
    private const int AtATime = 500;

    /// <summary>The head of what puts rows into the directory, for rows given and for rows gathered.</summary>
    internal const string IntoListing =
        "insert into listing (listing_id, source_id, record_id, name, minimum_age, maximum_age, latitude, longitude, is_online, is_free, last_modified, fingerprint, body, updated_at, first_seen_at)";

    /// <summary>Its end: what is there already gives way when it is not the same.</summary>
    internal const string WhereListingChanged =
        """
        on conflict (listing_id) do update set
          name = excluded.name,
          minimum_age = excluded.minimum_age,
          maximum_age = excluded.maximum_age,
          latitude = excluded.latitude,
          longitude = excluded.longitude,
          is_online = excluded.is_online,
          is_free = excluded.is_free,
          last_modified = excluded.last_modified,
          fingerprint = excluded.fingerprint,
          body = excluded.body,
          updated_at = excluded.updated_at
        where listing.fingerprint <> excluded.fingerprint
        """;

    /// <summary>The head of what makes listings findable. What they were found by before, and is not the same, is deleted first.</summary>
    internal const string IntoSearch =
        "insert into search_listing (listing_id, fingerprint, hidden, cell, latitude, longitude, from_age, to_age, days, is_free, themes, main_theme, only_for, offers, current_until, checked_until, merit, welcome, lot, words)";

    /// <summary>Its end: what is there still is the same.</summary>
    internal const string UnlessThere = "on conflict (listing_id) do nothing";

    /// <summary>
    /// Adds the listings as their sources say them, or puts them in the place of what they were, with what curators decided laid over them. One that has not changed is left alone, and a hidden one
    /// stays hidden.
    /// </summary>
    public static void Put(Connection connection, IReadOnlyCollection<Listing> listings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(listings);
        foreach (var some in listings.Chunk(AtATime))
        {
            Put(connection, [.. Curation.LayOver(connection, some, now).Select(listing => ListingRow.Of(listing, now))]);
            Curation.HideAgain(connection, some.Select(listing => listing.Id));
        }

        ListingVisibility.Recompute(connection, now);
    }

    public static void Remove(Connection connection, IReadOnlyCollection<string> listingIds)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(listingIds);
        connection.Change("delete from listing where listing_id = @listingId", listingIds.Select(listingId => new { listingId }));
    }

    /// <summary>False after a copy from another database or an older release: then <see cref="Mend"/> makes all of them findable.</summary>
    public static bool CanAllBeFound(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.ExecuteScalar<long>("select (select count(*) from listing) - (select count(*) from search_listing)") == 0;
    }

    /// <summary>Makes listings findable that are not, or are found by what they were, among the next ones after an id. Returns the last id looked at; null when there are no more.</summary>
    public static string? Mend(Connection connection, string after, DateTimeOffset now, int atMost)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var next = connection.Query<Unsure>(
            """
            select listing.listing_id, listing.fingerprint, search_listing.fingerprint as found_by, listing.body
            from listing
            left join search_listing using (listing_id)
            where listing.listing_id > @after
            order by listing.listing_id
            limit @atMost
            """,
            new { after, atMost });
        PutSearch(connection, [.. next.Where(listing => listing.FoundBy != listing.Fingerprint).Select(listing => ListingRow.Of(ListingJson.Read(listing.Body), now))]);
        return next.Count == 0 ? null : next[^1].ListingId;
    }

    /// <summary>The stems that rows are found by; some more than once.</summary>
    internal static IEnumerable<string> Stems(IEnumerable<ListingRow> rows) =>
        rows.SelectMany(row => row.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(stem => !stem.StartsWith(ListingRow.Unplaced, StringComparison.Ordinal));

    /// <summary>Keeps stems that are in use, so that slips of the finger are found out before the index is asked.</summary>
    internal static void PutStems(Connection connection, IEnumerable<string> inUse)
    {
        var stems = inUse.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(stem => new { i = stem[..1], l = stem.Length, s = stem });
        connection.Change(
            $"""
            insert into search_stem (initial, length, stem)
            select value ->> 'i', cast(value ->> 'l' as bigint), value ->> 's'
            from {connection.Dialect.Each("stems")}
            where true
            on conflict (initial, length, stem) do nothing
            """,
            new { stems = JsonSerializer.Serialize(stems) });
    }

    private static void Put(Connection connection, IReadOnlyList<ListingRow> rows)
    {
        connection.Change(
            $"""
            {IntoListing}
            values (@ListingId, @SourceId, @RecordId, @Name, @MinimumAge, @MaximumAge, @Latitude, @Longitude, @IsOnline, @IsFree, @LastModified, @Fingerprint, @Body, @UpdatedAt, @UpdatedAt)
            {WhereListingChanged}
            """,
            rows);
        PutSearch(connection, rows);
    }

    private static void PutSearch(Connection connection, IReadOnlyList<ListingRow> rows)
    {
        connection.Change("delete from search_listing where listing_id = @ListingId and fingerprint <> (select fingerprint from listing where listing_id = @ListingId)", rows);
        var spots = SearchSpots.After(connection);
        connection.Change(
            $"""
            {IntoSearch}
            select
              listing_id, fingerprint, hidden, @Cell, coalesce(@Latitude, 0), coalesce(@Longitude, 0), @FromAge, @ToAge, @Days, @IsFree, @Themes, @MainTheme, @OnlyFor, @Offers, @CurrentUntil, @CheckedUntil, @Merit,
              @Welcome, @Lot, @Words
            from listing
            where listing_id = @ListingId
            {UnlessThere}
            """,
            rows);
        spots.Put(connection, rows.Select(row => row.Themes));
        PutStems(connection, Stems(rows));
    }

    private sealed record Unsure
    {
        public required string ListingId { get; init; }

        public required string Fingerprint { get; init; }

        public string? FoundBy { get; init; }

        public required string Body { get; init; }
    }
}
