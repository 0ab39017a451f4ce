using CsCheck;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Tests.Language.Readings;

namespace SocialRx.Tests.Domain.ActivityDirectory;

public sealed class GazetteerTests
{
    private static readonly Place[] Places =
    [
        At("town", "Fernbridge"), At("station", "Fernbridge Station"), At("mossley", "Little Mossop"), At("quarry-n", "Quarry Hill North"), At("quarry-s", "Quarry Hill South"),
    ];

    [Theory]
    [InlineData("Fernbridge", "Fernbridge", false)]
    [InlineData("fernbrige", "Fernbridge", true)]
    [InlineData("near fernbridge bus stn", "Fernbridge", false)]
    [InlineData("fernbridge stn", "Fernbridge Station", false)]
    [InlineData("i live in litle mossop w my nan", "Little Mossop", true)]
    public void A_named_place_is_found_in_what_somebody_typed(string text, string name, bool guessed)
    {
        var found = Assert.IsType<PlaceFinding.Found>(Gazetteer.Find(Places, text));

        Assert.Equal((name, guessed), (found.Place.Name, found.Guessed));
    }

    [Fact]
    public void Two_that_are_meant_equally_well_are_both_offered() =>
        Assert.Equal(2, Assert.IsType<PlaceFinding.Several>(Gazetteer.Find([At("a", "Mill Lane"), At("b", "Mill Lane")], "mill lane")).Places.Count);

    [Theory]
    [InlineData("dunno")]
    [InlineData("")]
    [InlineData("the moon")]
    public void A_place_nobody_knows_is_not_guessed(string text) => Assert.IsType<PlaceFinding.NotFound>(Gazetteer.Find(Places, text));

    [Fact]
    public void Whatever_is_typed_an_answer_comes() => Typed.Any.Sample(text => Gazetteer.Find(Places, text) is not null);

    private static Place At(string id, string name) => new(id, name, "FB1", Some.FB3.Centre);
}
