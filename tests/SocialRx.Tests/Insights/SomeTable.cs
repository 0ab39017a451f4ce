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

    public static CountTable List(params int[] counts) => Of([.. counts.Select(count => new[] { count })], across: false);
}
