using System.Text.Json;
using CsCheck;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace SocialRx.BotFramework.Tests.Own;

public sealed class ActivityJsonTests
{
    [Fact]
    public void Fields_nobody_knows_survive_at_every_level()
    {
        const string Json = """{"type":"message","text":"hi","future":{"a":[1,2]},"from":{"id":"u","mood":"good"},"conversation":{"id":"c","colour":"red"},"entities":[{"type":"odd","deep":{"x":true}}],"attachments":[{"contentType":"x","extra":7}],"channelData":{"clientActivityID":"1"},"value":"text"}""";
        var again = ProtocolJson.Serialize(ProtocolJson.Deserialize<Activity>(Json));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Json), JsonElement.Parse(again)), again);
    }

    [Fact]
    public void Nulls_are_left_out_and_the_timestamp_is_UTC()
    {
        var activity = new Activity(ActivityTypes.Message) { Timestamp = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(1)), CallerId = "secret" };
        Assert.Equal("""{"type":"message","timestamp":"2026-07-01T11:00:00Z"}""", ProtocolJson.Serialize(activity));
    }

    [Fact]
    public void Names_are_read_whatever_their_case()
    {
        var activity = ProtocolJson.Deserialize<Activity>("""{"TYPE":"message","ReplyToID":"7"}""");
        Assert.Equal(("message", "7"), (activity.Type, activity.ReplyToId));
    }

    [Fact]
    public void A_name_said_twice_is_refused() =>
        Assert.Throws<JsonException>(() => ProtocolJson.Deserialize<Activity>("""{"type":"message","text":"a","text":"b"}"""));

    [Fact]
    public void A_caller_cannot_say_who_it_is() =>
        Assert.Null(ProtocolJson.Deserialize<Activity>("""{"type":"message","callerId":"urn:botframework:azure"}""").CallerId);

    [Fact]
    public void A_mention_among_entities_is_written_whole()
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Text = "<at>Bot</at> hello",
            Recipient = new ChannelAccount("28:bot", "Bot"),
            Entities = [new Mention { Mentioned = new ChannelAccount("28:bot", "Bot"), Text = "<at>Bot</at>" }],
        };
        var read = ProtocolJson.Deserialize<Activity>(ProtocolJson.Serialize(activity));
        Assert.Equal("Bot", read.GetMentions().Single().Mentioned.Name);
        Assert.Equal("hello", read.RemoveRecipientMention());
    }

    [Fact]
    public void Types_of_an_application_are_written_as_they_are_named()
    {
        var activity = new Activity(ActivityTypes.Message) { Value = new { Data = 1, nested = new { card = new HeroCard("T") } }, ChannelData = new Dictionary<string, object> { ["feedbackLoop"] = new { type = "default" } } };
        Assert.Equal("""{"type":"message","channelData":{"feedbackLoop":{"type":"default"}},"value":{"Data":1,"nested":{"card":{"title":"T"}}}}""", ProtocolJson.Serialize(activity));
    }

    [Fact]
    public void Open_values_are_read_as_what_they_are()
    {
        Assert.Equal("yes", ProtocolJson.Deserialize<Activity>("""{"value":"yes"}""").Value);
        Assert.Equal(true, ProtocolJson.Deserialize<Activity>("""{"value":true}""").Value);
        Assert.Equal(5L, ProtocolJson.Deserialize<Activity>("""{"value":5}""").Value);
        Assert.Equal("""{"a":1}""", ProtocolJson.Deserialize<Activity>("""{"value":{"a":1}}""").Value.ToString());
    }

    [Fact]
    public void Any_text_survives_the_wire() =>
        Gen.String.Where(text => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0).Sample(text =>
            ProtocolJson.Deserialize<Activity>(ProtocolJson.Serialize(new Activity(ActivityTypes.Message) { Text = text, Summary = text, Locale = "en-GB" })).Text == text);

    [Fact]
    public void A_reply_goes_back_the_way_the_activity_came()
    {
        var activity = new Activity(ActivityTypes.Message) { Id = "1", ChannelId = "msteams", ServiceUrl = "https://x.example/", From = new("u", "U"), Recipient = new("b", "B"), Conversation = new(id: "c"), Locale = "cy-GB" };
        var reply = activity.CreateReply("hello");
        Assert.Equal(("b", "u", "1", "c", "msteams", "cy-GB", "hello"), (reply.From.Id, reply.Recipient.Id, reply.ReplyToId, reply.Conversation.Id, reply.ChannelId, reply.Locale, reply.Text));
    }

    [Fact]
    public void On_web_chat_nothing_answers_the_news_that_somebody_joined()
    {
        var joined = new Activity(ActivityTypes.ConversationUpdate) { Id = "1", ChannelId = "webchat" };
        Assert.Null(joined.GetConversationReference().ActivityId);
        Assert.Null(joined.CreateReply().ReplyToId);
    }

    [Fact]
    public void An_activity_is_seen_only_as_its_own_kind()
    {
        var message = new Activity("Message/Special");
        Assert.NotNull(message.AsMessageActivity());
        Assert.Null(message.AsMessageUpdateActivity());
        Assert.Null(new Activity("messageUpdate").AsMessageActivity());
    }
}
