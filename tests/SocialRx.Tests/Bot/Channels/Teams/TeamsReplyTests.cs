using System.Text.Json;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Channels.Teams;

namespace SocialRx.Tests.Bot.Channels.Teams;

public sealed class TeamsReplyTests
{
    [Fact]
    public void Text_that_looks_like_Markdown_is_said_to_be_plain_and_stays_as_it_is()
    {
        const string Said = "I like *that* [club](https://a.example) <at>you</at>\n# and _this_";

        var shown = TeamsReply.Of(MessageFactory.Text(Said));

        Assert.Equal(Said, shown.Text);
        Assert.Equal(TextFormatTypes.Plain, shown.TextFormat);
        Assert.Empty(shown.Attachments);
    }

    [Fact]
    public void Buttons_become_a_card_whose_taps_come_back_as_what_they_say()
    {
        var shown = TeamsReply.Of(Asking("11-13", "Skip"));

        var button = Card(Assert.Single(shown.Attachments)).GetProperty("body")[0].GetProperty("actions")[1];
        Assert.Null(shown.SuggestedActions);
        Assert.Equal("Action.Submit", button.GetProperty("type").GetString());
        Assert.Equal("Skip", button.GetProperty("title").GetString());
        Assert.Equal("""{"msteams":{"type":"messageBack","text":"Skip","displayText":"Skip"}}""", button.GetProperty("data").GetRawText());
    }

    [Fact]
    public void No_row_has_more_buttons_than_Teams_shows()
    {
        var shown = TeamsReply.Of(Asking([.. Enumerable.Range(0, 13).Select(number => $"{number}")]));

        var rows = Card(shown.Attachments[0]).GetProperty("body").EnumerateArray().Select(row => row.GetProperty("actions").GetArrayLength());
        Assert.Equal([6, 6, 1], rows);
    }

    [Fact]
    public void A_suggestion_is_a_card_of_its_own_before_the_buttons_and_its_text_is_read_as_nothing_but_text()
    {
        var asking = Asking("Not now");
        asking.Attachments = [new HeroCard { Title = "1. *Club*", Subtitle = "Tuesdays", Text = "It's free.\n[Nearby](x)", Buttons = [new CardAction(ActionTypes.ImBack, "I like this", value: "I like Club")] }.ToAttachment()];

        var shown = TeamsReply.Of(asking);

        Assert.Equal(2, shown.Attachments.Count);
        var body = Card(shown.Attachments[0]).GetProperty("body").EnumerateArray().ToList();
        Assert.Equal(["1. *Club*", "Tuesdays", "It's free.", "[Nearby](x)"], body.SkipLast(1).Select(block => block.GetProperty("inlines")[0].GetProperty("text").GetString()!));
        Assert.All(body.SkipLast(1), block => Assert.Equal("RichTextBlock", block.GetProperty("type").GetString()));
        Assert.Equal("I like Club", body[^1].GetProperty("actions")[0].GetProperty("data").GetProperty("msteams").GetProperty("displayText").GetString());
    }

    [Fact]
    public void The_dialogs_own_activity_is_left_alone()
    {
        var asking = Asking("Skip");

        TeamsReply.Of(asking);

        Assert.NotNull(asking.SuggestedActions);
        Assert.Null(asking.TextFormat);
    }

    [Fact]
    public void What_is_no_message_passes()
    {
        var answer = new Activity(ActivityTypesEx.InvokeResponse);

        Assert.Same(answer, TeamsReply.Of(answer));
    }

    private static Activity Asking(params string[] buttons) => (Activity)MessageFactory.SuggestedActions(buttons, "How old are you?");

    private static JsonElement Card(Attachment attachment)
    {
        Assert.Equal(AdaptiveCard.ContentType, attachment.ContentType);
        return JsonSerializer.SerializeToElement(attachment.Content);
    }
}
