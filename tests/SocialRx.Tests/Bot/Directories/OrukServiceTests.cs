using System.Text.Json;
using SocialRx.Bot.Directories;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories;

/// <summary>What becomes of a service's fields, whichever version of the standard it keeps to.</summary>
public sealed class OrukServiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    private const string VersionOne =
        """
        {
          "id": 1502, "name": "Northgate Drum Club", "description": "Drums for beginners.", "status": "active", "fees": "£2 a session", "assured_date": "2026-09-01", "url": "https://drums.fernbridge.example",
          "attending_type": "venue", "attending_access": "drop-in", "accreditations": "All leaders are DBS checked. First aid at every session. There is no Ofsted registration.",
          "organization": { "id": "77", "name": "Wickmoor Brass", "url": "https://brass.fernbridge.example", "email": "hello@brass.fernbridge.example" },
          "eligibilitys": [ { "id": "1", "eligibility": "Young people", "minimum_age": 11, "maximum_age": 14 }, { "id": "2", "eligibility": "Older siblings", "minimum_age": "15", "maximum_age": "18.5" } ],
          "service_taxonomys": [ { "id": "9", "taxonomy": { "id": "m", "name": "Music", "vocabulary": "fernbridge" } } ],
          "languages": [ { "id": "5", "language": "Urdu" }, { "id": "6", "language": "Klingon" } ],
          "service_areas": [ { "id": "3", "service_area": "Northgate" }, { "id": "4", "service_area": "Wickmoor" } ],
          "regular_schedules": [ { "freq": "WEEKLY", "byday": "WE", "opens_at": "18:00", "closes_at": "19:30" } ],
          "contacts": [ { "id": "8", "phones": [ { "number": "0906 555 1234" } ] }, { "id": "9", "phones": [ { "number": "01632 960333" } ] } ],
          "cost_options": [ { "option": "Under 18", "amount": 2, "amount_description": "a session" } ],
          "service_at_locations": [ { "location": {
            "id": "12", "name": "Northgate Hall", "latitude": 53.43, "longitude": -2.05, "physical_addresses": [ { "address_1": "2 Mill Lane" } ], "accessibility_for_disabilities": [ { "accessibility": "Ramp at the front" } ] },
            "regular_schedule": [ { "weekday": "Friday", "opens_at": "17:00", "closes_at": "18:00" } ] } ]
        }
        """;

    [Fact]
    public void A_service_of_version_1_is_read_by_what_it_holds()
    {
        var (listing, record) = Only(VersionOne);

        Assert.Equal(("test.1502", "Northgate Drum Club", "Wickmoor Brass", "Northgate Hall"), (listing.Id, listing.Name, listing.Organisation, listing.Venue));
        Assert.Equal((11m, 18.5m), (listing.MinimumAge, listing.MaximumAge));
        Assert.Equal(["music"], listing.Themes);
        Assert.Equal(["step-free"], listing.Access);
        Assert.Equal(["ur"], listing.Languages);
        Assert.Equal(["drop-in"], listing.Settings);
        Assert.Equal(["dbs", "first-aid"], listing.SafetyChecks);
        Assert.Equal("Northgate, Wickmoor", listing.AreaServed);
        Assert.Equal("Young people. Older siblings", listing.WhoItIsFor);
        Assert.Equal((DayOfWeek.Friday, new TimeOnly(17, 0)), (listing.Sessions.Single().Day, listing.Sessions.Single().Opens));
        Assert.Equal(new Cost.Pounds(2, "a session"), listing.Cost);
        Assert.Equal(new DateOnly(2026, 9, 1), listing.Assured);
        Assert.Equal(("01632 960333", "hello@brass.fernbridge.example"), (listing.Phone, listing.Email));
        Assert.Contains(record.Problems, problem => problem is { Effect: ImportProblem.Mended, Field: "phone" });
        Assert.Contains(record.Problems, problem => problem is { Effect: ImportProblem.Noted, Field: "languages" } && problem.Why.Contains("Klingon", StringComparison.Ordinal));
        Assert.Contains(record.Problems, problem => problem is { Effect: ImportProblem.Noted, Field: "id" });
    }

    [Theory]
    [InlineData("attending_access", "\"referral\"", false, false)]
    [InlineData("attending_type", "\"online\"", true, true)]
    public void Version_1_says_how_to_take_part_in_fields_of_its_own(string field, string value, bool isOnline, bool canJoin)
    {
        var (listing, _) = Only(SomeFeed.With((field, value), ("service_at_locations", null)));

        Assert.Equal((isOnline, canJoin), (listing.IsOnline, listing.CanJoinDirectly));
    }

    [Fact]
    public void Version_3_says_more_than_it_has_to_and_none_of_it_is_lost()
    {
        var (listing, _) = Only(SomeFeed.With(
            ("languages", """[{ "code": "pl" }, { "name": "British Sign Language" }]"""),
            ("service_areas", """[{ "name": "Mossop <b>ward</b>" }]"""),
            ("accreditations", "\"Enhanced DBS for everybody; public liability insurance\""),
            ("eligibility_description", "\"For young people of Mossop ward\""),
            ("alert", "\"Closed until 6 January.\""),
            ("assured_date", "\"2026-10-02\""),
            ("phones", """[{ "number": "01632 960001" }]"""),
            ("service_at_locations", """[{ "contacts": [{ "phones": [{ "number": "01632 960002" }] }], "location": { "location_type": "physical", "name": "Hall", "latitude": 53.4, "longitude": -2.0, "transportation": "Bus 7 stops outside." } }]""")));

        Assert.Equal(["pl", "bfi"], listing.Languages);
        Assert.Equal(("Mossop ward", "For young people of Mossop ward", "Bus 7 stops outside."), (listing.AreaServed, listing.WhoItIsFor, listing.TravelHint));
        Assert.Equal(["dbs", "insured"], listing.SafetyChecks);
        Assert.Equal("Free football. Closed until 6 January.", listing.Summary);
        Assert.Equal((new DateOnly(2026, 10, 2), "01632 960002"), (listing.Assured, listing.Phone));
        Assert.Equal(("https://licence.example/open", "https://council.fernbridge.example/v3/services/6f1d3f5e-0f52-4a3b-9d8a-0d2f6a1b7c11"), (listing.Licence, listing.SourcePage));
    }

    [Fact]
    public void What_has_changed_just_now_is_said_whole_however_long_the_description_is()
    {
        var (listing, _) = Only(SomeFeed.With(("description", $"\"{string.Concat(Enumerable.Repeat("Words and words. ", 100))}\""), ("alert", "\"No session on 5 May.\"")));

        Assert.EndsWith("No session on 5 May.", listing.Summary, StringComparison.Ordinal);
        Assert.InRange(listing.Summary.Length, 300, 600);
    }

    [Theory]
    [InlineData("""[{ "location": { "location_type": "virtual", "name": "Zoom", "latitude": 53.4, "longitude": -2.0 } }]""", true, null)]
    [InlineData("""[{ "location": { "location_type": "postal", "name": "Office", "latitude": 53.4, "longitude": -2.0 } }]""", false, "location")]
    [InlineData("""[{ "location": { "location_type": "physical", "name": "Hall" } }]""", false, "location")]
    [InlineData("[]", false, "service_at_locations")]
    [InlineData("null", false, "service_at_locations")]
    [InlineData("[{}]", false, "location")]
    public void Where_nobody_can_go_has_no_place(string places, bool isOnline, string? noted)
    {
        var (listing, record) = Only(SomeFeed.With(("service_at_locations", places)));

        Assert.Equal((isOnline, null), (listing.IsOnline, listing.Location));
        Assert.Equal(noted, record.Problems.FirstOrDefault(problem => problem.Effect == ImportProblem.Noted)?.Field);
    }

    [Fact]
    public void Of_a_thousand_places_the_first_fifty_are_listed_and_that_is_said()
    {
        var places = string.Join(',', Enumerable.Repeat("""{ "location": { "latitude": 53.4, "longitude": -2.0 } }""", 1_000));

        var record = Read(SomeFeed.With(("service_at_locations", $"[{places}]")));

        Assert.Equal(StoredRecords.MostPlaces, record.Listings.Count);
        Assert.Contains(record.Problems, problem => problem.Field == "service_at_locations");
    }

    [Theory]
    [InlineData("\"2026-10-25T01:30:00+01:00\"", "2026-10-25T00:30:00Z")]
    [InlineData("\"2026-10-25T01:30:00Z\"", "2026-10-25T01:30:00Z")]
    [InlineData("\"2026-03-29T01:30:00\"", "2026-03-29T01:30:00Z")]
    [InlineData("\"2031-01-01\"", "2026-11-04T12:00:00Z")]
    [InlineData("\"soon\"", "2026-11-04T00:00:00Z")]
    public void When_it_was_changed_is_one_point_in_time_whatever_the_clocks_did(string said, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Read(SomeFeed.With(("last_modified", said), ("assured_date", null))).LastModified);

    [Theory]
    [InlineData("DBS checked", "dbs")]
    [InlineData("No DBS checks needed", "")]
    [InlineData("We do not have a safeguarding policy. Ofsted registered.", "ofsted")]
    [InlineData("dbschecker first aiders", "first-aid")]
    public void Checks_are_what_is_said_and_not_what_is_denied(string accreditations, string expected) => Assert.Equal(expected, string.Join(',', SafetyWords.Find([accreditations, null])));

    [Theory]
    [InlineData("attributes", """{ "taxonomy_term": { "id": "12", "name": "Sport", "description": "", "taxonomy": "FB Kinds" } }""", "nature", "")]
    [InlineData("attributes", """{ "taxonomy_term": { "id": "x", "code": "12", "name": "Sphering", "taxonomy_detail": { "id": "k", "uri": "https://scheme.example/kinds" } } }""", "nature", "")]
    [InlineData("attributes", """{ "taxonomy_term": { "id": "12", "name": "Sphering", "taxonomy": "Other" } }""", "", "Sphering")]
    [InlineData("attributes", """{ "taxonomy_term": { "id": "9", "name": "Sphering", "term_uri": "https://scheme.example/kinds#12" } }""", "games", "")]
    [InlineData("attributes", """{ "id": "12", "taxonomy_term_id": "https://scheme.example/kinds#12" }""", "games", "")]
    [InlineData("attributes", """{ "taxonomy_term": { "term_uri": "https://scheme.example/kinds#13" } }""", "", "https://scheme.example/kinds#13")]
    [InlineData("service_taxonomys", """{ "id": "5", "taxonomy": { "id": "12", "name": "Sphering", "vocabulary": "FB Kinds" } }""", "nature", "")]
    [InlineData("service_taxonomys", """{ "id": "12", "taxonomy": { "id": "13", "name": "Sphering", "vocabulary": "FB Kinds" } }""", "", "Sphering")]
    public void A_term_is_known_by_its_id_and_where_nobody_knows_it_listed_by_its_label(string field, string term, string themes, string unmapped)
    {
        var folder = Directory.CreateTempSubdirectory("mappings");
        File.WriteAllText(Path.Combine(folder.FullName, "scheme.json"), """{ "isShared": true, "vocabularies": ["FB Kinds", "https://scheme.example/kinds"], "themes": { "nature": ["12"], "games": ["https://scheme.example/kinds#12"] } }""");
        var terms = TermMap.Load(folder.FullName);
        folder.Delete(recursive: true);

        var record = Read(SomeFeed.With(("attributes", null), (field, $"[{term}]")), terms);

        Assert.Equal(themes, string.Join(' ', Assert.Single(record.Listings).Themes));
        Assert.Equal(unmapped, string.Join(' ', record.UnmappedTerms));
    }

    private static (Listing Listing, ReadRecord Record) Only(string service)
    {
        var record = Read(service);
        return (Assert.Single(record.Listings), record);
    }

    private static ReadRecord Read(string service, TermMap? terms = null)
    {
        using var document = JsonDocument.Parse(service);
        var source = new OrukSource("https://licence.example/open", new Uri("https://council.fernbridge.example/v3/services?per_page=50"));
        return OrukService.Read(document.RootElement, 1, "test", terms ?? TermMap.Load(), Now, source).ToRecord();
    }
}
