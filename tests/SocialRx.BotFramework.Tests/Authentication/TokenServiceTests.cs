using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;

namespace SocialRx.BotFramework.Tests.Authentication;

public sealed class TokenServiceTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Method, string Path, string Body)> calls = new();
    private (int Status, string Body) answer = (200, "{}");
    private WebApplication service = null!;
    private UserTokenClient client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        service = builder.Build();
        service.Map("/{**path}", AnswerAsync);
        await service.StartAsync(Cancel);
        var authentication = BotFrameworkAuthenticationFactory.Create(
            null, false, null, null, null, service.Urls.First(), null, null, null, new PasswordServiceClientCredentialFactory(), new AuthenticationConfiguration(), null, null);
        client = await authentication.CreateUserTokenClientAsync(new ClaimsIdentity([new Claim("aud", "bot")]), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task A_persons_token_is_asked_for_by_person_connection_channel_and_code()
    {
        answer = (200, """{"channelId":"c","connectionName":"n","token":"t","expiration":"2030-01-01T00:00:00Z"}""");
        var token = await client.GetUserTokenAsync("u 1", "n", "c", "123456", Cancel);
        Assert.Equal(("t", "n", "c"), (token.Token, token.ConnectionName, token.ChannelId));
        Assert.Equal(("GET", "/api/usertoken/GetToken?userId=u%201&connectionName=n&channelId=c&code=123456"), Last());
    }

    [Fact]
    public async Task Who_has_not_signed_in_has_no_token()
    {
        answer = (404, """{"error":{"code":"NotFound","message":"none"}}""");
        Assert.Null(await client.GetUserTokenAsync("u", "n", "c", null, Cancel));
        Assert.Equal(("GET", "/api/usertoken/GetToken?userId=u&connectionName=n&channelId=c"), Last());
    }

    [Fact]
    public async Task The_sign_in_page_knows_to_which_conversation_the_token_belongs()
    {
        answer = (200, """{"signInLink":"https://sign.in/","tokenExchangeResource":{"id":"x","uri":"api://x","providerId":"p"},"tokenPostResource":{"sasUrl":"https://sas/"}}""");
        var activity = new Activity("message") { ChannelId = "c", ServiceUrl = "https://s/", Conversation = new ConversationAccount(id: "c1"), From = new ChannelAccount("u"), Recipient = new ChannelAccount("b") };
        var resource = await client.GetSignInResourceAsync("n", activity, "https://back/", Cancel);
        Assert.Equal(("https://sign.in/", "api://x", "https://sas/"), (resource.SignInLink, resource.TokenExchangeResource.Uri, resource.TokenPostResource.SasUrl));

        var query = new Uri("http://x" + Last().Path);
        Assert.Equal("/api/botsignin/GetSignInResource", query.AbsolutePath);
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query.Query);
        Assert.Equal("https://back/", values["finalRedirect"]);
        var state = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(values["state"]!)))!;
        Assert.Equal(("n", "bot", "c1", "b"), ((string)state["connectionName"]!, (string)state["msAppId"]!, (string)state["conversation"]!["conversation"]!["id"]!, (string)state["conversation"]!["bot"]!["id"]!));
    }

    [Fact]
    public async Task Signing_out_takes_the_token_away()
    {
        answer = (204, "");
        await client.SignOutUserAsync("u", "n", "c", Cancel);
        Assert.Equal(("DELETE", "/api/usertoken/SignOut?userId=u&connectionName=n&channelId=c"), Last());
    }

    [Fact]
    public async Task Connections_say_whether_they_have_a_token()
    {
        answer = (200, """[{"channelId":"c","connectionName":"n","hasToken":true,"serviceProviderDisplayName":"P"}]""");
        var status = Assert.Single(await client.GetTokenStatusAsync("u", "c", "n", Cancel));
        Assert.Equal(("n", true, "P"), (status.ConnectionName, status.HasToken, status.ServiceProviderDisplayName));
        Assert.Equal(("GET", "/api/usertoken/GetTokenStatus?userId=u&channelId=c&include=n"), Last());
    }

    [Fact]
    public async Task One_sign_in_is_good_for_several_resources()
    {
        answer = (200, """{"https://graph":{"token":"g"}}""");
        var tokens = await client.GetAadTokensAsync("u", "n", ["https://graph"], "c", Cancel);
        Assert.Equal("g", tokens["https://graph"].Token);
        Assert.Equal("""{"resourceUrls":["https://graph"]}""", calls.Last().Body);
        Assert.Equal(("POST", "/api/usertoken/GetAadTokens?userId=u&connectionName=n&channelId=c"), Last());
    }

    [Fact]
    public async Task A_token_of_the_channel_is_exchanged_or_the_reason_is_said()
    {
        answer = (200, """{"token":"exchanged"}""");
        Assert.Equal("exchanged", (await client.ExchangeTokenAsync("u", "n", "c", new TokenExchangeRequest { Token = "mine" }, Cancel)).Token);
        Assert.Equal("""{"token":"mine"}""", calls.Last().Body);
        answer = (400, """{"error":{"code":"BadArgument","message":"not that one"}}""");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ExchangeTokenAsync("u", "n", "c", new TokenExchangeRequest { Token = "mine" }, Cancel));
        Assert.Contains("(BadArgument) not that one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_needed_is_asked_for_before_anything_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetUserTokenAsync(null, "n", "c", null, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetUserTokenAsync("u", null, "c", null, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.SignOutUserAsync(null, "n", "c", Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetTokenStatusAsync("u", null, null, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetAadTokensAsync("u", null, [], "c", Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.ExchangeTokenAsync(null, "n", "c", new(), Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetSignInResourceAsync("n", null, null, Cancel));
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetUserTokenAsync("u", "n", "c", null, Cancel));
        Assert.Empty(calls);
    }

    private (string Method, string Path) Last() => (calls.Last().Method, calls.Last().Path);

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        calls.Enqueue((context.Request.Method, context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget, body));
        context.Response.StatusCode = answer.Status;
        if (answer.Body.Length > 0)
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }
}
