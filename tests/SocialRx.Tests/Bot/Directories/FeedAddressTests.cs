using System.Globalization;
using System.Net;
using SocialRx.Bot.Directories;

namespace SocialRx.Tests.Bot.Directories;

public sealed class FeedAddressTests
{
    [Fact]
    public async Task Pages_are_read_until_one_brings_nothing_new()
    {
        var feed = await Read((page, _) => page <= 3 ? Page($"s{page}") : "{\"contents\":[]}");

        Assert.Equal(3, Assert.IsType<Feed.Records>(feed).Items.Count);
    }

    [Fact]
    public async Task A_server_that_gives_the_same_page_for_ever_is_read_once()
    {
        var feed = await Read((_, _) => Page("same").Replace("{\"contents\"", "{\"total_pages\":99999,\"contents\"", StringComparison.Ordinal));

        Assert.Single(Assert.IsType<Feed.Records>(feed).Items);
    }

    [Fact]
    public async Task An_endless_feed_ends_at_the_limit_and_says_so()
    {
        var feed = Assert.IsType<Feed.Records>(await Read((page, _) => Page($"s{page}"), new DirectoryOptions { MostPages = 5 }));

        Assert.Equal(5, feed.Items.Count);
        Assert.Contains(feed.Problems, problem => problem.Field == "pages");
    }

    [Fact]
    public async Task A_server_that_breaks_off_halfway_counts_as_nothing_read() =>
        Assert.IsType<Feed.Broken>(await Read((page, response) =>
        {
            response.StatusCode = page == 1 ? HttpStatusCode.OK : HttpStatusCode.InternalServerError;
            return Page($"s{page}");
        }));

    [Fact]
    public async Task A_page_larger_than_allowed_is_not_read() =>
        Assert.Contains("larger", Assert.IsType<Feed.Broken>(await Read((_, _) => new string('x', 2_000_000), new DirectoryOptions { LargestDocumentMegabytes = 1 })).Why, StringComparison.Ordinal);

    [Fact]
    public async Task A_redirect_to_a_host_nobody_allowed_is_not_followed() =>
        Assert.Contains("AllowedHosts", Assert.IsType<Feed.Broken>(await Read((_, response) =>
        {
            response.StatusCode = HttpStatusCode.Found;
            response.Headers.Location = new Uri("https://elsewhere.example/services");
            return "";
        })).Why, StringComparison.Ordinal);

    [Fact]
    public async Task A_host_nobody_allowed_is_not_asked()
    {
        using var http = FeedAddress.Client();

        var feed = await new FeedAddress(http, new DirectoryOptions()).ReadAsync(new Uri("https://elsewhere.example/services"), TestContext.Current.CancellationToken);

        Assert.Contains("AllowedHosts", Assert.IsType<Feed.Broken>(feed).Why, StringComparison.Ordinal);
    }

    private static string Page(string id) => "{\"contents\":[{\"id\":\"" + id + "\",\"name\":\"A\",\"schedules\":[]}]}";

    private static async Task<Feed> Read(Func<int, HttpResponseMessage, string> answer, DirectoryOptions? options = null)
    {
        using var http = new HttpClient(new Server(answer));
        return await new FeedAddress(http, options ?? new DirectoryOptions()).ReadAsync(new Uri("http://127.0.0.1/services?per_page=50"), TestContext.Current.CancellationToken);
    }

    /// <summary>Answers by page number; whatever else the address says must have been kept.</summary>
    private sealed class Server(Func<int, HttpResponseMessage, string> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = request.RequestUri!.Query.TrimStart('?').Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
            Assert.Equal("50", query["per_page"]);
            var response = new HttpResponseMessage(HttpStatusCode.OK);
            response.Content = new StringContent(answer(query.TryGetValue("page", out var page) ? int.Parse(page, CultureInfo.InvariantCulture) : 1, response));
            return Task.FromResult(response);
        }
    }
}
