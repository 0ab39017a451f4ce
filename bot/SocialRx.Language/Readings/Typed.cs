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
    // What phones have made of words.
    private static readonly FrozenDictionary<string, string> Short = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["u"] = "you", ["ur"] = "your", ["r"] = "are", ["wat"] = "what", ["wot"] = "what", ["wud"] = "would", ["cud"] = "could", ["shud"] = "should", ["dat"] = "that", ["da"] = "the",
        ["sum1"] = "someone", ["some1"] = "someone", ["any1"] = "anyone", ["sumone"] = "someone", ["ppl"] = "people", ["abt"] = "about", ["bc"] = "because", ["cos"] = "because", ["tmrw"] = "tomorrow",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private Typed(string raw, IReadOnlyList<string> tokens)
    {
        Raw = raw;
        Tokens = tokens;
        Text = string.Join(' ', tokens);
    }

    public string Raw { get; }

    public string Text { get; }

    public IReadOnlyList<string> Tokens { get; }

    public bool HasNoWords => Tokens.Count == 0;

    public static Typed Of(string? text)
    {
        var raw = (text ?? "").Trim();
        var kept = new StringBuilder(raw.Length);
        foreach (var c in raw.IsNormalized(NormalizationForm.FormKD) ? raw : raw.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
                kept.Append(char.ToLower(c, CultureInfo.InvariantCulture));
            else if (c is not ('\'' or '’' or '‘' or '`') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                kept.Append(' ');
        }

        return new Typed(raw, [.. kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(token => Short.GetValueOrDefault(token, token))]);
    }
}
