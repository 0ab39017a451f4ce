using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Bot.Schedule;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>Sources of several feeds, read from a server.</summary>
public sealed class OpenActiveSyncTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(SomeRpde.Now);
    private RpdeServer _server = null!;
    private TestDatabase? _test;
    private int _runs;

    public async ValueTask InitializeAsync() => _server = await RpdeServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (_test is not null)
            await _test.DisposeAsync();
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Sessions_and_series_of_two_feeds_are_joined_and_follow_every_change(string dialect)
    {
        await OpenAsync(dialect);
        var (series, sessions) = (_server.Feed("series"), _server.Feed("sessions"));
        series.Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        series.Put("2", "SessionSeries", SomeRpde.Series("Skate school", "https://booking.example/series/2"));
        for (var week = 0; week < 8; week++)
            sessions.Put($"{week}", "ScheduledSession", SomeRpde.Session($"{SomeRpde.Now.AddDays(1 + (7 * week)):yyyy-MM-dd}T18:00:00Z", uri: $"https://booking.example/s/{week}"));

        await SyncAsync();

        Assert.Equal(["Climbing club: Tuesday 2026-11-24 2027-01-12", "Skate school:"], await ListingsAsync());

        series.Put("1", "SessionSeries", SomeRpde.Series("Climbing and bouldering club"));
        series.Delete("2");
        sessions.Delete("7");
        sessions.Put("6", "ScheduledSession", SomeRpde.Session("2027-02-02T18:00:00Z", uri: "https://booking.example/s/6"));
        await SyncAsync(after: TimeSpan.FromHours(2));

        Assert.Equal(["Climbing and bouldering club: Tuesday 2026-11-24 2026-12-29, Tuesday 2027-02-02 2027-02-02"], await ListingsAsync());
    }

    [Fact]
    public async Task A_session_that_moves_to_another_series_is_shown_there_only()
    {
        await OpenAsync();
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        _server.Feed("series").Put("2", "SessionSeries", SomeRpde.Series("Skate school", "https://booking.example/series/2"));
        _server.Feed("sessions").Put("a", "ScheduledSession", SomeRpde.Session("2026-11-24T18:00:00Z"));
        await SyncAsync();

        _server.Feed("sessions").Put("a", "ScheduledSession", SomeRpde.Session("2026-11-24T18:00:00Z", "https://booking.example/series/2"));
        await SyncAsync(after: TimeSpan.FromHours(2));

        Assert.Equal(["Climbing club:", "Skate school: Tuesday 2026-11-24 2026-11-24"], await ListingsAsync());
    }

    [Fact]
    public async Task What_a_series_takes_from_above_follows_when_that_changes_or_goes()
    {
        await OpenAsync();
        var over = SomeRpde.Series("Get active", "https://booking.example/over");
        over["@type"] = "EventSeries";
        _server.Feed("series").Put("over", "EventSeries", over);
        _server.Feed("series").Put("1", "SessionSeries", JsonNode.Parse("""{ "@type": "SessionSeries", "@id": "https://booking.example/series/1", "superEvent": "https://booking.example/over" }""")!.AsObject());
        await SyncAsync();
        Assert.Equal(["Get active:"], await ListingsAsync());

        over["name"] = "Get more active";
        _server.Feed("series").Put("over", "EventSeries", over);
        await SyncAsync(after: TimeSpan.FromHours(2));
        Assert.Equal(["Get more active:"], await ListingsAsync());

        _server.Feed("series").Delete("over");
        await SyncAsync(after: TimeSpan.FromHours(2));
        Assert.Empty(await ListingsAsync());
    }

    [Fact]
    public async Task A_feed_read_to_its_end_is_asked_for_news_after_a_pause_with_its_last_page()
    {
        await OpenAsync();
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        await SyncAsync();
        var (before, asked) = (_server.Requests, "");
        _server.Before = http =>
        {
            asked += http.Request.QueryString.Value;
            return Task.FromResult(false);
        };

        Assert.Null(await SyncAsync(after: TimeSpan.FromMinutes(59)));
        Assert.Equal(before, _server.Requests);
        Assert.NotNull(await SyncAsync(after: TimeSpan.FromMinutes(1)));

        Assert.Equal(before + 2, _server.Requests);
        Assert.Equal("?after=1700000001&id=1", asked);
    }

    [Fact]
    public async Task A_reading_that_is_killed_goes_on_from_the_page_it_was_at()
    {
        await OpenAsync();
        for (var n = 0; n < 12; n++)
            _server.Feed("series").Put($"{n:00}", "SessionSeries", SomeRpde.Series($"Club {n:00}", $"https://booking.example/series/{n}"));
        using var kill = new CancellationTokenSource();
        var left = 3;
        _server.Before = async _ =>
        {
            if (--left == 0)
                await kill.CancelAsync();
            return false;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sync().RunAsync(Source, kill.Token));
        var (before, first) = (_server.Requests, "");
        _server.Before = http =>
        {
            first = first.Length > 0 ? first : $"{http.Request.Path}{http.Request.QueryString}";
            return Task.FromResult(false);
        };
        await SyncAsync();

        Assert.StartsWith("/series?after=1700000006", first, StringComparison.Ordinal);
        Assert.Equal(12, (await ListingsAsync()).Count);
        Assert.Equal(4, _server.Requests - before);
    }

    [Fact]
    public async Task Rest_that_a_feed_asks_for_is_kept_over_a_restart_and_by_those_who_ask()
    {
        await OpenAsync();
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        await SyncAsync();
        _server.Before = Answers(StatusCodes.Status503ServiceUnavailable);
        await SyncAsync(after: TimeSpan.FromHours(1));
        var before = _server.Requests;

        Assert.Null(await SyncAsync(after: TimeSpan.FromMinutes(89)));
        Assert.Null(await Sync().RunAsync(Source, TestContext.Current.CancellationToken, isAsked: true));
        Assert.Equal(before, _server.Requests);
        Assert.NotNull(await SyncAsync(after: TimeSpan.FromMinutes(1)));

        Assert.Equal(["Climbing club:"], await ListingsAsync());
    }

    [Fact]
    public async Task A_feed_that_is_gone_stops_and_keeps_what_it_held_until_somebody_asks_for_it()
    {
        await OpenAsync();
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        await SyncAsync();
        _server.Before = Answers(StatusCodes.Status410Gone);

        var report = await SyncAsync(after: TimeSpan.FromHours(1));
        Assert.Contains("410", report!.Run.Why, StringComparison.Ordinal);
        Assert.Null(await SyncAsync(after: TimeSpan.FromDays(30)));
        Assert.Equal(["Climbing club:"], await ListingsAsync());

        _server.Before = _ => Task.FromResult(false);
        Assert.NotNull(await Sync().RunAsync(Source, TestContext.Current.CancellationToken, isAsked: true));
        Assert.All(await FeedsAsync(), feed => Assert.Equal("current", feed.State));
    }

    [Fact]
    public async Task An_endless_feed_is_read_some_pages_at_a_time_and_says_so()
    {
        await OpenAsync();
        var page = 0;
        _server.Before = async http =>
        {
            var n = ++page;
            await http.Response.WriteAsync(SomeRpde.Page(_server.AddressOf($"series?page={n}"), SomeRpde.Item($"{n}", "SessionSeries", n, SomeRpde.Series($"Club {n}", $"https://booking.example/{n}"))).ToJsonString());
            return true;
        };
        var options = new DirectoryOptions { MostPages = 4, MostItems = 6 };

        var first = await Sync(options).RunAsync(new FeedSource { SourceId = "town", Kind = "openactive", Address = _server.AddressOf("series") }, TestContext.Current.CancellationToken);
        var second = await Sync(options).RunAsync(new FeedSource { SourceId = "town", Kind = "openactive", Address = _server.AddressOf("series") }, TestContext.Current.CancellationToken);

        Assert.Contains(first!.Problems, problem => problem.Why.Contains("more than 4 pages", StringComparison.Ordinal));
        Assert.Contains(second!.Problems, problem => problem.Why.Contains("more than 6 items", StringComparison.Ordinal));
        Assert.Equal((6, 6), (page, (await ListingsAsync()).Count));
    }

    [Fact]
    public async Task A_compressed_bomb_and_a_page_without_end_are_left_when_they_grow_too_large()
    {
        await OpenAsync();
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        await SyncAsync();
        _server.Before = async http =>
        {
            if (http.Request.Path == "/series")
            {
                http.Response.Headers.ContentEncoding = "gzip";
                await using var zip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
                await zip.WriteAsync(new byte[10_000_000]);
                return true;
            }

            try
            {
                for (var sent = 0; sent < 100; sent++)
                    await http.Response.Body.WriteAsync(new byte[100_000], http.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // The reader has gone.
            }

            return true;
        };

        var report = await Sync(new DirectoryOptions { LargestDocumentMegabytes = 1 }).RunAsync(Source, TestContext.Current.CancellationToken, isAsked: true);

        Assert.Equal(2, report!.Problems.Count(problem => problem.Why.Contains("larger than 1 MB", StringComparison.Ordinal)));
        Assert.Equal(["Climbing club:"], await ListingsAsync());
    }

    [Fact]
    public async Task A_redirect_to_a_host_nobody_allowed_is_not_followed()
    {
        await OpenAsync();
        _server.Before = http =>
        {
            http.Response.Redirect("https://elsewhere.example/series");
            return Task.FromResult(true);
        };

        Assert.Contains("AllowedHosts", (await SyncAsync())!.Run.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_older_than_what_is_kept_is_ignored_also_when_it_was_deleted()
    {
        await OpenAsync();
        var page = 0;
        string[] names = ["new", "old", "deleted", "old"];
        _server.Before = async http =>
        {
            var n = Math.Min(++page, names.Length);
            var data = names[n - 1] == "deleted" ? null : SomeRpde.Series(names[n - 1]);
            await http.Response.WriteAsync(SomeRpde.Page(_server.AddressOf($"series?page={n}"), SomeRpde.Item("1", "SessionSeries", names[n - 1] switch { "new" => 10, "old" => 9, _ => 11 }, data)).ToJsonString());
            return true;
        };
        var source = new FeedSource { SourceId = "town", Kind = "openactive", Address = _server.AddressOf("series") };
        var options = new DirectoryOptions { MostPages = 2 };

        await Sync(options).RunAsync(source, TestContext.Current.CancellationToken);
        Assert.Equal(["new:"], await ListingsAsync());
        var report = await Sync(options).RunAsync(source, TestContext.Current.CancellationToken);

        Assert.Empty(await ListingsAsync());
        Assert.Contains(report!.Problems, problem => problem.Why.Contains("older", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_feed_that_is_no_longer_configured_takes_its_listings_with_it()
    {
        await OpenAsync();
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        _server.Feed("sessions").Put("1", "Event", JsonNode.Parse("""{ "type": "Event", "id": "https://booking.example/e", "name": "Fun day", "startDate": "2026-12-05T10:00:00Z", "duration": "PT2H" }""")!.AsObject());
        await SyncAsync();
        Assert.Equal(2, (await ListingsAsync()).Count);

        await Sync().RunAsync(new FeedSource { SourceId = "town", Kind = "openactive", Address = _server.AddressOf("sessions") }, TestContext.Current.CancellationToken);

        Assert.Equal(["Fun day: Saturday 2026-12-05 2026-12-05"], await ListingsAsync());
    }

    [Fact]
    public async Task Two_readers_of_one_feed_do_not_take_a_page_in_twice()
    {
        await OpenAsync();
        var (feed, now) = (RpdeFeed.New("town", "https://feeds.example/1", SomeRpde.Now), SomeRpde.Now);
        await _test!.Database.WriteAsync(connection => RpdeFeeds.Put(connection, feed, now), TestContext.Current.CancellationToken);
        var next = feed with { NextAddress = "https://feeds.example/2" };
        RpdeItem[] items = [new() { Kind = "Event", ItemId = "1", Modified = "1", Uri = "u", GroupUri = "u", Body = "{}" }];

        var first = await _test.Database.WriteAsync(connection => RpdeItems.Commit(connection, feed, next, items, now), TestContext.Current.CancellationToken);
        var second = await _test.Database.WriteAsync(connection => RpdeItems.Commit(connection, feed, next, items, now), TestContext.Current.CancellationToken);

        Assert.Equal(new RpdeCounts(1, 0, 0), first);
        Assert.Null(second);
    }

    [Fact]
    public async Task An_organisations_own_mapping_of_an_activity_goes_before_the_one_that_comes_with_the_service()
    {
        await OpenAsync();
        var folder = Directory.CreateTempSubdirectory("mappings");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "town.json"), """{ "themes": { "friends": ["Climbing"] }, "onlyFor": { "girls": ["Climbing"] } }""", TestContext.Current.CancellationToken);
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));

        await Sync(new DirectoryOptions { Mappings = folder.FullName }).RunAsync(Source, TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);

        var listing = await ListingAsync();
        Assert.Equal(("friends", "girls"), (Assert.Single(listing.Themes), Assert.Single(listing.OnlyFor)));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_a_curator_decides_of_an_activity_goes_before_the_mapping_that_comes_with_the_service(string dialect)
    {
        await OpenAsync(dialect);
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        await SyncAsync();
        Assert.Equal(["active"], (await ListingAsync()).Themes);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(connection => TermDecisions.Decide(connection, Decision("climbing")));
        var report = await SyncAsync(after: TimeSpan.FromHours(2));
        Assert.Equal(["friends"], (await ListingAsync()).Themes);
        Assert.Empty((await ListingAsync()).UnmappedTerms);
        Assert.DoesNotContain(report!.Problems, problem => problem.RecordId == "taxonomy");

        await WriteAsync(connection => TermDecisions.Undo(connection, "1", new StaffAction("audit", "ada", "curator", _clock.GetUtcNow())));
        await SyncAsync(after: TimeSpan.FromHours(2));
        Assert.Equal(["active"], (await ListingAsync()).Themes);
    }

    [Fact]
    public async Task One_page_in_a_file_is_a_source_too()
    {
        await OpenAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, SomeRpde.Page("https://feeds.example/2", SomeRpde.Item("1", "SessionSeries", 1, SomeRpde.Series("Climbing club")), SomeRpde.Item("2", "ScheduledSession", 2, SomeRpde.Session("2026-11-24T18:00:00Z"))).ToJsonString(), TestContext.Current.CancellationToken);

        var (records, problems, why) = await OpenActiveFile.ReadAsync(file, "town", new DirectoryOptions(), new HashSet<string>(), SomeRpde.Now, TestContext.Current.CancellationToken);
        File.Delete(file);

        Assert.Null(why);
        Assert.Empty(problems);
        Assert.Single(Assert.Single(Assert.Single(records).Listings).Sessions);
        Assert.Contains("no such file", (await OpenActiveFile.ReadAsync(file, "town", new DirectoryOptions(), new HashSet<string>(), SomeRpde.Now, TestContext.Current.CancellationToken)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timetable_reads_a_source_when_one_of_its_feeds_is_due_and_says_how_it_stands()
    {
        await OpenAsync();
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        var timetable = Timetable();

        Assert.Equal(1, await timetable.SyncAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await timetable.SyncAsync(TestContext.Current.CancellationToken));
        _clock.Advance(TimeSpan.FromHours(1));
        _server.Before = Answers(StatusCodes.Status410Gone);
        Assert.Equal(1, await timetable.SyncAsync(TestContext.Current.CancellationToken));
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await timetable.SyncAsync(TestContext.Current.CancellationToken));

        var reading = await _test!.Database.ReadAsync(connection => SourceReadings.Find(connection, "town"));
        Assert.Equal(("openactive", SomeRpde.Now, 1), (reading!.Kind, reading.ReadAt, reading.Failures));
        Assert.Equal(["Climbing club:"], await ListingsAsync());
    }

    [Fact]
    public async Task A_file_is_imported_under_the_licence_it_is_said_to_have()
    {
        await OpenAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, SomeRpde.Page("https://feeds.example/2", SomeRpde.Item("1", "SessionSeries", 1, SomeRpde.Series("Climbing club"))).ToJsonString(), TestContext.Current.CancellationToken);

        var report = await Timetable().ReadAsync(new FeedSource { SourceId = "town", Kind = "openactive", Address = file, Licence = "OGL-UK-3.0" }, null, TestContext.Current.CancellationToken);
        File.Delete(file);

        Assert.Equal((1, null), (report.Run.Imported, report.Run.Why));
        var id = await _test!.Database.ReadAsync(connection => connection.QueryFirstOrDefault<string>("select listing_id from listing"));
        Assert.Equal("OGL-UK-3.0", (await Listings.FindAsync(_test.Database, id!))!.Licence);
    }

    private DirectorySync Timetable() => new(_test!.Database, new DirectoryOptions { Feeds = [Source] }, _clock, TestDatabase.CountingIds($"{++_runs}-"), NullLogger<DirectorySync>.Instance);

    private FeedSource Source => new() { SourceId = "town", Kind = "openactive", Address = _server.AddressOf("series"), Addresses = [_server.AddressOf("sessions")] };

    private async Task OpenAsync(string dialect = "sqlite") => _test = await TestDatabase.CreateAsync(dialect, _clock);

    private OpenActiveSync Sync(DirectoryOptions? options = null) => new(_test!.Database, options ?? new DirectoryOptions(), _clock, TestDatabase.CountingIds($"{++_runs}-"), () => 0.5);

    private Task<ImportReport?> SyncAsync(TimeSpan after = default)
    {
        _clock.Advance(after);
        return Sync().RunAsync(Source, TestContext.Current.CancellationToken);
    }

    private TermDecision Decision(string term) =>
        new() { MappingId = "1", SourceId = "town", Term = term, Shown = term, Themes = "friends", OnlyFor = "", MadeBy = "ada", MadeAt = _clock.GetUtcNow() };

    private Task WriteAsync(Action<Connection> write) => _test!.Database.WriteAsync(write, TestContext.Current.CancellationToken);

    private async Task<Listing> ListingAsync()
    {
        var id = await _test!.Database.ReadAsync(connection => connection.QueryFirstOrDefault<string>("select listing_id from listing"), TestContext.Current.CancellationToken);
        return (await Listings.FindAsync(_test.Database, id!))!;
    }

    private Task<IReadOnlyList<RpdeFeed>> FeedsAsync() => _test!.Database.ReadAsync(connection => RpdeFeeds.Of(connection, "town"), TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<string>> ListingsAsync() => SomeRpde.ListingsAsync(_test!.Database);

    private static Func<HttpContext, Task<bool>> Answers(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.FromResult(true);
    };
}
