using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

#pragma warning disable CS0618 // Bots written before CloudAdapter name it.

namespace SocialRx.BotFramework.Tests.Adapters;

public sealed class BotFrameworkAdapterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Activity Said(string text) => new(ActivityTypes.Message)
    {
        Text = text,
        Id = "1",
        ChannelId = "emulator",
        DeliveryMode = DeliveryModes.ExpectReplies,
        From = new ChannelAccount("person"),
        Recipient = new ChannelAccount("bot"),
        Conversation = new ConversationAccount(id: "c"),
    };

    [Fact]
    public async Task A_turn_runs_through_the_middleware_it_was_made_with()
    {
        var middleware = new AnonymousReceiveMiddleware(async (turn, next, cancel) =>
        {
            await turn.SendActivityAsync("before", cancellationToken: cancel);
            await next(cancel);
        });
        var adapter = new BotFrameworkAdapter(new SimpleCredentialProvider(), middleware: middleware);
        var answer = await adapter.ProcessActivityAsync(string.Empty, Said("hi"), (turn, cancel) => turn.SendActivityAsync("echo " + turn.Activity.Text, cancellationToken: cancel), Cancel);
        Assert.Equal(["before", "echo hi"], Assert.IsType<ExpectedReplies>(answer.Body).Activities.Select(reply => reply.Text));
    }

    [Fact]
    public async Task A_bot_with_an_app_refuses_whoever_has_no_token()
    {
        var adapter = new BotFrameworkAdapter(new SimpleCredentialProvider("app", "password")).Use(new AnonymousReceiveMiddleware((_, _, _) => throw new InvalidOperationException()));
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => adapter.ProcessActivityAsync(string.Empty, Said("hi"), (_, _) => Task.CompletedTask, Cancel));
    }

    [Fact]
    public async Task A_conversation_is_opened_with_credentials()
    {
        using var channel = new Channel();
        using var http = new HttpClient(channel);
        var adapter = new BotFrameworkAdapter(new SimpleCredentialProvider(), customHttpClient: http);
        string? opened = null;
        await adapter.CreateConversationAsync("emulator", "https://channel.example", MicrosoftAppCredentials.Empty, new ConversationParameters(), (turn, _) =>
        {
            opened = turn.Activity.Conversation.Id;
            return Task.CompletedTask;
        }, Cancel);
        Assert.Equal("new", opened);
    }

    [Fact]
    public void It_needs_credentials() => Assert.Throws<ArgumentNullException>(() => new BotFrameworkAdapter(null));

    private sealed class Channel : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"id":"new"}""") });
    }
}
