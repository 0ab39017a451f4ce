using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.Publishing;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Publishing;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.TestKit;
using SocialRx.Tests.Domain.ActivityDirectory;
using SocialRx.Tests.Storage.ActivityDirectory;

namespace SocialRx.Tests.Bot.Directories.Publishing;

public sealed class DirectoryFeedTests(RunningFeed feed) : IClassFixture<RunningFeed>
{
    [Fact]
    public async Task Nothing_is_published_until_somebody_says_so()
    {
        await using var app = RunningFeed.App(feed.Database);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = RunningFeed.AddressOf(app) };

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/openreferral/v3/services", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Only_what_is_shown_current_and_may_be_published_is_in_it()
    {
        var names = await NamesAsync("/services?per_page=500");

        Assert.Contains("Tuesday Kickabout", names);
        Assert.Contains("Listing shown", names);
        Assert.DoesNotContain("Chess Corner", names);
        Assert.Empty(names.Intersect(["Listing hidden", "Listing stale", "Listing over", "Listing nothing said", "Listing all rights"]));
        foreach (var id in (string[])["open.hidden", "open.stale", "open.over", "closed.nothing said", "closed.all rights"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await feed.GetAsync($"/services/{PublishedId.Of("service", id)}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await feed.GetAsync($"/service_at_locations/{PublishedId.Of("service-at-location", id)}")).StatusCode);
        }
    }

    [Fact]
    public async Task It_says_its_version_its_profile_and_where_it_is_described()
    {
        var about = await feed.JsonAsync("/");
        var description = await feed.JsonAsync("/openapi.json");

        Assert.Equal("HSDS-UK-3.0", about.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(about.GetProperty("profile").GetString(), UriKind.Absolute));
        Assert.EndsWith("/openreferral/v3/openapi.json", about.GetProperty("openapi_url").GetString(), StringComparison.Ordinal);
        Assert.Equal("3.0.3", description.GetProperty("openapi").GetString());
        Assert.EndsWith("/openreferral/v3", description.GetProperty("servers")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_parameter_that_is_described_does_something_when_it_is_wrong()
    {
        var description = await feed.JsonAsync("/openapi.json");
        var wrong = description.GetProperty("components").GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).ToList();

        foreach (var name in wrong)
        {
            using var answer = await feed.GetAsync($"/services?{name}={new string('!', 150)}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.StartsWith($"{name} ", problem.GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("per_page=501", "per_page")]
    [InlineData("per_page=0", "per_page")]
    [InlineData("minimum_age=16&maximum_age=11", "minimum_age")]
    [InlineData("start_time=18:00&end_time=17:00", "start_time")]
    [InlineData("proximity=500", "proximity")]
    [InlineData("postcode=ZZ9", "postcode")]
    [InlineData("day=XX", "day")]
    [InlineData("day=1", "day")]
    [InlineData("page=1&page=2", "page")]
    [InlineData("taxonomy_term_id=' or 1=1 --", "taxonomy_term_id")]
    public async Task What_cannot_be_used_is_said_with_which_and_why(string query, string name)
    {
        using var answer = await feed.GetAsync($"/service_at_locations?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors");
        Assert.Equal(name, Assert.Single(errors.EnumerateObject()).Name);
    }

    [Fact]
    public async Task Pages_hold_everything_once_and_say_where_they_are()
    {
        var all = await NamesAsync("/services?per_page=500");
        var pages = (all.Count + 29) / 30;
        var ids = new List<string>();
        for (var number = 1; number <= pages; number++)
        {
            var page = await feed.JsonAsync($"/services?per_page=30&page={number}");
            ids.AddRange(Contents(page).Select(item => item.GetProperty("id").GetString()!));
            Assert.Equal(
                (all.Count, pages, number, Math.Min(30, all.Count - ((number - 1) * 30)), number == 1, number == pages, false),
                Numbers(page));
        }

        Assert.Equal(all.Count, ids.Distinct().Count());
        Assert.Equal((all.Count, pages, pages + 1, 0, false, true, true), Numbers(await feed.JsonAsync($"/services?per_page=30&page={pages + 1}")));
    }

    [Fact]
    public async Task Nothing_found_is_a_first_last_and_empty_page() =>
        Assert.Equal((0, 0, 1, 0, true, true, true), Numbers(await feed.JsonAsync("/services?search=zeppelin")));

    [Theory]
    [InlineData("search=kickabout", "Tuesday Kickabout", "Pixel Club")]
    [InlineData("search=KICK rovers", "Tuesday Kickabout", "Pixel Club")]
    [InlineData("minimum_age=10&maximum_age=12", "Tuesday Kickabout", "Young Adult Gym Hours")]
    [InlineData("minimum_age=16&maximum_age=16.5", "Tuesday Kickabout", null)]
    [InlineData("day=TU&start_time=16:30&end_time=19:00", "Tuesday Kickabout", null)]
    [InlineData("day=tuesday", "Tuesday Kickabout", null)]
    [InlineData("modified_after=2026-11-30", null, "Tuesday Kickabout")]
    [InlineData("minimum_age=16.5", null, "Tuesday Kickabout")]
    [InlineData("day=TU&start_time=17:30", null, "Tuesday Kickabout")]
    [InlineData("day=TU&end_time=18:00", null, "Tuesday Kickabout")]
    [InlineData("day=WE&search=kickabout", null, "Tuesday Kickabout")]
    [InlineData("search=100%25", null, "Tuesday Kickabout")]
    public async Task A_filter_lets_through_what_fits_and_nothing_else(string query, string? found, string? notFound)
    {
        var names = await NamesAsync($"/services?per_page=500&{query}");

        if (found is not null)
            Assert.Contains(found, names);
        Assert.DoesNotContain(notFound, names);
    }

    [Fact]
    public async Task Terms_and_taxonomies_filter_and_filters_add_up()
    {
        var term = Contents(await feed.JsonAsync("/taxonomy_terms?search=physical activity")).Single().GetProperty("id").GetString();
        var groups = Contents(await feed.JsonAsync("/taxonomies?search=only for")).Single().GetProperty("id").GetString();

        var active = Contents(await feed.JsonAsync($"/services?per_page=500&full=true&taxonomy_term_id={term}"));
        var reserved = Contents(await feed.JsonAsync($"/services?per_page=500&full=true&taxonomy_id={groups}"));
        var both = await NamesAsync($"/services?per_page=500&taxonomy_term_id={term}&taxonomy_id={groups}");

        Assert.NotEmpty(reserved);
        Assert.All(active, service => Assert.Contains(term, Terms(service).Select(each => each.GetProperty("id").GetString())));
        Assert.All(reserved, service => Assert.Contains(groups, Terms(service).Select(each => each.GetProperty("taxonomy_id").GetString())));
        Assert.Equal(Names(active).Intersect(Names(reserved)).Order(), both.Order());
        Assert.Empty(await NamesAsync("/services?taxonomy_term_id=00000000-0000-4000-8000-000000000000"));
        Assert.Equal("Indoors", (await feed.JsonAsync($"/taxonomy_terms/{PublishedTerm.Of(PublishedTaxonomy.Settings, "indoors").PublishedId}")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_distance_is_measured_from_the_middle_of_the_outcode_and_a_whole_postcode_is_cut()
    {
        var centre = (await Places.OfOutcodeAsync(feed.Database, "FB3", TestContext.Current.CancellationToken))!.Centre;
        var expected = (await Stored.VisibleAsync(feed.Database))
            .Where(listing => listing.SourceId == SampleDirectory.SourceId && listing.Location is { } point && centre.KilometresTo(point) <= 1.5 && Freshness(listing))
            .Select(listing => PublishedId.Of("service-at-location", listing.Id));

        var found = Contents(await feed.JsonAsync("/service_at_locations?per_page=500&postcode=FB3 1AA&proximity=1500"));

        Assert.NotEmpty(found);
        Assert.Equal(expected.Order(), found.Select(place => place.GetProperty("id").GetString()).Order());

        static bool Freshness(Listing listing) => SocialRx.Domain.ActivityDirectory.Matching.Choose([listing], new Wishes { BelongsTo = listing.OnlyFor }, RunningFeed.Now).Suggestions.Count > 0;
    }

    [Fact]
    public async Task A_service_has_all_its_places_each_with_its_own_times()
    {
        var service = await feed.JsonAsync($"/services/{PublishedId.Of("service", "open.places")}");
        var places = service.GetProperty("service_at_locations");

        Assert.Equal(["Hall", "Library"], places.EnumerateArray().Select(place => place.GetProperty("location").GetProperty("name").GetString()));
        Assert.Equal(["MO", "SU"], places.EnumerateArray().Select(place => place.GetProperty("schedules")[0].GetProperty("byday").GetString()));
        Assert.False(service.TryGetProperty("schedules", out _));
        Assert.Equal(["Listing places"], await NamesAsync("/services?search=places&day=SU"));
    }

    [Fact]
    public async Task A_service_says_its_licence_who_to_name_and_where_it_is_from()
    {
        var service = await feed.JsonAsync($"/services/{PublishedId.Of("service", "open.shown")}");
        var ours = await feed.JsonAsync("/services?search=kickabout");

        Assert.Equal(("OGL-UK-3.0", "Organisation of shown", "https://open.example/shown"), (service.GetProperty("license").GetString(), service.GetProperty("attribution").GetString(), service.GetProperty("source_url").GetString()));
        Assert.Equal("CC0-1.0", ours.GetProperty("contents")[0].GetProperty("license").GetString());
        Assert.Equal(["en", "ur"], service.GetProperty("languages").EnumerateArray().Select(language => language.GetProperty("code").GetString()));
        Assert.Equal("Bus 12", service.GetProperty("service_at_locations")[0].GetProperty("location").GetProperty("transportation").GetString());
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        using var first = await feed.GetAsync("/services?per_page=10");
        var tag = first.Headers.ETag!.ToString();

        using var again = await feed.SendAsync(HttpMethod.Get, "/services?per_page=10", tag);
        using var other = await feed.SendAsync(HttpMethod.Get, "/services?per_page=11", tag);

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal("public, max-age=300", first.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Any_page_on_the_web_may_read_it_and_none_may_write()
    {
        using var get = await feed.GetAsync("/services");
        using var head = await feed.SendAsync(HttpMethod.Head, "/services");
        using var options = await feed.SendAsync(HttpMethod.Options, "/services");
        using var post = await feed.SendAsync(HttpMethod.Post, "/services");

        Assert.Equal("*", get.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("cross-origin", get.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal((HttpStatusCode.OK, get.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("GET, HEAD", options.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.False(post.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task One_address_cannot_ask_without_end()
    {
        await using var app = RunningFeed.App(feed.Database, "--DirectoryFeed:Published=true", "--DirectoryFeed:RequestsPerAddressPerMinute=10");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = RunningFeed.AddressOf(app) };
        var answers = new List<HttpStatusCode>();

        for (var n = 0; n < 12; n++)
            answers.Add((await client.GetAsync(new Uri("/openreferral/v3/taxonomies", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task All_of_it_can_be_had_at_once_one_record_a_line()
    {
        foreach (var list in (string[])["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"])
        {
            using var answer = await feed.GetAsync($"/{list}?format=ndjson");
            var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');

            Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(Numbers(await feed.JsonAsync($"/{list}")).Total, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).Distinct().Count());
            Assert.Equal(Numbers(await feed.JsonAsync($"/{list}")).Total, lines.Length);
        }
    }

    [Fact]
    public async Task An_organisation_has_its_services()
    {
        var id = (await feed.JsonAsync("/services?search=kickabout")).GetProperty("contents")[0].GetProperty("organization_id").GetString();

        var organization = await feed.JsonAsync($"/organizations/{id}");
        var services = await NamesAsync($"/services?organization_id={id}");

        Assert.Contains("Tuesday Kickabout", services);
        Assert.Equal(services.Order(), organization.GetProperty("services").EnumerateArray().Select(service => service.GetProperty("name").GetString()!).Order());
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("json")]
    public async Task What_we_publish_is_read_back_as_the_same_listings(string format)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("socialrx-feed-").FullName, $"feed.{format}");
        var count = await FeedExport.WriteAsync(file, format == "ndjson", feed.Feed, TestContext.Current.CancellationToken);
        var ours = (await PublishedListings.ServicesAsync(feed.Database, new DirectoryFeedOptions { Licences = ["OGL-UK-3.0", "CC-BY-4.0", "CC0-1.0"], Sources = [new PublishedSource { SourceId = SampleDirectory.SourceId }] }.Allowed, new PublishedQuery { Now = RunningFeed.Now, Size = 1_000 }, TestContext.Current.CancellationToken)).Items;
        await using var other = await TestDatabase.CreateAsync();

        var importer = new Importer(other.Database, TermMap.Load(), new FakeTimeProvider(RunningFeed.Now), TestDatabase.CountingIds());
        var report = await importer.ImportAsync("copy", file, FeedFile.ReadAsync(file, new DirectoryOptions()), TestContext.Current.CancellationToken);

        var copies = (await Stored.VisibleAsync(other.Database)).ToDictionary(listing => listing.Id);
        Assert.Equal((count, 0), (ours.Count, report.Run.LeftOut));
        Assert.Equal(ours.Sum(service => service.Places.Count), copies.Count);
        Assert.All(ours, service => Assert.All(service.Places.Index(), place =>
        {
            var copy = copies[$"copy.{service.Id}{(place.Index == 0 ? "" : $"~{(place.Index + 1).ToString(CultureInfo.InvariantCulture)}")}"];
            // When what we publish changed is ours to say, and one for all places of a service.
            Assert.Equal(Carried(place.Item.Listing with { LastModified = service.Places.Max(each => each.LastModified) }), Carried(copy));
        }));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task A_page_of_the_export_is_whole_and_counts_right()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("socialrx-feed-").FullName, "feed.json");
        var count = await FeedExport.WriteAsync(file, isLines: false, feed.Feed, TestContext.Current.CancellationToken);

        var page = JsonDocument.Parse(await File.ReadAllTextAsync(file, Encoding.UTF8, TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal((count, 1, 1, count, true, true, false), Numbers(page));
        Assert.Equal(count, page.GetProperty("contents").GetArrayLength());
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("/dashboard", "", "Path")]
    [InlineData("openreferral", "", "Path")]
    [InlineData("/feed/", "", "Path")]
    [InlineData("/feed", "http://link.fernbridge.example", "Address")]
    [InlineData("/feed", "https://link.fernbridge.example/feed", "Address")]
    public void An_address_that_cannot_be_used_is_refused_at_the_start(string path, string address, string key) =>
        Assert.Equal(key, Assert.Single(new DirectoryFeedOptions { Path = path, Address = address }.Problems()).Key);

    // What the standard has a field for; the rest is another directory's own.
    private static string Carried(Listing listing) =>
        ListingJson.Write(listing with
        {
            // A position goes through decimals on its way: far less than a millimetre.
            Location = listing.Location is { } at ? new GeoPoint(Math.Round(at.Latitude, 9), Math.Round(at.Longitude, 9)) : null,
            Id = "", SourceId = "", Licence = null, SourcePage = null, Languages = [], Settings = [], SafetyChecks = [], AreaServed = null, TravelHint = null, PlacesLeft = null, UnmappedTerms = [],
            Sessions = [.. listing.Sessions.OrderBy(session => session.Day).ThenBy(session => session.Opens)],
        });

    private static (int Total, int Pages, int Number, int Size, bool First, bool Last, bool Empty) Numbers(JsonElement page) =>
        (page.GetProperty("total_items").GetInt32(), page.GetProperty("total_pages").GetInt32(), page.GetProperty("page_number").GetInt32(), page.GetProperty("size").GetInt32(), page.GetProperty("first_page").GetBoolean(), page.GetProperty("last_page").GetBoolean(), page.GetProperty("empty").GetBoolean());

    private static List<JsonElement> Contents(JsonElement page) => [.. page.GetProperty("contents").EnumerateArray()];

    private static List<string> Names(IEnumerable<JsonElement> items) => [.. items.Select(item => item.GetProperty("name").GetString()!)];

    private async Task<List<string>> NamesAsync(string path) => Names(Contents(await feed.JsonAsync(path)));

    private static IEnumerable<JsonElement> Terms(JsonElement service) => service.GetProperty("attributes").EnumerateArray().Select(attribute => attribute.GetProperty("taxonomy_term"));
}
