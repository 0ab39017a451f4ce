using CsCheck;
using SocialRx.Domain.Insights;

namespace SocialRx.Tests.Insights;

internal static class SomeTable
{
    public static DisclosureOptions Rules { get; } = new();

    /// <summary>Tables of every shape, many with small counts and zeros.</summary>
    public static Gen<CountTable> Any { get; } =
        from rows in Gen.Int[1, 7]
        from columns in Gen.Int[1, 5]
        from across in Gen.Bool
        from down in Gen.Bool
        from counts in Gen.Frequency((3, Gen.Int[0, 12]), (2, Gen.Int[8, 60]), (1, Gen.Const(0))).Array[rows * columns]
        select Of(counts.Chunk(columns).ToArray(), across && columns > 1, down);

    public static CountTable Of(int[][] counts, bool across = true, bool down = true) =>
        new(
            "table",
            counts.Sum(row => row.Sum()),
            [.. counts.Select((_, row) => $"row{row}")],
            [.. counts[0].Select((_, column) => $"column{column}")],
            counts)
        {
            TotalsAcross = across,
            TotalsDown = down,
        };

    /// <summary>Four options by the places people put them in, everybody all four.</summary>
    public static Gen<CountTable> Orders { get; } =
        from people in Gen.Int[8, 80]
        from keys in Gen.Double.Array[4].Array[people]
        from weights in Gen.Double[0, 2].Array[4]
        select OfOrders([.. keys.Select(key => Enumerable.Range(0, 4).OrderBy(option => key[option] + (option * weights[option])).ToArray())]);

    private static CountTable OfOrders(int[][] orders)
    {
        var counts = Enumerable.Range(0, 4).Select(option => (IReadOnlyList<int>)[.. Enumerable.Range(0, 4).Select(place => orders.Count(order => order[place] == option))]).ToList();
        return new CountTable("orders", orders.Length, ["a", "b", "c", "d"], ["1", "2", "3", "4"], counts) { TotalsAcross = true, TotalsDown = true, Repeats = true };
    }

    public static CountTable List(params int[] counts) => Of([.. counts.Select(count => new[] { count })], across: false);
}
