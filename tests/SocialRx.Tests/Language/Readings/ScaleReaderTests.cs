using CsCheck;
using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class ScaleReaderTests
{
    [Theory]
    [InlineData("7", 7, false)]
    [InlineData("0", 0, false)]
    [InlineData("ten", 10, false)]
    [InlineData("nought", 0, false)]
    [InlineData("4/10", 4, false)]
    [InlineData("10/10", 10, false)]
    [InlineData("4 out of 10", 4, false)]
    [InlineData("a solid 8 :)", 8, false)]
    [InlineData("seven ish", 7, true)]
    [InlineData("7ish", 7, true)]
    [InlineData("sevenish", 7, true)]
    [InlineData("like a 6 or 7", 6, true)]
    [InlineData("5-6", 5, true)]
    [InlineData("7.5", 7, true)]
    [InlineData("maybe 3", 3, true)]
    [InlineData("50/50", 5, true)]
    [InlineData("100%", 10, false)]
    public void A_score_is_read(string text, int value, bool doubtful) => Assert.Equal(new ScaleReading.Score(value, doubtful), ScaleReader.Read(text));

    [Theory]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("a million")]
    [InlineData("2 at school 9 at home")]
    [InlineData("idk")]
    [InlineData("")]
    public void What_is_not_on_the_scale_is_not_guessed(string text) => Assert.IsType<ScaleReading.NotRead>(ScaleReader.Read(text));

    [Fact]
    public void Whatever_is_typed_a_score_is_from_0_to_10() => Typed.Any.Sample(text => ScaleReader.Read(text) is not ScaleReading.Score { Value: < 0 or > 10 });
}
