using System.Globalization;
using System.Text.Json.Nodes;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>What becomes of opportunities: model 2.x, and what came before it.</summary>
public sealed class OpportunityReaderTests
{
    private static readonly TimeOnly Six = new(18, 0);
    private static readonly TimeOnly Seven = new(19, 0);

    [Fact]
    public void A_series_and_its_sessions_are_one_thing_to_do()
    {
        var record = SomeRpde.ReadOne(
            SomeRpde.Series("Climbing club"),
            SomeRpde.Session("2026-11-24T18:00:00Z", uri: "https://booking.example/s/1"),
            SomeRpde.Session("2026-12-01T18:00:00Z", uri: "https://booking.example/s/2"),
            SomeRpde.Session("2026-12-08T18:00:00Z", uri: "https://booking.example/s/3"),
            SomeRpde.Session("2026-12-12T10:00:00Z", uri: "https://booking.example/s/4"));

        var listing = Assert.Single(record.Listings);
        Assert.Equal(("Climbing club", "Fernbridge Leisure", "Mill Lane Wall"), (listing.Name, listing.Organisation, listing.Venue));
        Assert.Equal(["active"], listing.Themes);
        Assert.Equal((11m, 16m), (listing.MinimumAge, listing.MaximumAge));
        Assert.Equal(new GeoPoint(53.42, -2.07), listing.Location);
        Assert.Equal((SomeRpde.Licence, "https://booking.example/series/1"), (listing.Licence, listing.SourcePage));
        Assert.Equal(
            [
                new Session(DayOfWeek.Tuesday, Six, Seven, new(2026, 11, 24), new(2026, 12, 8)),
                new Session(DayOfWeek.Saturday, new(10, 0), new(11, 0), new(2026, 12, 12), new(2026, 12, 12)),
            ],
            listing.Sessions);
        Assert.Empty(record.Problems);
    }

    [Fact]
    public void The_order_in_which_a_series_and_its_sessions_come_makes_no_difference()
    {
        var (series, session) = (SomeRpde.Series("Climbing club"), SomeRpde.Session("2026-11-24T18:00:00Z"));

        var (one, other) = (Assert.Single(SomeRpde.ReadOne(series, session).Listings), Assert.Single(SomeRpde.ReadOne(session, series).Listings));

        Assert.Equivalent(one with { LastModified = other.LastModified }, other, strict: true);
    }

    [Fact]
    public void Sessions_that_hold_their_series_themselves_are_joined_by_its_id()
    {
        var record = SomeRpde.ReadOne(Held("2026-11-24T18:00:00Z", "1"), Held("2026-12-01T18:00:00Z", "2"));

        var session = Assert.Single(Assert.Single(record.Listings).Sessions);
        Assert.Equal((new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 1)), (session.From, session.Until));

