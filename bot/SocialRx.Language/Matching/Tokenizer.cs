namespace SocialRx.Language.Matching;

/// <summary>A message as tokens, with the way back to its original characters.</summary>
internal sealed record Tokens(Folded Folded, IReadOnlyList<Token> List)
{
    public TextSpan Original(int firstToken, int lastToken) =>
        Folded.Original(List[firstToken].Start, List[lastToken].End);
}

/// <summary>Cuts folded text into words and lets a lexicon put their spelling right. Linear in the text's length.</summary>
internal static class Tokenizer
{
    private const int FewestSpacedLetters = 3;
    private const int MostSpacedLetters = 48;

    public static Tokens Read(string text, Lexicon lexicon)
    {
        var folded = Folded.Of(text);
        var spelled = new List<Token>();
        foreach (var token in Joined(Raw(folded.Text), lexicon))
            lexicon.Spell(token, spelled);
        return new(folded, spelled);
    }

    private static List<Token> Raw(ReadOnlySpan<char> text)
    {
        var tokens = new List<Token>();
        var afterBreak = true;
        var at = 0;
        while (at < text.Length)
        {
            var end = EndOfToken(text, at);
            if (end == at)
            {
                afterBreak |= text[at++] is '.' or '!' or '?' or ';' or '\n' or '\r' or '\u3002' or '\u0964' or '\u061F';
                continue;
            }

            tokens.Add(new(WithoutApostrophes(text[at..end]), at, end, afterBreak));
            afterBreak = false;
            at = end;
        }

        return tokens;
    }

    private static int EndOfToken(ReadOnlySpan<char> text, int start)
    {
        if (char.IsSurrogate(text[start]))
            return Math.Min(text.Length, start + 2);
        if (char.IsSymbol(text[start]) && text[start] > '\u00FF')
            return start + 1;

        var end = start;
        while (end < text.Length && (InWord(text[end]) || (end > start && JoinsLetters(text[end]) && end + 1 < text.Length && InWord(text[end + 1]))))
            end++;
        return end;
    }

    // Indic vowel signs are spacing marks; without them a word would fall apart.
    private static bool InWord(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool JoinsLetters(char c) => c is '\'' or '`' or '*' or '@' or '$' or '!';

    private static string WithoutApostrophes(ReadOnlySpan<char> word) =>
        word.ContainsAny('\'', '`') ? word.ToString().Replace("'", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal) : word.ToString();

    /// <summary>"k i l l" and "k.m.s" are one word each when that word, or a row of words, is known.</summary>
    private static IEnumerable<Token> Joined(List<Token> raw, Lexicon lexicon)
    {
        for (var i = 0; i < raw.Count; i++)
        {
            var length = SingleLetters(raw, i);
            if (length >= FewestSpacedLetters && Join(raw, i, length, lexicon) is { } words)
            {
                foreach (var word in words)
                    yield return word;
                i += length - 1;
            }
            else
            {
                yield return raw[i];
            }
        }
    }

    private static int SingleLetters(List<Token> raw, int start)
    {
        if (start > 0 && raw[start - 1].Word.Length == 1 && char.IsAsciiLetter(raw[start - 1].Word[0]))
            return 0;
        var end = start;
        while (end < raw.Count && end - start < MostSpacedLetters && raw[end].Word.Length == 1 && char.IsAsciiLetterOrDigit(raw[end].Word[0]))
            end++;
        return end - start;
    }

    private static List<Token>? Join(List<Token> raw, int start, int length, Lexicon lexicon)
    {
        var letters = string.Concat(raw.Skip(start).Take(length).Select(token => token.Word));
        var words = lexicon.Split(letters);
        if (words is null)
            return null;

        var tokens = new List<Token>();
        var at = start;
        foreach (var word in words)
        {
            tokens.Add(new(word, raw[at].Start, raw[at + word.Length - 1].End, raw[at].AfterBreak && at == start));
            at += word.Length;
        }

        return tokens;
    }
}
