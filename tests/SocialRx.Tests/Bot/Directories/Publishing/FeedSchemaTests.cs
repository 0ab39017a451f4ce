using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory.Publishing;

namespace SocialRx.Tests.Bot.Directories.Publishing;

/// <summary>Every endpoint, under every parameter and many together, answers by the schemas of the standard.</summary>
public sealed class FeedSchemaTests(RunningFeed feed) : IClassFixture<RunningFeed>
{
    private static readonly string Sport = PublishedTerm.Of(PublishedTaxonomy.Themes, "active").PublishedId;

    private static readonly string[] Paging = ["", "per_page=3", "per_page=3&page=2", "page=9999", "search=club", "search=zeppelin"];

    private static readonly string[] Filters =
    [
        "minimum_age=11", "maximum_age=15", "minimum_age=11&maximum_age=15.5", "day=SA", "day=MO,TU", "start_time=16:00", "start_time=16:00&end_time=20:00&day=TU", "modified_after=2026-01-01T00:00:00Z",
        $"taxonomy_term_id={Sport}", $"taxonomy_id={PublishedTaxonomy.Ways.PublishedId}", $"taxonomy_term_id={Sport}&day=TU&minimum_age=12&search=football&per_page=2", "full=true", "full=true&per_page=500",
    ];

    [Fact]
    public async Task What_it_is() => Assert.Empty(OpenReferralSchemas.Problems("api_details", await feed.JsonAsync("/")));

    [Fact]
    public async Task Lists_of_services()
    {
        foreach (var query in Paging.Concat(Filters).Append("minimal=true"))
            await AssertPageAsync($"/services?{query}", "service_list");
    }

    [Fact]
    public async Task Every_service()
    {
        foreach (var service in (await feed.JsonAsync("/services?per_page=500")).GetProperty("contents").EnumerateArray())
            AssertNone(OpenReferralSchemas.Problems("service", await feed.JsonAsync($"/services/{service.GetProperty("id").GetString()}")));
    }

    [Fact]
    public async Task Lists_of_services_at_their_places_and_each_of_them()
    {
        foreach (var query in Paging.Concat(Filters).Concat(["postcode=FB3", "postcode=FB3 1AA&proximity=900", "postcode=FB1&proximity=2000&day=SA&full=true"]))
            await AssertPageAsync($"/service_at_locations?{query}", "service_at_location_list");
        foreach (var place in (await feed.JsonAsync("/service_at_locations?per_page=20")).GetProperty("contents").EnumerateArray())
            AssertNone(OpenReferralSchemas.Problems("service_at_location", await feed.JsonAsync($"/service_at_locations/{place.GetProperty("id").GetString()}")));
    }

    [Fact]
    public async Task Taxonomies_and_their_terms()
    {
        foreach (var query in Paging)
            await AssertPageAsync($"/taxonomies?{query}", "taxonomy_list");
        foreach (var query in Paging.Append($"taxonomy_id={PublishedTaxonomy.Themes.PublishedId}"))
            await AssertPageAsync($"/taxonomy_terms?{query}", "taxonomy_term_list");
        AssertNone(OpenReferralSchemas.Problems("taxonomy", await feed.JsonAsync($"/taxonomies/{PublishedTaxonomy.Themes.PublishedId}")));
        AssertNone(OpenReferralSchemas.Problems("taxonomy_term", await feed.JsonAsync($"/taxonomy_terms/{Sport}")));
    }

    [Fact]
    public async Task Organisations()
    {
        foreach (var query in Paging)
        {
            var page = await feed.JsonAsync($"/organizations?{query}");
            AssertNone(OpenReferralSchemas.PageProblems(page));
            // The schema of this list is, in the standard, that of one of its records.
            Assert.All(page.GetProperty("contents").EnumerateArray(), item => AssertNone(OpenReferralSchemas.Problems("organization_list", item)));
        }

        var first = (await feed.JsonAsync("/organizations?per_page=1")).GetProperty("contents")[0].GetProperty("id").GetString();
        AssertNone(OpenReferralSchemas.Problems("organization", await feed.JsonAsync($"/organizations/{first}")));
    }

    [Fact]
    public async Task Schemas_find_what_is_wrong()
    {
        var service = JsonNode.Parse((await feed.JsonAsync("/services?search=kickabout&full=true")).GetProperty("contents")[0].GetRawText())!;
        service["id"] = "no-uuid";
        service["status"] = "open";
        service.AsObject().Remove("name");
        service["email"] = "nobody";

        Assert.True(OpenReferralSchemas.Problems("service", JsonDocument.Parse(service.ToJsonString()).RootElement).Count() >= 4);
    }

    private async Task AssertPageAsync(string path, string schema)
    {
        var page = await feed.JsonAsync(path);
        AssertNone(OpenReferralSchemas.PageProblems(page).Concat(OpenReferralSchemas.Problems(schema, page)).Select(problem => $"{path}: {problem}"));
    }

    private static void AssertNone(IEnumerable<string> problems) => Assert.Empty(problems);
}
