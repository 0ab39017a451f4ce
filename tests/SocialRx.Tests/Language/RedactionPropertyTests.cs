using CsCheck;
using SocialRx.Language.Redaction;

namespace SocialRx.Tests.Language;

public sealed class RedactionPropertyTests
{
    private static readonly string[] Words =
    [
        "my mate ", "called ", "tariq", "Sarah", "Rose", "may ", "mr ", "o'brien", "'s", " ", "  ", ".", ",", "\n", "@", "kez_b", " dot ", " at ", "gmail", ".com", "07700 900123", "oh seven seven ", "12",
        "/03/", "2009", "born ", "dob ", "14 ", "Elm ", "Road", "flat ", "3b", "st ", "marys", "academy", "i go to ", "snap ", "is ", "nhs ", "943 476 5919", "FB2 4QT", "QQ123456C", "[NAME]", "[PHONE]", "[", "]", "(at)",
        "https://", "www.", "😀", "\u200B", "\u0301", "\uD83D", "\uDE00", "\0", "ﬁ", "Łukasz", "é", "０７７００", "-", "_", "#1234", "+44", "(0)", "estate", "surgery", "University of ", "King ", "im ", "names ", "harry potter", "🙂🙂",
    ];

    private static readonly Gen<string> Pieces = Gen.Int[0, Words.Length - 1].Select(place => Words[place]);

    private static readonly Gen<string> Texts = Gen.OneOf(Pieces.Array[0, 25].Select(string.Concat), Gen.String[0, 120]);

    [Fact]
    public void Spans_stand_in_order_within_the_text_and_apart() => Texts.Sample(text =>
    {
        var end = 0;
        foreach (var (span, kind) in Redactor.Redact(text).Spans)
        {
            Assert.InRange(span.Start, end, text.Length);
            Assert.True(span.Length > 0);
            Assert.InRange(span.End, span.Start, text.Length);
            Assert.Contains(kind, Redacted.Kinds);
            end = span.End;
        }
    });

    [Fact]
    public void The_text_is_the_original_with_its_spans_replaced() => Texts.Sample(text =>
    {
        var redacted = Redactor.Redact(text);
        var expected = text;
        foreach (var (span, kind) in redacted.Spans.Reverse())
            expected = expected.Remove(span.Start, span.Length).Insert(span.Start, $"[{kind}]");
        Assert.Equal(expected, redacted.Text);
    });

    [Fact]
    public void Redacting_twice_changes_nothing() => Texts.Sample(text =>
    {
        var once = Redactor.Redact(text).Text;
        Assert.Equal(once, Redactor.Redact(once).Text);
    });

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    [InlineData("my mate \uDC00\uD800 called ")]
    [InlineData("'s's's")]
    [InlineData("&&&")]
    public void Broken_text_is_read(string text) => Assert.NotNull(Redactor.Redact(text));

    [Theory]
    [InlineData("07 7 00 9 ")]
    [InlineData("a.b@c.")]
    [InlineData("oh seven ")]
    [InlineData("my mate called ")]
    [InlineData("12 the the road ")]
    [InlineData("snap is : ")]
    [InlineData("st st school ")]
    [InlineData("born 1 may ")]
    [InlineData("anna and ")]
    [InlineData("[NAME]")]
    [InlineData("a")]
    [InlineData("1")]
    public void Very_long_text_is_read(string piece) =>
        Assert.NotNull(Redactor.Redact(string.Concat(Enumerable.Repeat(piece, 30_000 / piece.Length))));
}
