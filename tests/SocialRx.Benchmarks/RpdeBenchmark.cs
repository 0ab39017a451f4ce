using System.Diagnostics;
using System.Globalization;
using System.Text;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory.OpenActive;
using SocialRx.TestKit;

namespace SocialRx.Benchmarks;

/// <summary>
/// Pages of an OpenActive feed, 500 sessions each: read and taken in, with the place the feed stands at, in one commit. Goal: a page within 250 ms on SQLite at the 99th percentile. Beside it, page by page in
/// turns, what one would write first: for each item look and write, once in one commit a page and once in one commit an item.
/// </summary>
internal static class RpdeBenchmark
{
    private const int Items = 500;
    private const int WarmUp = 5;
    private const double Goal = 250;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (pages, dialect) = (arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100, arguments.Length > 1 ? arguments[1] : "sqlite");
        await using var test = await TestDatabase.CreateAsync(dialect);
        var (page, plain, alone) = (new List<double>(), new List<double>(), new List<double>());
        for (var n = 0; n < WarmUp + pages; n++)
        {
            page.Add(await MillisecondsAsync(() => CommitAsync(test.Database, "page", n)));
            plain.Add(await MillisecondsAsync(() => OneByOneAsync(test.Database, "plain", n, eachAlone: false)));
            if (n < WarmUp + (pages / 10))
                alone.Add(await MillisecondsAsync(() => OneByOneAsync(test.Database, "alone", n, eachAlone: true)));
        }

        Console.WriteLine($"{dialect}, {pages} pages of {Items} items each, milliseconds a page (reading the JSON included)");
        Tell("page in one commit", page);
        Tell("item by item, one commit a page", plain);
        Tell("item by item, one commit each", alone);
        var missed = dialect == "sqlite" && At(page, 0.99) > Goal;
        Console.WriteLine(missed ? "The goal was MISSED." : "The goal was met.");
        return missed ? 1 : 0;
    }

    // Every fifth page changes what an earlier one brought.
    private static byte[] Page(string feed, int n)
    {
        var first = (n % 5 == 4 ? n - 3 : n) * Items;
        var items = Enumerable.Range(first, Items).Select(id =>
            $$"""
            { "state": "updated", "kind": "ScheduledSession", "id": "{{feed}}-{{id}}", "modified": {{1_700_000_000L + (n * Items) + id}}, "data": { "@context": ["https://openactive.io/", "https://openactive.io/ns-beta"],
              "@type": "ScheduledSession", "@id": "https://booking.example/api/{{feed}}/sessions/{{id}}", "identifier": {{id}}, "superEvent": "https://booking.example/api/{{feed}}/series/{{id / 12}}",
              "startDate": "2026-12-01T18:00:00Z", "endDate": "2026-12-01T19:00:00Z", "duration": "PT1H", "eventStatus": "https://schema.org/EventScheduled", "maximumAttendeeCapacity": 20,
              "remainingAttendeeCapacity": {{id % 20}}, "url": "https://booking.example/book/{{id}}?from=openactive", "beta:sportsActivityLocation": [{ "type": "SportsActivityLocation", "name": "Hall {{id % 4}}" }] } }
            """);
        return Encoding.UTF8.GetBytes($$"""{ "next": "{{Address(feed, n + 1)}}", "license": "https://licence.example/open", "items": [{{string.Join(',', items)}}] }""");
    }

    private static string Address(string feed, int n) => $"https://booking.example/{feed}?page={n}";

    private static async Task CommitAsync(Database database, string name, int n)
    {
        var feed = At(name, n);
        if (n == 0)
            await database.WriteAsync(connection => RpdeFeeds.Put(connection, feed, Now));
        var step = RpdeStep.Of(feed, new RpdeAnswer.Page(Page(name, n)), new HashSet<Uri>(), TimeSpan.FromHours(1), Now, () => 0);
        var counts = await database.WriteAsync(connection => RpdeItems.Commit(connection, feed, step.Feed, step.Items, Now));
        if (counts is not { Updated: Items })
            throw new InvalidOperationException($"A page was not taken in whole: {counts}, {step.Feed.Why}");
    }

    private static async Task OneByOneAsync(Database database, string name, int n, bool eachAlone)
    {
        var feed = At(name, n);
        var step = RpdeStep.Of(feed, new RpdeAnswer.Page(Page(name, n)), new HashSet<Uri>(), TimeSpan.FromHours(1), Now, () => 0);
        if (eachAlone)
        {
            foreach (var item in step.Items)
                await database.WriteAsync(connection => Write(connection, feed, item));
            return;
        }

        await database.WriteAsync(connection =>
        {
            foreach (var item in step.Items)
                Write(connection, feed, item);
        });
    }

    private static void Write(Connection connection, RpdeFeed feed, RpdeItem item)
    {
        var known = connection.QueryFirstOrDefault<string>("select modified from rpde_item where feed_id = @FeedId and kind = @Kind and item_id = @ItemId", new { feed.FeedId, item.Kind, item.ItemId });
        if (known is not null && RpdeModified.IsOlder(item.Modified, known))
            return;
        connection.Execute(
            """
            insert into rpde_item (feed_id, kind, item_id, source_id, modified, uri, group_uri, parent_uri, body, seen_at)
            values (@FeedId, @Kind, @ItemId, @SourceId, @Modified, @Uri, @GroupUri, @ParentUri, @Body, @Now)
            on conflict (feed_id, kind, item_id) do update set modified = excluded.modified, body = excluded.body, seen_at = excluded.seen_at
            """,
            new { feed.FeedId, item.Kind, item.ItemId, feed.SourceId, item.Modified, item.Uri, item.GroupUri, item.ParentUri, item.Body, Now });
        connection.Execute(
            """
            insert into rpde_change (source_id, group_uri, changed_at)
            values (@SourceId, @GroupUri, @Now)
            on conflict (source_id, group_uri) do update set changed_at = excluded.changed_at
            """,
            new { feed.SourceId, item.GroupUri, Now });
    }

    private static RpdeFeed At(string name, int n) => RpdeFeed.New(name, Address(name, 0), Now) with { NextAddress = Address(name, n) };

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static void Tell(string what, List<double> times)
    {
        var warm = times.Skip(WarmUp).ToList();
        Console.WriteLine(FormattableString.Invariant($"  {what,-34} p50 {At(warm, 0.5),8:0.0}  p95 {At(warm, 0.95),8:0.0}  p99 {At(warm, 0.99),8:0.0}  most {warm.Max(),8:0.0}"));
    }

    private static double At(IEnumerable<double> times, double part)
    {
        var ordered = times.Order().ToList();
        return ordered[Math.Min(ordered.Count - 1, (int)Math.Ceiling(part * ordered.Count) - 1)];
    }
}
