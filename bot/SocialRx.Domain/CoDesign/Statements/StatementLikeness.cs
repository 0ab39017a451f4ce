using System.Globalization;
using System.Text;

namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>
/// Whether two short statements say the same: the share of telling words they have in common (Dice), each allowed a slip of the finger, endings left out.
/// One that says "not" is never like one that does not.
/// </summary>
public sealed class StatementLikeness
{
    /// <summary>From here on two are worth being looked at together.</summary>
    public const double Alike = 0.6;

    /// <summary>From here on they are the same.</summary>
    public const double Same = 0.99;

    private const int ShortestWithSlip = 4;
    private const int ShortestWithTwoSlips = 8;

    private static readonly HashSet<string> Small =
    [
        "a", "an", "the", "is", "are", "was", "were", "be", "been", "being", "am", "im", "to", "of", "in", "on", "at", "for", "and", "or", "but", "it", "its", "this", "that", "these", "those", "there",
        "theres", "here", "we", "us", "our", "i", "me", "my", "you", "your", "they", "them", "their", "he", "she", "his", "her", "should", "would", "could", "must", "need", "can", "will", "do", "does",
        "did", "have", "has", "had", "with", "from", "by", "as", "so", "if", "very", "really", "just", "please", "like", "want", "think", "ought", "people", "young", "kid", "teen", "teenager", "everyone",
        "everybody", "someone", "somebody", "thing", "stuff", "lot", "some", "any",
    ];

    private static readonly HashSet<string> Denials = ["not", "no", "never", "dont", "doesnt", "isnt", "arent", "shouldnt", "cant", "wont", "stop", "without", "less", "fewer"];

    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["u"] = "you", ["ur"] = "your", ["r"] = "are", ["b"] = "be", ["shud"] = "should", ["wud"] = "would", ["cud"] = "could", ["ppl"] = "people", ["peeps"] = "people", ["sumwhere"] = "somewhere",
        ["sumthing"] = "something", ["skl"] = "school", ["skool"] = "school", ["gud"] = "good", ["mor"] = "more", ["wit"] = "with", ["da"] = "the", ["dat"] = "that", ["n"] = "and", ["plz"] = "please",
        ["pls"] = "please", ["abt"] = "about", ["bc"] = "because", ["4"] = "for", ["2"] = "to", ["gonna"] = "will", ["wanna"] = "want",
    };

    private readonly IReadOnlyList<string> _telling;
    private readonly bool _denies;

    private StatementLikeness(IReadOnlyList<string> telling, bool denies) => (_telling, _denies) = (telling, denies);

    /// <summary>Read once, compared with many.</summary>
    public static StatementLikeness Of(string text)
    {
        var words = Words(text).Select(word => Short.GetValueOrDefault(word, word)).ToList();
        return new([.. words.Where(word => !Denials.Contains(word)).Select(Stem).Where(word => !Small.Contains(word)).Distinct()], words.Any(Denials.Contains));
    }

    /// <summary>From 0, nothing in common, to 1.</summary>
    public double With(StatementLikeness other)
    {
        if (_denies != other._denies || _telling.Count == 0 || other._telling.Count == 0)
            return 0;
        var free = other._telling.ToList();
        var common = _telling.Count(word => TakeOut(free, word));
        return 2.0 * common / (_telling.Count + other._telling.Count);
    }

    /// <summary>Lower case, without accents and apostrophes; what is neither letter nor digit is a gap.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '’' or '‘' or '`') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                Take(word, words);
        }

        Take(word, words);
        return words;
    }

    private static void Take(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }

    private static bool TakeOut(List<string> free, string word)
    {
        var at = free.IndexOf(word);
        at = at >= 0 ? at : free.FindIndex(other => IsSlipOf(word, other));
        if (at >= 0)
            free.RemoveAt(at);
        return at >= 0;
    }

    /// <summary>Rough on purpose: "lights", "lighting" and "light" are one word, "buses" and "bus" too.</summary>
    private static string Stem(string word) => word switch
    {
        { Length: > 5 } when word.EndsWith("ing", StringComparison.Ordinal) => word[..^3],
        { Length: > 4 } when word.EndsWith("ies", StringComparison.Ordinal) => $"{word[..^3]}y",
        { Length: > 4 } when word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ses", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) => word[..^2],
        { Length: > 3 } when word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };

    // A slip leaves the first letter as it is; words that differ there are mostly other words (light, right).
    private static bool IsSlipOf(string one, string other)
    {
        var length = Math.Max(one.Length, other.Length);
        var most = length >= ShortestWithTwoSlips ? 2 : length >= ShortestWithSlip ? 1 : 0;
        return most > 0 && one[0] == other[0] && Math.Abs(one.Length - other.Length) <= most && Distance(one, other) <= most;
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
            for (var j = 1; j <= other.Length; j++)
                rows[i, j] = Step(rows, one, other, i, j);
        return rows[one.Length, other.Length];
    }

    private static int Step(int[,] rows, string one, string other, int i, int j)
    {
        var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
        var isSwap = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwap ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}
