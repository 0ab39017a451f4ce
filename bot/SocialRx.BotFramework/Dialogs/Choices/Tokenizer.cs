namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class Token
{
    public int Start { get; set; }

    /// <summary>The last character, not the one after it.</summary>
    public int End { get; set; }

    public string Text { get; set; }

    public string Normalized { get; set; }
}

public delegate List<Token> TokenizerFunction(string text, string locale = null);

public class Tokenizer
{
    private protected Tokenizer()
    {
    }

    public static TokenizerFunction DefaultTokenizer { get; } = DefaultTokenizerImpl;

    /// <summary>Words between spaces and punctuation; a character outside the basic plane (an emoji) is a word of its own.</summary>
    public static List<Token> DefaultTokenizerImpl(string text, string locale = null) => Split(text, IsBreak);

    internal static List<Token> Split(string text, Func<char, bool> isBreak)
    {
        var tokens = new List<Token>();
        text ??= string.Empty;
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsSurrogatePair(text, i);
            if (isPair || isBreak(text[i]))
            {
                Close(i);
                if (isPair)
                    Add(i, ++i);
            }
            else if (start < 0)
            {
                start = i;
            }
        }

        Close(text.Length);
        return tokens;

        void Close(int end)
        {
            if (start >= 0)
                Add(start, end - 1);
            start = -1;
        }

        void Add(int first, int last)
        {
            var word = text[first..(last + 1)];
            tokens.Add(new Token { Start = first, End = last, Text = word, Normalized = word.ToLowerInvariant() });
        }
    }

    // ASCII and Latin-1 signs, modifier letters and combining marks, general punctuation to symbols, supplemental punctuation.
    private static bool IsBreak(char character) => character is
        <= '\u002F' or (>= '\u003A' and <= '\u0040') or (>= '\u005B' and <= '\u0060') or (>= '\u007B' and <= '\u00BF')
        or (>= '\u02B9' and <= '\u036F') or (>= '\u2000' and <= '\u2BFF') or (>= '\u2E00' and <= '\u2E7F');
}
