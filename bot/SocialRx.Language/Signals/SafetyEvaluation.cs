using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals;

/// <summary>
/// What is found in a set of labelled lines. The frozen set was written by somebody who saw neither the rules nor the corpus, mostly without the
/// textbook words, and nothing is tuned to it; readers who did not know what was meant agreed on each of its lines. It comes from the same kind of
/// writer as the corpus, not from young people, and no clinician has reviewed it. The earlier set was frozen until its totals had been looked at for
/// decisions. The ordinary set is everyday chat and nothing else, as it would come, written blind too. The slipping set is harder: its writers set
/// out to say it without the words for it, and to put those words into harmless lines. The development set is what the rules were written against
/// and the models have learned.
/// </summary>
public sealed class SafetyEvaluation
{
    private readonly IReadOnlyList<(LabelledLine Line, SafeguardingRoute Read)> _lines;

    public SafetyEvaluation(IEnumerable<LabelledLine> lines) => _lines = [.. lines.Select(line => (line, RiskSignals.Read(line.Text).Route))];

    /// <summary>Of a set that the service brings: "frozen", "earlier", "ordinary", "slipping" or "development".</summary>
    public static SafetyEvaluation Of(string set) => new(Lines(set));

    public static IEnumerable<LabelledLine> Lines(string set) => LabelledLine.Read(Embedded.Text($"Sets/{set}").Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public Proportion Found(SafeguardingRoute expected) => Share(expected, null, (line, read) => line.IsFoundBy(read));

    public Proportion Found(SafeguardingRoute expected, string category) => Share(expected, category, (line, read) => line.IsFoundBy(read));

    /// <summary>Lines without any risk that would have alarmed somebody.</summary>
    public Proportion FalseReds(string category) => Share(SafeguardingRoute.None, category, (_, read) => read == SafeguardingRoute.Red);

    /// <summary>Lines that were answered with anything of safeguarding.</summary>
    public Proportion Answered(SafeguardingRoute expected, string? category = null) => Share(expected, category, (_, read) => read != SafeguardingRoute.None);

    public IEnumerable<string> Categories(SafeguardingRoute expected) =>
        _lines.Where(line => line.Line.Expected == expected).Select(line => line.Line.Category).Distinct().Order(StringComparer.Ordinal);

    /// <summary>A line a category: found or false alarms, of how many, share, Wilson 95 % interval.</summary>
    public IEnumerable<string> Table()
    {
        yield return "                           hits       of  share  (Wilson 95 % interval)";
        foreach (var (expected, name) in new[] { (SafeguardingRoute.Red, "said: red"), (SafeguardingRoute.Amber, "hinted: red or amber"), (SafeguardingRoute.ThirdParty, "about others") })
        {
            yield return name;
            foreach (var category in Categories(expected))
                yield return Row(category, Found(expected, category));
            yield return Row("all", Found(expected));
            yield return Row("all, answered", Answered(expected));
        }

        yield return "no risk: false red, and answered at all";
        foreach (var category in Categories(SafeguardingRoute.None))
        {
            yield return Row(category, FalseReds(category));
            yield return Row("answered", Answered(SafeguardingRoute.None, category));
        }
    }

    private static string Row(string name, Proportion share) => $"  {name,-22}{share}";

    private Proportion Share(SafeguardingRoute expected, string? category, Func<LabelledLine, SafeguardingRoute, bool> counts)
    {
        var group = _lines.Where(line => line.Line.Expected == expected && (category is null || line.Line.Category == category)).ToList();
        return new(group.Count(line => counts(line.Line, line.Read)), group.Count);
    }
}
