namespace SocialRx.Storage.ActivityDirectory.OpenActive;

/// <summary>Items of feeds, and which listings they change.</summary>
public static class RpdeItems
{
    private const int AtATime = 500;

    /// <summary>
    /// Takes in one page and moves the feed on, both or neither. An item older than what is kept of it is ignored. Null when somebody else has read this page meanwhile.
    /// </summary>
    /// <param name="items">Each kind and id once.</param>
    public static RpdeCounts? Commit(Connection connection, RpdeFeed feed, RpdeFeed next, IReadOnlyList<RpdeItem> items, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (!RpdeFeeds.Advance(connection, feed, next, now))
            return null;

        var known = Known(connection, feed, items);
        var fresh = items.Where(item => !(known.GetValueOrDefault((item.Kind, item.ItemId)) is { } kept && RpdeModified.IsOlder(item.Modified, kept.Modified))).ToList();
        Write(connection, feed, fresh, now);
        MarkChanged(connection, feed.SourceId, fresh, [.. fresh.Select(item => known.GetValueOrDefault((item.Kind, item.ItemId))?.GroupUri).OfType<string>()], now);
        return new RpdeCounts(fresh.Count(item => item.Body is not null), fresh.Count(item => item.Body is null), items.Count - fresh.Count);
    }

    public static int Count(Connection connection, string sourceId) =>
        connection.ExecuteScalar<int>("select count(*) from rpde_item where source_id = @sourceId and body is not null", new { sourceId });

    /// <summary>Groups whose listing is not yet what their items say, longest waiting first.</summary>
    public static IReadOnlyList<RpdeChange> Changes(Connection connection, string sourceId, int atMost) =>
        connection.Query<RpdeChange>(
            """
            select group_uri, changed_at
            from rpde_change
            where source_id = @sourceId
            order by changed_at, group_uri
            limit @atMost
            """,
            new { sourceId, atMost });

    /// <summary>These listings are now what their items said; what has changed again since stays waiting.</summary>
    public static void Settle(Connection connection, string sourceId, IReadOnlyList<RpdeChange> changes)
    {
        connection.Change(
            """
            delete from rpde_change
            where source_id = @sourceId and group_uri = @GroupUri and changed_at <= @ChangedAt
            """,
            changes.Select(change => new { sourceId, change.GroupUri, change.ChangedAt }).ToList());
    }

