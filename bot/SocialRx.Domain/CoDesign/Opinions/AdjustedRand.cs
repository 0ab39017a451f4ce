using System.Runtime.InteropServices;

namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How far two ways of parting the same people agree (Hubert and Arabie 1985): 1 when they are the same, about 0 when only by chance.</summary>
public static class AdjustedRand
{
    public static double Of(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        if (one.Count != other.Count)
            throw new ArgumentException("The same people have to be parted twice.", nameof(other));

        var cells = new Dictionary<(int One, int Other), int>();
        for (var at = 0; at < one.Count; at++)
            CollectionsMarshal.GetValueRefOrAddDefault(cells, (one[at], other[at]), out _)++;

        var (together, inOne, inOther, all) = (Pairs(cells.Values), Pairs(Sums(cells, cell => cell.One)), Pairs(Sums(cells, cell => cell.Other)), Pairs([one.Count]));
        var expected = all == 0 ? 0 : inOne * inOther / all;
        var most = (inOne + inOther) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static IEnumerable<int> Sums(Dictionary<(int One, int Other), int> cells, Func<(int One, int Other), int> by) =>
        cells.GroupBy(cell => by(cell.Key), cell => cell.Value).Select(group => group.Sum());

    private static double Pairs(IEnumerable<int> counts) => counts.Sum(count => count * (count - 1.0) / 2);
}
