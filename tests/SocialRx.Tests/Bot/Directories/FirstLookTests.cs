using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Schedule;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Bot.Directories.OpenActive;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>Sources of which nobody says what they are.</summary>
public sealed class FirstLookTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(SomeRpde.Now);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("look");
    private RpdeServer _server = null!;
    private TestDatabase _test = null!;
    private int _runs;

    public async ValueTask InitializeAsync() => (_server, _test) = (await RpdeServer.StartAsync(), await TestDatabase.CreateAsync(_clock));

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _server.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Theory]
    [InlineData("""{ "next": "https://feeds.example/1", "items": [ { "state": "updated", "kind": "Event", "id": "1", "modified": 3, "data": {} } ] }""", "openactive")]
    [InlineData("""{ "items": [ { "data": { "state": "updated", "name": "x" }, "id": 1, "modified": "3", "state": "deleted" } ], "next": "https://feeds.example/1" }""", "openactive")]
    [InlineData("""{ "items": [], "license": "https://licence.example", "next": "https://feeds.example/1" }""", "openactive")]
    [InlineData("""{ "items": [ { "id": "1", "name": "Drum Club", "state": "updated" } ] }""", "oruk")]
    [InlineData("""{ "items": [] }""", "oruk")]
    [InlineData("""{ "total_items": 1, "contents": [ { "state": "updated", "kind": "Event", "modified": 3 } ] }""", "oruk")]
    [InlineData("""{ "totalElements": 1, "content": [] }""", "oruk")]
    [InlineData("""[ { "state": "updated", "kind": "Event", "modified": 3 } ]""", "oruk")]
    [InlineData("""{ "id": "1", "name": "Drum Club" }""", "oruk")]
    [InlineData("{ \"id\": \"1\" }\n{ \"id\": \"2\" }", "oruk")]
    [InlineData("{ \"name\": \"\\ud800\" }", "oruk")]
    [InlineData("{ \"items\": [ { \"\\ud800\": 1 } ] }", "oruk")]
    [InlineData("\uFEFF { \"contents\": [] }", "oruk")]
    [InlineData("""{ "contents" [""", "oruk")]
    [InlineData("  ", "oruk")]
    [InlineData("""{ "@type": "schema:DataCatalog", "name": "Fernbridge Leisure", "dataset": [] }""", "it lists datasets")]
    [InlineData("""{ "@context": "https://schema.org/", "@type": "https://schema.org/Dataset", "name": "Fernbridge Leisure" }""", "dataset")]
    [InlineData("""{ "error": { "items": [ { "state": "updated", "kind": "Event" } ] } }""", "it holds neither")]
    [InlineData("<!DOCTYPE html><html></html>", "dataset")]
    [InlineData("Not found", "it is not JSON")]
    public void A_document_says_what_it_is_and_is_never_taken_for_something_else_while_it_arrives(string document, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(document);

        for (var arrived = 0; arrived < bytes.Length; arrived++)
            Assert.Contains(Said(FirstLook.Of(new ReadOnlySequence<byte>(bytes, 0, arrived), isWhole: false)), (string?[])[null, Said(FirstLook.Of(new ReadOnlySequence<byte>(bytes), isWhole: true))]);
        Assert.StartsWith(expected, Said(FirstLook.Of(new ReadOnlySequence<byte>(bytes), isWhole: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_OpenActive_feed_is_told_by_its_first_page_which_is_asked_for_once()
    {
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));

        Assert.Equal((1, null), await ReadAsync(_server.AddressOf("series")));
        Assert.Equal(2, _server.Requests);
        _server.Feed("series").Put("2", "SessionSeries", SomeRpde.Series("Skate school", "https://booking.example/series/2"));
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await Timetable(_server.AddressOf("series")).SyncAsync(TestContext.Current.CancellationToken));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Timetable(_server.AddressOf("series")).SyncAsync(TestContext.Current.CancellationToken));

        Assert.Equal(4, _server.Requests);
        Assert.Equal(["Climbing club:", "Skate school:"], await SomeRpde.ListingsAsync(_test.Database));
        Assert.Equal("openactive", await KindAsync());
    }

    [Fact]
    public async Task A_list_of_services_is_told_by_its_first_page_which_is_asked_for_once_until_the_source_moves()
    {
        List<string> asked = [];
        _server.Before = http => Answers(http, asked, SomeFeed.Page(SomeFeed.Changed("a", "2026-11-01T10:00:00Z")));

        Assert.Equal((1, null), await ReadAsync(_server.AddressOf("list")));
        Assert.Equal(asked.Distinct(), asked);
        var first = asked.Count;
        await ReadAsync(_server.AddressOf("list"));

        Assert.Single(asked, path => path == "/list");
        Assert.True(asked.Count > first);
        Assert.Equal("oruk", await KindAsync());

        _server.Before = _ => Task.FromResult(false);
        _server.Feed("series").Put("1", "SessionSeries", SomeRpde.Series("Climbing club"));
        Assert.Equal((1, null), await ReadAsync(_server.AddressOf("series")));
        Assert.Equal("openactive", await KindAsync());
    }

    [Fact]
    public async Task What_is_neither_says_what_was_expected_and_what_it_is_said_to_be_is_not_doubted()
    {
        _server.Before = http => Answers(http, [], """{ "error": "down for maintenance" }""");

        var (imported, why) = await ReadAsync(_server.AddressOf("list"));
        var said = await ReadAsync(_server.AddressOf("list"), "openactive");

        Assert.Equal(0, imported);
        Assert.Equal("it holds neither of what can be read; expected are services of Open Referral UK (a list called \"contents\") or of OpenActive a page of a feed (\"items\" with \"state\" and \"modified\") or the page of a dataset", why);
        Assert.Equal((0, "it holds no list of items: it is no RPDE page"), said);
        Assert.Equal(2, _server.Requests);
    }

    [Theory]
    [InlineData("page.json")]
    [InlineData("page.json.gz")]
    public async Task A_page_in_a_file_is_told_by_how_it_begins(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        await using (var file = File.Create(path))
        await using (var packed = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Compress) : (Stream)file)
            await packed.WriteAsync(Encoding.UTF8.GetBytes(SomeRpde.Page("https://feeds.example/2", SomeRpde.Item("1", "SessionSeries", 1, SomeRpde.Series("Climbing club"))).ToJsonString()), TestContext.Current.CancellationToken);

        Assert.Equal((1, null), await ReadAsync(path));
        Assert.Equal((0, "there is no such file"), await ReadAsync(Path.Combine(_folder.FullName, "missing.json")));
    }

    private DirectorySync Timetable(string address, string kind = "") =>
        new(_test.Database, new DirectoryOptions { Feeds = [Feed(address, kind)] }, _clock, TestDatabase.CountingIds($"{++_runs}-"), NullLogger<DirectorySync>.Instance);

    private static FeedSource Feed(string address, string kind) => new() { SourceId = "town", Address = address, Kind = kind };

    private async Task<(int Imported, string? Why)> ReadAsync(string address, string kind = "")
    {
        var report = await Timetable(address, kind).ReadAsync(Feed(address, kind), null, TestContext.Current.CancellationToken);
        return (report.Run.Imported, report.Run.Why);
    }

    private async Task<string> KindAsync() => (await _test.Database.ReadAsync(connection => SourceReadings.Find(connection, "town"), TestContext.Current.CancellationToken))!.Kind;

    private static string? Said(Told? told) => told is null ? null : told.Why ?? told.Kind;

    private static async Task<bool> Answers(HttpContext http, List<string> asked, string document)
    {
        asked.Add($"{http.Request.Path}{http.Request.QueryString}");
        await http.Response.WriteAsync(document);
        return true;
    }
}
