using System.Text.Json;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Channels.Teams;

namespace SocialRx.Tests.Bot.Channels.Teams;

public sealed class TeamsReadingTests
{
    [Theory]
    [InlineData("<at>Link</at> hello", "hello")]
    [InlineData("hello&nbsp;there &amp; you\n", "hello there & you")]
    [InlineData("don&#39;t", "don't")]
    [InlineData("", "")]
    public void What_was_said_is_read_without_the_bots_name_and_without_entities(string sent, string said)
    {
        var message = Message(sent);
        message.Entities = [new Mention(new ChannelAccount("28:bot", "Link"), "<at>Link</at>")];

        TeamsReading.Read(message);

        Assert.Equal(said, message.Text);
    }

    [Fact]
    public void The_mention_of_somebody_else_stays()
    {
        var message = Message("tell <at>Sam</at>");
        message.Entities = [new Mention(new ChannelAccount("29:sam", "Sam"), "<at>Sam</at>")];

        TeamsReading.Read(message);

        Assert.Equal("tell <at>Sam</at>", message.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("I'm safe now")]
    public void A_tapped_button_is_its_words_and_nothing_else(string? text)
    {
        var message = Message(text);
        message.Value = Json("""{"msteams":{"type":"messageBack","text":"I'm safe now","displayText":"I'm safe now"}}""");

        TeamsReading.Read(message);

        Assert.Equal("I'm safe now", message.Text);
        Assert.Null(message.Value);
    }

    [Theory]
    [InlineData("hello", """{"msteams":{"type":"messageBack","text":"i want to die"}}""")]
    [InlineData("", """{"msteams":{"type":"messageBack","text":"yes"},"more":"i want to die"}""")]
    [InlineData("", """["i want to die"]""")]
    public void A_value_that_is_no_tap_is_left_for_safeguarding_to_read(string text, string value)
    {
        var message = Message(text);
        message.Value = Json(value);

        TeamsReading.Read(message);

        Assert.Equal(text, message.Text);
        Assert.NotNull(message.Value);
    }

    private static Activity Message(string? text) => new(ActivityTypes.Message) { Text = text, Recipient = new ChannelAccount("28:bot") };

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
