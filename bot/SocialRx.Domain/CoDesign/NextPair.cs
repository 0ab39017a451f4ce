namespace SocialRx.Domain.CoDesign;

/// <summary>Two options of a question, in the order of their ids.</summary>
public readonly record struct OptionPair(string First, string Second)
{
    public static OptionPair Of(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? new(one, other) : new(other, one);
}

/// <summary>Which two options somebody is asked about next: those that few were asked about come oftener (All Our Ideas, catch-up weights min(1/(votes + 1), 0.05)).</summary>
public static class NextPair
{
    private const double MostWeight = 0.05;

    /// <param name="seen">Never asked twice.</param>
    /// <param name="votes">How many have answered each pair so far.</param>
    /// <param name="draw">From 0 to less than 1.</param>
    /// <returns>Null when all were seen.</returns>
    public static OptionPair? Choose(IReadOnlyList<string> options, IReadOnlyCollection<OptionPair> seen, IReadOnlyDictionary<OptionPair, int> votes, double draw)
    {
        var pairs = All(options).Where(pair => !seen.Contains(pair)).Select(pair => (Pair: pair, Weight: Math.Min(1.0 / (votes.GetValueOrDefault(pair) + 1), MostWeight))).ToList();
        var at = draw * pairs.Sum(pair => pair.Weight);
        foreach (var (pair, weight) in pairs)
        {
            if (at < weight)
                return pair;
            at -= weight;
        }

        return pairs.Count == 0 ? null : pairs[^1].Pair;
    }

    public static IEnumerable<OptionPair> All(IReadOnlyList<string> options) =>
        options.SelectMany((one, index) => options.Skip(index + 1).Select(other => OptionPair.Of(one, other)));
}
