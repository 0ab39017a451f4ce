namespace SocialRx.Language.Readability;

/// <summary>
/// How hard a text is to read: Flesch-Kincaid grade (Kincaid and others 1975), 0.39 words a sentence + 11.8 syllables a word - 15.59, plus 5 years,
/// the age at which a child in England is in year 1. Syllables are counted by their vowels, which is close enough for plain words.
/// </summary>
public static class ReadingAge
{
    /// <summary>Years; 5 at least. A text without words is as easy as can be.</summary>
    public static double Of(string text)
    {
        var words = Words(text).ToList();
        if (words.Count == 0)
            return 5;
        var syllables = words.Sum(Syllables);
        var grade = (0.39 * words.Count / Sentences(text)) + (11.8 * syllables / words.Count) - 15.59;
        return Math.Max(5, grade + 5);
    }

    public static int Sentences(string text)
    {
        var count = 0;
        var open = false;
        foreach (var c in text)
        {
            open |= char.IsLetterOrDigit(c);
            if (open && c is '.' or '?' or '!' or ':' or '\n')
            {
                count++;
                open = false;
            }
        }

        return Math.Max(1, open ? count + 1 : count);
    }

    public static IEnumerable<string> Words(string text) =>
        text.Split([' ', '\n', '\t', '.', ',', '?', '!', ':', ';', '-', '–', '"', '“', '”', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsLetterOrDigit));

    internal static int Syllables(string word)
    {
        var count = 0;
        var inVowels = false;
        foreach (var c in word)
        {
            var vowel = "aeiouyAEIOUY".Contains(c, StringComparison.Ordinal);
            if (vowel && !inVowels)
                count++;
            inVowels = vowel;
        }

        var silentE = count > 1 && word.EndsWith('e') && !word.EndsWith("le", StringComparison.Ordinal);
        return Math.Max(1, silentE ? count - 1 : count);
    }
}
