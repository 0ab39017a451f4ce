using SocialRx.Domain.ActivityDirectory;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Themes;

/// <summary>Finds themes of the codebook in free words. Several may fit; none may.</summary>
public static class ThemeCoder
{
    private static readonly Lazy<RuleSet> Rules = new(() => Codebook.Load("Themes/themes"));

    /// <summary>Themes in the order they are mentioned, each once.</summary>
    public static IReadOnlyList<ThemeHit> Read(string text) =>
        [.. Codebook.Read(Rules.Value, text, "theme").Select(hit => new ThemeHit(hit.Code, hit.Span))];

    internal static RuleSet Loaded => Rules.Value;
}

/// <summary>Finds what gets in the way, in free words.</summary>
public static class BarrierCoder
{
    private static readonly Lazy<RuleSet> Rules = new(() => Codebook.Load("Themes/barriers"));

    /// <summary>Barriers in the order they are mentioned, each once.</summary>
    public static IReadOnlyList<BarrierHit> Read(string text) =>
        [.. Codebook.Read(Rules.Value, text, "barrier").Select(hit => new BarrierHit(hit.Code, hit.Span))];

    internal static RuleSet Loaded => Rules.Value;
}

/// <summary>Finds words that a listing may be searched for: "climbing", "guitar".</summary>
public static class SearchWords
{
    private static readonly Lazy<RuleSet> Rules = new(() => Codebook.Load("Themes/words"));

    /// <summary>Words as listings write them ("footie" gives "football"), in the order they are mentioned, each once; what they say they do not like is not looked for.</summary>
    public static IReadOnlyList<string> Read(string text) =>
        [.. Codebook.Read(Rules.Value, text, "word").Where(hit => !IsDisliked(text[..hit.Span.Start])).Select(hit => hit.Code)];

    // "i hate football", "not into football", "dont like football": right before it, and no "but" between.
    private static bool IsDisliked(string before)
    {
        var words = Spelling.Words(before).TakeLast(3).ToList();
        words.RemoveRange(0, words.FindLastIndex(word => word is "but" or "though") + 1);
        return words.Exists(word => word is "hate" or "hated" or "hates" or "dislike") || words.TakeLast(2).Contains("not") || string.Join(' ', words) is var said && (said.Contains("dont like", StringComparison.Ordinal) || said.Contains("sick of", StringComparison.Ordinal));
    }

    internal static RuleSet Loaded => Rules.Value;
}
