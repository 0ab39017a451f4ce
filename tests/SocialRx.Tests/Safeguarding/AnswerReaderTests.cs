using SocialRx.Dialogs.Safeguarding;

namespace SocialRx.Tests.Safeguarding;

public sealed class AnswerReaderTests
{
    private static readonly SafetySpeech Speech = new SafetyReplies(new SafetyLanguages(new()), new(), TimeProvider.System).In(null);

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
        Assert.Equal(answer, AnswerReader.Read(said, Speech)?.ToString());

    [Theory]
    [InlineData("im safe when hes not here")]
    [InlineData("hes coming back")]
    [InlineData("")]
    public void What_may_be_more_than_an_answer_is_read_as_a_message(string said) =>
        Assert.Null(AnswerReader.Read(said, Speech));
}
