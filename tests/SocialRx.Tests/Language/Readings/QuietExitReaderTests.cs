using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class QuietExitReaderTests
{
    [Theory]
    [InlineData("quick exit")]
    [InlineData("quik exit")]
    [InlineData("Hide this!")]
    [InlineData("hide")]
    [InlineData("leave this page")]
    [InlineData("CLOSE THE CHAT")]
    public void Who_says_so_leaves(string said) => Assert.Equal(QuietExit.Leave, QuietExitReader.Read(said));

    [Theory]
    [InlineData("my mum is coming")]
    [InlineData("mums coming")]
    [InlineData("someones coming")]
    [InlineData("omg my dads here")]
    [InlineData("shit hes behind me")]
    [InlineData("wait my brother just walked in")]
    [InlineData("my mum can see my screen")]
    [InlineData("sum1 is watching me")]
    [InlineData("they're coming upstairs now")]
    public void Who_is_about_to_be_seen_is_heard(string said) => Assert.Equal(QuietExit.SomebodyComes, QuietExitReader.Read(said));

    [Theory]
    [InlineData("my mum is coming with me")]
    [InlineData("if someone is coming with me id go")]
    [InlineData("hide and seek")]
    [InlineData("my mum")]
    [InlineData("coming")]
    [InlineData("exit")]
    [InlineData("leave it")]
    [InlineData("i want to leave home")]
    [InlineData("my dad hits me")]
    [InlineData("")]
    public void What_says_something_else_is_read_like_any_message(string said) => Assert.Null(QuietExitReader.Read(said));
}
