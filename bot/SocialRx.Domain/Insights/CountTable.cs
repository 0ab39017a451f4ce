namespace SocialRx.Domain.Insights;

/// <summary>Exact numbers of people, before anything is hidden. Never shown.</summary>
/// <param name="Counts">By row, then column.</param>
public sealed record CountTable(string Id, int Respondents, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>True when nobody is in two columns, so that a row's sum is a number of people.</summary>
    public bool TotalsAcross { get; init; }

    /// <summary>True when nobody is in two rows.</summary>
    public bool TotalsDown { get; init; }

    /// <summary>True when somebody may be in several rows, each time in another column: sums of rows, or of columns, are people, but those of all are not.</summary>
    public bool Repeats { get; init; }

    /// <summary>People in each column, whichever rows they are in; null when that is each column's sum.</summary>
    public IReadOnlyList<int>? Groups { get; init; }

    public int SumAcross(int row) => Counts[row].Sum();

    public int SumDown(int column) => Counts.Sum(row => row[column]);

    public int Group(int column) => Groups?[column] ?? SumDown(column);
}

/// <summary>What may be shown of a table: null is a hidden number, marked "c" on the page.</summary>
public sealed record PublishedTable
{
    public required string Id { get; init; }

    /// <summary>People behind the table, from rounded counts.</summary>
    public required int Respondents { get; init; }
    public required IReadOnlyList<string> Rows { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public required IReadOnlyList<IReadOnlyList<int?>> Cells { get; init; }

    /// <summary>Null when a row's sum would count people twice.</summary>
    public IReadOnlyList<int?>? RowTotals { get; init; }

    /// <inheritdoc cref="RowTotals"/>
    public IReadOnlyList<int?>? ColumnTotals { get; init; }

    /// <summary>People in each column, whichever rows they are in.</summary>
    public required IReadOnlyList<int?> Groups { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public int HiddenCells => Cells.Sum(row => row.Count(cell => cell is null));

    public int AllCells => Rows.Count * Columns.Count;

    /// <summary>People in a row: its total, or its only cell; null when hidden or not there.</summary>
    public int? Row(string id) => Rows.IndexOf(id) is >= 0 and var row ? Row(row) : null;

    public int? Row(int row) => Columns.Count == 1 ? Cells[row][0] : RowTotals?[row];

    /// <summary>People in a column, whichever rows they are in; null when hidden or not there.</summary>
    public int? Group(string column) => Columns.IndexOf(column) is >= 0 and var at ? Groups[at] : null;

    /// <summary>People in a cell; null when hidden or not there.</summary>
    public int? Cell(string row, string column) =>
        Rows.IndexOf(row) is >= 0 and var r && Columns.IndexOf(column) is >= 0 and var c ? Cells[r][c] : null;
}

internal static class Lists
{
    public static int IndexOf(this IReadOnlyList<string> list, string id)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == id)
                return i;
        }

        return -1;
    }
}
