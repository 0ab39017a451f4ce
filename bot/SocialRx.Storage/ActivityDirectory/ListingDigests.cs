using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Duplicates;
using SocialRx.Domain.ActivityDirectory.Publishing;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>Keeps what is known beside listings in step with them: digests for publishing, and pairs that may be one thing. Only what has changed is looked at.</summary>
public static class ListingDigests
{
    /// <summary>Listings looked at in one write, so that turns are not held up.</summary>
    private const int AtATime = 200;

    /// <summary>Brings everything up to date. It may be stopped at any point and begun again, and two processes may do it at once.</summary>
    public static async Task<DigestCounts> RefreshAsync(Database database, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(clock);
        var counts = new DigestCounts(Changed: 0, Removed: await RemoveAsync(database, clock, cancellationToken));
        var after = "";
        while (await database.WriteAsync(connection => Step(connection, after, clock.GetUtcNow()), cancellationToken) is { Count: > 0 } changed)
        {
            counts = counts with { Changed = counts.Changed + changed.Count };
            after = changed[^1];
        }

        await database.WriteAsync(connection => ListingVisibility.Recompute(connection, clock.GetUtcNow()), cancellationToken);
        return counts;
    }

    private static async Task<int> RemoveAsync(Database database, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (removed, all) = (0, 0);
        do
        {
            removed = await database.WriteAsync(connection => RemoveSome(connection, clock.GetUtcNow()), cancellationToken);
            all += removed;
        }
        while (removed == AtATime);
        return all;
    }

    private static int RemoveSome(Connection connection, DateTimeOffset now)
    {
        var gone = connection.Query<string>(
            """
            select digest.listing_id
            from listing_digest digest
            left join listing on listing.listing_id = digest.listing_id
            where listing.listing_id is null
            order by digest.listing_id
            limit @AtATime
            """,
            new { AtATime }).ToArray();
        if (gone.Length == 0)
            return 0;

        Clear(connection, gone);
        MoveServices(connection, gone, now);
        connection.Execute($"delete from listing_digest where {connection.Dialect.In("listing_id", "gone")}", new { gone });
        SameThings.RemoveProposals(connection, gone);
        return gone.Length;
    }

    // In the order of ids, so that one pass sees everything once. Returns the ids that were changed.
    private static List<string> Step(Connection connection, string after, DateTimeOffset now)
    {
        connection.Lock("listing-digest");
        var changed = connection.Query<ChangedListing>(
            """
            select listing.listing_id, listing.fingerprint, case when listing.hidden <> 0 then 1 else 0 end as hidden
            from listing
            left join listing_digest digest on digest.listing_id = listing.listing_id
            where listing.listing_id > @after
              and (digest.fingerprint is null or digest.fingerprint <> listing.fingerprint or digest.hidden <> case when listing.hidden <> 0 then 1 else 0 end)
            order by listing.listing_id
            limit @AtATime
            """,
            new { after, AtATime });
        if (changed.Count == 0)
            return [];

        var rows = changed.ToDictionary(row => row.ListingId, StringComparer.Ordinal);
        var listings = Bodies(connection, [.. rows.Keys]);
        Clear(connection, [.. rows.Keys]);
        foreach (var listing in listings.Values)
            Write(connection, PublishedForm.Of(listing), rows[listing.Id], now);
        MoveServices(connection, [.. changed.Where(row => row.Hidden != 0).Select(row => row.ListingId)], now);
        SameThings.Look(connection, listings.ToDictionary(pair => pair.Key, pair => Completed.Own(pair.Value), StringComparer.Ordinal));
        return [.. changed.Select(row => row.ListingId)];
    }

    /// <summary>Listings by id, as they are now without what others added to them.</summary>
    internal static Dictionary<string, Listing> Own(Connection connection, string[] ids) =>
        Bodies(connection, ids).ToDictionary(pair => pair.Key, pair => Completed.Own(pair.Value), StringComparer.Ordinal);

    private static Dictionary<string, Listing> Bodies(Connection connection, string[] ids) =>
        connection.Query<BodyRow>(
            $"""
            select listing_id, body
            from listing
            where {connection.Dialect.In("listing_id", "ids")}
            """,
            new { ids }).ToDictionary(row => row.ListingId, row => ListingJson.Read(row.Body) with { Id = row.ListingId }, StringComparer.Ordinal);

