using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Schedule;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory.OpenActive;
using SocialRx.TestKit;
using SocialRx.Tests.Bot.Directories.OpenActive;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>A source that becomes something else: what it held stays until all of the new is in, and goes then.</summary>
public sealed class KindChangeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(SomeRpde.Now);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kinds");
    private RpdeServer _server = null!;
    private TestDatabase? _test;
    private int _runs;

    public async ValueTask InitializeAsync() => _server = await RpdeServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _server.DisposeAsync();
        if (_test is not null)
            await _test.DisposeAsync();
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Services_that_become_feeds_go_when_every_feed_was_read_to_its_end(string dialect)
    {
        _test = await TestDatabase.CreateAsync(dialect);
        await ReadServicesAsync();
        Assert.Equal(["Drum Club"], await NamesAsync());
        for (var n = 0; n < 5; n++)
            _server.Feed("series").Put($"{n}", "SessionSeries", SomeRpde.Series($"Climbing {n}", $"https://booking.example/series/{n}"));
        _server.Feed("sessions").Put("a", "ScheduledSession", SomeRpde.Session("2026-11-24T18:00:00Z", "https://booking.example/series/0"));
        FeedSource feeds = new() { SourceId = "town", Address = _server.AddressOf("series"), Addresses = [_server.AddressOf("sessions")], Kind = FeedSource.OpenActive };

        _server.Before = http => BreaksAsync(http, "/sessions");
        await ReadAsync(feeds);
        Assert.Contains("Drum Club", await NamesAsync());

        _server.Before = http => BreaksAsync(http, "?after");
        await ReadAsync(feeds, after: TimeSpan.FromHours(1));
        Assert.Contains("Drum Club", await NamesAsync());

        _server.Before = _ => Task.FromResult(false);
        var report = await ReadAsync(feeds, after: TimeSpan.FromHours(2));

        Assert.Equal(["Climbing 0", "Climbing 1", "Climbing 2", "Climbing 3", "Climbing 4"], await NamesAsync());
        Assert.Equal(1, report.Run.Removed);
        Assert.Equal(0, (await ReadAsync(feeds, after: TimeSpan.FromHours(2))).Run.Removed);
    }

    [Fact]
    public async Task Feeds_that_hold_nothing_take_nothing_away()
    {
        _test = await TestDatabase.CreateAsync();
        await ReadServicesAsync();

        await ReadAsync(new() { SourceId = "town", Address = _server.AddressOf("series"), Kind = FeedSource.OpenActive });

        Assert.Equal(["Drum Club"], await NamesAsync());
    }

    [Theory]
    [InlineData("sqlite", "services")]
    [InlineData("postgres", "services")]
    [InlineData("sqlite", "table")]
    [InlineData("postgres", "table")]
    [InlineData("sqlite", "page")]
    public async Task Feeds_that_become_something_else_go_with_all_they_said(string dialect, string kind)
    {
        _test = await TestDatabase.CreateAsync(dialect);
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        await ReadAsync(new() { SourceId = "town", Address = _server.AddressOf("series"), Kind = FeedSource.OpenActive });
        Assert.Equal(["Climbing club"], await NamesAsync());

        await ReadAsync(new() { SourceId = "town", Address = Path.Combine(_folder.FullName, "missing.csv") });
        Assert.Equal(["Climbing club"], await NamesAsync());

        await (kind switch { "services" => ReadServicesAsync(), "page" => ReadPageAsync(), _ => ReadTableAsync() });

        Assert.Equal(["Drum Club"], await NamesAsync());
        Assert.Empty(await _test.Database.ReadAsync(connection => RpdeFeeds.Of(connection, "town"), Stop));
        Assert.Equal(0, await _test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select (select count(*) from rpde_item) + (select count(*) from rpde_listing) + (select count(*) from rpde_change) + (select count(*) from rpde_source)"), Stop));
    }

    [Fact]
    public async Task Services_that_become_a_table_go_with_its_first_reading_and_come_back_whole()
    {
        _test = await TestDatabase.CreateAsync();
        await ReadServicesAsync("Chess Club");
        await ReadTableAsync();
        Assert.Equal(["Drum Club"], await NamesAsync());

        await ReadServicesAsync("Chess Club");

        Assert.Equal(["Chess Club"], await NamesAsync());
        Assert.NotNull((await _test.Database.ReadAsync(connection => SourceReadings.Find(connection, "town"), Stop))!.WholeAt);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task ReadServicesAsync(string name = "Drum Club")
    {
        var before = _server.Before;
        _server.Before = async http =>
        {
            await http.Response.WriteAsync(SomeFeed.Page(SomeFeed.Changed("a", "2026-11-01T10:00:00Z", name)));
            return true;
        };
        Assert.Null((await ReadAsync(new() { SourceId = "town", Address = _server.AddressOf("services"), Kind = OrukFeed.Kind })).Run.Why);
        _server.Before = before;
    }

    private async Task ReadTableAsync()
    {
        var path = Path.Combine(_folder.FullName, "town.csv");
        await File.WriteAllTextAsync(path, "Name,Organisation\nDrum Club,Mill\n", Stop);
        Assert.Null((await ReadAsync(new() { SourceId = "town", Address = path })).Run.Why);
    }

    private async Task ReadPageAsync()
    {
        var path = Path.Combine(_folder.FullName, "page.json");
        await File.WriteAllTextAsync(path, SomeRpde.Page("https://feeds.example/2", SomeRpde.Item("1", "SessionSeries", 1, SomeRpde.Series("Drum Club"))).ToJsonString(), Stop);
        Assert.Null((await ReadAsync(new() { SourceId = "town", Address = path })).Run.Why);
    }

    private async Task<ImportReport> ReadAsync(FeedSource feed, TimeSpan after = default)
    {
        _clock.Advance(after);
        return await new DirectorySync(_test!.Database, new DirectoryOptions { Feeds = [feed] }, _clock, TestDatabase.CountingIds($"{++_runs}-"), NullLogger<DirectorySync>.Instance).ReadAsync(feed, null, Stop);
    }

    private async Task<IReadOnlyList<string>> NamesAsync() => [.. (await SomeRpde.ListingsAsync(_test!.Database)).Select(line => line.Split(':')[0])];

    private static Task<bool> BreaksAsync(HttpContext http, string where)
    {
        var isIt = $"{http.Request.Path}{http.Request.QueryString}".Contains(where, StringComparison.Ordinal);
        http.Response.StatusCode = isIt ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        return Task.FromResult(isIt);
    }
}
