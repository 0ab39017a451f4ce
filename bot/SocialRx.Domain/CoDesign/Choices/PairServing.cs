namespace SocialRx.Domain.CoDesign.Choices;

/// <summary>Two options as they are shown.</summary>
public sealed record ServedPair(string Left, string Right);

/// <summary>
/// Which two options somebody is asked about next. A pair with few votes catches up: its weight is min(1 / (votes + 1), 0.05), made to add up
/// to 1 over all pairs (All Our Ideas' catch-up). The cap keeps a new option from taking over everybody's screen, so all pairs with
/// fewer than 20 votes are as likely as each other.
/// </summary>
public static class PairServing
{
    private const double MostWeight = 0.05;

    /// <summary>The chance of each pair for somebody who has seen none, in the order of the options.</summary>
    public static IReadOnlyList<(string One, string Other, double Chance)> Chances(PairTally tally) => Chances(tally, (_, _) => false);

    /// <summary>A pair that this person has not answered yet, in either order; null when there is none left.</summary>
    /// <param name="hasSeen">Asked with the options in the order of the list.</param>
    public static ServedPair? Next(PairTally tally, Func<string, string, bool> hasSeen, Random random)
    {
        var chances = Chances(tally, hasSeen);
        if (chances.Count == 0)
            return null;
        var (one, other) = Draw(chances, random.NextDouble());

        // On the left as often as on the right: some people always choose the left.
        return random.Next(2) == 0 ? new ServedPair(one, other) : new ServedPair(other, one);
    }

    private static (string One, string Other) Draw(List<(string One, string Other, double Chance)> chances, double drawn)
    {
        foreach (var (one, other, chance) in chances)
        {
            drawn -= chance;
            if (drawn < 0)
                return (one, other);
        }

        return (chances[^1].One, chances[^1].Other);
    }

    private static List<(string One, string Other, double Chance)> Chances(PairTally tally, Func<string, string, bool> hasSeen)
    {
        List<(string One, string Other, double Weight)> pairs = [];
        for (var one = 0; one < tally.Options.Count; one++)
        {
            for (var other = one + 1; other < tally.Options.Count; other++)
            {
                if (!hasSeen(tally.Options[one], tally.Options[other]))
                    pairs.Add((tally.Options[one], tally.Options[other], Math.Min(1.0 / (tally.VotesOn(one, other) + 1), MostWeight)));
            }
        }

        var all = pairs.Sum(pair => pair.Weight);
        return pairs.ConvertAll(pair => (pair.One, pair.Other, pair.Weight / all));
    }
}
