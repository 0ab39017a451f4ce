using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using SocialRx.BotFramework.Tests.Endpoint;

namespace SocialRx.BotFramework.Tests.Own;

/// <summary>What a stranger may send to the messaging endpoint.</summary>
public sealed class EndpointTests
{
    private static Task Echo(ITurnContext turn, CancellationToken cancel) => turn.SendActivityAsync("echo " + turn.Activity.Text, cancellationToken: cancel);

    [Theory]
    [InlineData("text/plain", null, 415)]
    [InlineData("application/x-www-form-urlencoded", null, 415)]
    [InlineData("application/json", "gzip", 415)]
    [InlineData("application/json", "br", 415)]
    [InlineData("application/json", "identity", 200)]
    [InlineData("application/json; charset=utf-8", null, 200)]
    [InlineData("application/activity+json", null, 200)]
    [InlineData(null, null, 200)]
    public async Task Only_json_that_is_sent_as_it_is_is_read(string? type, string? encoding, int expected)
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(channel.Message("hello").ToJsonString()));
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        using var response = await channel.SendAsync(HttpMethod.Post, content);
        Assert.Equal(expected, (int)response.StatusCode);
        if (expected != 200)
            Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!["code"]);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_told_which_one_there_is(string method)
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        using var response = await channel.SendAsync(new HttpMethod(method), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("""{"type":"message","channelData":{"deep":{"a":"\ud800"}}}""")]
    [InlineData("""{"type":"message","channelData":{"\uDC00":1}}""")]
    [InlineData("""{"type":"message","unknown":["\ud83d"]}""")]
    public async Task Half_a_character_is_refused_wherever_it_is(string body)
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        Assert.Equal(400, (await channel.PostAsync(body)).Status);
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_is_refused()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        using var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes("{\"type\":\"message\",\"channelData\":{\"a\":\""), 0xFF, .. Encoding.UTF8.GetBytes("\"}}")]);
        content.Headers.ContentType = new("application/json");
        using var response = await channel.SendAsync(HttpMethod.Post, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://localhost:8080/")]
    public async Task A_bot_speaks_first_only_to_hosts_of_channels_and_makes_no_token_for_others(string serviceUrl)
    {
        var credentials = new Untouched();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("MicrosoftAppId", "app"), new("environment", "Production")]).Build();
        var adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(configuration, credentials));
        var reference = new ConversationReference { ChannelId = "msteams", ServiceUrl = serviceUrl, Conversation = new(id: "c") };
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => adapter.ContinueConversationAsync("app", reference, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken));
        Assert.False(credentials.IsAsked);
    }

    private sealed class Untouched : ServiceClientCredentialsFactory
    {
        public bool IsAsked { get; private set; }

        public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(true);

        public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

        public override Task<Microsoft.Rest.ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
        {
            IsAsked = true;
            return Task.FromResult<Microsoft.Rest.ServiceClientCredentials>(MicrosoftAppCredentials.Empty);
        }
    }

    [Theory]
    [InlineData("""\u0000""", "\0")]
    [InlineData("""\ud83d\ude00""", "\ud83d\ude00")]
    [InlineData("""\\ud800""", @"\ud800")]
    public async Task Unusual_characters_arrive_as_they_were_written(string written, string expected)
    {
        string? heard = null;
        await using var channel = await LoopbackChannel.StartAsync((turn, _) =>
        {
            heard = turn.Activity.Text;
            return Task.CompletedTask;
        });
        Assert.Equal(200, (await channel.PostAsync($$"""{"type":"message","text":"{{written}}"}""")).Status);
        Assert.Equal(expected, heard);
    }
}
