using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Channels.DirectLine;
using SocialRx.Bot.Keys;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.DirectLine;

public sealed class TokenTests(DirectLineService host) : IClassFixture<DirectLineService>
{
    [Fact]
    public async Task An_expired_token_is_refused_and_says_so()
    {
        await using var chat = await WebChat.OpenAsync(host.Service);
        chat.Token = await TokenFromAsync(TimeSpan.FromMinutes(-31), chat);

        Assert.Equal("TokenExpired", await RefusalAsync(chat.PostAsync(WebChat.Message("hello"))));
        Assert.Equal("TokenExpired", await RefusalAsync(chat.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", new JsonObject())));
        Assert.Equal("TokenExpired", await RefusalAsync(chat.StartAsync()));
    }

    [Fact]
    public async Task A_token_is_good_until_it_expires_and_can_be_refreshed_till_then()
    {
        await using var chat = await WebChat.OpenAsync(host.Service);
        chat.Token = await TokenFromAsync(TimeSpan.FromMinutes(-29), chat);

        var refreshed = JsonNode.Parse(await (await chat.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", new JsonObject())).Content.ReadAsStringAsync())!;
        chat.Token = WebChat.Text(refreshed, "token");

        Assert.Equal(chat.ConversationId, WebChat.Text(refreshed, "conversationId"));
        Assert.NotEmpty(await chat.AskAsync("hello"));
    }

    [Fact]
    public async Task A_socket_is_opened_within_a_minute_or_not_at_all()
    {
        await using var chat = await WebChat.OpenAsync(host.Service);
        var late = await MadeAsync(TimeSpan.FromSeconds(-61), tokens => tokens.MakeForStream(chat.ConversationId, chat.UserId));

        Assert.Equal("TokenExpired", await RefusalAsync(chat.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{chat.ConversationId}/stream?t={late}")));
    }

    [Fact]
    public async Task A_page_that_slept_too_long_for_its_token_gets_its_conversation_back()
    {
        await using var chat = await WebChat.OpenAsync(host.Service);
        var expired = await TokenFromAsync(TimeSpan.FromHours(-11), chat);

        var answer = JsonNode.Parse(await (await chat.SendAsync(HttpMethod.Post, "/api/token", new JsonObject { ["token"] = expired })).Content.ReadAsStringAsync())!;
        chat.Token = WebChat.Text(answer, "token");

        Assert.Equal(chat.ConversationId, WebChat.Text(answer, "conversationId"));
        Assert.Equal(chat.UserId, WebChat.Text(answer, "userId"));
        Assert.NotEmpty(await chat.AskAsync("hello"));
    }

    [Fact]
    public async Task A_page_that_slept_for_a_day_starts_anew()
    {
        await using var chat = await WebChat.OpenAsync(host.Service);
        var expired = await TokenFromAsync(TimeSpan.FromHours(-13), chat);

        var answer = JsonNode.Parse(await (await chat.SendAsync(HttpMethod.Post, "/api/token", new JsonObject { ["token"] = expired })).Content.ReadAsStringAsync())!;

        Assert.NotEqual(chat.ConversationId, WebChat.Text(answer, "conversationId"));
        Assert.NotEqual(chat.UserId, WebChat.Text(answer, "userId"));
    }

    [Fact]
    public async Task A_token_signed_with_another_key_is_no_token()
    {
        await using var chat = await WebChat.OpenAsync(host.Service);

        await using var elsewhere = await TestDatabase.CreateAsync();
        using var keys = new TokenKeys(elsewhere.Database, () => "1", TimeProvider.System);
        await keys.RenewAsync(TimeSpan.FromDays(7), TimeSpan.FromDays(1), TestContext.Current.CancellationToken);

        chat.Token = new DirectLineTokens(keys, new DirectLineOptions(), TimeProvider.System).Make(chat.ConversationId, chat.UserId);

        Assert.Equal(HttpStatusCode.Unauthorized, (await chat.PostAsync(WebChat.Message("hello"))).StatusCode);
    }

    [Fact]
    public async Task Too_many_messages_of_one_person_are_refused_for_a_moment_and_nobody_elses()
    {
        await using var service = await RunningService.StartAsync("DirectLine:MessagesPerPersonPerMinute=5");
        await using var fast = await WebChat.OpenAsync(service, socket: false);
        await using var other = await WebChat.OpenAsync(service);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fast.PostAsync(WebChat.Message("hello"))));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 14, 15);
        Assert.All(refused, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60));
        Assert.Contains("TooManyRequests", await refused[0].Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(await other.AskAsync("hello"));
    }

    [Fact]
    public async Task Too_many_new_conversations_of_one_address_are_refused_for_a_moment()
    {
        await using var service = await RunningService.StartAsync("DirectLine:TokensPerAddressPerMinute=5");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.Client.PostAsync(new Uri("/api/token", UriKind.Relative), null)));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    private Task<string> TokenFromAsync(TimeSpan ago, WebChat chat) => MadeAsync(ago, tokens => tokens.Make(chat.ConversationId, chat.UserId));

    /// <summary>A token as the running service made it at another time: with the keys in its database, opened with the key in its folder.</summary>
    private async Task<string> MadeAsync(TimeSpan ago, Func<DirectLineTokens, string> make)
    {
        await using var data = await ServiceData.OpenAsync(host.Service);
        var then = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + ago);
        return make(new DirectLineTokens(data.Services.GetRequiredService<TokenKeys>(), new DirectLineOptions(), then));
    }

    private static async Task<string> RefusalAsync(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        return WebChat.Text(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"], "code");
    }
}
