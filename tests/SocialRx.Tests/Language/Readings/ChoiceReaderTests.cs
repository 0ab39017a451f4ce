using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class ChoiceReaderTests
{
    private static readonly Choice[] Choices =
    [
        new("active", "Being active"), new("music", "Music"), new("friends", "Friends and belonging"), new("talk", "Talk to someone", "a person"), new("yes", "Yes, ask", "👍"), new("not-now", "Not now"),
    ];

    [Theory]
    [InlineData("Music", "music")]
    [InlineData("musci", "music")]
    [InlineData("muisc pls", "music")]
    [InlineData("2", "music")]
    [InlineData("the second one", "music")]
    [InlineData("number 3", "friends")]
    [InlineData("freinds", "friends")]
    [InlineData("belonging", "friends")]
    [InlineData("id like to talk to someone please", "talk")]
    [InlineData("a person", "talk")]
    [InlineData("👍", "yes")]
    [InlineData("not now", "not-now")]
    [InlineData("not noww", "not-now")]
    public void A_choice_is_read_however_it_is_typed(string text, string id) => Assert.Equal(id, ChoiceReader.One(text, Choices)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("7")]
    [InlineData("purple")]
    [InlineData("i have 2 brothers")]
    public void What_is_no_choice_is_not_guessed(string text) => Assert.Null(ChoiceReader.One(text, Choices));

    [Theory]
    [InlineData("1 and 3", "active,friends")]
    [InlineData("1,2", "active,music")]
    [InlineData("1 2 3", "active,music,friends")]
    [InlineData("music, freinds", "music,friends")]
    [InlineData("friends and music", "music,friends")]
    [InlineData("all of them", "active,music,friends,talk,yes,not-now")]
    [InlineData("purple", "")]
    public void Several_are_read_together(string text, string ids) =>
        Assert.Equal(ids, string.Join(',', ChoiceReader.Several(text, Choices).Select(choice => choice.Id)));

    [Theory]
    [InlineData("bak", Command.Back)]
    [InlineData("Go back!", Command.Back)]
    [InlineData("skpi", Command.Skip)]
    [InlineData("stpo", Command.Stop)]
    [InlineData("hlep", Command.Help)]
    [InlineData("START AGIAN", Command.StartAgain)]
    [InlineData("what do u know about me", Command.MyData)]
    [InlineData("hey", Command.Hello)]
    [InlineData("stop please", Command.Stop)]
    public void A_command_is_read_with_its_typos(string text, Command command) => Assert.Equal(command, CommandReader.Read(text));

    [Theory]
    [InlineData("shop")]
    [InlineData("i want to stop smoking")]
    [InlineData("my back hurts")]
    [InlineData("help my mum")]
    [InlineData("ski")]
    [InlineData("text")]
    [InlineData("")]
    [InlineData("15")]
    public void An_answer_that_holds_a_command_word_is_an_answer(string text) => Assert.Null(CommandReader.Read(text));

    [Theory]
    [InlineData("yh", YesNo.Yes)]
    [InlineData("k", YesNo.Yes)]
    [InlineData("go on then", YesNo.Yes)]
    [InlineData("👍", YesNo.Yes)]
    [InlineData("nah", YesNo.No)]
    [InlineData("allow it", YesNo.No)]
    [InlineData("not really", YesNo.No)]
    [InlineData("idk", YesNo.Unsure)]
    [InlineData("whatever", YesNo.Unsure)]
    [InlineData("🤷", YesNo.Unsure)]
    public void Yes_no_and_dunno_are_read_as_they_are_typed(string text, YesNo answer) => Assert.Equal(answer, YesNoReader.Read(text));

    [Theory]
    [InlineData("football")]
    [InlineData("")]
    [InlineData("norway is nice and i would love to go there one day")]
    public void Other_answers_are_neither_yes_nor_no(string text) => Assert.Null(YesNoReader.Read(text));
}
