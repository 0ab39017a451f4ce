using SocialRx.Language.Matching;

namespace SocialRx.Language.Themes;

/// <summary>Rules that stand for a code each.</summary>
internal static class Codebook
{
    public static RuleSet Load(string file) => RuleSet.Read([Embedded.Text(file)], Spellings.Read(Embedded.Text("spellings")), forgiving: true);

    public static IReadOnlyList<(string Code, TextSpan Span)> Read(RuleSet rules, string text, string key)
    {
        var tokens = rules.Tokens(text);
        return
        [
            .. rules.Find(tokens)
                .OrderBy(match => match.First)
                .ThenBy(match => match.Rule.Id, StringComparer.Ordinal)
                .DistinctBy(match => match.Rule[key])
                .Select(match => (match.Rule[key], tokens.Original(match.First, match.Last))),
        ];
    }
}
