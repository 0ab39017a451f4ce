using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class PromptTests
{
    private static readonly PromptOptions Ask = new() { Prompt = MessageFactory.Text("ask"), RetryPrompt = MessageFactory.Text("again") };

    /// <summary>Asks on the first message and says what the prompt ended with; state is read afresh each turn.</summary>
    private static TestFlow Flow(Dialog prompt, PromptOptions options, string locale = "en-gb", string channelId = "test")
    {
        var storage = new MemoryStorage();
        return new TestFlow(new TestAdapter(channelId) { Locale = locale }, async (turn, cancel) =>
        {
            var state = new ConversationState(storage);
            var context = await new DialogSet(state.CreateProperty<DialogState>("stack")).Add(prompt).CreateContextAsync(turn, cancel);
            var result = await context.ContinueDialogAsync(cancel);
            if (result.Status == DialogTurnStatus.Empty)
                await context.PromptAsync(prompt.Id, options, cancel);
            else if (result.Status == DialogTurnStatus.Complete)
                await turn.SendActivityAsync("got " + Shown(result.Result), cancellationToken: cancel);
            await state.SaveChangesAsync(turn, cancellationToken: cancel);
        });
    }

    private static string Shown(object result) => result switch
    {
        FoundChoice choice => $"{choice.Index} {choice.Value}",
        IList<DateTimeResolution> times => string.Join(" | ", times.Select(time => time.Value)),
        IList<Attachment> attachments => attachments.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => $"{number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)} {number.GetType().Name}",
        _ => $"{result}",
    };

    [Fact]
    public async Task A_text_prompt_takes_what_is_said() =>
        await Flow(new TextPrompt("p"), Ask).Test("hi", "ask").Test("anything", "got anything").StartTestAsync();

    [Fact]
    public async Task What_cannot_be_read_is_asked_again_in_the_retry_words() =>
        await Flow(new NumberPrompt<int>("p"), Ask).Test("hi", "ask").Test("dunno", "again").Test("I am 15", "got 15 Int32").StartTestAsync();

    [Fact]
    public async Task A_validator_counts_attempts_and_is_not_talked_over()
    {
        var prompt = new NumberPrompt<int>("p", async (context, cancel) =>
        {
            if (context.Recognized.Succeeded && context.Recognized.Value > 10)
                return true;
            await context.Context.SendActivityAsync($"no {context.AttemptCount}", cancellationToken: cancel);
            return false;
        });
        await Flow(prompt, Ask).Test("hi", "ask").Test("3", "no 1").Test("x", "no 2").Test("30", "got 30 Int32").StartTestAsync();
    }

    [Fact]
    public async Task An_event_in_the_middle_of_a_prompt_is_no_answer() =>
        await Flow(new TextPrompt("p"), Ask).Test("hi", "ask").Send(new Activity(ActivityTypes.Event) { Name = "join" }).Test("me", "got me").StartTestAsync();

    [Theory]
    [InlineData("42", "42 Int32")]
    [InlineData("forty two", "42 Int32")]
    [InlineData("one hundred and five", "105 Int32")]
    [InlineData("two thousand", "2000 Int32")]
    [InlineData("minus 7", "-7 Int32")]
    [InlineData("-7", "-7 Int32")]
    [InlineData("minus seven", "-7 Int32")]
    [InlineData("I'm 1,234 days old", "1234 Int32")]
    public async Task Numbers_are_read_in_digits_and_words(string said, string expected) =>
        await Flow(new NumberPrompt<int>("p"), Ask).Test("hi", "ask").Test(said, "got " + expected).StartTestAsync();

    [Theory]
    [InlineData("en-gb", "3.14", "3.14 Double")]
    [InlineData("de-de", "3,14", "3.14 Double")]
    [InlineData("made-up", "3.14", "3.14 Double")]
    public async Task A_number_is_read_as_its_language_writes_it(string locale, string said, string expected) =>
        await Flow(new NumberPrompt<double>("p"), Ask, locale).Test("hi", "ask").Test(said, "got " + expected).StartTestAsync();

    [Theory]
    [InlineData("2.5")]
    [InlineData("99999999999999999999999999999999999999999999999999999999999")]
    [InlineData("3000000000")]
    public async Task A_number_that_does_not_fit_is_asked_again(string said) =>
        await Flow(new NumberPrompt<int>("p"), Ask).Test("hi", "ask").Test(said, "again").StartTestAsync();

    [Fact]
    public void A_number_prompt_knows_what_it_can_read() =>
        Assert.Throws<NotSupportedException>(() => new NumberPrompt<byte>("p"));

    [Theory]
    [InlineData("en-gb", "yes", true)]
    [InlineData("en-gb", "yeah go on", true)]
    [InlineData("en-gb", "nope", false)]
    [InlineData("en-gb", "👍", true)]
    [InlineData("en-gb", "1", true)]
    [InlineData("en-gb", "the second one", false)]
    [InlineData("cy-gb", "nac ydw", null)]
    [InlineData("cy-gb", "na", false)]
    [InlineData("fr-fr", "oui", true)]
    [InlineData("es-es", "sí", true)]
    [InlineData("pl-pl", "nie", false)]
    public async Task Yes_and_no_are_read_in_the_persons_language(string locale, string said, bool? expected) =>
        await Flow(new ConfirmPrompt("p") { Style = ListStyle.None }, Ask, locale).Test("hi", "ask").Test(said, expected is null ? "again" : "got " + expected).StartTestAsync();

    [Fact]
    public async Task A_confirm_prompt_shows_its_words() =>
        await Flow(new ConfirmPrompt("p"), Ask)
            .Test("hi", "ask (1) Yes or (2) No")
            .Test("yes and no", "again (1) Yes or (2) No")
            .Test("no", "got False")
            .StartTestAsync();

    [Theory]
    [InlineData("red", "0 red")]
    [InlineData("the GREEN one please", "1 green")]
    [InlineData("3", "2 dark blue")]
    [InlineData("the last one", "2 dark blue")]
    [InlineData("2nd", "1 green")]
    [InlineData("two", "1 green")]
    [InlineData("dark very blue", "2 dark blue")]
    [InlineData("navy", "2 dark blue")]
    public async Task A_choice_is_found_by_its_words_or_its_place(string said, string expected)
    {
        var options = new PromptOptions { Prompt = MessageFactory.Text("colour?"), Choices = [new("red"), new("green"), new("dark blue") { Synonyms = ["navy"] }] };
        await Flow(new ChoicePrompt("p"), options).Test("hi", "colour? (1) red, (2) green, or (3) dark blue").Test(said, "got " + expected).StartTestAsync();
    }

    [Theory]
    [InlineData("4")]
    [InlineData("0")]
    [InlineData("blue")]
    [InlineData("-1")]
    public async Task What_is_no_choice_is_asked_again(string said)
    {
        var options = new PromptOptions { Prompt = MessageFactory.Text("colour?"), RetryPrompt = MessageFactory.Text("really?"), Choices = ChoiceFactory.ToChoices(["red", "green", "dark blue"]) };
        await Flow(new ChoicePrompt("p") { Style = ListStyle.None }, options).Test("hi", "colour?").Test(said, "really?").StartTestAsync();
    }

    [Fact]
    public async Task Choices_are_buttons_where_the_channel_has_them()
    {
        var options = new PromptOptions { Prompt = MessageFactory.Text("colour?"), Choices = ChoiceFactory.ToChoices(["red", "green"]) };
        await Flow(new ChoicePrompt("p"), options, channelId: "webchat")
            .Test("hi", reply => Assert.Equal(["red", "green"], ((Activity)reply).SuggestedActions.Actions.Select(action => (string)action.Value)))
            .StartTestAsync();
        await Flow(new ChoicePrompt("p"), options, channelId: "msteams")
            .Test("hi", reply => Assert.Equal(HeroCard.ContentType, Assert.Single(((Activity)reply).Attachments).ContentType))
            .StartTestAsync();
        await Flow(new ChoicePrompt("p") { Style = ListStyle.List }, options).Test("hi", "colour?\n\n   1. red\n   2. green").StartTestAsync();
    }

    [Fact]
    public void Choices_are_found_in_the_order_they_were_said_and_never_twice()
    {
        var found = ChoiceRecognizers.RecognizeChoices("I like green, red and green", ["red", "green", "blue"]);
        Assert.Equal(["green", "red"], found.Select(choice => choice.Resolution.Value));
        Assert.Equal((7, 11, "green"), (found[0].Start, found[0].End, found[0].Text));
    }

    [Theory]
    [InlineData("the first and third one please", "red first, blue third")]
    [InlineData("option one and 3.", "red one, blue 3")]
    [InlineData("the bread pudding and bread please", "")]
    [InlineData("2 2 2", "green 2, green 2, green 2")]
    [InlineData("FB1", "")]
    public void Several_choices_are_found_by_their_places(string said, string expected) =>
        Assert.Equal(expected, string.Join(", ", ChoiceRecognizers.RecognizeChoices(said, ["red", "green", "blue"]).Select(found => $"{found.Resolution.Value} {found.Text}")));

    [Fact]
    public void Of_choices_that_overlap_the_longer_is_found() =>
        Assert.Equal(["bread pudding", "bread"], Find.FindChoices("the bread pudding and bread please.", ["bread", "bread pudding", "pudding"]).Select(found => found.Resolution.Value));

    [Fact]
    public void Finding_choices_takes_one_pass_whatever_is_said()
    {
        var hostile = string.Concat(Enumerable.Repeat("red not ", 30_000));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices(hostile, Enumerable.Range(0, 50).Select(i => $"red fish number{i}").ToList(), new FindChoicesOptions { MaxTokenDistance = 2 }));
    }

    [Theory]
    [InlineData("tomorrow", "2026-11-24")]
    [InlineData("next friday", "2026-12-04")]
    [InlineData("in two weeks", "2026-12-07")]
    [InlineData("3rd of March 2027", "2027-03-03")]
    [InlineData("March 3", "2026-03-03 | 2027-03-03")]
    [InlineData("04/03/2027", "2027-03-04")]
    [InlineData("2027-03-04", "2027-03-04")]
    [InlineData("5pm", "17:00:00")]
    [InlineData("half past four", "04:30:00 | 16:30:00")]
    [InlineData("17:45", "17:45:00")]
    [InlineData("tomorrow at 9am", "2026-11-24 09:00:00")]
    [InlineData("saturday", "2026-11-21 | 2026-11-28")]
    public async Task Days_and_times_are_read(string said, string expected) =>
        await Flow(new DateTimePrompt("p"), Ask).Test("hi", "ask")
            .Test(new Activity("message") { Text = said, Locale = "en-GB", LocalTimestamp = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero) }, "got " + expected)
            .StartTestAsync();

    [Theory]
    [InlineData("31/02/2027")]
    [InlineData("25:00")]
    [InlineData("sometime")]
    [InlineData("99/99/9999")]
    public async Task What_is_no_day_is_asked_again(string said) =>
        await Flow(new DateTimePrompt("p"), Ask).Test("hi", "ask").Test(said, "again").StartTestAsync();

    [Fact]
    public async Task An_attachment_prompt_wants_an_attachment() =>
        await Flow(new AttachmentPrompt("p"), Ask).Test("hi", "ask").Test("here", "again")
            .Test(new Activity("message") { Attachments = [new Attachment("image/png", "https://fernbridge.example/a.png")] }, "got 1")
            .StartTestAsync();
}
