using SocialRx.Language.Themes;

namespace SocialRx.Tests.Language;

public sealed class ThemeCoderTests
{
    [Theory]
    [InlineData("idk musci mabye", "music")]
    [InlineData("drawign i gess", "creative")]
    [InlineData("fotball w my mate", "active")]
    [InlineData("skatebording", "active")]
    [InlineData("gamming mostly", "games")]
    [InlineData("volunteerin at the foodbank", "difference")]
    public void A_slip_of_the_fingers_does_not_hide_what_matters(string text, string theme) =>
        Assert.Contains(theme, ThemeCoder.Read(text).Select(hit => hit.ThemeId));

    [Theory]
    [InlineData("idk")]
    [InlineData("my house is next to the shop")]
    [InlineData("just normal stuff")]
    [InlineData("")]
    public void Nothing_is_made_of_words_that_say_nothing_about_a_theme(string text) =>
        Assert.DoesNotContain("nature", ThemeCoder.Read(text).Select(hit => hit.ThemeId));

    [Fact]
    public void The_place_of_what_was_found_is_in_the_text_as_it_was_typed()
    {
        const string Text = "erm drawign i gess";

        var hit = Assert.Single(ThemeCoder.Read(Text));

        Assert.Equal("drawign", Text.Substring(hit.Span.Start, hit.Span.Length));
    }
}
