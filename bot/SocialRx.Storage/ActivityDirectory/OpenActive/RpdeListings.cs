using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory.OpenActive;

/// <summary>The listings that were made of a source's groups.</summary>
public static class RpdeListings
{
    /// <summary>Puts what was made of groups in the place of what was made of them before, and takes them off the list of changes.</summary>
    /// <param name="names">Every name these groups have or had; what was made under a name and is made no more is removed.</param>
    public static ImportCounts Put(
        Connection connection, string sourceId, IReadOnlyList<RpdeChange> changes, IReadOnlyCollection<string> names, IReadOnlyList<(string GroupUri, Listing Listing)> made, DateTimeOffset now)
    {
        var before = names.Chunk(500).SelectMany(some => Made(connection, sourceId, some)).ToHashSet(StringComparer.Ordinal);
        var removed = before.Except(made.Select(one => one.Listing.Id), StringComparer.Ordinal).ToList();
        ListingRows.Put(connection, [.. made.Select(one => one.Listing)], now);
        ListingRows.Remove(connection, removed);
        connection.Change("delete from rpde_listing where source_id = @sourceId and group_uri = @name", names.Select(name => new { sourceId, name }).ToList());
        connection.Change(
            """
            insert into rpde_listing (source_id, group_uri, listing_id)
            values (@sourceId, @GroupUri, @Id)
            """,
            made.Select(one => new { sourceId, one.GroupUri, one.Listing.Id }).ToList());
        RpdeItems.Settle(connection, sourceId, changes);
        return new ImportCounts(made.Count, 0, removed.Count);
    }

    /// <summary>
    /// Whether the source holds listings that none of its groups made: it was something else before. Nothing counts as left over until all its feeds were read to their end once and what they say is listed.
    /// </summary>
    public static bool HasLeftOver(Connection connection, string sourceId) =>
        IsWhole(connection, sourceId) && connection.ExecuteScalar<long>($"select count(*) from (select 1 from listing where {LeftOver} limit 1) as one", new { sourceId }) > 0;

    /// <summary>Removes them, all or none; returns how many.</summary>
    public static int RemoveLeftOver(Connection connection, string sourceId, DateTimeOffset now)
    {
        connection.Lock($"source {sourceId}");
        var removed = IsWhole(connection, sourceId) ? connection.Execute($"delete from listing where {LeftOver}", new { sourceId }) : 0;
        if (removed > 0)
            ListingVisibility.Recompute(connection, now);
        return removed;
    }

    /// <summary>Puts every group of the source on the list of changes when that was last done before a point in time: times that are over go, the next ones come.</summary>
    public static void MakeAnew(Connection connection, string sourceId, DateTimeOffset before, DateTimeOffset now)
    {
        if (connection.Execute("update rpde_source set made_at = @now where source_id = @sourceId and made_at < @before", new { sourceId, before, now }) > 0)
            RpdeItems.ChangeAll(connection, sourceId, now);
        connection.Execute("insert into rpde_source (source_id, made_at) values (@sourceId, @now) on conflict (source_id) do nothing", new { sourceId, now });
    }

    /// <summary>That the source was read, and from where.</summary>
    public static void PutSource(Connection connection, string sourceId, string address, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into source (source_id, address, first_imported_at, last_imported_at)
            values (@sourceId, @address, @now, @now)
            on conflict (source_id) do update set
              address = excluded.address,
              last_imported_at = excluded.last_imported_at
            """,
            new { sourceId, address, now });

    private const string LeftOver =
        """
        source_id = @sourceId
          and listing_id not in (select listing_id from rpde_listing where source_id = @sourceId)
        """;

    private static bool IsWhole(Connection connection, string sourceId) =>
        connection.ExecuteScalar<long>(
            $"""
            select case when
              exists (select 1 from rpde_feed where source_id = @sourceId and state = '{RpdeFeed.Current}')
              and not exists (select 1 from rpde_feed where source_id = @sourceId and state = '{RpdeFeed.Reading}')
              and not exists (select 1 from rpde_change where source_id = @sourceId)
              and exists (select 1 from rpde_listing where source_id = @sourceId)
            then 1 else 0 end
            """,
            new { sourceId }) == 1;

    private static IReadOnlyList<string> Made(Connection connection, string sourceId, string[] some) =>
        connection.Query<string>(
            $"""
            select listing_id
            from rpde_listing
            where source_id = @sourceId and {connection.Dialect.In("group_uri", "some")}
            """,
            new { sourceId, some });
}