    /// <summary>Every listing of the source is to be made again.</summary>
    internal static void ChangeAll(Connection connection, string sourceId, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into rpde_change (source_id, group_uri, changed_at)
            select distinct source_id, group_uri, @now
            from rpde_item
            where source_id = @sourceId and group_uri is not null
            on conflict (source_id, group_uri) do update set changed_at = excluded.changed_at
            """,
            new { sourceId, now });

    /// <summary>Which of these are parts of another, and what parts these have.</summary>
    public static IReadOnlyList<RpdePart> Parts(Connection connection, string sourceId, IEnumerable<string> uris) =>
        [.. InChunks(uris, some => connection.Query<PartRow>(
            $"""
            select part_uri, whole_uri
            from rpde_part
            where source_id = @sourceId and ({connection.Dialect.In("part_uri", "some")} or {connection.Dialect.In("whole_uri", "some")})
            """,
            new { sourceId, some })).Select(row => new RpdePart(row.PartUri, row.WholeUri)).Distinct()];

    /// <summary>What is shown under these names.</summary>
    public static IReadOnlyList<RpdeMember> Members(Connection connection, string sourceId, IEnumerable<string> groupUris) => Where(connection, sourceId, "group_uri", groupUris);

    /// <summary>What is called by these names.</summary>
    public static IReadOnlyList<RpdeMember> Called(Connection connection, string sourceId, IEnumerable<string> uris) => Where(connection, sourceId, "uri", uris);

    /// <summary>Forgets what was deleted long ago; returns how many items.</summary>
    public static int PurgeDeleted(Connection connection, string sourceId, DateTimeOffset before) =>
        connection.Execute("delete from rpde_item where source_id = @sourceId and body is null and seen_at < @before", new { sourceId, before });

    /// <summary>Forgets a feed with everything it said.</summary>
    internal static void Forget(Connection connection, RpdeFeed feed, DateTimeOffset now)
    {
        connection.Execute(
            """
            insert into rpde_change (source_id, group_uri, changed_at)
            select distinct source_id, group_uri, @now
            from rpde_item
            where feed_id = @FeedId and group_uri is not null
            on conflict (source_id, group_uri) do update set changed_at = excluded.changed_at
            """,
            new { feed.FeedId, now });
        connection.Execute("delete from rpde_part where feed_id = @FeedId", new { feed.FeedId });
        connection.Execute("delete from rpde_item where feed_id = @FeedId", new { feed.FeedId });
        connection.Execute("delete from rpde_feed where feed_id = @FeedId", new { feed.FeedId });
    }

    private static Dictionary<(string Kind, string ItemId), KnownRow> Known(Connection connection, RpdeFeed feed, IReadOnlyList<RpdeItem> items)
    {
        var ids = items.Select(item => item.ItemId).Distinct();
        return InChunks(ids, some => connection.Query<KnownRow>(
            $"""
            select kind, item_id, modified, group_uri
            from rpde_item
            where feed_id = @FeedId and {connection.Dialect.In("kind", "kinds")} and {connection.Dialect.In("item_id", "some")}
            """,
            new { feed.FeedId, kinds = items.Select(item => item.Kind).Distinct().ToArray(), some })).ToDictionary(row => (row.Kind, row.ItemId));
    }

    private static void Write(Connection connection, RpdeFeed feed, List<RpdeItem> fresh, DateTimeOffset now)
    {
        connection.Change(
            """
            insert into rpde_item (feed_id, kind, item_id, source_id, modified, uri, group_uri, parent_uri, body, seen_at)
            values (@FeedId, @Kind, @ItemId, @SourceId, @Modified, @Uri, @GroupUri, @ParentUri, @Body, @now)
            on conflict (feed_id, kind, item_id) do update set
              modified = excluded.modified,
              uri = excluded.uri,
              group_uri = excluded.group_uri,
              parent_uri = excluded.parent_uri,
              body = excluded.body,
              seen_at = excluded.seen_at
            """,
            fresh.Select(item => new { feed.FeedId, item.Kind, item.ItemId, feed.SourceId, item.Modified, item.Uri, item.GroupUri, item.ParentUri, item.Body, now }).ToList());
        connection.Change(
            "delete from rpde_part where feed_id = @FeedId and kind = @Kind and item_id = @ItemId",
            fresh.Where(item => item.IsWhole || item.Body is null).Select(item => new { feed.FeedId, item.Kind, item.ItemId }).ToList());
        connection.Change(
            """
            insert into rpde_part (feed_id, kind, item_id, part_uri, whole_uri, source_id)
            values (@FeedId, @Kind, @ItemId, @PartUri, @WholeUri, @SourceId)
            """,
            fresh.SelectMany(item => item.Parts.Select(part => new { feed.FeedId, item.Kind, item.ItemId, part.PartUri, part.WholeUri, feed.SourceId })).ToList());
    }

    private static void MarkChanged(Connection connection, string sourceId, List<RpdeItem> fresh, List<string> groupsBefore, DateTimeOffset now)
    {
        var groups = fresh.Select(item => item.GroupUri).OfType<string>()
            .Concat(groupsBefore)
            .Concat(fresh.SelectMany(item => item.Parts.Select(part => part.PartUri)))
            .Concat(TakingFrom(connection, sourceId, fresh, groupsBefore))
            .Distinct(StringComparer.Ordinal);
        connection.Change(
            """
            insert into rpde_change (source_id, group_uri, changed_at)
            values (@sourceId, @group, @now)
            on conflict (source_id, group_uri) do update set changed_at = excluded.changed_at
            """,
            groups.Select(group => new { sourceId, group, now }).ToList());
    }

    // A series changes with what it takes facts from, also when that goes.
    private static IEnumerable<string> TakingFrom(Connection connection, string sourceId, List<RpdeItem> fresh, List<string> groupsBefore)
    {
        var uris = fresh.Where(item => item.IsWhole).Select(item => item.Uri!).Concat(fresh.Exists(item => item.Body is null) ? groupsBefore : []).Distinct(StringComparer.Ordinal);
        return InChunks(uris, some => connection.Query<string>(
            $"""
            select distinct group_uri
            from rpde_item
            where source_id = @sourceId and group_uri is not null and {connection.Dialect.In("parent_uri", "some")}
            """,
            new { sourceId, some }));
    }

    private static List<RpdeMember> Where(Connection connection, string sourceId, string column, IEnumerable<string> uris) =>
        [.. InChunks(uris, some => connection.Query<RpdeMember>(
            $"""
            select rpde_item.kind, rpde_item.item_id, rpde_item.modified, rpde_item.uri, rpde_item.group_uri, rpde_item.parent_uri, rpde_item.body, rpde_item.seen_at, rpde_feed.licence
            from rpde_item
            join rpde_feed on rpde_feed.feed_id = rpde_item.feed_id
            where rpde_item.source_id = @sourceId and rpde_item.body is not null and {connection.Dialect.In($"rpde_item.{column}", "some")}
            order by rpde_item.feed_id, rpde_item.kind, rpde_item.item_id
            """,
            new { sourceId, some }))];

    private static IEnumerable<T> InChunks<T>(IEnumerable<string> keys, Func<string[], IReadOnlyList<T>> read) => keys.Distinct(StringComparer.Ordinal).Chunk(AtATime).SelectMany(read);

    private sealed record KnownRow
    {
        public required string Kind { get; init; }
        public required string ItemId { get; init; }
        public required string Modified { get; init; }
        public string? GroupUri { get; init; }
    }

    private sealed record PartRow
    {
        public required string PartUri { get; init; }
        public required string WholeUri { get; init; }
    }
}

/// <summary>What a page changed.</summary>
/// <param name="Older">Ignored: something newer is kept.</param>
public sealed record RpdeCounts(int Updated, int Deleted, int Older);
