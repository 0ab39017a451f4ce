using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Turns;

public sealed class InspectionTests : IDisposable
{
    private readonly Emulator emulator = new();
    private readonly HttpClient http;
    private readonly ConversationState conversations;
    private readonly Inspection inspection;
    private readonly TestAdapter channel = new(Channels.Test, true);

    public InspectionTests()
    {
        http = new HttpClient(emulator);
        var storage = new MemoryStorage();
        conversations = new ConversationState(storage);
        inspection = new Inspection(new InspectionState(storage), conversations, http);
        channel.Use(inspection);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        emulator.Dispose();
    }

    [Fact]
    public async Task A_conversation_nobody_has_attached_is_shown_to_nobody()
    {
        await Say("hello", (turn, cancel) => turn.SendActivityAsync("hi", cancellationToken: cancel));
        Assert.Equal("hi", channel.ActiveQueue.Dequeue().Text);
        Assert.Empty(emulator.Shown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<at>Bot</at> ")]
    public async Task An_attached_conversation_is_shown_with_the_state_it_leaves(string mention)
    {
        await Attach(mention);
        await Say("hi", async (turn, cancel) =>
        {
            await conversations.CreateProperty<string>("topic").SetAsync(turn, "walks", cancel);
            await turn.SendActivityAsync("echo", cancellationToken: cancel);
        });

        Assert.Equal(["ReceivedActivity", "SentActivity", "BotState"], emulator.Shown.Select(trace => (string?)trace["name"]));
        Assert.All(emulator.Shown, trace => Assert.Equal("trace", (string?)trace["type"]));
        Assert.Equal("hi", (string?)emulator.Shown[0]["value"]!["text"]);
        Assert.Equal("echo", (string?)emulator.Shown[1]["value"]!["text"]);
        Assert.Equal("walks", (string?)emulator.Shown[2]["value"]!["conversationState"]!["topic"]);
    }

    [Fact]
    public async Task A_trace_is_shown_as_it_is_and_a_failure_by_its_message()
    {
        await Attach();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Say("hi", async (turn, cancel) =>
        {
            await turn.SendActivityAsync(Activity.CreateTraceActivity("Mine"), cancel);
            throw new InvalidOperationException("broken");
        }));
        Assert.Equal(["ReceivedActivity", "Mine", "TurnError"], emulator.Shown.Select(trace => (string?)trace["name"]));
        Assert.Equal("broken", (string?)emulator.Shown[2]["value"]);
    }

    [Fact]
    public async Task When_the_emulator_is_gone_the_conversation_goes_on_unseen()
    {
        await Attach();
        emulator.Status = HttpStatusCode.NotFound;
        await Say("one", (turn, cancel) => turn.SendActivityAsync("a", cancellationToken: cancel));
        var asked = emulator.Shown.Count;
        await Say("two", (turn, cancel) => turn.SendActivityAsync("b", cancellationToken: cancel));
        Assert.Equal(["a", "b"], channel.ActiveQueue.Select(reply => reply.Text));
        Assert.Equal(asked, emulator.Shown.Count);
    }

    [Fact]
    public async Task A_session_nobody_opened_cannot_be_attached()
    {
        await Say("/INSPECT attach 7", (_, _) => throw new InvalidOperationException("A command is not for the bot."));
        Assert.Equal("Open session with id 7 does not exist.", channel.ActiveQueue.Dequeue().Text);
    }

    private Task Say(string text, BotCallbackHandler bot) => channel.ProcessActivityAsync(MessageFactory.Text(text), bot, Cancel);

    private async Task Attach(string mention = "")
    {
        var developer = new TestAdapter(Channels.Emulator, true);
        await developer.ProcessActivityAsync(MessageFactory.Text("/INSPECT open"), (turn, cancel) => inspection.ProcessCommandAsync(turn, cancel), Cancel);
        var attach = MessageFactory.Text(mention + developer.ActiveQueue.Dequeue().Value);
        attach.Entities.Add(new Mention(new ChannelAccount("bot", "Bot"), "<at>Bot</at>"));
        await channel.ProcessActivityAsync(attach, (_, _) => Task.CompletedTask, Cancel);
        Assert.StartsWith("Attached to session", channel.ActiveQueue.Dequeue().Text, StringComparison.Ordinal);
    }

    private sealed class Inspection(InspectionState state, ConversationState conversations, HttpClient http) : InspectionMiddleware(state, null, conversations)
    {
        protected override HttpClient GetHttpClient() => http;
    }

    private sealed class Emulator : HttpMessageHandler
    {
        public List<JsonNode> Shown { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Shown.Add(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
            return new HttpResponseMessage(Status) { Content = new StringContent("""{"id":"1"}""") };
        }
    }
}
