using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Schema;
using Microsoft.Recognizers.Text;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class LanguageTests
{
    private static readonly PromptOptions Ask = new() { Prompt = MessageFactory.Text("ask"), RetryPrompt = MessageFactory.Text("again") };

    private static Activity Say(string text, string? locale) => new(ActivityTypes.Message) { Text = text, Locale = locale };

    [Fact]
    public void Fourteen_languages_are_spoken() =>
        Assert.Equal(
            ["bg-bg", "de-de", "en-us", "es-es", "fr-fr", "hi-in", "it-it", "ja-jp", "ko-kr", "nl-nl", "pt-br", "sv-se", "tr-tr", "zh-cn"],
            PromptCultureModels.GetSupportedCultures().Select(culture => culture.Locale).Order());

    [Theory]
    [InlineData("es-ES", Culture.Spanish)]
    [InlineData("es-Mx", Culture.Spanish)]
    [InlineData("ES", Culture.Spanish)]
    [InlineData("en-GB", Culture.English)]
    [InlineData("pt", Culture.Portuguese)]
    [InlineData("Not-Supported", "not-supported")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_locale_is_brought_to_the_one_that_is_spoken(string? locale, string? expected) =>
        Assert.Equal(expected, PromptCultureModels.MapToNearestLanguage(locale));

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Confirmations() =>
        from culture in PromptCultureModels.GetSupportedCultures()
        from locale in new[] { culture.Locale, culture.Locale.ToUpperInvariant(), culture.Locale[..2] }
        select new TheoryDataRow<string, string, string, string>(locale, $"(1) {culture.YesInLanguage}{culture.InlineOr}(2) {culture.NoInLanguage}", culture.YesInLanguage, culture.NoInLanguage);

    [Theory]
    [MemberData(nameof(Confirmations))]
    public async Task Yes_and_no_are_shown_and_read_in_each_language(string locale, string shown, string yes, string no)
    {
        await Conversation.With(new ConfirmPrompt("p"), Ask).Send(Say("hi", locale)).AssertReply($"ask {shown}").Send(Say(yes, locale)).AssertReply("Complete: True").StartTestAsync();
        await Conversation.With(new ConfirmPrompt("p"), Ask).Send(Say("hi", locale)).AssertReply($"ask {shown}").Send(Say(no, locale)).AssertReply("Complete: False").StartTestAsync();
        await Conversation.With(new ConfirmPrompt("p"), Ask).Send(Say("hi", locale)).AssertReply($"ask {shown}").Send(Say("2", locale)).AssertReply("Complete: False").StartTestAsync();
    }

    [Theory]
    [InlineData("not-supported")]
    [InlineData("")]
    public async Task A_language_that_is_not_spoken_is_answered_in_English(string locale) =>
        await Conversation.With(new ConfirmPrompt("p"), Ask).Send(Say("hi", locale)).AssertReply("ask (1) Yes or (2) No").Send(Say("yes", locale)).AssertReply("Complete: True").StartTestAsync();

    [Theory]
    [InlineData("👍", true)]
    [InlineData("👎", false)]
    [InlineData("yup", true)]
    [InlineData("sure", true)]
    [InlineData("nope", false)]
    [InlineData("not ok", false)]
    [InlineData("true", true)]
    public async Task A_sign_or_another_word_confirms_too(string said, bool expected) =>
        await Conversation.With(new ConfirmPrompt("p"), Ask).Test("hi", "ask (1) Yes or (2) No").Test(said, $"Complete: {expected}").StartTestAsync();

    [Fact]
    public async Task Without_numbers_before_them_a_number_is_no_answer()
    {
        var prompt = new ConfirmPrompt("p") { ChoiceOptions = new ChoiceFactoryOptions { IncludeNumbers = false } };
        await Conversation.With(prompt, Ask).Test("hi", "ask Yes or No").Test("2", "again Yes or No").Test("no", "Complete: False").StartTestAsync();
    }

    [Fact]
    public async Task A_bots_own_words_are_shown_and_read()
    {
        var prompt = new ConfirmPrompt("p") { ConfirmChoices = Tuple.Create(new Choice("Aye"), new Choice("Nay")) };
        await Conversation.With(prompt, Ask).Test("hi", "ask (1) Aye or (2) Nay").Test("nay", "Complete: False").StartTestAsync();

        var words = new Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> { ["tlh-qo"] = (new Choice("HIja"), new Choice("ghobe"), new ChoiceFactoryOptions(", ", " pagh ", ", pagh ", true)) };
        await Conversation.With(new ConfirmPrompt("p", words, null, "tlh-qo"), Ask)
            .Send(Say("hi", "tlh-qo")).AssertReply("ask (1) HIja pagh (2) ghobe")
            .Send(Say("HIja", "tlh-qo")).AssertReply("Complete: True")
            .StartTestAsync();
    }

    [Fact]
    public async Task Choices_are_joined_as_the_language_joins_them()
    {
        var options = new PromptOptions { Prompt = MessageFactory.Text("color?"), Choices = ChoiceFactory.ToChoices(["rojo", "verde", "azul"]) };
        await Conversation.With(new ChoicePrompt("p"), options, found => ((FoundChoice)found).Value)
            .Send(Say("hola", "es-MX")).AssertReply("color? (1) rojo, (2) verde, o (3) azul")
            .Send(Say("el último", "es-MX")).AssertReply("Complete: azul")
            .StartTestAsync();

        var own = new Dictionary<string, ChoiceFactoryOptions> { ["xx-xx"] = new("; ", " ~ ", "; ~ ", false) };
        await Conversation.With(new ChoicePrompt("p", own, null, "xx-xx"), options).Send(Say("hi", "xx-xx")).AssertReply("color? rojo; verde; ~ azul").StartTestAsync();
    }

    [Theory]
    [InlineData("en-us", "I've run 5km", 5)]
    [InlineData("en-us", "$500", 500)]
    [InlineData("en-us", "The temperature is -32.5C", -32.5)]
    [InlineData("en-us", "twenty-one", 21)]
    [InlineData("en-us", "one hundred and twenty three thousand", 123_000)]
    [InlineData("en-us", "three million", 3_000_000)]
    [InlineData("en-us", "1/2", 0.5)]
    [InlineData("en-us", "one half", 0.5)]
    [InlineData("en-us", "one point five", 1.5)]
    [InlineData("en-us", "1,234.5", 1234.5)]
    [InlineData("nl-nl", "3,14", 3.14)]
    [InlineData("de-de", "1.234,5", 1234.5)]
    [InlineData("es-es", "cuarenta y dos", 42)]
    [InlineData("es-es", "mil doscientos", 1200)]
    [InlineData("fr-fr", "quatre-vingt-dix-sept", 97)]
    [InlineData("fr-fr", "soixante et onze", 71)]
    [InlineData("fr-fr", "deux cents", 200)]
    [InlineData("de-de", "vierundzwanzig", 24)]
    [InlineData("de-de", "zweitausenddreihundert", 2300)]
    [InlineData("nl-nl", "vijfendertig", 35)]
    [InlineData("it-it", "trentacinque", 35)]
    [InlineData("it-it", "duemila", 2000)]
    [InlineData("pt-br", "vinte e dois", 22)]
    [InlineData("zh-cn", "三十五", 35)]
    [InlineData("zh-cn", "一百零二", 102)]
    [InlineData("fr-fr", "un", 1)]
    public async Task A_number_is_read_as_the_language_says_and_writes_it(string locale, string said, double expected) =>
        await Conversation.With(new NumberPrompt<double>("p"), Ask, number => ((double)number).ToString(CultureInfo.InvariantCulture))
            .Send(Say("hi", locale)).AssertReply("ask")
            .Send(Say(said, locale)).AssertReply($"Complete: {expected.ToString(CultureInfo.InvariantCulture)}")
            .StartTestAsync();

    [Theory]
    [InlineData("en-us", "dollars")]
    [InlineData("en-us", "a cat and an owl")]
    [InlineData("de-de", "einfach allein")]
    [InlineData("es-es", "una casa")]
    public async Task Words_without_a_number_are_asked_again(string locale, string said) =>
        await Conversation.With(new NumberPrompt<double>("p"), Ask).Send(Say("hi", locale)).AssertReply("ask").Send(Say(said, locale)).AssertReply("again").StartTestAsync();

    [Fact]
    public async Task The_prompts_language_counts_where_the_activity_names_none()
    {
        await Conversation.With(new NumberPrompt<double>("p", defaultLocale: Culture.Dutch), Ask, number => ((double)number).ToString(CultureInfo.InvariantCulture), new Microsoft.Bot.Builder.Adapters.TestAdapter { Locale = null! })
            .Test("hi", "ask").Test("3,14", "Complete: 3.14").StartTestAsync();
        await Conversation.With(new ConfirmPrompt("p", defaultLocale: Culture.German), Ask, adapter: new Microsoft.Bot.Builder.Adapters.TestAdapter { Locale = null! })
            .Test("hi", "ask (1) Ja oder (2) Nein").Test("Ja", "Complete: True").StartTestAsync();
    }
}
