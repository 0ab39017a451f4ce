using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class ChoiceTests
{
    private static readonly List<Choice> Colours = [new("red"), new("green"), new("blue")];

    [Theory]
    [InlineData(Channels.Facebook, 10)]
    [InlineData(Channels.Skype, 10)]
    [InlineData(Channels.Line, 13)]
    [InlineData(Channels.Kik, 20)]
    [InlineData(Channels.Telegram, 100)]
    [InlineData(Channels.Emulator, 100)]
    [InlineData(Channels.Directline, 100)]
    [InlineData(Channels.DirectlineSpeech, 100)]
    [InlineData(Channels.Webchat, 100)]
    [InlineData(Channels.Slack, -1)]
    [InlineData(Channels.Msteams, -1)]
    [InlineData("unknown", -1)]
    public void A_channel_suggests_as_many_actions_as_it_can(string channel, int most)
    {
        Assert.Equal(most > 0, Channel.SupportsSuggestedActions(channel, Math.Max(most, 0)));
        Assert.False(Channel.SupportsSuggestedActions(channel, Math.Max(most, 0) + 1));
    }

    [Theory]
    [InlineData(Channels.Facebook, 3)]
    [InlineData(Channels.Skype, 3)]
    [InlineData(Channels.Line, 99)]
    [InlineData(Channels.Slack, 100)]
    [InlineData(Channels.Cortana, 100)]
    [InlineData(Channels.Webchat, 100)]
    [InlineData("unknown", -1)]
    public void A_channel_has_as_many_buttons_on_a_card_as_it_can(string channel, int most)
    {
        Assert.Equal(most > 0, Channel.SupportsCardActions(channel, Math.Max(most, 0)));
        Assert.False(Channel.SupportsCardActions(channel, Math.Max(most, 0) + 1));
    }

    [Fact]
    public void A_channel_is_named_by_the_activity()
    {
        Assert.Equal("facebook", Channel.GetChannelId(new TurnContext(new TestAdapter(), new Activity { ChannelId = "facebook" })));
        Assert.Equal(string.Empty, Channel.GetChannelId(new TurnContext(new TestAdapter(), new Activity())));
        Assert.Equal(20, Channel.MaxActionTitleLength("facebook"));
        Assert.False(Channel.HasMessageFeed(Channels.Cortana));
        Assert.True(Channel.HasMessageFeed(Channels.Webchat));
    }

    [Fact]
    public void Two_choices_are_joined_by_or_and_three_by_the_separator_too()
    {
        Assert.Equal("pick (1) red or (2) green", ChoiceFactory.Inline(Colours[..2], "pick").Text);
        Assert.Equal("pick red; green; or blue", ChoiceFactory.Inline(Colours, "pick", options: new ChoiceFactoryOptions("; ", null, "; or ", false)).Text);
        Assert.Equal("pick\n\n   1. red\n   2. green\n   3. blue", ChoiceFactory.List(Colours, "pick").Text);
        Assert.Equal("pick\n\n   - red\n   - green\n   - blue", ChoiceFactory.List(["red", "green", "blue"], "pick", options: new ChoiceFactoryOptions { IncludeNumbers = false }).Text);
    }

    [Fact]
    public void A_choice_is_shown_by_its_action_where_it_has_one()
    {
        var choice = new Choice("value") { Action = new CardAction(ActionTypes.PostBack, "Title", value: "data") };
        Assert.Equal(" (1) Title", ChoiceFactory.Inline([choice]).Text);
        Assert.Same(choice.Action, ChoiceFactory.SuggestedAction([choice], "pick").SuggestedActions.Actions[0]);
        Assert.Same(choice.Action, ((HeroCard)ChoiceFactory.HeroCard([choice]).Attachments[0].Content).Buttons[0]);
    }

    [Theory]
    [InlineData(Channels.Msteams, "personal", false)]
    [InlineData(Channels.Msteams, "groupChat", true)]
    [InlineData(Channels.Cortana, null, true)]
    public void A_channel_without_suggested_actions_has_a_card(string channel, string? conversationType, bool isCard)
    {
        var message = ChoiceFactory.ForChannel(channel, Colours, "pick", null, null, conversationType);
        Assert.Equal(isCard, message.Attachments is { Count: 1 });
        Assert.Equal(!isCard, message.SuggestedActions is { Actions.Count: 3 });
        Assert.Equal(InputHints.ExpectingInput, message.InputHint);
    }

    [Fact]
    public void A_title_too_long_for_a_button_makes_a_list()
    {
        var message = ChoiceFactory.ForChannel(Channels.Emulator, ChoiceFactory.ToChoices(["short", new string('x', 21)]), "pick");
        Assert.StartsWith("pick\n\n   1. short\n   2. x", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("how-now.brown:cow ?", "how now brown cow")]
    [InlineData("a b c d", "a b c d")]
    [InlineData(".?; -()", "")]
    [InlineData("food 💥👍😀", "food 💥 👍 😀")]
    [InlineData("d'accord, c'est l'été", "d accord c est l été")]
    [InlineData("三つ、二つ", "三つ、二つ")]
    public void Words_lie_between_spaces_and_punctuation(string text, string expected)
    {
        var tokens = Tokenizer.DefaultTokenizer(text);
        Assert.Equal(expected, string.Join(' ', tokens.Select(token => token.Text)));
        Assert.All(tokens, token => Assert.Equal(token.Text, text[token.Start..(token.End + 1)]));
    }

    [Fact]
    public void A_word_is_also_given_in_lower_case()
    {
        var token = Assert.Single(Tokenizer.DefaultTokenizer("fOoD"));
        Assert.Equal(("fOoD", "food"), (token.Text, token.Normalized));
    }

    [Fact]
    public void What_is_a_value_from_end_to_end_is_that_value_only()
    {
        var found = Assert.Single(Find.FindChoices("Bread Pudding", ["pudding", "bread", "bread pudding"]));
        Assert.Equal((2, "bread pudding", 1f), (found.Resolution.Index, found.Resolution.Synonym, found.Resolution.Score));
        Assert.Equal((0, 12, "Bread Pudding", "choice"), (found.Start, found.End, found.Text, found.TypeName));
    }

    [Fact]
    public void A_word_between_the_words_of_a_value_lowers_its_score()
    {
        var found = Assert.Single(Find.FindValues("the second from last one", [new SortedValue { Value = "second last", Index = 0 }]));
        Assert.Equal(2f / 3, found.Resolution.Score, 5);
        Assert.Equal((4, 19, "second from last", "value"), (found.Start, found.End, found.Text, found.TypeName));
        Assert.Empty(Find.FindValues("second thing I would say is last", [new SortedValue { Value = "second last", Index = 0 }]));
    }

    [Fact]
    public void Some_of_a_values_words_are_enough_where_that_is_wished()
    {
        List<SortedValue> options = [new() { Value = "option A", Index = 0 }, new() { Value = "option B", Index = 1 }];
        Assert.Equal(1, Assert.Single(Find.FindValues("the option B", options, new FindValuesOptions { AllowPartialMatches = true })).Resolution.Index);
        Assert.Empty(Find.FindValues("option", options));
        Assert.NotEmpty(Find.FindValues("option", options, new FindValuesOptions { AllowPartialMatches = true }));
    }

    [Fact]
    public void A_choice_is_found_by_its_title_and_its_other_words()
    {
        List<Choice> choices = [new("1a") { Action = new CardAction(title: "apple"), Synonyms = ["fruit"] }, new("2b")];
        Assert.Equal("apple", Find.FindChoices("an apple", choices)[0].Resolution.Synonym);
        Assert.Equal("1a", Find.FindChoices("some fruit", choices)[0].Resolution.Value);
        Assert.Empty(Find.FindChoices("an apple", choices, new FindChoicesOptions { NoAction = true }));
        Assert.Empty(Find.FindChoices("the 1a", choices, new FindChoicesOptions { NoValue = true }));
    }

    [Theory]
    [InlineData("the third one", null, "blue")]
    [InlineData("last", null, "blue")]
    [InlineData("next to last", null, "green")]
    [InlineData("the second to last one", null, "green")]
    [InlineData("the fifth", null, "")]
    [InlineData("2", null, "green")]
    [InlineData("two", null, "green")]
    [InlineData("el segundo", "es-es", "green")]
    [InlineData("la troisième", "fr-fr", "blue")]
    [InlineData("die zweite", "de-de", "green")]
    [InlineData("de laatste", "nl-nl", "blue")]
    public void A_choice_is_found_by_its_place_in_the_persons_language(string said, string? locale, string expected) =>
        Assert.Equal(expected, string.Join(' ', ChoiceRecognizers.RecognizeChoices(said, Colours, new FindChoicesOptions { Locale = locale }).Select(found => found.Resolution.Value)));

    [Fact]
    public void Places_and_numbers_are_not_read_where_that_is_not_wished()
    {
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("the first", Colours, new FindChoicesOptions { RecognizeOrdinals = false }));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("1", Colours, new FindChoicesOptions { RecognizeNumbers = false }));
    }
}
