using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Directories;

public sealed class ImportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    private const string Good =
        """
        {
          "id": "6f1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c11", "name": "Tuesday Kickabout", "description": "Free football.", "status": "active",
          "minimum_age": 11, "maximum_age": 16, "last_modified": "2026-10-01T10:00:00Z", "fees": "Free",
          "organization": { "id": "6f1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c12", "name": "Fernbridge Rovers", "description": "Football" },
          "attributes": [ { "taxonomy_term": { "id": "1", "name": "Sport", "description": "" } }, { "taxonomy_term": { "id": "2", "name": "New people welcome", "description": "" } } ],
          "schedules": [ { "freq": "WEEKLY", "interval": 1, "byday": "TU,TH", "opens_at": "17:00:00", "closes_at": "18:30" } ],
          "service_at_locations": [ { "location": { "location_type": "physical", "name": "Quarry Hill Rec", "latitude": 53.42, "longitude": -2.07, "accessibility": [ { "description": "Wheelchair ramp" } ] } } ]
        }
        """;

    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task A_service_becomes_a_listing()
    {
        await Import(Page(Good));

        var listing = await Only();
        Assert.Equal(("test.6f1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c11", "Tuesday Kickabout", "Fernbridge Rovers", "Quarry Hill Rec"), (listing.Id, listing.Name, listing.Organisation, listing.Venue));
        Assert.Equal(["active"], listing.Themes);
        Assert.True(listing.WelcomesNewcomers);
        Assert.Equal(new GeoPoint(53.42, -2.07), listing.Location);
        Assert.Equal(["step-free"], listing.Access);
        Assert.IsType<Cost.Free>(listing.Cost);
        Assert.Equal([DayOfWeek.Tuesday, DayOfWeek.Thursday], listing.Sessions.Select(session => session.Day));
        Assert.Equal((new TimeOnly(17, 0), new TimeOnly(18, 30)), (listing.Sessions[0].Opens, listing.Sessions[0].Closes));
    }

    [Theory]
    [InlineData("an array", "[{0},{1}]")]
    [InlineData("lines", "{0}\n{1}\n")]
    [InlineData("a page", "{\"contents\":[{0},{1}],\"total_items\":31,\"size\":31}")]
    public async Task Every_form_of_document_is_read(string form, string document)
    {
        var text = document.Replace("{0}", OneLine(Good), StringComparison.Ordinal).Replace("{1}", OneLine(With("id", "\"8a1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c99\"")), StringComparison.Ordinal);

        var report = await Import(text);

        Assert.True(report.Run.Imported == 2, form);
    }

    [Fact]
    public async Task A_page_that_lies_about_its_totals_is_read_whole_and_said()
    {
        var report = await Import("{\"total_items\":1,\"size\":1,\"contents\":[" + Good + "," + With("id", "\"b\"") + "]}");

        Assert.Equal(2, report.Run.Imported);
        Assert.Contains(report.Problems, problem => problem is { RecordId: "page", Field: "total_items" });
    }

    [Theory]
    [InlineData("id", "null", "id", "is missing")]
    [InlineData("name", "\"  \"", "name", "is missing")]
    [InlineData("status", "\"temporarily closed\"", "status", "not active")]
    [InlineData("status", "\"defunct\"", "status", "not active")]
    public async Task A_record_that_cannot_be_used_is_left_out_and_the_rest_imported(string field, string value, string reported, string why)
    {
        var report = await Import(Page(With(field, value), With("id", "\"good-one\"")));

        Assert.Equal((1, 1), (report.Run.Imported, report.Run.LeftOut));
        Assert.Contains(report.Problems, problem => problem.Effect == ImportProblem.LeftOut && problem.Field == reported && problem.Why.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_latitude_of_100_is_taken_out_and_said()
    {
        var report = await Import(Page(Good.Replace("53.42", "100", StringComparison.Ordinal)));

        Assert.Null((await Only()).Location);
        AssertMended(report, "location");
    }

    [Fact]
    public async Task Latitude_and_longitude_exchanged_are_put_right_and_said()
    {
        var report = await Import(Page(Good.Replace("\"latitude\": 53.42, \"longitude\": -2.07", "\"latitude\": -2.07, \"longitude\": 53.42", StringComparison.Ordinal)));

        Assert.Equal(new GeoPoint(53.42, -2.07), (await Only()).Location);
        AssertMended(report, "location");
    }

    [Fact]
    public async Task Ages_16_to_11_are_exchanged_and_said()
    {
        var report = await Import(Page(Good.Replace("\"minimum_age\": 11, \"maximum_age\": 16", "\"minimum_age\": 16, \"maximum_age\": 11", StringComparison.Ordinal)));

        var listing = await Only();
        Assert.Equal((11m, 16m), (listing.MinimumAge, listing.MaximumAge));
        AssertMended(report, "minimum_age");
    }

    [Fact]
    public async Task A_rule_without_end_is_one_weekly_session()
    {
        await Import(Page(Scheduled("""{ "rrule": "RRULE:FREQ=WEEKLY;BYDAY=MO", "opens_at": "10:00", "closes_at": "11:00" }""")));

        var session = Assert.Single((await Only()).Sessions);
        Assert.Equal((DayOfWeek.Monday, null), (session.Day, session.Until));
    }

    [Fact]
    public async Task A_rule_with_a_count_ends()
    {
        await Import(Page(Scheduled("""{ "rrule": "FREQ=WEEKLY;BYDAY=MO;COUNT=6", "dtstart": "2026-10-05", "opens_at": "10:00", "closes_at": "11:00" }""")));

        Assert.Equal(new DateOnly(2026, 11, 9), Assert.Single((await Only()).Sessions).Until);
    }

    [Theory]
    [InlineData("""{ "freq": "MONTHLY", "bymonthday": 31, "bymonth": 2, "opens_at": "10:00", "closes_at": "11:00" }""")]
    [InlineData("""{ "rrule": "FREQ=SECONDLY", "opens_at": "10:00", "closes_at": "11:00" }""")]
    [InlineData("""{ "freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "10:00", "closes_at": "11:00" }""")]
    [InlineData("""{ "freq": "WEEKLY", "byday": "MO", "opens_at": "11:00", "closes_at": "10:00" }""")]
    [InlineData("""{ "freq": "WEEKLY", "byday": "XX", "opens_at": "10:00", "closes_at": "11:00" }""")]
    [InlineData("""{ "freq": "WEEKLY", "byday": "MO", "opens_at": "late", "closes_at": "25:99" }""")]
    public async Task What_does_not_surely_happen_at_a_known_time_is_never_shown_as_if_it_did(string schedule)
    {
        var report = await Import(Page(Scheduled(schedule)));

        Assert.Empty((await Only()).Sessions);
        Assert.Contains(report.Problems, problem => problem.Field == "schedule");
    }

    [Fact]
    public async Task Markup_scripts_and_costly_numbers_do_not_reach_a_young_person()
    {
        var report = await Import(Page(With("description", "\"<p>Come &amp; play.</p><script>alert(1)</script> &lt;img src=x onerror=alert(2)&gt; Call 0906 555 1234 now! \\u202eBring\\u0000 trainers.\"")));

        Assert.Equal("Come & play. Bring trainers.", (await Only()).Summary);
        AssertMended(report, "description");
    }

    [Fact]
    public async Task Of_two_records_with_one_id_the_later_is_kept_and_said()
    {
        var report = await Import(Page(Good, With("last_modified", "\"2026-10-20\"").Replace("Tuesday Kickabout", "Newer", StringComparison.Ordinal)));

        Assert.Equal("Newer", (await Only()).Name);
        Assert.Contains(report.Problems, problem => problem is { Effect: ImportProblem.LeftOut, Field: "id" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"contents\":[{\"id\":\"a\",\"na")]
    [InlineData("{\"error\":\"down for maintenance\"}")]
    [InlineData("[]")]
    [InlineData("[1,2,null,\"x\"]")]
    public async Task A_broken_document_changes_nothing_and_says_why(string document)
    {
        await Import(Page(Good));

        var report = await Import(document);

        Assert.NotNull(report.Run.Why);
        Assert.Equal("Tuesday Kickabout", (await Only()).Name);
    }

    [Fact]
    public async Task What_was_left_out_is_kept_in_the_database_too()
    {
        var report = await Import(Page(Good, With("name", "null")));

        var why = await _test.Database.ReadAsync(connection => connection.QuerySingleOrDefault<string>(
            "select why from import_problem where run_id = @RunId and effect = 'left-out'", new { report.Run.RunId }));
        Assert.Equal("is missing", why);
    }

    [Fact]
    public async Task The_same_document_again_changes_nothing()
    {
        await Import(Page(Good));

        var report = await Import(Page(Good));

        Assert.Equal((0, 1, 0), (report.Run.Imported, report.Run.Unchanged, report.Run.Removed));
    }

    [Fact]
    public async Task A_service_at_three_places_is_three_listings()
    {
        var place = """{ "location": { "location_type": "physical", "name": "Hall", "latitude": 53.4, "longitude": -2.0 } }""";
        await Import(Page(With("service_at_locations", $"[{place},{place},{place}]")));

        Assert.Equal(3, await Listings.CountAsync(_test.Database));
    }

    [Fact]
    public async Task A_term_nobody_mapped_is_listed_with_how_often_it_occurs()
    {
        var report = await Import(Page(Good.Replace("\"Sport\"", "\"Underwater hockey\"", StringComparison.Ordinal)));

        Assert.Contains(report.Problems, problem => problem is { RecordId: "taxonomy", Field: "Underwater hockey" });
    }

    [Fact]
    public async Task An_id_that_cannot_stand_in_a_link_is_replaced()
    {
        await Import(Page(With("id", "\"../../etc <b>\"")));

        Assert.Matches("^test\\.[0-9a-f]{16}|^test\\.[0-9a-f]{32}", (await Only()).Id);
    }

    [Theory]
    [InlineData("Free", "free")]
    [InlineData("No charge for under 18s", "free")]
    [InlineData("£2.50 per session", "2.50")]
    [InlineData("50p", "0.5")]
    [InlineData("Free for siblings, £3 otherwise", "3")]
    [InlineData("Not free", "unknown")]
    [InlineData("Ask us", "unknown")]
    public void Words_about_fees_become_a_cost(string fees, string expected)
    {
        var cost = Prices.Words(fees);

        Assert.Equal(expected, cost switch { Cost.Free => "free", Cost.Pounds pounds => pounds.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => "unknown" });
    }

    private async Task<ImportReport> Import(string document)
    {
        var importer = new Importer(_test.Database, TermMap.Load(), new FakeTimeProvider(Now), TestDatabase.CountingIds($"run-{_runs++}-"));
        return await importer.ImportAsync("test", "test.json", OrukDocument.Read(Encoding.UTF8.GetBytes(document)), TestContext.Current.CancellationToken);
    }

    private int _runs;

    private async Task<Listing> Only() => Assert.Single(await Listings.CandidatesAsync(_test.Database, new Wishes()));

    private static void AssertMended(ImportReport report, string field) => Assert.Contains(report.Problems, problem => problem.Effect == ImportProblem.Mended && problem.Field == field);

    private static string Page(params string[] services) => $"{{\"contents\":[{string.Join(',', services)}]}}";

    private static string Scheduled(string schedule) => With("schedules", $"[{schedule}]");

    private static string With(string field, string value)
    {
        var fields = JsonDocument.Parse(Good).RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetRawText());
        fields[field] = value;
        return "{" + string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
    }

    private static string OneLine(string json) => json.ReplaceLineEndings(" ");
}
