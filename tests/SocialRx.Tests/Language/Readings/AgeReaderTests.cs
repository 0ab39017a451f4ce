using CsCheck;
using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class AgeReaderTests
{
    [Theory]
    [InlineData("15", 15)]
    [InlineData("im 14", 14)]
    [InlineData("I’m 14!!", 14)]
    [InlineData("15 nearly 16", 15)]
    [InlineData("nearly 16", 15)]
    [InlineData("almost 16 but 15 rn", 15)]
    [InlineData("just turned 12", 12)]
    [InlineData("turning 14 soon", 13)]
    [InlineData("15 and a half", 15)]
    [InlineData("15½", 15)]
    [InlineData("15.5", 15)]
    [InlineData("14yo", 14)]
    [InlineData("14 year old", 14)]
    [InlineData("sixteen", 16)]
    [InlineData("sixten", 16)]
    [InlineData("twenty-one", 21)]
    [InlineData("twenty one", 21)]
    [InlineData("ten", 10)]
    [InlineData("under 11", 10)]
    [InlineData("over 25", 26)]
    [InlineData("18+", 18)]
    [InlineData("im 14 in year 9", 14)]
    [InlineData("my sister is 9 and im 14", 14)]
    [InlineData("16 in 3 weeks", 15)]
    [InlineData("ill be 15 in may", 14)]
    [InlineData("i have 2 brothers and im 13", 13)]
    [InlineData("１５", 15)]
    [InlineData("hi im sam and im like 14 i think", 14)]
    [InlineData("mam 16 lat i mówię po polsku", 16)]
    [InlineData("hi i really like drawing and im 9", 9)]
    [InlineData("i am a mature student and 31 years old", 31)]
    [InlineData("its a bit complicated but i am 17 years old", 17)]
    [InlineData("we just moved here and my age is 12 if thats ok", 12)]
    public void An_age_is_read(string text, int years) => Assert.Equal(new AgeReading.Years(years), AgeReader.Read(text));

    [Theory]
    [InlineData("year 10", 10, "14-15")]
    [InlineData("yr 9", 9, "11-13")]
    [InlineData("Y8", 8, "11-13")]
    [InlineData("in year ten", 10, "14-15")]
    [InlineData("y13", 13, "16-17")]
    [InlineData("sixth form", 12, "16-17")]
    [InlineData("6th form", 12, "16-17")]
    [InlineData("year 6", 6, null)]
    public void A_school_year_is_read_as_its_younger_age(string text, int year, string? band)
    {
        var reading = AgeReader.Read(text);

        Assert.Equal(new AgeReading.SchoolYear(year), reading);
        Assert.Equal(band, reading.Band?.Id);
    }

    [Theory]
    [InlineData("14-15", "14-15")]
    [InlineData("16 or 17", "16-17")]
    [InlineData("11 to 13", "11-13")]
    [InlineData("18–25", "18-25")]
    public void The_two_ends_of_a_band_are_the_band(string text, string band) => Assert.Equal(band, AgeReader.Read(text).Band?.Id);

    [Theory]
    [InlineData("2011")]
    [InlineData("born 12/03/11")]
    [InlineData("12/03/11")]
    [InlineData("i was born in 09")]
    public void A_birthday_is_not_used(string text) => Assert.IsType<AgeReading.Birthday>(AgeReader.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("idk")]
    [InlineData("2")]
    [InlineData("13 or 14")]
    [InlineData("under 18")]
    [InlineData("old enough")]
    [InlineData("5 minutes")]
    [InlineData("07700900123")]
    [InlineData("he gets realy angry n i hide 6")]
    [InlineData("theres 6 of us and he shouts all night")]
    [InlineData("there are 6 of us and he shouts all night")]
    [InlineData("he has done it more than 30 times now to us")]
    [InlineData("i dont want to say, i only have 10 quid left")]
    [InlineData("he hit me 7 times on my back last night")]
    public void What_is_no_age_is_not_guessed(string? text) => Assert.IsType<AgeReading.NotRead>(AgeReader.Read(text));

    [Fact]
    public void Whatever_is_typed_an_age_read_is_one_somebody_can_have() =>
        Typed.Any.Sample(text => AgeReader.Read(text) is not AgeReading.Years { Value: < 5 or > 99 });
}
