using CsCheck;
using SocialRx.Language.Readings;

namespace SocialRx.Tests.Language.Readings;

public sealed class WishReaderTests
{
    [Theory]
    [InlineData("under a fiver", "5")]
    [InlineData("ive only got 3 quid", "3")]
    [InlineData("no more than £4.50 a time", "4.5")]
    [InlineData("£2 max", "2")]
    [InlineData("2 quid or less", "2")]
    [InlineData("i can pay a couple of quid", "2")]
    [InlineData("less than a tenner", "10")]
    [InlineData("up to 50p", "0.5")]
    [InlineData("something free", "0")]
    [InlineData("nothing that costs", "0")]
    [InlineData("im skint", "0")]
    [InlineData("im free on tuesdays", null)]
    [InlineData("my nan gave me £20", null)]
    [InlineData("i am 14", null)]
    public void What_somebody_can_pay_is_read(string text, string? pounds) =>
        Assert.Equal(pounds is null ? null : decimal.Parse(pounds, System.Globalization.CultureInfo.InvariantCulture), WishReader.Read(text).MostPounds);

    [Theory]
    [InlineData("walking distance only", "walk")]
    [InlineData("i can get the bus", "bus")]
    [InlineData("id go on my bike", "cycle")]
    [InlineData("mum can drive me", "lift")]
    [InlineData("cant get the bus", null)]
    [InlineData("nobody to give me a lift", null)]
    [InlineData("no way to get a lift", null)]
    [InlineData("football", null)]
    public void How_somebody_gets_about_is_read(string text, string? travel) => Assert.Equal(travel, WishReader.Read(text).Travel);

    [Theory]
    [InlineData("something outdoors", "outdoors")]
    [InlineData("indoors cos its cold", "indoors")]
    [InlineData("not outdoors", "indoors")]
    [InlineData("not in a group please", "alone")]
    [InlineData("one to one", "alone")]
    [InlineData("i want to join a team", "group")]
    [InlineData("indoors or outdoors", "")]
    [InlineData("i dont want to go on my own", "")]
    public void The_kind_of_place_is_read(string text, string settings) => Assert.Equal(settings, string.Join(' ', WishReader.Read(text).Settings));

    [Theory]
    [InlineData("somewhere they speak polish", "pl")]
    [InlineData("in urdu", "ur")]
    [InlineData("a somali speaking group", "so")]
    [InlineData("i like polish food", "")]
    public void A_language_asked_for_is_read(string text, string languages) => Assert.Equal(languages, string.Join(' ', WishReader.Read(text).Languages));

    [Theory]
    [InlineData("gym but girls only", "girls")]
    [InlineData("a group for young carers", "young-carers")]
    [InlineData("is there an lgbt group", "lgbt")]
    [InlineData("im autistic", "send")]
    [InlineData("my girl friend likes dancing", "")]
    public void A_group_asked_for_or_told_of_is_read(string text, string groups) => Assert.Equal(groups, string.Join(' ', WishReader.Read(text).BelongsTo));

    [Fact]
    public void Whatever_is_typed_it_is_read() => Typed.Any.Sample(text => WishReader.Read(text).MostPounds is null or >= 0);
}