    private static void Clear(Connection connection, string[] ids)
    {
        foreach (var table in (string[])["listing_term", "listing_time", "listing_words", "listing_key"])
            connection.Execute($"delete from {table} where {connection.Dialect.In("listing_id", "ids")}", new { ids });
    }

    // A service that is without one of its places has changed, and none of those it still has need have.
    private static void MoveServices(Connection connection, string[] gone, DateTimeOffset now)
    {
        if (gone.Length > 0)
            connection.Execute(
                $"""
                update listing_digest
                set last_modified = @now
                where last_modified < @now
                  and service_id in (select service_id from listing_digest where {connection.Dialect.In("listing_id", "gone")})
                """,
                new { gone, now });
    }

    // When what we publish changed is another thing than when its source says it did: readers who ask for what has changed since a time hear of it by ours.
    private static void Write(Connection connection, Listing listing, ChangedListing changed, DateTimeOffset now)
    {
        var digest = ListingDigest.Of(listing);
        connection.Change(
            """
            insert into listing_digest (listing_id, fingerprint, source_id, service_id, place_id, organization_id, organisation, licence, minimum_age, maximum_age, latitude, longitude, last_modified, current_until, hidden)
            values (@Id, @Fingerprint, @SourceId, @ServiceId, @PlaceId, @OrganizationId, @Organisation, @Licence, @MinimumAge, @MaximumAge, @Latitude, @Longitude, @LastModified, @CurrentUntil, @Hidden)
            on conflict (listing_id) do update set
              fingerprint = excluded.fingerprint,
              organization_id = excluded.organization_id,
              organisation = excluded.organisation,
              licence = excluded.licence,
              minimum_age = excluded.minimum_age,
              maximum_age = excluded.maximum_age,
              latitude = excluded.latitude,
              longitude = excluded.longitude,
              last_modified = excluded.last_modified,
              current_until = excluded.current_until,
              hidden = excluded.hidden
            """,
            new
            {
                listing.Id,
                changed.Fingerprint,
                listing.SourceId,
                digest.ServiceId,
                digest.PlaceId,
                digest.OrganizationId,
                listing.Organisation,
                digest.Licence,
                MinimumAge = (double?)listing.MinimumAge,
                MaximumAge = (double?)listing.MaximumAge,
                listing.Location?.Latitude,
                listing.Location?.Longitude,
                LastModified = listing.LastModified > now ? listing.LastModified : now,
                digest.CurrentUntil,
                changed.Hidden,
            });
        connection.Change("insert into listing_words (listing_id, words) values (@Id, @Words)", new { listing.Id, digest.Words });
        WriteTerms(connection, digest);
        WriteTimes(connection, listing);
        WriteKeys(connection, listing, digest);
    }

    private static void WriteTerms(Connection connection, ListingDigest digest)
    {
        if (digest.Terms.Count > 0)
            connection.Change(
                "insert into listing_term (listing_id, taxonomy, term) values (@ListingId, @Taxonomy, @Term)",
                digest.Terms.Select(term => new { digest.ListingId, Taxonomy = term.Taxonomy.Id, Term = term.Id }).ToList());
    }

    private static void WriteTimes(Connection connection, Listing listing)
    {
        if (listing.Sessions.Count > 0)
            connection.Change(
                "insert into listing_time (listing_id, day, opens, closes, until) values (@Id, @Day, @Opens, @Closes, @Until)",
                listing.Sessions.Select(session => new { listing.Id, Day = (int)session.Day, Opens = Clock(session.Opens), Closes = Clock(session.Closes), Until = Date(session.Until) }).ToList());
    }

    private static void WriteKeys(Connection connection, Listing listing, ListingDigest digest) =>
        connection.Change(
            "insert into listing_key (key, listing_id, source_id) values (@Key, @Id, @SourceId)",
            digest.Keys.Select(Hash).Distinct().Select(key => new { Key = key, listing.Id, listing.SourceId }).ToList());

    internal static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    internal static string? Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Hash(string key) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private sealed record ChangedListing
    {
        public required string ListingId { get; init; }
        public required string Fingerprint { get; init; }

        /// <summary>1 when it is shown to nobody.</summary>
        public required long Hidden { get; init; }
    }

    private sealed record BodyRow
    {
        public required string ListingId { get; init; }
        public required string Body { get; init; }
    }
}

/// <param name="Changed">Listings that were new or had changed.</param>
/// <param name="Removed">Listings that have gone.</param>
public sealed record DigestCounts(int Changed, int Removed);
