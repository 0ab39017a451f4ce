using SocialRx.Domain.Insights;

namespace SocialRx.Storage.Insights;

/// <summary>Where a number of people stands: in a cell; in a column, with an empty row; behind a table, with both empty.</summary>
internal readonly record struct CounterCell(string TableId, string RowId, string ColumnId)
{
    public bool IsColumn => RowId.Length == 0 && ColumnId.Length > 0;

    public bool IsTable => RowId.Length == 0 && ColumnId.Length == 0;

    /// <summary>Puts the cell in, and where somebody in it is counted once however many cells they are in. The only column of a list is the table.</summary>
    public void AddTo(HashSet<CounterCell> cells)
    {
        cells.Add(this);
        if (TableId == Counters.Voices)
            return;
        cells.Add(new(TableId, "", ""));
        if (ColumnId != TableIds.Everybody)
            cells.Add(new(TableId, "", ColumnId));
    }
}

/// <summary>How answers from 0 to 10 are grouped.</summary>
public static class Bands
{
    public static IReadOnlyList<string> All { get; } = ["0-3", "4-6", "7-10"];

    public static string Of(int scale) => scale <= 3 ? All[0] : scale <= 6 ? All[1] : All[2];
}
