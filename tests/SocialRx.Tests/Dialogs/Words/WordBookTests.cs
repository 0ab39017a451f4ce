using SocialRx.Dialogs.Words;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Readability;
using SocialRx.Language.Signals;

namespace SocialRx.Tests.Dialogs.Words;

public sealed class WordBookTests
{
    private const double OldestForOneLine = 13;
    private const double OldestForAll = 11;
    private static readonly WordBook Book = WordBook.Load();

    public static TheoryData<string, string> All => [.. Book.All.Select(line => (line.Key, line.Wording))];

    [Fact]
    public void All_lines_together_read_at_age_nine_to_eleven()
    {
        var text = string.Join(' ', Book.All.Where(line => !line.Key.StartsWith("button.", StringComparison.Ordinal)).Select(line => $"{Plain(line.Wording)}."));

        Assert.InRange(ReadingAge.Of(text), 5, OldestForAll);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_line_is_hard_to_read_or_shouts(string key, string wording)
    {
        var plain = Plain(wording);
        var words = ReadingAge.Words(plain).Count();

        Assert.True(words < 8 || ReadingAge.Of(plain) <= OldestForOneLine, $"{key} reads at age {ReadingAge.Of(plain):0.0}: {wording}");
        Assert.True((double)words / ReadingAge.Sentences(plain) <= 17, $"{key} has {words} words in {ReadingAge.Sentences(plain)} sentences: {wording}");
        Assert.DoesNotContain("!", wording, StringComparison.Ordinal);
    }

    [Fact]
    public void All_lines_together_have_at_most_fifteen_words_a_sentence()
    {
        var lines = Book.All.Where(line => !line.Key.StartsWith("button.", StringComparison.Ordinal)).Select(line => Plain(line.Wording)).ToList();

        Assert.InRange(lines.Sum(line => (double)ReadingAge.Words(line).Count()) / lines.Sum(line => ReadingAge.Sentences(line)), 1, 15);
    }

    [Fact]
    public void No_button_but_the_one_for_help_is_taken_for_a_disclosure_when_it_is_tapped()
    {
        var taken = Book.All
            .Where(line => line.Key.StartsWith("button.", StringComparison.Ordinal) && line.Key != "button.help-now")
            .Where(line => RiskSignals.Read(Plain(line.Wording)).Route != SafeguardingRoute.None)
            .Select(line => line.Wording);

        Assert.Empty(taken);
    }

    [Fact]
    public void A_language_without_words_is_refused() =>
        Assert.Contains("xx-XX", Assert.Throws<InvalidDataException>(() => WordBook.Load("xx-XX")).Message, StringComparison.Ordinal);

    // What is put in is somebody else's words; a short plain one stands for it.
    private static string Plain(string wording) => System.Text.RegularExpressions.Regex.Replace(wording, @"\{[a-z]+\}", "this").Replace("ico.org.uk", "the web", StringComparison.Ordinal);
}
