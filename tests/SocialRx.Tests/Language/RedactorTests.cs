using System.Text.RegularExpressions;
using SocialRx.Language.Redaction;

namespace SocialRx.Tests.Language;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("my mate jordan goes to fernbridge high", "my mate [NAME] goes to [SCHOOL]")]
    [InlineData("my friend Aaliyah Hussain said hi", "my friend [NAME] said hi")]
    [InlineData("my teacher mr kowalski is ok", "my teacher mr [NAME] is ok")]
    [InlineData("my name is Tiffany Okonkwo", "my name is [NAME]")]
    [InlineData("call me on 07700 900123 or 01632 960 123", "call me on [PHONE] or [PHONE]")]
    [InlineData("im at jo dot smith at mail dot example", "im at [EMAIL]")]
    [InlineData("i live at 12 Station Road FB1 2AB", "i live at [ADDRESS] [POSTCODE]")]
    [InlineData("nhs number 943 476 5919", "nhs number [NHS]")]
    [InlineData("me jaz n priya, chloes mum n Rhys's dad", "me [NAME] n [NAME], [NAME] mum n [NAME]'s dad")]
    [InlineData("theres this girl brylee, she goes st cuthberts", "theres this girl [NAME], she goes [SCHOOL]")]
    [InlineData("oh seven seven double oh nine double oh one two three", "[PHONE]")]
    [InlineData("number 9 on larch close", "[ADDRESS]")]
    [InlineData("my snap is kez_b09", "my snap is [HANDLE]")]
    [InlineData("my bday is 14 july", "my bday is [DOB]")]
    [InlineData("ring ０７７００ ９００１２３", "ring [PHONE]")]
    [InlineData("my friend May said", "my friend [NAME] said")]
    [InlineData("1234567890", "[NHS]")]
    [InlineData("born 12/03/2009", "born [DOB]")]
    [InlineData("AB 12 34 56 C", "[NINO]")]
    [InlineData("find me @kez.b", "find me [HANDLE]")]
    [InlineData("see https://x.example/me", "see [URL]")]
    public void What_could_identify_somebody_is_taken_out(string text, string expected) =>
        Assert.Equal(expected, Redactor.Redact(text).Text);

    [Theory]
    [InlineData("i may go in june, i hope so")]
    [InlineData("will you help me find art or music in the summer")]
    [InlineData("i hate school and college is boring")]
    [InlineData("there are 20 of us from year 10, costs 5 pounds 50")]
    [InlineData("i like football on saturdays with friends in the park")]
    [InlineData("my friend may come, harry potter fan")]
    [InlineData("the trip is 14/06/2025, ring 0800 1111")]
    [InlineData("my snap is broken, my mate is into skating")]
    public void Everyday_words_stay(string text) => Assert.Equal(text, Redactor.Redact(text).Text);

    [Fact]
    public void Spans_say_where_in_the_original_text()
    {
        var span = Assert.Single(Redactor.Redact("hi Sarah").Spans);

        Assert.Equal((3, 5, "NAME"), (span.Span.Start, span.Span.Length, span.Kind));
    }

    [Fact]
    public void No_expression_can_backtrack() =>
        Assert.All(IdentifyingPatterns.All.Select(rule => rule.Pattern).Concat(Birthdays.All), pattern => Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking)));
}
