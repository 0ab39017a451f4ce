using System.Text.RegularExpressions;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Redaction;

/// <summary>
/// Names of people: first names and surnames from lists; words after a cue ("my mate ...", "called ...", "Mr ..."); words that are also ordinary
/// ("may", "hope") only after a cue or with a surname.
/// </summary>
internal static partial class Names
{
    private static readonly HashSet<string> First = Words("first-names");
    private static readonly HashSet<string> Last = Words("surnames");
    private static readonly HashSet<string> Ambiguous = Words("ambiguous");
    private static readonly HashSet<string> NeverNames = Words("never-names");

    private static readonly HashSet<string> Titles = Set("mr mrs ms miss mx dr doctor sir madam prof professor sister father rev imam rabbi auntie aunty aunt uncle nanny nana grandad coach pc officer cousin");
    private static readonly HashSet<string> Relations = Set("mate friend bestie bff brother sister bro sis cousin teacher tutor boyfriend girlfriend bf gf stepdad stepmum stepbrother stepsister uncle auntie aunt neighbour coach worker counsellor therapist partner ex son daughter boss keyworker carer dad mum girl boy lad guy bully");
    private static readonly HashSet<string> Called = Set("called named");

    public static IEnumerable<RedactedSpan> Find(string text)
    {
        var words = Word().EnumerateMatches(text).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var count = IsName(text, words, i) ? Length(text, words, i) : 0;
            if (count == 0)
                continue;
            var (from, to) = (words[i], words[i + count - 1]);
            yield return new(new(from.Start, to.End - from.Start), "NAME");
            i += count - 1;
        }
    }

    private static List<TextSpan> ToList(this Regex.ValueMatchEnumerator matches)
    {
        var spans = new List<TextSpan>();
        foreach (var match in matches)
            spans.Add(new(match.Index, match.Length));
        return spans;
    }

    private static bool IsName(string text, List<TextSpan> words, int i)
    {
        var word = Plain(words[i], text);
        if (NeverNames.Contains(word) || word.Length < 2)
            return false;
        if (Ambiguous.Contains(word))
            return IsAmbiguousName(text, words, i);
        return First.Contains(word) || IsCued(text, words, i) || (Last.Contains(word) && char.IsUpper(text[words[i].Start]) && i > 0);
    }

    // "my mate jordan", "Hope Smith", "Will is my brother": never "I hope", "it may".
    private static bool IsAmbiguousName(string text, List<TextSpan> words, int i) =>
        IsCued(text, words, i)
        || (i + 1 < words.Count && Adjacent(text, words, i) && Last.Contains(Plain(words[i + 1], text)) && char.IsUpper(text[words[i + 1].Start]))
        || (i > 0 && char.IsUpper(text[words[i].Start]) && !StartsSentence(text, words[i].Start) && Plain(words[i - 1], text) is "with" or "and" or "told" or "see" or "by" or "love" or "miss" or "ask" or "saw");

    private static bool IsCued(string text, List<TextSpan> words, int i)
    {
        if (i == 0 || !Adjacent(text, words, i - 1))
            return false;
        var before = Plain(words[i - 1], text);
        var earlier = i > 1 ? Plain(words[i - 2], text) : "";
        var word = Plain(words[i], text);
        var couldBe = First.Contains(word) || Ambiguous.Contains(word) || Last.Contains(word);
        return (Titles.Contains(before) && (couldBe || char.IsUpper(text[words[i].Start]) || before is "mr" or "mrs" or "ms"))
            || Called.Contains(before)
            || (before is "is" or "names" && earlier is "name" or "my" && !Relations.Contains(word))
            || (Relations.Contains(before) && earlier is "my" or "our" or "his" or "her" or "a" && (couldBe || char.IsUpper(text[words[i].Start])))
            || (before is "im" or "i'm" && First.Contains(word));
    }

    /// <summary>A surname or a second first name goes with it.</summary>
    private static int Length(string text, List<TextSpan> words, int i)
    {
        var next = i + 1;
        if (next >= words.Count || !Adjacent(text, words, i))
            return 1;
        var word = Plain(words[next], text);
        var isUpper = char.IsUpper(text[words[next].Start]);
        var belongs = !NeverNames.Contains(word) && (Last.Contains(word) || (isUpper && char.IsUpper(text[words[i].Start]) && !Ambiguous.Contains(word)));
        return belongs ? 2 : 1;
    }

    private static bool Adjacent(string text, List<TextSpan> words, int i) =>
        words[i + 1].Start - words[i].End <= 2 && text.AsSpan(words[i].End, words[i + 1].Start - words[i].End).Trim(" .").IsEmpty;

    private static bool StartsSentence(string text, int at) =>
        text[..at].TrimEnd() is var before && (before.Length == 0 || before[^1] is '.' or '!' or '?');

    // "Sarah's" and "sarahs" are Sarah.
    private static string Plain(TextSpan span, string text)
    {
        var word = Folded.Of(text.Substring(span.Start, span.Length)).Text.ToString();
        if (word.EndsWith("'s", StringComparison.Ordinal))
            return word[..^2];
        return word.EndsWith('s') && !First.Contains(word) && First.Contains(word[..^1]) && !Ambiguous.Contains(word[..^1]) && word.Length > 4 ? word[..^1] : word;
    }

    private static HashSet<string> Words(string list) => Set(string.Join(' ', Embedded.Lines(Embedded.Text($"Redaction/{list}"))));

    private static HashSet<string> Set(string words) => new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{Mn}]+(['\u2019\-][\p{L}\p{Mn}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
