using SocialRx.Dialogs.Safeguarding;

namespace SocialRx.Tests.Safeguarding;

public sealed class AnswerReaderTests
{
    private static readonly SafetyWords Words = SafetyWords.Load();

    [Theory]
    [InlineData("im ok now", "Safe")]
    [InlineData("I'm safe now", "Safe")]
    [InlineData("yh", "Safe")]
    [InlineData("im saef now", "Safe")]
    [InlineData("im not safe", "NotSafe")]
    [InlineData("not rly", "NotSafe")]
    [InlineData("dunno", "NotSafe")]
    [InlineData("nah", "NotSafe")]
    [InlineData("im not ok", "NotSafe")]
    [InlineData("talk to somone", "Talk")]
    [InlineData("cary on", "CarryOn")]
    public void What_somebody_types_is_taken_as_the_answer_it_is(string said, string answer) =>
        Assert.Equal(answer, AnswerReader.Read(said, Words)?.ToString());

    [Theory]
    [InlineData("im safe when hes not here")]
    [InlineData("hes coming back")]
    [InlineData("")]
    public void What_may_be_more_than_an_answer_is_read_as_a_message(string said) =>
        Assert.Null(AnswerReader.Read(said, Words));
}
