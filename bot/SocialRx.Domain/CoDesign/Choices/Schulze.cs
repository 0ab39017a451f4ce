namespace SocialRx.Domain.CoDesign.Choices;

/// <param name="Places">First place first; options on one place are tied.</param>
/// <param name="Ballots">How many ranked at least one of the options.</param>
/// <param name="Preferred">By the numbers of two options: how many ballots put the first above the second.</param>
public sealed record RankedChoice(IReadOnlyList<IReadOnlyList<string>> Places, int Ballots, IReadOnlyList<IReadOnlyList<int>> Preferred)
{
    /// <summary>Whether one option is first and more ballots put it above each other one than below it (a Condorcet winner).</summary>
    public bool FirstBeatsAll(IReadOnlyList<string> options) =>
        Places is [[var first], ..]
        && Enumerable.Range(0, options.Count).Single(option => options[option] == first) is var winner
        && Enumerable.Range(0, options.Count).All(other => other == winner || Preferred[winner][other] > Preferred[other][winner]);
}

/// <summary>
/// Ranked choice by Schulze's method (Schulze 2011, winning votes): an option stands before another when the strongest chain of majorities
/// from it to the other is stronger than the way back. Whoever beats everybody one to one is first.
/// </summary>
public static class Schulze
{
    /// <param name="ballots">Ids, best first. Options left out come after all named ones and level with each other; ids that are not among the options, and repeats, are passed over.</param>
    public static RankedChoice Rank(IReadOnlyList<string> options, IEnumerable<IReadOnlyList<string>> ballots)
    {
        var numbers = options.Index().ToDictionary(option => option.Item, option => option.Index, StringComparer.Ordinal);
        var preferred = new int[options.Count, options.Count];
        var counted = 0;
        foreach (var ballot in ballots)
        {
            var ranking = ballot.Where(numbers.ContainsKey).Select(id => numbers[id]).Distinct().ToList();
            Count(ranking, preferred);
            counted += ranking.Count > 0 ? 1 : 0;
        }

        return new RankedChoice(Places(options, StrongestChains(preferred)), counted, Rows(preferred));
    }

    private static void Count(List<int> ranking, int[,] preferred)
    {
        var below = Enumerable.Range(0, preferred.GetLength(0)).ToHashSet();
        foreach (var option in ranking)
        {
            below.Remove(option);
            foreach (var other in below)
                preferred[option, other]++;
        }
    }

    // A chain is as strong as its weakest majority.
    private static int[,] StrongestChains(int[,] preferred)
    {
        var options = preferred.GetLength(0);
        var strength = new int[options, options];
        for (var one = 0; one < options; one++)
        {
            for (var other = 0; other < options; other++)
                strength[one, other] = preferred[one, other] > preferred[other, one] ? preferred[one, other] : 0;
        }

        for (var through = 0; through < options; through++)
        {
            for (var one = 0; one < options; one++)
            {
                for (var other = 0; other < options; other++)
                    strength[one, other] = Math.Max(strength[one, other], Math.Min(strength[one, through], strength[through, other]));
            }
        }

        return strength;
    }

    // "Stands before" is transitive (Schulze 2011, section 4.1), so there is always somebody before whom nobody stands.
    private static List<IReadOnlyList<string>> Places(IReadOnlyList<string> options, int[,] strength)
    {
        var left = Enumerable.Range(0, options.Count).ToList();
        List<IReadOnlyList<string>> places = [];
        while (left.Count > 0)
        {
            var first = left.Where(option => left.All(other => strength[other, option] <= strength[option, other])).ToList();
            places.Add(first.ConvertAll(option => options[option]));
            left = [.. left.Except(first)];
        }

        return places;
    }

    private static List<IReadOnlyList<int>> Rows(int[,] counts) =>
        [.. Enumerable.Range(0, counts.GetLength(0)).Select(row => (IReadOnlyList<int>)[.. Enumerable.Range(0, counts.GetLength(1)).Select(column => counts[row, column])])];
}
