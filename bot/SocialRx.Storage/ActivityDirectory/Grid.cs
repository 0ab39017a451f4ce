using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>The Earth in cells, in England some 1.4 km high and wide. A row's cells have numbers that follow each other, so that a box is a few stretches of numbers.</summary>
internal static class Grid
{
    /// <summary>The cell of what has no place.</summary>
    public const long Nowhere = -1;

    /// <summary>The cell of what is online.</summary>
    public const long Online = -2;

    /// <summary>A cell that all lie in that have a place, in the order of their merit.</summary>
    public const long Anywhere = -3;

    /// <summary>The same, in the order of merit and welcome.</summary>
    public const long AnywhereGently = -4;

    /// <summary>Cells of a tile from north to south and from west to east.</summary>
    private const int TileHas = 8;

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

    /// <summary>The tile that a cell of a place lies in.</summary>
    public static long Tile(long cell) => Tile(cell / RowHas, cell % RowHas);

    /// <summary>Tiles that a box touches.</summary>
    public static IEnumerable<long> Tiles(Box box)
    {
        for (var row = Row(box.South) / TileHas; row <= Row(box.North) / TileHas; row++)
        {
            for (var column = Column(box.West) / TileHas; column <= Column(box.East) / TileHas; column++)
                yield return Tile(row * TileHas, column * TileHas);
        }
    }

    private static long Tile(long row, long column) => (row / TileHas * (RowHas / TileHas)) + (column / TileHas);

    private static long Row(double latitude) => (long)((Math.Clamp(latitude, -90, 90) + 90) * RowsPerDegree);

    private static long Column(double longitude) => (long)((Math.Clamp(longitude, -180, 180) + 180) * ColumnsPerDegree);
}
