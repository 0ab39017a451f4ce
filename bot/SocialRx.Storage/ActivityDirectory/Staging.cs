using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>
/// A whole source on its way in: gathered in short writes, where no search sees it, and put in the place of what the source held before in one commit. A reading that was broken off
/// is there to be gone on with, or thrown away.
/// </summary>
public sealed record Staging
{
    private const int SweptAtATime = 2_000;
    private const int SwappedAtATime = 10_000;

    /// <summary>Some 15 MB.</summary>
    private const int MostStemsHeld = 200_000;

    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);

    public required string StagingId { get; init; }

    public required string SourceId { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Where the reading goes on, as the reader said with what it added last; null at the beginning.</summary>
    public string? Position { get; init; }

    /// <summary>Starts afresh; what was gathered of this source before and not swapped is thrown away.</summary>
    public static Staging Begin(Connection connection, string stagingId, string sourceId, string address, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Change("update staging set swapped = 1 where source_id = @sourceId", new { sourceId });
        var staging = new Staging { StagingId = stagingId, SourceId = sourceId, Address = address, StartedAt = now };
        connection.Change(
            """
            insert into staging (staging_id, source_id, address, started_at, position, swapped)
            values (@StagingId, @SourceId, @Address, @StartedAt, @Position, 0)
            """,
            staging);
        return staging;
    }

    /// <summary>The reading of this source that was broken off; null when there is none.</summary>
    public static Staging? Unfinished(Connection connection, string sourceId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.QueryFirstOrDefault<Staging>(
            """
            select staging_id, source_id, address, started_at, position
            from staging
            where source_id = @sourceId
              and swapped = 0
            """,
            new { sourceId });
    }

    /// <summary>How many listings are gathered.</summary>
    public long Count(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.ExecuteScalar<long>("select count(*) from staged_listing where staging_id = @StagingId", this);
    }

    /// <summary>
    /// Adds some more. Of two listings with one id the one changed last is kept, of equals the first. Returns the ids that had been there already.
    /// </summary>
    /// <param name="position">Kept in the same commit, for a reading that is broken off after it.</param>
    public IReadOnlyList<string> Add(Connection connection, IReadOnlyCollection<Listing> listings, DateTimeOffset now, string? position = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(listings);
        var rows = Rows(Curation.Settle(connection, listings), now);
        var again = Again(connection, rows);
        Write(connection, rows);
        PutStems(connection, rows);
        connection.Change("update staging set position = @position where staging_id = @StagingId", new { StagingId, position });
        return again;
    }

    /// <summary>Puts what was gathered in the place of what the source held before; what is gone from the source is gone here. Afterwards <see cref="SweepAsync"/> tidies up.</summary>
    public ImportCounts Swap(Connection connection, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Lock($"source {SourceId}");
        WriteSource(connection, now);
        LayOver(connection, now);
        var gathered = Count(connection);
        var removed = connection.Execute(
            """
            delete from listing
            where source_id = @SourceId
              and not exists (
                select 1
                from staged_listing
                where staged_listing.staging_id = @StagingId
                  and staged_listing.listing_id = listing.listing_id
              )
            """,
            this);
        var imported = SwapListings(connection);
        SwapSearch(connection);
        Curation.HideAgainIn(connection, SourceId);
        ListingVisibility.Recompute(connection, now);
        Discard(connection);
        return new ImportCounts(imported, (int)gathered - imported, removed);
    }

    /// <summary>Gives up what was gathered. <see cref="SweepAsync"/> tidies up.</summary>
    public void Discard(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Change("update staging set swapped = 1 where staging_id = @StagingId", this);
    }

    /// <summary>Removes in short writes what is left of readings that are swapped or given up; returns how many listings that were.</summary>
    public static async Task<int> SweepAsync(Database database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        var swept = 0;
        for (var some = SweptAtATime; some == SweptAtATime; swept += some)
            some = await database.WriteAsync(connection => Sweep(connection, SweptAtATime), cancellationToken);
        return swept;
    }

    internal static int Sweep(Connection connection, int atMost)
    {
        var swept = connection.Execute(
            """
            delete from staged_listing
            where (staging_id, listing_id) in (
              select staged_listing.staging_id, staged_listing.listing_id
              from staging
              join staged_listing using (staging_id)
              where staging.swapped = 1
              limit @atMost
            )
            """,
            new { atMost });
        if (swept < atMost)
            connection.Change("delete from staging where swapped = 1 and not exists (select 1 from staged_listing where staged_listing.staging_id = staging.staging_id)");
        return swept;
    }

    // To find the words of a listing takes longer than to write it, so it is done by two at once.
    private static List<ListingRow> Rows(IReadOnlyList<Listing> listings, DateTimeOffset now) =>
        [.. listings.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(listing => ListingRow.Of(listing, now))];

    // Here and not when it is added: a curator may have decided since.
    private void LayOver(Connection connection, DateTimeOffset now)
    {
        var said = Curation.EditedIn(connection, StagingId);
        if (said.Count == 0)
            return;
        var rows = Curation.LayOver(connection, said, now).Select(listing => ListingRow.Of(listing, now)).ToList();
        connection.Change("delete from staged_listing where staging_id = @StagingId and listing_id = @ListingId", rows.Select(row => new { StagingId, row.ListingId }));
        Write(connection, rows);
        PutStems(connection, rows);
    }

    // Most stems of a batch were in one before.
    private void PutStems(Connection connection, List<ListingRow> rows)
    {
        if (_stems.Count > MostStemsHeld)
            _stems.Clear();
        ListingRows.PutStems(connection, ListingRows.Stems(rows).Where(_stems.Add));
    }

    private List<string> Again(Connection connection, List<ListingRow> rows)
    {
        var ids = rows.Select(row => row.ListingId).ToArray();
        var there = connection.Query<string>(
            $"""
            select listing_id
            from staged_listing
            where staging_id = @StagingId
              and {connection.Dialect.In("listing_id", "ids")}
            """,
            new { StagingId, ids });
        return [.. there.Concat(ids.CountBy(id => id, StringComparer.Ordinal).Where(same => same.Value > 1).Select(same => same.Key)).Distinct(StringComparer.Ordinal)];
    }

    private void Write(Connection connection, List<ListingRow> rows) =>
        connection.Change(
            """
            insert into staged_listing (
              staging_id, listing_id, record_id, name, minimum_age, maximum_age, latitude, longitude, is_online, is_free, last_modified, fingerprint, body, updated_at,
              cell, from_age, to_age, days, themes, main_theme, only_for, offers, current_until, checked_until, merit, welcome, lot, words)
            values (
              @StagingId, @ListingId, @RecordId, @Name, @MinimumAge, @MaximumAge, @Latitude, @Longitude, @IsOnline, @IsFree, @LastModified, @Fingerprint, @Body, @UpdatedAt,
              @Cell, @FromAge, @ToAge, @Days, @Themes, @MainTheme, @OnlyFor, @Offers, @CurrentUntil, @CheckedUntil, @Merit, @Welcome, @Lot, @Words)
            on conflict (staging_id, listing_id) do update set
              record_id = excluded.record_id,
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
              updated_at = excluded.updated_at,
              cell = excluded.cell,
              from_age = excluded.from_age,
              to_age = excluded.to_age,
              days = excluded.days,
              themes = excluded.themes,
              main_theme = excluded.main_theme,
              only_for = excluded.only_for,
              offers = excluded.offers,
              current_until = excluded.current_until,
              checked_until = excluded.checked_until,
              merit = excluded.merit,
              welcome = excluded.welcome,
              lot = excluded.lot,
              words = excluded.words
            where staged_listing.last_modified < excluded.last_modified
            """,
            rows.Select(row => row with { StagingId = StagingId }));

    private void WriteSource(Connection connection, DateTimeOffset now) =>
        connection.Change(
            """
            insert into source (source_id, address, first_imported_at, last_imported_at)
            values (@SourceId, @Address, @now, @now)
            on conflict (source_id) do update set
              address = excluded.address,
              last_imported_at = excluded.last_imported_at
            """,
            new { SourceId, Address, now });

    private int SwapListings(Connection connection) =>
        connection.Execute(
            $"""
            {ListingRows.IntoListing}
            select listing_id, @SourceId, record_id, name, minimum_age, maximum_age, latitude, longitude, is_online, is_free, last_modified, fingerprint, body, updated_at, updated_at
            from staged_listing
            where staging_id = @StagingId
            {ListingRows.WhereListingChanged}
            """,
            this);

    private void SwapSearch(Connection connection)
    {
        connection.Execute(
            """
            delete from search_listing
            where listing_id in (
              select staged.listing_id
              from staged_listing as staged
              join search_listing as found using (listing_id)
              where staged.staging_id = @StagingId
                and staged.fingerprint <> found.fingerprint
            )
            """,
            this);
        var spots = SearchSpots.After(connection);
        foreach (var (after, last) in Portions(connection))
            SwapSearch(connection, after, last);
        spots.Put(connection, connection.Query<long>("select distinct themes from staged_listing where staging_id = @StagingId", this));
    }

    private void SwapSearch(Connection connection, string after, string last) =>
        connection.Execute(
            $"""
            {ListingRows.IntoSearch}
            select
              staged.listing_id, staged.fingerprint, listing.hidden, staged.cell, coalesce(staged.latitude, 0), coalesce(staged.longitude, 0), staged.from_age, staged.to_age, staged.days,
              staged.is_free, staged.themes, staged.main_theme, staged.only_for, staged.offers, staged.current_until, staged.checked_until, staged.merit, staged.welcome, staged.lot, staged.words
            from staged_listing as staged
            join listing using (listing_id)
            where staged.staging_id = @StagingId
              and staged.listing_id > @after
              and staged.listing_id <= @last
            {ListingRows.UnlessThere}
            """,
            new { StagingId, after, last });

    // What one statement changes is kept in memory until it is done, in case it fails.
    private IEnumerable<(string After, string Last)> Portions(Connection connection)
    {
        for (var after = ""; ;)
        {
            var last = connection.ExecuteScalar<string?>(
                """
                select max(listing_id)
                from (
                  select listing_id
                  from staged_listing
                  where staging_id = @StagingId
                    and listing_id > @after
                  order by listing_id
                  limit @SwappedAtATime
                ) as portion
                """,
                new { StagingId, after, SwappedAtATime });
            if (last is null)
                yield break;
            yield return (after, last);
            after = last;
        }
    }
}
