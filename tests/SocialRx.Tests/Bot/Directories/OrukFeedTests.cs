using System.Net;
using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Storage.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>A source read again and again: what is asked of its server, and what is in the directory afterwards.</summary>
public sealed class OrukFeedTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string> _services = [];
    private DateTimeOffset _now = Start;
    private SourceReading _known = new() { SourceId = "town", Kind = "oruk", TriedAt = Start };
    private Func<string, HttpResponseMessage, string?> _answer = (_, _) => null;
    private bool _honoursModifiedAfter = true;
    private bool _listsHeads;
    private List<string> _asked = [];
    private int _runs;
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync();
        Offer("a", "2026-10-01T10:00:00Z");
        Offer("b", "2026-10-02T10:00:00Z");
        Offer("c", "2026-10-03T10:00:00Z");
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task A_server_that_can_tell_is_asked_only_for_what_has_changed()
    {
        await Read();
        Offer("b", "2026-11-04T13:00:00Z", "Changed");
        Offer("d", "2026-11-04T13:30:00Z");
        var report = await Read(after: TimeSpan.FromDays(1));

        Assert.Equal("/services?per_page=50&modified_after=2026-10-03T09%3A00%3A00Z", _asked[0]);
        Assert.Equal((2, 2, 0), (report.Run.Imported, report.Run.Unchanged, report.Run.Removed));
        Assert.Equal(["town.a A", "town.b Changed", "town.c A", "town.d A"], await Listed());
        Assert.Equal((true, new DateTimeOffset(2026, 11, 4, 13, 30, 0, TimeSpan.Zero), Start), (_known.HonoursModifiedAfter, _known.NewestChange, _known.WholeAt));
    }

    [Fact]
    public async Task Nothing_changed_is_a_reading_that_went_well()
    {
        await Read();
        var report = await Read(after: TimeSpan.FromDays(1));

        Assert.Equal((null, 0, 3, 0), (report.Run.Why, report.Run.Imported, report.Run.Unchanged, report.Run.Removed));
        Assert.Equal(_now, _known.ReadAt);
    }

    [Fact]
    public async Task A_service_that_is_not_active_any_more_goes_with_the_changes()
    {
        await Read();
        _services["b"] = SomeFeed.With(("id", "\"b\""), ("last_modified", "\"2026-11-04T13:00:00Z\""), ("status", "\"inactive\""));
        var report = await Read(after: TimeSpan.FromDays(1));

        Assert.Equal(1, report.Run.Removed);
        Assert.Equal(["town.a A", "town.c A"], await Listed());
    }

    [Fact]
    public async Task A_service_that_has_fewer_places_now_has_no_listing_too_many()
    {
        const string Place = """{ "location": { "latitude": 53.4, "longitude": -2.0 } }""";
        _services["b"] = SomeFeed.With(("id", "\"b\""), ("last_modified", "\"2026-10-02T10:00:00Z\""), ("service_at_locations", $"[{Place},{Place},{Place}]"));
        await Read();
        Assert.Equal(5, (await Listed()).Count);

        Offer("b", "2026-11-04T13:00:00Z");
        await Read(after: TimeSpan.FromDays(1));

        Assert.Equal(3, (await Listed()).Count);
    }

    [Fact]
    public async Task A_server_that_ignores_the_question_is_noticed_and_read_whole_from_then_on()
    {
        _honoursModifiedAfter = false;
        await Read();
        _services.Remove("a");
        var report = await Read(after: TimeSpan.FromDays(1));
        Assert.Equal((1, false), (report.Run.Removed, _known.HonoursModifiedAfter));

        await Read(after: TimeSpan.FromDays(1));
        Assert.DoesNotContain(_asked, asked => asked.Contains("modified_after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_down_when_it_was_asked_is_asked_again()
    {
        await Read();
        _answer = (_, response) =>
        {
            response.StatusCode = HttpStatusCode.InternalServerError;
            return "";
        };
        Assert.NotNull((await Read(after: TimeSpan.FromDays(1))).Run.Why);
        _answer = (_, _) => null;

        await Read(after: TimeSpan.FromHours(1));

        Assert.Contains("modified_after", _asked[0], StringComparison.Ordinal);
        Assert.Equal((0, true), (_known.Failures, _known.HonoursModifiedAfter));
    }

    [Fact]
    public async Task What_is_gone_is_found_when_all_of_it_is_read_again()
    {
        await Read();
        _services.Remove("a");
        Assert.Equal(0, (await Read(after: TimeSpan.FromDays(6))).Run.Removed);

        var report = await Read(after: TimeSpan.FromDays(1));

        Assert.Equal((1, _now), (report.Run.Removed, _known.WholeAt));
        Assert.Equal(["town.b A", "town.c A"], await Listed());
    }

    [Fact]
    public async Task Of_a_list_of_heads_only_the_details_that_have_changed_are_asked_for()
    {
        (_listsHeads, _honoursModifiedAfter) = (true, false);
        await Read();
        Assert.Equal(3, _asked.Count(IsDetail));

        Offer("b", "2026-11-04T13:00:00Z", "Changed");
        _services.Remove("c");
        var report = await Read(after: TimeSpan.FromDays(1));

        Assert.Equal(["/services/b"], _asked.Where(IsDetail));
        Assert.Equal((1, 1, 1), (report.Run.Imported, report.Run.Unchanged, report.Run.Removed));
        Assert.Equal(["town.a A", "town.b Changed"], await Listed());

        await Read(after: TimeSpan.FromDays(7));
        Assert.Equal(2, _asked.Count(IsDetail));
    }

    [Fact]
    public async Task Details_that_cannot_be_had_leave_what_was_read_before()
    {
        (_listsHeads, _honoursModifiedAfter) = (true, false);
        await Read();
        Offer("b", "2026-11-04T13:00:00Z", "Changed");
        _answer = (asked, response) =>
        {
            response.StatusCode = asked == "/services/b" ? HttpStatusCode.InternalServerError : HttpStatusCode.OK;
            return null;
        };

        var report = await Read(after: TimeSpan.FromDays(1));

        Assert.Contains(report.Problems, problem => problem is { RecordId: "b", Field: "details" } && problem.Why.Contains("what was read before stands", StringComparison.Ordinal));
        Assert.Equal(["town.a A", "town.b A", "town.c A"], await Listed());
        Assert.Single((await Listings.FindAsync(_test.Database, "town.b"))!.Sessions, session => session.Day == DayOfWeek.Tuesday);
    }

    [Fact]
    public async Task A_source_that_is_down_keeps_what_it_held()
    {
        await Read();
        _answer = (_, response) =>
        {
            response.StatusCode = HttpStatusCode.InternalServerError;
            return "";
        };
        var report = await Read(after: TimeSpan.FromDays(8));

        Assert.Equal("it answers 500", report.Run.Why);
        Assert.Equal((1, _now, Start, "it answers 500"), (_known.Failures, _known.FailingSince, _known.ReadAt, _known.Why));
        Assert.Equal(3, (await Listed()).Count);
    }

    [Fact]
    public async Task The_licence_is_as_configured_or_else_as_the_server_says()
    {
        _answer = (asked, _) => asked == "/" ? """{ "version": "HSDS-UK-3.0", "license": "OGL-UK-3.0" }""" : null;
        await Read();
        Assert.Equal("OGL-UK-3.0", (await Listings.FindAsync(_test.Database, "town.a"))!.Licence);

        await Read(feed: Town with { Licence = "https://licence.example/own" }, after: TimeSpan.FromDays(8));
        Assert.Equal("https://licence.example/own", (await Listings.FindAsync(_test.Database, "town.a"))!.Licence);
        Assert.Equal("https://licence.example/own", _known.Licence);
    }

    [Fact]
    public async Task A_reading_that_was_killed_changes_nothing_and_is_gone_on_with()
    {
        await Read();
        for (var n = 0; n < 3_000; n++)
            Offer($"n{n:0000}", "2026-10-05T10:00:00Z");
        using var kill = new CancellationTokenSource();
        _answer = (asked, _) =>
        {
            if (asked.EndsWith("&page=40", StringComparison.Ordinal))
                kill.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Read(after: TimeSpan.FromDays(8), stop: kill.Token));
        Assert.Equal(3, (await Listed()).Count);

        _answer = (_, _) => null;
        var report = await Read(after: TimeSpan.FromMinutes(10));

        Assert.Equal("/services?per_page=50&page=21", _asked.First(asked => asked != "/"));
        Assert.Contains(report.Problems, problem => problem.Why.Contains("went on at page 21", StringComparison.Ordinal));
        Assert.Equal(3_003, (await Listed()).Count);
        Assert.Equal(0, report.Run.Removed);
    }

    [Fact]
    public async Task Two_sources_with_the_same_ids_do_not_touch_each_other()
    {
        await Read();
        var town = _known;
        _known = new SourceReading { SourceId = "county", Kind = "oruk", TriedAt = Start };
        _services.Remove("c");
        await Read(feed: Town with { SourceId = "county" });
        _known = town;

        Assert.Equal(["county.a A", "county.b A", "town.a A", "town.b A", "town.c A"], await Listed());
    }

    [Fact]
    public async Task A_million_bad_records_leave_a_report_somebody_can_read()
    {
        var notes = new ImportNotes(new HashSet<string>());
        for (var n = 0; n < 1_000_000; n++)
            notes.Add(new ImportProblem($"#{n}", n % 2 == 0 ? "id" : "name", ImportProblem.LeftOut, "is missing"));

        var all = notes.All();

        Assert.Equal((402, 1_000_000), (all.Count, notes.LeftOut));
        Assert.Equal(["499800 more records were left out for this field", "499800 more records were left out for this field"], all.Where(problem => problem.RecordId == "more").Select(problem => problem.Why));
    }

    [Theory]
    [InlineData("report.csv", "record,field,effect,why\r\n#1,id,left-out,is missing\r\n\"'=2+2\",name,mended,\"was \"\"odd\"\", once\"\r\n")]
    [InlineData("report.json", "[{\"record\":\"#1\",\"field\":\"id\",\"effect\":\"left-out\",\"why\":\"is missing\"},{\"record\":\"=2+2\",\"field\":\"name\",\"effect\":\"mended\",\"why\":\"was \\\"odd\\\", once\"}]")]
    public async Task The_whole_report_can_be_had_as_a_file(string name, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-report-");
        var file = Path.Combine(folder.FullName, name);
        using (var report = ImportReportFile.Create(file))
        {
            report.Add(new ImportProblem("#1", "id", ImportProblem.LeftOut, "is missing"));
            report.Add(new ImportProblem("=2+2", "name", ImportProblem.Mended, "was \"odd\", once"));
        }

        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
        Assert.Equal(expected, name.EndsWith(".json", StringComparison.Ordinal) ? System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) : text.ReplaceLineEndings("\r\n"));
    }

    private static FeedSource Town => new() { SourceId = "town", Address = FeedServer.Address.ToString(), Name = "Fernbridge Council" };

    private static bool IsDetail(string asked) => asked.StartsWith("/services/", StringComparison.Ordinal);

    private void Offer(string id, string lastModified, string name = "A") => _services[id] = SomeFeed.Changed(id, lastModified, name);

    private async Task<ImportReport> Read(TimeSpan after = default, FeedSource? feed = null, CancellationToken? stop = null)
    {
        _now += after;
        var clock = new HastyTime(_now);
        var server = new FeedServer((asked, response) => _answer(asked, response) ?? Serve(asked, response));
        _asked = server.Asked;
        using var http = new HttpClient(server);
        var options = new DirectoryOptions();
        var importer = new Importer(_test.Database, TermMap.Load(), clock, TestDatabase.CountingIds($"run-{_runs++}-"));
        var (report, known) = await new OrukFeed(_test.Database, importer, new FeedRequests(http, options, clock), options).ReadAsync(feed ?? Town, _known, _now, stop ?? TestContext.Current.CancellationToken);
        _known = known;
        _asked = [.. _asked.Where(asked => asked != "/")];
        return report;
    }

    private string Serve(string asked, HttpResponseMessage response)
    {
        if (IsDetail(asked))
            return _services[asked["/services/".Length..]];
        if (asked == "/")
        {
            response.StatusCode = HttpStatusCode.NotFound;
            return "";
        }

        var since = _honoursModifiedAfter && asked.Contains("modified_after=", StringComparison.Ordinal) ? Uri.UnescapeDataString(asked.Split("modified_after=")[1].Split('&')[0]) : "";
        var page = _services.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => string.CompareOrdinal(Modified(pair.Value), since) >= 0).Skip(50 * (FeedServer.PageOf(asked) - 1)).Take(50);
        return SomeFeed.Page([.. page.Select(pair => _listsHeads ? SomeFeed.Head(pair.Key, Modified(pair.Value)) : pair.Value)]);
    }

    private static string Modified(string service) => System.Text.Json.JsonDocument.Parse(service).RootElement.GetProperty("last_modified").GetString()!;

    private async Task<List<string>> Listed() =>
        [.. (await Stored.VisibleAsync(_test.Database)).OrderBy(listing => listing.Id, StringComparer.Ordinal).Select(listing => $"{listing.Id} {listing.Name}")];
}
