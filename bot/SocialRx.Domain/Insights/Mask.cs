namespace SocialRx.Domain.Insights;

/// <summary>Which cells of one table are hidden, while that is being decided.</summary>
internal sealed class Mask(CountTable table, DisclosureOptions rules)
{
    private readonly bool[,] _hidden = new bool[table.Rows.Count, table.Columns.Count];

    /// <summary>False when everything is hidden and still a hidden count could be worked out from the totals.</summary>
    public bool IsSafe { get; private set; } = true;

    public int? Shown(int row, int column) => _hidden[row, column] ? null : rules.Round(table.Counts[row][column]);

    public int? RowTotal(int row) => Total(Row(row).ToList(), table.SumAcross(row));

    public int? ColumnTotal(int column) => Total(Column(column).ToList(), table.SumDown(column));

    public bool IsHidden(Cell cell) => _hidden[cell.Row, cell.Column];

    public IEnumerable<Cell> Row(int row) => table.Columns.Select((_, column) => new Cell(row, column));

    public IEnumerable<Cell> Column(int column) => table.Rows.Select((_, row) => new Cell(row, column));

    /// <summary>Counts under the threshold, and zeros that would tell what a whole group said.</summary>
    public void HideSmall()
    {
        foreach (var cell in All().Where(cell => IsSmall(cell) || IsTellingZero(cell)).ToList())
            Hide(cell);
    }

    /// <summary>Hides until every row and column has none or at least two hidden cells.</summary>
    public void HidePartners()
    {
        while (Lines().FirstOrDefault(line => line.Count > 1 && line.Count(IsHidden) == 1) is { } lonely)
            Hide(lonely.Where(cell => !IsHidden(cell)).OrderBy(Cost).First());
    }

    /// <summary>Interval audit: one more cell is hidden when what is published pins a hidden one down; false when nothing had to be.</summary>
    public bool HideOneMoreWhereOneCanBeWorkedOut()
    {
        var audit = new IntervalAudit(table, this, rules);
        foreach (var cell in All().Where(IsHidden).Where(cell => audit.Width(cell) < rules.LeastUncertainty).ToList())
        {
            var next = All().Where(other => !IsHidden(other)).OrderByDescending(other => SharesTotal(cell, other)).ThenBy(Cost).FirstOrDefault();
            IsSafe = next is not null;
            if (next is not null)
                Hide(next);
            return IsSafe;
        }

        return false;
    }

    private bool SharesTotal(Cell cell, Cell other) =>
        (table.TotalsAcross && cell.Row == other.Row) || (table.TotalsDown && cell.Column == other.Column);

    private bool IsSmall(Cell cell) => Count(cell) > 0 && Count(cell) < rules.LeastShown;

    /// <summary>A zero tells on others where it leaves one possibility for a whole group, or where the group is small itself.</summary>
    private bool IsTellingZero(Cell cell) =>
        Count(cell) == 0
        && (IsTelling(Row(cell.Row), table.SumAcross(cell.Row)) || IsTelling(Column(cell.Column), table.Group(cell.Column)));

    private bool IsTelling(IEnumerable<Cell> line, int people)
    {
        var cells = line.ToList();
        return cells.Count > 1 && people > 0 && (people < rules.LeastShown || cells.Count(cell => Count(cell) > 0) == 1);
    }

    /// <summary>Cheapest first: a cell that also helps the line across, then the smallest count, zeros last.</summary>
    private (bool HelpsNobodyElse, bool IsZero, int Count, int Row, int Column) Cost(Cell cell) =>
        (Row(cell.Row).Count(IsHidden) != 1 || Column(cell.Column).Count(IsHidden) != 1, Count(cell) == 0, Count(cell), cell.Row, cell.Column);

    private int? Total(List<Cell> line, int people)
    {
        if (!line.Exists(IsHidden))
            return line.Sum(cell => Shown(cell.Row, cell.Column)!.Value);
        return people < rules.LeastShown ? null : rules.Round(people);
    }

    private int Count(Cell cell) => table.Counts[cell.Row][cell.Column];

    private void Hide(Cell cell) => _hidden[cell.Row, cell.Column] = true;

    private IEnumerable<Cell> All() => table.Rows.SelectMany((_, row) => Row(row));

    private IEnumerable<List<Cell>> Lines() =>
        table.Rows.Select((_, row) => Row(row).ToList()).Concat(table.Columns.Select((_, column) => Column(column).ToList()));

    internal sealed record Cell(int Row, int Column);
}
