using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Schedule;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>Feeds that are read again and again.</summary>
public sealed class DirectorySyncTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly LogLines _log = new();
    private readonly string _feed = Path.GetTempFileName();
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync();
        Offer("a", "b");
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        File.Delete(_feed);
    }

    [Fact]
    public async Task A_feed_is_read_at_once_and_again_when_what_was_read_is_old()
    {
        Assert.Equal(1, await SyncAsync(after: TimeSpan.Zero));
        Assert.Equal(0, await SyncAsync(after: TimeSpan.FromHours(23)));
        Offer("b", "c");
        Assert.Equal(1, await SyncAsync(after: TimeSpan.FromHours(1)));

        Assert.Equal(["town.b", "town.c"], await ListingsAsync());
        Assert.Equal(
            [
                "Directory town was read: 2 imported, 0 unchanged, 0 removed, 0 mended, 0 left out",
                "Directory town was read: 1 imported, 1 unchanged, 1 removed, 0 mended, 0 left out",
            ],
            _log.All.Select(line => line.Text));
    }

    [Fact]
    public async Task A_feed_that_breaks_keeps_what_was_there_and_is_tried_again_with_patience()
    {
        await SyncAsync(after: TimeSpan.Zero);
        await File.WriteAllTextAsync(_feed, "<html>404</html>", TestContext.Current.CancellationToken);

        Assert.Equal(1, await SyncAsync(after: TimeSpan.FromHours(24)));
        Assert.Equal(0, await SyncAsync(after: TimeSpan.FromMinutes(14)));
        Assert.Equal(1, await SyncAsync(after: TimeSpan.FromMinutes(1)));
        Assert.Equal(0, await SyncAsync(after: TimeSpan.FromMinutes(29)));
        Assert.Equal(["town.a", "town.b"], await ListingsAsync());
        Offer("c");
        Assert.Equal(1, await SyncAsync(after: TimeSpan.FromMinutes(1)));

        Assert.Equal(["town.c"], await ListingsAsync());
        Assert.Equal(2, _log.All.Count(line => (line.Level, line.Event) == (LogLevel.Warning, 1321)));
        Assert.Equal(["done", "nothing-read", "nothing-read", "done"], await _test.Database.ReadAsync(connection => connection.Query<string>("select outcome from import_run order by finished_at")));
    }

    [Fact]
    public async Task A_feed_that_keeps_failing_is_an_alarm_once_a_day_until_it_works()
    {
        await SyncAsync(after: TimeSpan.Zero);
        await File.WriteAllTextAsync(_feed, "<html>404</html>", TestContext.Current.CancellationToken);
        await SyncAsync(after: TimeSpan.FromHours(24));
        await SyncAsync(after: TimeSpan.FromMinutes(15));
        Assert.DoesNotContain(_log.All, line => line.Event == 1420);

        await SyncAsync(after: TimeSpan.FromMinutes(30));
        Assert.Equal("Directory town could not be read 3 times in a row since 2026-11-24 03:00:00Z; what it holds was last read at 2026-11-23 03:00:00Z", Assert.Single(_log.All, line => (line.Level, line.Event) == (LogLevel.Error, 1420)).Text);

        await SyncAsync(after: TimeSpan.FromHours(2));
        Assert.Single(_log.All, line => line.Event == 1420);
        await SyncAsync(after: TimeSpan.FromHours(24));
        Assert.Equal(2, _log.All.Count(line => line.Event == 1420));

        Offer("c");
        await SyncAsync(after: TimeSpan.FromHours(24));
        Assert.Equal((0, null), await _test.Database.ReadAsync(connection => SourceReadings.Find(connection, "town") is { } reading ? (reading.Failures, reading.AlarmedAt) : default));
    }

    [Fact]
    public async Task A_feed_is_left_alone_for_as_long_as_its_server_wants()
    {
        await SyncAsync(after: TimeSpan.Zero);
        await _test.Database.WriteAsync(connection => SourceReadings.Put(connection, SourceReadings.Find(connection, "town")! with { AskAgainAt = Start.AddHours(30) }));

        Assert.Equal(0, await SyncAsync(after: TimeSpan.FromHours(29)));
        Assert.Equal(1, await SyncAsync(after: TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task One_broken_feed_does_not_keep_the_others_from_being_read()
    {
        Assert.Equal(2, await SyncAsync(TimeSpan.Zero, new FeedSource { SourceId = "gone", Address = "/nowhere/services.json" }, Town));

        Assert.Equal(["town.a", "town.b"], await ListingsAsync());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("done", 1440)]
    [InlineData("done nothing-read", 1440)]
    [InlineData("nothing-read done", 15)]
    [InlineData("nothing-read nothing-read nothing-read done", 60)]
    [InlineData("nothing-read nothing-read nothing-read nothing-read nothing-read nothing-read nothing-read nothing-read", 1440)]
    public void A_feed_is_due_after_its_pause_or_sooner_when_it_broke(string newestFirst, int? minutes)
    {
        var runs = newestFirst.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((outcome, n) => new ImportOutcome { Outcome = outcome, FinishedAt = Start.AddHours(-n) }).ToList();

        Assert.Equal(minutes is { } wait ? Start.AddMinutes(wait) : DateTimeOffset.MinValue, DirectorySync.DueAt(runs, TimeSpan.FromHours(24)));
    }

    private FeedSource Town => new() { SourceId = "town", Address = _feed };

    private void Offer(params string[] ids) =>
        File.WriteAllText(_feed, $"{{\"contents\":[{string.Join(',', ids.Select(Service))}]}}");

    private static string Service(string id) =>
        $$"""
        {
          "id": "{{id}}", "name": "Club {{id}}", "description": "Free football.", "status": "active", "last_modified": "2026-10-01T10:00:00Z", "fees": "Free", "minimum_age": 11, "maximum_age": 16,
          "organization": { "id": "o", "name": "Fernbridge Rovers", "description": "Football" },
          "schedules": [ { "freq": "WEEKLY", "interval": 1, "byday": "TU", "opens_at": "17:00:00", "closes_at": "18:30" } ],
          "service_at_locations": [ { "location": { "location_type": "physical", "name": "Quarry Hill Rec", "latitude": 53.42, "longitude": -2.07 } } ]
        }
        """;

    private Task<int> SyncAsync(TimeSpan after, params FeedSource[] feeds)
    {
        _clock.Advance(after);
        var sync = new DirectorySync(
            _test.Database,
            new DirectoryOptions { Feeds = feeds.Length > 0 ? feeds : [Town] },
            _clock,
            TestDatabase.CountingIds($"{_clock.GetUtcNow():O}"),
            _log.For<DirectorySync>());
        return sync.SyncAsync(TestContext.Current.CancellationToken);
    }

    private Task<IReadOnlyList<string>> ListingsAsync() => _test.Database.ReadAsync(connection => connection.Query<string>("select listing_id from listing order by listing_id"));
}
