using CsCheck;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class PlaceReaderTests
{
    [Theory]
    [InlineData("fb2", "FB2", false)]
    [InlineData("FB2 1AA", "FB2", true)]
    [InlineData("my postcode is fb21aa.", "FB2", true)]
    [InlineData("fb 2", "FB2", false)]
    [InlineData("Fb2, near the park", "FB2", false)]
    [InlineData("SW1A 1AA", "SW1A", true)]
    public void The_first_half_of_a_postcode_is_all_that_is_read(string text, string outcode, bool wasWhole) =>
        Assert.Equal(new PlaceReading.Outcode(outcode, wasWhole), PlaceReader.Read(text));

    [Theory]
    [InlineData("near fernbridge bus stn", "fernbridge bus stn")]
    [InlineData("i live at 12 Mill Lane", "mill lane")]
    public void Otherwise_the_words_that_may_name_a_place(string text, string words) => Assert.Equal(new PlaceReading.Name(words), PlaceReader.Read(text));

    [Theory]
    [InlineData("idk")]
    [InlineData("im 14")]
    [InlineData("")]
    public void What_names_no_place_is_not_guessed(string text) => Assert.IsType<PlaceReading.NotRead>(PlaceReader.Read(text));

    [Fact]
    public void Whatever_is_typed_never_more_than_an_outcode_comes_out() =>
        Typed.Any.Sample(text => PlaceReader.Read(text) is not PlaceReading.Outcode outcode || Outcode.IsOne(outcode.Value));
}
