using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>The Earth in cells, in England some 1.4 km high and wide. A row's cells have numbers that follow each other, so that a box is a few stretches of numbers.</summary>
internal static class Grid
{
    /// <summary>The cell of what has no place.</summary>
    public const long Nowhere = -1;

    /// <summary>The cell of what is online.</summary>
    public const long Online = -2;

    private const int RowsPerDegree = 80;
    private const int ColumnsPerDegree = 50;
    private const long RowHas = 32_768;

    public static long Cell(Listing listing) => listing switch
    {
        { IsOnline: true } => Online,
        { Location: { } there } => (Row(there.Latitude) * RowHas) + Column(there.Longitude),
        _ => Nowhere,
    };

    /// <summary>First and last cell of each row that a box touches.</summary>
    public static IEnumerable<(long From, long To)> Stretches(Box box)
    {
        for (var row = Row(box.South); row <= Row(box.North); row++)
            yield return ((row * RowHas) + Column(box.West), (row * RowHas) + Column(box.East));
    }

    private static long Row(double latitude) => (long)((Math.Clamp(latitude, -90, 90) + 90) * RowsPerDegree);

    private static long Column(double longitude) => (long)((Math.Clamp(longitude, -180, 180) + 180) * ColumnsPerDegree);
}
