using System.Globalization;
using System.Text;

namespace SocialRx.Language.Readings;

/// <summary>
/// What somebody typed, cut into words, numbers and the signs + - / : %. One pass, bounded: what stands behind the bound is not read.
/// </summary>
internal static class Tokens
{
    private const int MostCharacters = 2_000;
    private const int MostTokens = 200;
    private const string Signs = "+-/:%";

    /// <summary>"I'm 15½, yr 9!" is im, 15, half, yr, 9; "y8" is y, 8; "4.30" and "16:30" are 4, :, 30 and 16, :, 30.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var tokens = new List<string>();
        var token = new StringBuilder();
        var plain = Plain(text);
        for (var i = 0; i < plain.Length && tokens.Count < MostTokens; i++)
        {
            var c = plain[i];
            if (c == '\'')
                continue;
            if (token.Length > 0 && Kind(token[^1]) != Kind(c))
                Take(tokens, token);
            if (char.IsLetter(c) || char.IsAsciiDigit(c))
                token.Append(c);
            else if (Signs.Contains(c))
                tokens.Add(c.ToString());
            else if (c == '.' && IsBetweenDigits(plain, i))
                tokens.Add(":");
        }

        Take(tokens, token);
        return tokens;
    }

    /// <summary>A number in digits or in words up to twenty-nine, and how many tokens it took; null when there is none here.</summary>
    public static (int Value, int Length)? Number(IReadOnlyList<string> tokens, int at)
    {
        if (at < 0 || at >= tokens.Count)
            return null;
        if (char.IsAsciiDigit(tokens[at][0]))
            return tokens[at].Length <= 4 ? (int.Parse(tokens[at], CultureInfo.InvariantCulture), 1) : null;

        var next = at + 1 < tokens.Count && tokens[at + 1] == "-" ? at + 2 : at + 1;
        if (tokens[at] == "twenty" && next < tokens.Count && NumberWords.Unit(tokens[next]) is { } unit)
            return (20 + unit, next - at + 1);

        return NumberWords.Find(tokens[at]) is { } value ? (value, 1) : null;
    }

    public static string? At(IReadOnlyList<string> tokens, int at) => at >= 0 && at < tokens.Count ? tokens[at] : null;

    private static void Take(List<string> tokens, StringBuilder token)
    {
        if (token.Length is > 0 and <= 40)
            tokens.Add(token.ToString());
        token.Clear();
    }

    private static char Kind(char c) => char.IsAsciiDigit(c) ? 'n' : char.IsLetter(c) ? 'w' : ' ';

    private static bool IsBetweenDigits(string text, int at) => at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);

    // Full-width digits, bold letters, curly quotes and invisible characters are made ordinary; half a surrogate pair would not normalise.
    private static string Plain(string? text)
    {
        var cut = (text ?? "").Length > MostCharacters ? text![..MostCharacters] : text ?? "";
        var builder = new StringBuilder(cut.Length);
        foreach (var rune in cut.Replace("½", " half ", StringComparison.Ordinal).EnumerateRunes())
            builder.Append(rune.ToString());
        return string.Concat(builder.ToString().Normalize(NormalizationForm.FormKD).Where(IsSeen).Select(Fold));
    }

    private static bool IsSeen(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format);

    private static char Fold(char c) => c switch
    {
        '’' or '‘' or '`' or '´' => '\'',
        '–' or '—' or '‐' or '−' => '-',
        _ => char.ToLowerInvariant(c),
    };
}
