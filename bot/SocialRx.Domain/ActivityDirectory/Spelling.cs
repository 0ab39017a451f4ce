using System.Globalization;
using System.Text;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>How far two spellings are apart, and what people's typing has in common.</summary>
public static class Spelling
{
    /// <summary>Longest word looked at; what is longer is not a word anybody typed on purpose.</summary>
    private const int LongestWord = 40;

    /// <summary>Lower-case words of letters and digits, accents and apostrophes taken away ("Café's" is "cafes"), at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<string> Words(string? text, int most = 400)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Decomposed(text ?? ""))
        {
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else if (!IsUnseen(c) && c is not ('\'' or '’') && Take(words, word) >= most)
                return words;
        }

        Take(words, word);
        return words;
    }

    /// <summary>
    /// Edits (insert, delete, replace, swap neighbours) from one word to the other, or <paramref name="most"/> + 1 when more: optimal string alignment distance.
    /// </summary>
    public static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most || one.Length > LongestWord || other.Length > LongestWord)
            return one == other ? 0 : most + 1;

        Span<int> beforeLast = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return Math.Min(last[other.Length], most + 1);
    }

    /// <summary>The same word but for a slip: none in 4 letters, one in 5 to 7, two in more; the first letter is nearly always right.</summary>
    public static bool IsSlipOf(string typed, string meant)
    {
        var most = meant.Length switch { < 5 => 0, < 8 => 1, _ => 2 };
        return typed == meant || (most > 0 && typed.Length > 2 && typed[0] == meant[0] && Distance(typed, meant, most) <= most);
    }

    private static string Decomposed(string text) => Ascii.IsValid(text) ? text : WellFormed(text).Normalize(NormalizationForm.FormKD);

    private static bool IsUnseen(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    // Half of a surrogate pair cannot be normalised; a stranger can send one.
    private static string WellFormed(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            builder.Append(rune.ToString());
        return builder.ToString();
    }

    private static int Take(List<string> words, StringBuilder word)
    {
        if (word.Length is > 0 and <= LongestWord)
            words.Add(word.ToString());
        word.Clear();
        return words.Count;
    }
}
