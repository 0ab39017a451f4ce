using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Schedule;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>Sources whose address is the page of a dataset, and sources of several addresses of which nobody says what they are.</summary>
public sealed class DatasetSourceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(SomeRpde.Now);
    private readonly List<string> _asked = [];
    private string[] _feeds = [];
    private int _status = StatusCodes.Status200OK;
    private RpdeServer _server = null!;
    private TestDatabase _test = null!;
    private int _runs;

    public async ValueTask InitializeAsync()
    {
        (_server, _test) = (await RpdeServer.StartAsync(), await TestDatabase.CreateAsync(_clock));
        _server.Before = AnswerAsync;
        _feeds = ["series", "sessions"];
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        _server.Feed("sessions").Put("a", "ScheduledSession", SomeRpde.Session("2026-11-24T18:00:00Z"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("openactive")]
    public async Task The_feeds_a_page_names_are_read_and_asked_for_news_as_any_feeds_are(string kind)
    {
        var source = Source("page", kind);

        Assert.Null((await ReadAsync(source)).Run.Why);
        Assert.Equal(["Climbing club: Tuesday 2026-11-24 2026-11-24"], await SomeRpde.ListingsAsync(_test.Database));
        Assert.Single(_asked, "/page");
        Assert.Equal(source.Address, await _test.Database.ReadAsync(connection => SourceReadings.AddressOf(connection, "town"), Stop));
        Assert.Equal(0, await Timetable(source).SyncAsync(Stop));

        _server.Feed("series").Put("2", "SessionSeries", SomeRpde.Series("Skate school", "https://booking.example/series/2"));
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await Timetable(source).SyncAsync(Stop));

        Assert.Equal(["Climbing club: Tuesday 2026-11-24 2026-11-24", "Skate school:"], await SomeRpde.ListingsAsync(_test.Database));
        Assert.Single(_asked, "/series");
    }

    [Theory]
    [InlineData("")]
    [InlineData("openactive")]
    public async Task A_page_that_names_other_feeds_is_followed_and_one_that_cannot_be_had_takes_nothing_away(string kind)
    {
        var source = Source("page", kind);
        await ReadAsync(source);

        foreach (var (status, feeds) in new[] { (500, _feeds), (404, _feeds), (200, []) })
        {
            (_status, _feeds) = (status, feeds);
            _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series($"Climbing club {status}"));
            var report = await ReadAsync(source, after: TimeSpan.FromHours(2));
            Assert.Null(report.Run.Why);
            Assert.Contains(report.Problems, problem => problem.RecordId == "dataset" && problem.Why.EndsWith("; the feeds it named before are read on", StringComparison.Ordinal));
            Assert.Equal([$"Climbing club {status}: Tuesday 2026-11-24 2026-11-24"], await SomeRpde.ListingsAsync(_test.Database));
            _feeds = ["series", "sessions"];
        }

        (_status, _feeds) = (200, ["series"]);
        Assert.Empty((await ReadAsync(source, after: TimeSpan.FromHours(2))).Problems);

        Assert.Equal(["Climbing club 200:"], await SomeRpde.ListingsAsync(_test.Database));
    }

    [Theory]
    [InlineData("https://elsewhere.example/feeds/1", "elsewhere.example is not in Directory:AllowedHosts")]
    [InlineData("http://169.254.169.254/latest", "169.254.169.254 is not in Directory:AllowedHosts")]
    [InlineData("http://10.0.0.8:8080/feed", "10.0.0.8:8080 is not in Directory:AllowedHosts")]
    public async Task A_feed_at_a_host_nobody_allowed_is_not_asked(string address, string why)
    {
        _feeds = [address];
        Assert.Equal($"none of the feeds it names may be read: {why}", (await ReadAsync(Source("page"))).Run.Why);

        _feeds = ["series", address];
        var report = await ReadAsync(Source("page"));

        Assert.Null(report.Run.Why);
        Assert.Contains(report.Problems, problem => problem.Field == address && problem.Why == $"is not read: {why}");
        Assert.Equal(["Climbing club:"], await SomeRpde.ListingsAsync(_test.Database));
    }

    /// <summary>This machine may be read from where its operator says so, not where a page or a server elsewhere does.</summary>
    [Theory]
    [InlineData("https://data.fernbridge.example/page", "http://127.0.0.1:8080/feed", false)]
    [InlineData("https://data.fernbridge.example/page", "http://localhost/feed", false)]
    [InlineData("https://data.fernbridge.example/page", "https://[::1]/feed", false)]
    [InlineData("https://data.fernbridge.example/page", "https://data.fernbridge.example/feed", true)]
    [InlineData("https://data.fernbridge.example/page", "http://data.fernbridge.example/feed", false)]
    [InlineData("http://localhost:5000/page", "http://127.0.0.1:8080/feed", true)]
    public void An_address_found_elsewhere_never_leads_to_this_machine(string page, string feed, bool isAllowed) =>
        Assert.Equal(isAllowed, new DirectoryOptions { AllowedHosts = ["data.fernbridge.example"] }.AllowsFrom(new Uri(page), new Uri(feed)));

    [Fact]
    public async Task A_page_without_feeds_says_so_is_tried_again_with_patience_and_is_no_feed()
    {
        _feeds = [];
        var source = Source("page", "openactive");

        Assert.StartsWith("it names no feeds of OpenActive", (await ReadAsync(source)).Run.Why, StringComparison.Ordinal);
        Assert.Equal(0, await Timetable(source).SyncAsync(Stop));
        Assert.Empty(await _test.Database.ReadAsync(connection => RpdeFeeds.Of(connection, "town"), Stop));
        _feeds = ["series"];
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await Timetable(source).SyncAsync(Stop));

        Assert.Equal(["Climbing club:"], await SomeRpde.ListingsAsync(_test.Database));
    }

    [Fact]
    public async Task Several_addresses_are_told_by_their_first_documents()
    {
        var source = Source("series") with { Addresses = [_server.AddressOf("page")] };
        _feeds = ["sessions"];

        Assert.Null((await ReadAsync(source)).Run.Why);

        Assert.Equal(["Climbing club: Tuesday 2026-11-24 2026-11-24"], await SomeRpde.ListingsAsync(_test.Database));
        var mixed = await ReadAsync(source with { SourceId = "mixed", Addresses = [_server.AddressOf("services")] });
        Assert.Equal($"several addresses are for feeds of OpenActive, and {_server.AddressOf("services")} is none", mixed.Run.Why);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FeedSource Source(string path, string kind = "") => new() { SourceId = "town", Address = _server.AddressOf(path), Kind = kind };

    private DirectorySync Timetable(FeedSource source) => new(_test.Database, new DirectoryOptions { Feeds = [source] }, _clock, TestDatabase.CountingIds($"{++_runs}-"), NullLogger<DirectorySync>.Instance);

    private async Task<ImportReport> ReadAsync(FeedSource source, TimeSpan after = default)
    {
        _clock.Advance(after);
        return await Timetable(source).ReadAsync(source, null, Stop);
    }

    private async Task<bool> AnswerAsync(HttpContext http)
    {
        _asked.Add($"{http.Request.Path}{http.Request.QueryString}");
        if (http.Request.Path == "/services")
        {
            await http.Response.WriteAsync(SomeFeed.Page(SomeFeed.Changed("a", "2026-11-01T10:00:00Z")));
            return true;
        }

        if (http.Request.Path != "/page")
            return false;

        http.Response.StatusCode = _status;
        var dataset = new JsonObject { ["@type"] = "Dataset", ["distribution"] = new JsonArray([.. _feeds.Select(feed => new JsonObject { ["contentUrl"] = Uri.IsWellFormedUriString(feed, UriKind.Absolute) ? feed : $"/{feed}" })]) };
        await http.Response.WriteAsync($"""<!DOCTYPE html><html><head><script type="application/ld+json">{dataset.ToJsonString()}</script></head><body><h1>Our data</h1></body></html>""");
        return true;
    }
}
