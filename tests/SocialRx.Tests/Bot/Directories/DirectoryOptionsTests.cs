using SocialRx.Bot.Directories;

namespace SocialRx.Tests.Bot.Directories;

public sealed class DirectoryOptionsTests
{
    [Theory]
    [InlineData("town", "https://directory.fernbridge.example/services")]
    [InlineData("town", "https://DIRECTORY.fernbridge.example/services?per_page=50")]
    [InlineData("town-2", "http://localhost:9000/services")]
    [InlineData("town", "feeds/services.json")]
    public void Feeds_are_files_or_addresses_at_hosts_that_are_allowed(string source, string address) =>
        Assert.Empty(With(new FeedSource { SourceId = source, Address = address }).Problems());

    [Theory]
    [InlineData("Town", "feeds/services.json", "Feeds:0:SourceId")]
    [InlineData("", "feeds/services.json", "Feeds:0:SourceId")]
    [InlineData("town", "", "Feeds:0:Address")]
    [InlineData("town", "https://elsewhere.example/services", "Feeds:0:Address")]
    [InlineData("town", "http://directory.fernbridge.example/services", "Feeds:0:Address")]
    public void What_cannot_be_used_is_named(string source, string address, string key) =>
        Assert.Equal(key, Assert.Single(With(new FeedSource { SourceId = source, Address = address }).Problems()).Key);

    [Theory]
    [InlineData("", null, null)]
    [InlineData("oruk", "OGL-UK-3.0", null)]
    [InlineData("openactive", null, null)]
    [InlineData("table", null, null)]
    [InlineData("rss", null, "Feeds:0:Kind")]
    [InlineData("oruk", "", "Feeds:0:Licence")]
    public void A_feed_says_what_it_is_or_is_looked_at(string kind, string? licence, string? key) =>
        Assert.Equal(key, With(new FeedSource { SourceId = "town", Address = "feeds/services.json", Kind = kind, Licence = licence }).Problems().SingleOrDefault()?.Key);

    [Theory]
    [InlineData("feeds/services.json", "", "oruk")]
    [InlineData("feeds/clubs.CSV", "", "table")]
    [InlineData("feeds/clubs.xlsx", "oruk", "oruk")]
    [InlineData("https://directory.fernbridge.example/export.csv", "", "oruk")]
    public void What_a_feed_is_read_as_is_told_or_seen(string address, string kind, string expected) =>
        Assert.Equal(expected, new FeedSource { SourceId = "town", Address = address, Kind = kind }.ReadAs);

    [Fact]
    public void Limits_that_cannot_be_kept_are_named()
    {
        var none = new DirectoryOptions { ReadAllEveryDays = -1, LargestDocumentMegabytes = 0, LargestRecordKilobytes = 1, SecondsADocument = 0, MinutesAReading = 0, RequestsAtATime = 9, MostPages = 0, MostRecords = 0, PollEveryMinutes = 0, MostItems = 0 };

        Assert.Equal(10, none.Problems().Count());
    }

    [Fact]
    public void Two_feeds_may_not_replace_what_the_other_brought()
    {
        var feed = new FeedSource { SourceId = "town", Address = "feeds/services.json" };

        Assert.Equal("Feeds:1:SourceId", Assert.Single(With(feed, feed).Problems()).Key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8761)]
    public void A_pause_is_at_most_a_year(double hours) =>
        Assert.Equal("SyncEveryHours", Assert.Single(new DirectoryOptions { SyncEveryHours = hours }.Problems()).Key);

    [Theory]
    [InlineData("openactive", "https://directory.fernbridge.example/series", "https://directory.fernbridge.example/sessions", null)]
    [InlineData("openactive", "", "https://directory.fernbridge.example/sessions", null)]
    [InlineData("openactive", "https://directory.fernbridge.example/series", "https://elsewhere.example/sessions", "Feeds:0:Addresses")]
    [InlineData("openactive", "feeds/series.json", "https://directory.fernbridge.example/sessions", "Feeds:0:Addresses")]
    [InlineData("oruk", "https://directory.fernbridge.example/services", "https://directory.fernbridge.example/more", "Feeds:0:Addresses")]
    [InlineData("", "https://directory.fernbridge.example/series", "https://directory.fernbridge.example/sessions", null)]
    [InlineData("", "https://directory.fernbridge.example/series", "https://elsewhere.example/sessions", "Feeds:0:Addresses")]
    [InlineData("", "town.csv", "https://directory.fernbridge.example/sessions", "Feeds:0:Addresses")]
    [InlineData("openactive", "", "", "Feeds:0:Address")]
    [InlineData("rss", "https://directory.fernbridge.example/series", "", "Feeds:0:Kind")]
    public void An_OpenActive_source_has_feeds_at_hosts_that_are_allowed(string kind, string address, string further, string? key) =>
        Assert.Equal(key is null ? [] : [key], With(new FeedSource { SourceId = "town", Kind = kind, Address = address, Addresses = further.Length > 0 ? [further] : [] }).Problems().Select(problem => problem.Key));

    private static DirectoryOptions With(params FeedSource[] feeds) => new() { AllowedHosts = ["directory.fernbridge.example"], Feeds = feeds };
}
