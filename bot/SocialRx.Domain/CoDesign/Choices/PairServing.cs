namespace SocialRx.Domain.CoDesign.Choices;

/// <summary>Two options as they are shown.</summary>
public sealed record ServedPair(string Left, string Right);

/// <param name="At">From 0 to less than 1: which pair.</param>
/// <param name="IsTurned">Whether the second of the two is shown on the left.</param>
public readonly record struct PairDraw(double At, bool IsTurned);

/// <summary>
/// Which two options somebody is asked about next. A pair with few votes catches up: its weight is min(1 / (votes + 1), 0.05), made to add up
/// to 1 over all pairs (All Our Ideas' catch-up). The cap keeps a new option from taking over everybody's screen, so all pairs with
/// fewer than 20 votes are as likely as each other.
/// </summary>
public static class PairServing
{
    private const double MostWeight = 0.05;

    /// <summary>The chance of each pair that somebody has not seen, in the order of the options.</summary>
    /// <param name="votes">How many have answered each pair so far.</param>
    public static IReadOnlyList<(OptionPair Pair, double Chance)> Chances(IReadOnlyList<string> options, IReadOnlyDictionary<OptionPair, int> votes, IReadOnlyCollection<OptionPair> seen)
    {
        var pairs = OptionPair.All(options).Where(pair => !seen.Contains(pair)).Select(pair => (Pair: pair, Weight: Math.Min(1.0 / (votes.GetValueOrDefault(pair) + 1), MostWeight))).ToList();
        var all = pairs.Sum(pair => pair.Weight);
        return pairs.ConvertAll(pair => (pair.Pair, pair.Weight / all));
    }

    /// <summary>A pair that was not seen; null when there is none left. The same draw gives the same pair.</summary>
    public static ServedPair? Next(IReadOnlyList<string> options, IReadOnlyDictionary<OptionPair, int> votes, IReadOnlyCollection<OptionPair> seen, PairDraw draw)
    {
        var chances = Chances(options, votes, seen);
        if (chances.Count == 0)
            return null;
        var (first, second) = Drawn(chances, draw.At);

        // On the left as often as on the right: some people always choose the left.
        return draw.IsTurned ? new ServedPair(second, first) : new ServedPair(first, second);
    }

    private static OptionPair Drawn(IReadOnlyList<(OptionPair Pair, double Chance)> chances, double at)
    {
        foreach (var (pair, chance) in chances)
        {
            at -= chance;
            if (at < 0)
                return pair;
        }

        return chances[^1].Pair;
    }
}
