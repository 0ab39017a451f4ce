using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Own;

/// <summary>A button of a card that does nothing in Web Chat is sent there as one that does.</summary>
public sealed class WebChatCardTests
{
    private static readonly Dictionary<string, object?> Card = new()
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.4",
        ["refresh"] = new Dictionary<string, object?> { ["action"] = new Dictionary<string, object?> { ["type"] = "Action.Execute", ["verb"] = "again" } },
        ["body"] = new List<object?>
        {
            new Dictionary<string, object?> { ["type"] = "TextBlock", ["text"] = "Action.Execute" },
            new Dictionary<string, object?> { ["type"] = "ActionSet", ["actions"] = new List<object?> { Execute("inner", null) } },
        },
        ["actions"] = new List<object?> { Execute("like", new Dictionary<string, object?> { ["id"] = "l1" }), new Dictionary<string, object?> { ["type"] = "Action.OpenUrl", ["url"] = "https://fernbridge.example/" } },
    };

    [Theory]
    [InlineData(Channels.Webchat)]
    [InlineData(Channels.Directline)]
    public async Task An_execute_is_sent_to_web_chat_as_a_submit_that_carries_its_verb(string channel)
    {
        var card = await SendAsync(channel, Card);

        Assert.False(card.ContainsKey("refresh"));
        Assert.Equal("""{"type":"Action.Submit","title":"like","data":{"id":"l1","verb":"like"}}""", card["actions"]![0]!.ToJsonString());
        Assert.Equal("""{"type":"Action.Submit","title":"inner","data":{"verb":"inner"}}""", card["body"]![1]!["actions"]![0]!.ToJsonString());
        Assert.Equal("Action.Execute", (string?)card["body"]![0]!["text"]);
        Assert.Equal("Action.OpenUrl", (string?)card["actions"]![1]!["type"]);
    }

    [Fact]
    public async Task Teams_gets_the_card_as_it_is_and_the_bot_keeps_its_own()
    {
        var before = JsonNode.Parse(ProtocolJson.Serialize(Card))!.ToJsonString();
        await SendAsync(Channels.Webchat, Card);

        Assert.Equal(before, (await SendAsync(Channels.Msteams, Card)).ToJsonString());
    }

    private static Dictionary<string, object?> Execute(string verb, object? data) => data is null
        ? new() { ["type"] = "Action.Execute", ["title"] = verb, ["verb"] = verb, ["fallback"] = "drop" }
        : new() { ["type"] = "Action.Execute", ["title"] = verb, ["verb"] = verb, ["data"] = data };

    private static async Task<JsonObject> SendAsync(string channel, object content)
    {
        var adapter = new TestAdapter(channel);
        await adapter.ProcessActivityAsync(
            new Activity(ActivityTypes.Message) { Text = "hi" },
            (turn, stop) => turn.SendActivityAsync(MessageFactory.Attachment(new Attachment("application/vnd.microsoft.card.adaptive", content: content)), stop),
            TestContext.Current.CancellationToken);
        var sent = (Activity)adapter.GetNextReply();
        return JsonNode.Parse(ProtocolJson.Serialize(sent.Attachments[0].Content))!.AsObject();
    }
}
