using System.Text;
using SocialRx.Bot.Directories.OpenActive;

namespace SocialRx.Tests.Bot.Directories.OpenActive;

/// <summary>Pages of datasets, as OpenActive's Dataset API Discovery has them, and what else is found there.</summary>
public sealed class DatasetPageTests
{
    private const string Dataset =
        """
        {
          "@context": ["https://schema.org/", "https://openactive.io/"], "@type": "Dataset", "name": "Fernbridge Leisure <Sessions>",
          "distribution": [
            { "@type": "DataDownload", "name": "SessionSeries", "additionalType": "https://openactive.io/SessionSeries", "encodingFormat": "application/vnd.openactive.rpde+json; version=1", "contentUrl": "https://leisure.example/feeds/series" },
            { "@type": "DataDownload", "name": "ScheduledSession", "encodingFormat": "application/vnd.openactive.rpde+json; version=1", "contentUrl": "/feeds/sessions" },
            { "@type": "DataDownload", "name": "A spreadsheet", "encodingFormat": "text/csv", "contentUrl": "https://leisure.example/all.csv" },
            { "@type": "DataDownload", "contentUrl": "https://leisure.example/feeds/series" },
            { "@type": "DataDownload", "contentUrl": "mailto:data@leisure.example" }
          ]
        }
        """;

    private static readonly Uri Page = new("https://data.leisure.example/openactive/");

    [Fact]
    public void Feeds_are_found_in_a_page_and_in_its_description_alone()
    {
        string[] feeds = ["https://leisure.example/feeds/series", "https://data.leisure.example/feeds/sessions"];

        Assert.Equal(feeds, Feeds($"""<!DOCTYPE html><html><head><title>Data <script></title><script>if (a < b) ...</script><script type="application/ld+json">{Dataset}</script></head><body><p>Hello"""));
        Assert.Equal(feeds, Feeds(Dataset));
        Assert.Equal(feeds, Feeds($"\uFEFF {Dataset}"));
    }

    [Theory]
    [InlineData("""<script type='application/ld+json'></script><script type="Application/LD+JSON; charset=utf-8">{ "@graph": [ { "@type": "Organization" }, { "@type": ["schema:Dataset"], "distribution": { "contentUrl": { "@id": "https://leisure.example/one" } } } ] }</script>""")]
    [InlineData("""<script type=application/ld+json>[{ "@type": "http://schema.org/Dataset", "schema:distribution": [{ "schema:contentUrl": "https://leisure.example/one" }], }]""")]
    [InlineData("""<script type="application/ld+json">{ broken</script><script type="application/ld+json">{ "@type": "Dataset", "distribution": [null, 3, { "contentUrl": "https://leisure.example/one" }] }</script>""")]
    public void A_description_is_found_in_whatever_form(string html) => Assert.Equal(["https://leisure.example/one"], Feeds($"<html><body>{html}"));

    [Theory]
    [InlineData("<html><body>Welcome</body></html>", "it names no feeds of OpenActive: it should describe a dataset")]
    [InlineData("""<!-- <script type="application/ld+json">{ "@type": "Dataset", "distribution": [{ "contentUrl": "https://leisure.example/one" }] }</script> -->""", "it names no feeds")]
    [InlineData("""<textarea><script type="application/ld+json">{ "@type": "Dataset", "distribution": [{ "contentUrl": "https://leisure.example/one" }] }</script></textarea>""", "it names no feeds")]
    [InlineData("""<script type="application/ld+json">{ "@type": "Event", "distribution": [{ "contentUrl": "https://leisure.example/one" }] }</script>""", "it names no feeds")]
    [InlineData("<script type=\"application/ld+json\">\n{ \"@type\": \"Dataset\", \"distribution\": [</script>", "the description of its dataset cannot be read: it breaks off (line 2, position 40)")]
    [InlineData("""{ "@type": "\ud800" }""", "the description of its dataset cannot be read: it holds text that is no text")]
    [InlineData("many", "it names more than 50 feeds")]
    [InlineData("", "the description of its dataset cannot be read: it is empty")]
    public void A_page_that_names_no_feeds_says_why(string page, string why)
    {
        var many = $$"""{ "@type": "Dataset", "distribution": [{{string.Join(',', Enumerable.Range(0, 51).Select(n => $$"""{ "contentUrl": "https://leisure.example/{{n}}" }"""))}}] }""";

        Assert.StartsWith(why, Assert.IsType<DatasetPage.Broken>(DatasetPage.Read(Encoding.UTF8.GetBytes(page == "many" ? many : page), Page)).Why, StringComparison.Ordinal);
    }

    /// <summary>A tree of these elements would take minutes.</summary>
    [Fact]
    public void A_page_that_nests_without_end_is_read_as_any_other() =>
        Assert.Equal(2, Feeds($"<html><body>{string.Concat(Enumerable.Repeat("<div><b>", 200_000))}<script type=\"application/ld+json\">{Dataset}</script>").Count);

    private static IReadOnlyList<string> Feeds(string page) => [.. Assert.IsType<DatasetPage.Feeds>(DatasetPage.Read(Encoding.UTF8.GetBytes(page), Page)).All.Select(feed => feed.AbsoluteUri)];
}