        static JsonObject Held(string starts, string id)
        {
            var once = SomeRpde.Session(starts, series: null, uri: $"https://booking.example/s/{id}");
            once["superEvent"] = SomeRpde.Series("Climbing club");
            return once;
        }
    }

    [Fact]
    public void A_week_without_a_session_is_no_session()
    {
        var sessions = Assert.Single(SomeRpde.ReadOne(
            SomeRpde.Series("Climbing club"),
            SomeRpde.Session("2026-11-24T18:00:00Z", uri: "https://booking.example/s/1"),
            SomeRpde.Session("2026-12-08T18:00:00Z", uri: "https://booking.example/s/2")).Listings).Sessions;

        Assert.Equal([new(2026, 11, 24), new(2026, 12, 8)], sessions.Select(session => session.From!.Value));
        Assert.All(sessions, session => Assert.Equal(session.From, session.Until));
    }

    [Theory]
    [InlineData("2027-04-06T17:00:00Z", "18:00")]
    [InlineData("2027-04-06T18:00:00+01:00", "18:00")]
    [InlineData("2027-04-06T18:00:00", "18:00")]
    [InlineData("2026-12-01T18:00:00Z", "18:00")]
    [InlineData("2026-12-01T13:00:00-05:00", "18:00")]
    public void Times_are_those_the_clock_on_the_wall_shows(string starts, string opens) =>
        Assert.Equal(TimeOnly.ParseExact(opens, "HH:mm", CultureInfo.InvariantCulture), Assert.Single(Assert.Single(SomeRpde.ReadOne(SomeRpde.Series("Climbing club"), SomeRpde.Session(starts)).Listings).Sessions).Opens);

    [Fact]
    public void Summer_and_winter_time_are_the_same_evening()
    {
        var sessions = Assert.Single(SomeRpde.Read(
            new DateTimeOffset(2027, 3, 20, 3, 0, 0, TimeSpan.Zero),
            SomeRpde.Series("Climbing club"),
            SomeRpde.Session("2027-03-23T18:00:00Z", uri: "https://booking.example/s/1"),
            SomeRpde.Session("2027-03-30T17:00:00Z", uri: "https://booking.example/s/2")).Single().Listings).Sessions;

        Assert.Equal([new Session(DayOfWeek.Tuesday, Six, Seven, new(2027, 3, 23), new(2027, 3, 30))], sessions);
    }

    [Theory]
    [InlineData("https://schema.org/EventCancelled", 0)]
    [InlineData("https://schema.org/EventPostponed", 0)]
    [InlineData("https://schema.org/EventRescheduled", 1)]
    [InlineData("https://schema.org/EventScheduled", 1)]
    public void What_is_called_off_is_not_shown(string status, int listings)
    {
        var once = SomeRpde.Session("2026-11-24T18:00:00Z");
        once["eventStatus"] = status;

        Assert.Equal(listings, SomeRpde.ReadOne(SomeRpde.Series("Climbing club"), once).Listings.Count);
    }

    [Fact]
    public void What_is_over_is_not_shown_and_is_no_fault()
    {
        var record = SomeRpde.ReadOne(SomeRpde.Series("Climbing club"), SomeRpde.Session("2026-11-22T18:00:00Z"));

        Assert.Empty(record.Listings);
        Assert.Empty(record.Problems);
    }

    [Fact]
    public void A_session_whose_series_is_not_there_is_left_out_and_named()
    {
        var record = SomeRpde.ReadOne(SomeRpde.Session("2026-11-24T18:00:00Z"));

        Assert.Empty(record.Listings);
        Assert.Contains("no feed of this source holds", Assert.Single(record.Problems, problem => problem.Effect == "left-out").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_sessions_are_no_sessions_to_go_to()
    {
        var listing = Assert.Single(SomeRpde.ReadOne(SomeRpde.Series("Climbing club"), With(0, "2026-11-24T18:00:00Z", "1"), With(4, "2026-12-01T18:00:00Z", "2")).Listings);

        Assert.Equal((new DateOnly(2026, 12, 1), 4), (Assert.Single(listing.Sessions).From, listing.PlacesLeft));
    }

    [Fact]
    public void When_all_sessions_are_full_the_listing_says_so()
    {
        var listing = Assert.Single(SomeRpde.ReadOne(SomeRpde.Series("Climbing club"), With(0, "2026-11-24T18:00:00Z", "1"), With(0, "2026-12-01T18:00:00Z", "2")).Listings);

        Assert.Equal((1, 0), (listing.Sessions.Count, listing.PlacesLeft));
    }

    [Theory]
    [InlineData("""{ "minValue": 14 }""", null, 14, null)]
    [InlineData("""{ "minValue": 5, "maxValue": 11 }""", null, 5, 11)]
    [InlineData("""{ "maxValue": 15 }""", null, null, 15)]
    [InlineData("""{ "minValue": 8 }""", """{ "minValue": 11, "maxValue": 18 }""", 11, 18)]
    [InlineData("""{ "minValue": 18 }""", """{ "maxValue": 16 }""", null, 16)]
    [InlineData("\"18\"", null, 18, null)]
    [InlineData("\"18+\"", null, 18, null)]
    [InlineData("\"5-11\"", null, 5, 11)]
    [InlineData("""{ "minValue": 16, "maxValue": 11 }""", null, 11, 16)]
    [InlineData("""{ "minValue": -4, "maxValue": 900 }""", null, null, null)]
    [InlineData("\"everybody\"", null, null, null)]
    public void Ages_are_kept_as_they_are_said(string range, string? restriction, int? from, int? to)
    {
        var data = new JsonObject { ["ageRange"] = JsonNode.Parse(range), ["ageRestriction"] = restriction is null ? null : JsonNode.Parse(restriction) };

        Assert.Equal((from, to), OpportunityAges.Read(data) is var ages ? (ages.From, ages.To) : default);
    }

    [Theory]
    [InlineData("https://openactive.io/FemaleOnly", "girls")]
    [InlineData("https://openactive.io/MaleOnly", "boys")]
    [InlineData("Female", "girls")]
    [InlineData("https://openactive.io/NoRestriction", null)]
    [InlineData("mixed", null)]
    public void Whom_it_is_only_for_is_always_kept(string gender, string? group)
    {
        var series = SomeRpde.Series("Climbing club");
        series["genderRestriction"] = gender;

        Assert.Equal(group is null ? [] : [group], Assert.Single(SomeRpde.ReadOne(series, SomeRpde.Session("2026-11-24T18:00:00Z")).Listings).OnlyFor);
    }

    [Theory]
    [InlineData("""[{ "price": 0 }]""", "free")]
    [InlineData("""[{ "price": "3.30", "name": "Adult", "priceCurrency": "GBP" }]""", "3.30 Adult")]
    [InlineData("""[{ "price": 0, "name": "Member" }, { "price": 5, "name": "Non-member" }]""", "5.00 Non-member")]
    [InlineData("""[{ "price": 2, "name": "Over 50", "ageRestriction": { "minValue": 50 } }, { "price": 4, "name": "Junior", "ageRange": { "maxValue": 15 } }]""", "4.00 Junior")]
    [InlineData("""{ "price": 1 }""", "1.00")]
    [InlineData("""[{ "price": 6, "priceCurrency": "EUR" }]""", "unknown")]
    [InlineData("[]", "unknown")]
    public void It_costs_what_a_young_person_who_is_no_member_pays(string offers, string expected)
    {
        var cost = OpportunityOffers.Read(new JsonObject { ["offers"] = JsonNode.Parse(offers) });

        Assert.Equal(expected, cost switch
        {
            Cost.Pounds pounds => FormattableString.Invariant($"{pounds.Amount:0.00} {pounds.Note}").Trim(),
            Cost.Free => "free",
            _ => "unknown",
        });
    }

    [Fact]
    public void What_says_it_is_free_is_free() =>
        Assert.IsType<Cost.Free>(OpportunityOffers.Read(new JsonObject { ["isAccessibleForFree"] = true, ["offers"] = JsonNode.Parse("""[{ "price": 3, "name": "With a hired board" }]""") }));

    [Fact]
    public void What_is_mapped_to_nothing_is_listed_for_a_curator()
    {
        var series = SomeRpde.Series("Sphering");
        series["activity"] = JsonNode.Parse("""["Sphering", { "@type": "Concept", "@id": "https://openactive.io/activity-list#0a5f732d-e806-4e51-ad40-0a7de0239c8c" }, { "prefLabel": "General" }]""");
        series["accessibilitySupport"] = JsonNode.Parse("""[{ "@type": "Concept", "prefLabel": "Visual impairment" }, { "prefLabel": "Wheelchair" }]""");

        var record = SomeRpde.ReadOne(series, SomeRpde.Session("2026-11-24T18:00:00Z"));

        Assert.Equal(["Sphering", "accessibilitySupport: Visual impairment"], record.UnmappedTerms);
        Assert.Equal(["active"], Assert.Single(record.Listings).Themes);
        Assert.Equal(["step-free"], Assert.Single(record.Listings).Access);
    }

    [Fact]
    public void An_activity_the_list_does_not_know_may_be_mapped_as_any_other_term()
    {
        var series = SomeRpde.Series("Repair café");
        series["activity"] = new JsonArray("Volunteering");

        var record = SomeRpde.ReadOne(series, SomeRpde.Session("2026-11-24T18:00:00Z"));

        Assert.Equal(["difference"], Assert.Single(record.Listings).Themes);
        Assert.Empty(record.UnmappedTerms);
    }

    [Fact]
    public void Beginners_are_newcomers_who_are_welcome_and_where_to_meet_is_told()
    {
        var series = SomeRpde.Series("Led ride");
        series["level"] = new JsonArray("Beginner");
        series["meetingPoint"] = "At the bandstand";

        var listing = Assert.Single(SomeRpde.ReadOne(series, SomeRpde.Session("2026-11-24T18:00:00Z")).Listings);

        Assert.Equal((true, "At the bandstand"), (listing.WelcomesNewcomers, listing.TravelHint));
    }

    [Theory]
    [InlineData("https://schema.org/OnlineEventAttendanceMode", true)]
    [InlineData("https://schema.org/MixedEventAttendanceMode", false)]
    [InlineData("https://schema.org/OfflineEventAttendanceMode", false)]
    public void Online_is_nowhere_and_both_is_at_its_place(string mode, bool isOnline)
    {
        var series = SomeRpde.Series("Climbing club");
        series["eventAttendanceMode"] = mode;

        var listing = Assert.Single(SomeRpde.ReadOne(series, SomeRpde.Session("2026-11-24T18:00:00Z")).Listings);

        Assert.Equal((isOnline, isOnline), (listing.IsOnline, listing.Location is null));
    }

    [Fact]
    public void A_schedule_alone_gives_weekly_sessions()
    {
        var series = SomeRpde.Series("Climbing club");
        series["eventSchedule"] = JsonNode.Parse("""[{ "@type": "Schedule", "byDay": ["https://schema.org/Tuesday", "schema:Thursday"], "repeatFrequency": "P1W", "startTime": "18:00", "endTime": "19:00", "startDate": "2026-01-06" }]""");

        var sessions = Assert.Single(SomeRpde.ReadOne(series).Listings).Sessions;

        Assert.Equal([new Session(DayOfWeek.Tuesday, Six, Seven, new(2026, 1, 6)), new Session(DayOfWeek.Thursday, Six, Seven, new(2026, 1, 6))], sessions);
    }

    [Fact]
    public void A_schedule_that_leaves_days_out_or_comes_every_other_week_keeps_its_rule()
    {
        var series = SomeRpde.Series("Climbing club");
        series["eventSchedule"] = JsonNode.Parse("""{ "byDay": ["MO"], "repeatFrequency": "P2W", "startTime": "18:00:00", "duration": "PT1H", "startDate": "2026-11-23", "exceptDate": ["2026-12-07"], "endDate": "2027-02-01" }""");

        var session = Assert.Single(Assert.Single(SomeRpde.ReadOne(series).Listings).Sessions);

        Assert.Equal((DayOfWeek.Monday, new(2026, 11, 23), new(2027, 2, 1)), (session.Day, session.From, session.Until));
        Assert.Equal([new(2026, 11, 23), new(2026, 12, 21), new(2027, 1, 4)], Recurrence.Days(session.Rule!, session.From, new(2026, 11, 23)).Take(3));
    }

    [Theory]
    [InlineData("""{ "byDay": ["FR"], "startTime": "18:00", "endTime": "19:00", "startDate": "2026-01-01", "endDate": "2026-03-01" }""")]
    [InlineData("""{ "startDate": "2026-03-01", "startTime": "18:00" }""")]
    public void A_schedule_that_is_over_is_not_shown(string schedule)
    {
        var series = SomeRpde.Series("Climbing club");
        series["eventSchedule"] = JsonNode.Parse(schedule);

        Assert.Empty(SomeRpde.ReadOne(series).Listings);
    }

    [Theory]
    [InlineData("""{ "byDay": ["FR"] }""", "says no times")]
    [InlineData("""{ "byDay": ["FR"], "startTime": "18:00", "repeatFrequency": "now and then" }""", "no frequency")]
    [InlineData("""{ "byDay": ["FR"], "startTime": "18:00", "repeatFrequency": "PT5M" }""", "no frequency")]
    public void A_schedule_that_cannot_be_read_gives_no_times_and_is_named(string schedule, string why)
    {
        var series = SomeRpde.Series("Climbing club");
        series["eventSchedule"] = JsonNode.Parse(schedule);

        var record = SomeRpde.ReadOne(series);

        Assert.Empty(Assert.Single(record.Listings).Sessions);
        Assert.Contains(record.Problems, problem => problem.Field == "eventSchedule" && problem.Why.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void Days_that_are_there_count_more_than_the_schedule()
    {
        var series = SomeRpde.Series("Climbing club");
        series["eventSchedule"] = JsonNode.Parse("""[{ "@type": "PartialSchedule", "byDay": ["MO"], "startTime": "18:00", "duration": "PT1H" }]""");

        Assert.Equal([DayOfWeek.Tuesday], Assert.Single(SomeRpde.ReadOne(series, SomeRpde.Session("2026-11-24T18:00:00Z")).Listings).Sessions.Select(session => session.Day));
    }

    [Fact]
    public void Bookable_times_that_touch_are_one_time_and_belong_to_the_facility_of_their_court()
    {
        var facility = Parsed("""
            {
              "@type": "FacilityUse", "@id": "https://booking.example/courts", "name": "Tennis courts", "facilityType": [{ "prefLabel": "Tennis Court" }],
              "provider": { "name": "Fernbridge Leisure" }, "individualFacilityUse": [{ "@type": "IndividualFacilityUse", "@id": "https://booking.example/courts/2", "name": "Court 2" }]
            }
            """);

        var record = SomeRpde.ReadOne(facility, Slot("1", "2026-11-24T10:00:00Z", 1), Slot("2", "2026-11-24T10:30:00Z", 2), Slot("3", "2026-11-24T11:00:00Z", 0), Slot("4", "2026-11-24T15:00:00Z", 1));

        var listing = Assert.Single(record.Listings);
        Assert.Equal(("Tennis courts", "Fernbridge Leisure"), (listing.Name, listing.Organisation));
        Assert.Equal(["10:00-11:00", "15:00-15:30"], listing.Sessions.Select(session => FormattableString.Invariant($"{session.Opens:HH:mm}-{session.Closes:HH:mm}")));

        static JsonObject Slot(string id, string starts, int left) =>
            Parsed($$"""{ "type": "Slot", "id": "https://booking.example/slots/{{id}}", "facilityUse": "https://booking.example/courts/2", "startDate": "{{starts}}", "duration": "PT30M", "remainingUses": {{left}} }""");
    }

    [Fact]
    public void A_facility_without_bookable_times_is_open_when_it_says()
    {
        var facility = Parsed("""
            {
              "@type": "FacilityUse", "@id": "https://booking.example/courts", "name": "Tennis courts", "provider": { "name": "Fernbridge Leisure" },
              "hoursAvailable": [{ "dayOfWeek": ["https://schema.org/Saturday", "https://schema.org/PublicHolidays"], "opens": "09:00", "closes": "17:30" }]
            }
            """);

        Assert.Equal([new Session(DayOfWeek.Saturday, new(9, 0), new(17, 30))], Assert.Single(SomeRpde.ReadOne(facility).Listings).Sessions);
    }

    [Fact]
    public void A_course_is_on_on_its_days()
    {
        var course = Parsed("""
            {
              "type": "CourseInstance", "id": "https://booking.example/courses/1", "name": "Learn to sail", "activity": ["Sailing"], "organizer": { "name": "Quarry Water" }, "startDate": "2026-11-25", "endDate": "2027-02-01",
              "subEvent": [
                { "type": "Event", "startDate": "2026-11-25T16:00:00Z", "endDate": "2026-11-25T18:00:00Z" },
                { "type": "Event", "startDate": "2026-12-02T16:00:00Z", "endDate": "2026-12-02T18:00:00Z" } ]
            }
            """);

        Assert.Equal([new Session(DayOfWeek.Wednesday, new(16, 0), new(18, 0), new(2026, 11, 25), new(2026, 12, 2))], Assert.Single(SomeRpde.ReadOne(course).Listings).Sessions);
    }

    [Theory]
    [InlineData("2026-11-28", null, 1)]
    [InlineData("2026-11-28", "2026-11-29", 2)]
    [InlineData("2026-11-28T09:00:00Z", "2026-11-29T17:00:00Z", 2)]
    [InlineData("2026-11-28T22:00:00Z", "2026-11-29T01:00:00Z", 1)]
    [InlineData("2026-11-20", "2026-11-21", 0)]
    public void A_big_event_is_on_on_each_of_its_days(string starts, string? ends, int sessions)
    {
        var event_ = Parsed("""{ "type": "HeadlineEvent", "id": "https://booking.example/run", "name": "Reservoir run", "activity": ["Running"], "organizer": { "name": "Fernbridge Harriers" } }""");
        event_["startDate"] = starts;
        event_["endDate"] = ends;

        Assert.Equal(sessions, SomeRpde.ReadOne(event_).Listings.Sum(listing => listing.Sessions.Count));
    }

    [Fact]
    public void What_is_there_on_demand_is_online_and_has_no_times()
    {
        var listing = Assert.Single(SomeRpde.ReadOne(Parsed("""{ "type": "OnDemandEvent", "id": "https://booking.example/film", "name": "Stretch along", "activity": ["Yoga"], "organizer": { "name": "Fernbridge Leisure" } }""")).Listings);

        Assert.Equal((true, 0), (listing.IsOnline, listing.Sessions.Count));
    }

    [Fact]
    public void The_name_over_several_series_is_nothing_to_go_to_but_gives_them_what_they_lack()
    {
        var over = SomeRpde.Series("Get active", "https://booking.example/over");
        over["@type"] = "EventSeries";
        var series = Parsed("""{ "@type": "SessionSeries", "@id": "https://booking.example/series/1", "name": "Yoga for teens", "activity": ["Yoga"], "superEvent": { "@id": "https://booking.example/over" } }""");

        var listings = SomeRpde.Read(SomeRpde.Now, over, series, SomeRpde.Session("2026-11-24T18:00:00Z")).SelectMany(record => record.Listings).ToList();

        Assert.Equal(("Yoga for teens", "Fernbridge Leisure", 11m), (Assert.Single(listings).Name, listings[0].Organisation, listings[0].MinimumAge));
    }

    [Fact]
    public void Sessions_at_two_places_are_two_things_to_choose_from()
    {
        var (one, other) = (SomeRpde.Session("2026-11-24T18:00:00Z", uri: "https://booking.example/s/1"), SomeRpde.Session("2026-11-25T18:00:00Z", uri: "https://booking.example/s/2"));
        other["location"] = JsonNode.Parse("""{ "name": "Quarry Hill Rec", "geo": { "latitude": 53.5, "longitude": -2.1 } }""");

        var listings = SomeRpde.ReadOne(SomeRpde.Series("Climbing club"), one, other).Listings;

        Assert.Equal(["Mill Lane Wall", "Quarry Hill Rec"], listings.Select(listing => listing.Venue));
        Assert.Equal(2, listings.Select(listing => listing.Id).Distinct().Count());
    }

    [Fact]
    public void What_strangers_write_is_made_plain_and_safe()
    {
        var series = SomeRpde.Series("Climbing <script>alert(1)</script>club");
        series["description"] = "<p>Come along.</p> Call 0909 879 0000 now. Bring socks.";
        series["organizer"] = JsonNode.Parse("""{ "name": "Fernbridge <b>Leisure</b>", "telephone": "0871 234 5678", "email": "no address" }""");
        series["url"] = "javascript:alert(1)";
        series["location"] = JsonNode.Parse("""{ "name": "53.42, -2.07", "address": { "streetAddress": "1 Mill Lane" }, "geo": { "latitude": "-2.07", "longitude": 53.42 } }""");

        var record = SomeRpde.ReadOne(series, SomeRpde.Session("2026-11-24T18:00:00Z"));

        var listing = Assert.Single(record.Listings);
        Assert.Equal(("Climbing club", "Come along. Bring socks.", "Fernbridge Leisure", "1 Mill Lane"), (listing.Name, listing.Summary, listing.Organisation, listing.Venue));
        Assert.Equal((null, null, null), (listing.Phone, listing.Email, listing.Web));
        Assert.Equal(new GeoPoint(53.42, -2.07), listing.Location);
        Assert.Equal(["description", "email", "location", "telephone", "url"], record.Problems.Where(problem => problem.Effect == "mended").Select(problem => problem.Field).Order());
    }

    [Fact]
    public void A_series_that_takes_its_facts_from_itself_does_no_harm()
    {
        var series = SomeRpde.Series("Climbing club");
        series["superEvent"] = "https://booking.example/series/1";

        Assert.Equal("Climbing club", Assert.Single(SomeRpde.ReadOne(series).Listings).Name);
    }

    [Fact]
    public void A_listing_keeps_its_id() =>
        Assert.Equal("town.ab193727", Assert.Single(SomeRpde.ReadOne(SomeRpde.Series("Climbing club")).Listings).Id[..13]);

    private static JsonObject With(int places, string starts, string id)
    {
        var session = SomeRpde.Session(starts, uri: $"https://booking.example/s/{id}");
        session["remainingAttendeeCapacity"] = places;
        return session;
    }

    private static JsonObject Parsed(string json) => JsonNode.Parse(json)!.AsObject();
}
