using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SocialRx.Language.Readings;

/// <summary>
/// What somebody typed, as readers compare it: lower case, quotes dropped ("don't" is "dont"), everything that is neither letter nor digit a gap.
/// Linear in the length of the text.
/// </summary>
internal sealed class Typed
{
    private const int LongestOnStack = 256;

    private static readonly string[] Small = ["a", "an", "and", "i", "id", "im", "in", "it", "its", "me", "my", "of", "on", "one", "or", "please", "that", "the", "this", "thing", "things", "to", "with", "you"];

    // What phones have made of words.
    private static readonly FrozenDictionary<string, string> Short = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["u"] = "you", ["ur"] = "your", ["r"] = "are", ["wat"] = "what", ["wot"] = "what", ["wud"] = "would", ["cud"] = "could", ["shud"] = "should", ["dat"] = "that", ["da"] = "the",
        ["sum1"] = "someone", ["some1"] = "someone", ["any1"] = "anyone", ["sumone"] = "someone", ["ppl"] = "people", ["abt"] = "about", ["bc"] = "because", ["cos"] = "because", ["tmrw"] = "tomorrow",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Shortened = Short.GetAlternateLookup<ReadOnlySpan<char>>();

    private IReadOnlyList<string>? _telling;

    private Typed(string raw, IReadOnlyList<string> tokens)
    {
        Raw = raw;
        Tokens = tokens;
        Text = tokens.Count == 1 ? tokens[0] : string.Join(' ', tokens);
    }

    public string Raw { get; }

    public string Text { get; }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Without the words that every sentence is full of.</summary>
    public IReadOnlyList<string> Telling => _telling ??= [.. Tokens.Where(token => !Small.Contains(token))];

    public bool HasNoWords => Tokens.Count == 0;

    public static Typed Of(string? text)
    {
        var raw = (text ?? "").Trim();
        var plain = Ascii.IsValid(raw) ? raw : raw.Normalize(NormalizationForm.FormKD);
        var tokens = new List<string>();
        Span<char> word = plain.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[plain.Length];
        var length = 0;
        foreach (var c in plain)
        {
            if (char.IsLetterOrDigit(c))
                word[length++] = char.ToLower(c, CultureInfo.InvariantCulture);
            else if (c is not ('\'' or '’' or '‘' or '`') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                length = Take(word[..length], tokens);
        }

        Take(word[..length], tokens);
        return new Typed(raw, tokens);
    }

    /// <returns>The length of the next word so far: none.</returns>
    private static int Take(ReadOnlySpan<char> word, List<string> tokens)
    {
        if (!word.IsEmpty)
            tokens.Add(Shortened.TryGetValue(word, out var meant) ? meant : word.ToString());
        return 0;
    }
}
