namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How far two ways of parting the same people agree (Hubert and Arabie 1985): 1 when they are the same, about 0 when only by chance.</summary>
public static class AdjustedRand
{
    public static double Of(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        if (one.Count != other.Count)
            throw new ArgumentException("The same people have to be parted twice.", nameof(other));

        var (rows, columns) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        var cells = new Dictionary<(int, int), int>();
        for (var at = 0; at < one.Count; at++)
        {
            Count(rows, one[at]);
            Count(columns, other[at]);
            Count(cells, (one[at], other[at]));
        }

        var (together, inOne, inOther, all) = (Pairs(cells.Values), Pairs(rows.Values), Pairs(columns.Values), Pairs([one.Count]));
        var expected = all == 0 ? 0 : inOne * inOther / all;
        var most = (inOne + inOther) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static void Count<T>(Dictionary<T, int> counts, T key) where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static double Pairs(IEnumerable<int> counts) => counts.Sum(count => count * (count - 1.0) / 2);
}
