using System.Security.Cryptography;
using System.Text;

namespace SocialRx.Storage.ActivityDirectory.OpenActive;

/// <summary>How far one feed has been read.</summary>
public sealed record RpdeFeed
{
    public const string Reading = "reading";
    public const string Current = "current";
    public const string Stopped = "stopped";

    public required string FeedId { get; init; }
    public required string SourceId { get; init; }

    /// <summary>The first page.</summary>
    public required string Address { get; init; }

    /// <summary>The page to read next.</summary>
    public required string NextAddress { get; init; }

    /// <summary><see cref="Reading"/>: there is more; <see cref="Current"/>: read to its end; <see cref="Stopped"/>: it is gone, nobody asks again.</summary>
    public required string State { get; init; }
    public string? Licence { get; init; }
    public int Pages { get; init; }

    /// <summary>In a row.</summary>
    public int Failures { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public string? Why { get; init; }

    public bool IsStopped => State == Stopped;

    /// <summary>Nothing of it has been read.</summary>
    public static RpdeFeed New(string sourceId, string address, DateTimeOffset now) => new()
    {
        FeedId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sourceId} {address}")), 0, 8),
        SourceId = sourceId,
        Address = address,
        NextAddress = address,
        State = Reading,
        DueAt = now,
    };
}

/// <summary>Where each feed of a source stands.</summary>
public static class RpdeFeeds
{
    public static IReadOnlyList<RpdeFeed> Of(Connection connection, string sourceId) =>
        connection.Query<RpdeFeed>(
            """
            select feed_id, source_id, address, next_address, state, licence, pages, failures, due_at, why
            from rpde_feed
            where source_id = @sourceId
            order by address
            """,
            new { sourceId });

    public static void Put(Connection connection, RpdeFeed feed, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into rpde_feed (feed_id, source_id, address, next_address, state, licence, pages, failures, due_at, why, changed_at)
            values (@FeedId, @SourceId, @Address, @NextAddress, @State, @Licence, @Pages, @Failures, @DueAt, @Why, @now)
            on conflict (feed_id) do update set
              next_address = excluded.next_address,
              state = excluded.state,
              licence = excluded.licence,
              pages = excluded.pages,
              failures = excluded.failures,
              due_at = excluded.due_at,
              why = excluded.why,
              changed_at = excluded.changed_at
            """,
            new { feed.FeedId, feed.SourceId, feed.Address, feed.NextAddress, feed.State, feed.Licence, feed.Pages, feed.Failures, feed.DueAt, feed.Why, now });

    /// <summary>The source's feeds are these: new ones begin at their first page; what came from others is forgotten, and its listings are made anew.</summary>
    public static void Keep(Connection connection, string sourceId, IReadOnlyList<string> addresses, DateTimeOffset now)
    {
        var known = Of(connection, sourceId);
        foreach (var gone in known.Where(feed => !addresses.Contains(feed.Address)))
            RpdeItems.Forget(connection, gone, now);
        foreach (var address in addresses.Where(address => !known.Any(feed => feed.Address == address)))
            Put(connection, RpdeFeed.New(sourceId, address, now), now);
    }

    /// <summary>Forgets all that feeds of the source said, once it is something else; its listings are another reading's now.</summary>
    public static void Forget(Connection connection, string sourceId)
    {
        foreach (var table in (string[])["rpde_part", "rpde_item", "rpde_change", "rpde_listing", "rpde_source", "rpde_feed"])
            connection.Change($"delete from {table} where source_id = @sourceId", new { sourceId });
    }

    /// <summary>False when somebody else has read on meanwhile: then nothing is changed.</summary>
    internal static bool Advance(Connection connection, RpdeFeed from, RpdeFeed to, DateTimeOffset now)
    {
        var stands = connection.ExecuteScalar<string>($"select next_address from rpde_feed where feed_id = @FeedId {connection.Dialect.RowLock}", new { from.FeedId });
        if (stands != from.NextAddress)
            return false;
        Put(connection, to, now);
        return true;
    }
}
