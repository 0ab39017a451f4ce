namespace SocialRx.Bot.Directories.Sheets;

/// <summary>One row as it is shown: texts, empty for empty cells.</summary>
/// <param name="Number">As a person counts rows, from 1.</param>
internal readonly record struct SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>Which cells of a row say what.</summary>
internal sealed class SheetHeader
{
    private readonly Dictionary<string, (ColumnSource Source, List<int> Cells)> _columns;

    private SheetHeader(int row, Dictionary<string, (ColumnSource Source, List<int> Cells)> columns, IReadOnlyList<string> unused)
    {
        Row = row;
        _columns = columns;
        Unused = unused;
    }

    /// <summary>The row with the headings; 0 when there is none.</summary>
    public int Row { get; }

    /// <summary>Headings nothing is taken from.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>How many of the things a row can say are there.</summary>
    public int Known => _columns.Count;

    /// <summary>Headings are those of the row of these in which most are known, and a name among them; null when there is none.</summary>
    public static SheetHeader? Find(IReadOnlyList<SheetRow> first, SheetMapping mapping)
    {
        if (mapping.HeaderRow == 0)
            return Of(new SheetRow(0, []), mapping);

        return first.Where(row => mapping.HeaderRow is not { } said || row.Number == said)
            .Select(row => Of(row, mapping))
            .OfType<SheetHeader>()
            .Where(header => header.Has(SheetColumn.Name) && (header.Known > 1 || mapping.HeaderRow is not null))
            .MaxBy(header => header.Known);
    }

    /// <summary>A column the mapping names that this row does not have; null when all are there.</summary>
    public static string? Missing(SheetRow row, SheetMapping mapping) =>
        mapping.Columns.Values.SelectMany(source => source.From).FirstOrDefault(name => At(row, name) is null);

    public bool Has(SheetColumn column) => _columns.ContainsKey(column.Key);

    /// <summary>What a row says there, as it is written, without spaces around it; empty when nothing.</summary>
    public string Value(SheetColumn column, SheetRow row)
    {
        if (!_columns.TryGetValue(column.Key, out var found))
            return "";

        var written = string.Join(found.Source.Join, found.Cells.Select(at => at < row.Cells.Count ? row.Cells[at].Trim() : "").Where(text => text.Length > 0));
        return found.Source.Translated(written);
    }

    private static SheetHeader? Of(SheetRow row, SheetMapping mapping)
    {
        if (Missing(row, mapping) is not null)
            return null;

        var columns = mapping.Columns.ToDictionary(pair => pair.Key, pair => (pair.Value, pair.Value.From.Select(name => At(row, name)!.Value).ToList()), StringComparer.Ordinal);
        var taken = columns.Values.SelectMany(column => column.Item2).ToHashSet();
        foreach (var column in SheetColumn.All.Where(column => !columns.ContainsKey(column.Key)))
        {
            if (BestFor(column, row, taken) is not { } at)
                continue;
            columns[column.Key] = (new ColumnSource(), [at]);
            taken.Add(at);
        }

        var unused = row.Cells.Select((heading, at) => (heading: heading.Trim(), at)).Where(cell => cell.heading.Length > 0 && !taken.Contains(cell.at)).Select(cell => cell.heading);
        return new SheetHeader(row.Number, columns, [.. unused]);
    }

    // The template's own heading first, then the others in the order they are listed in: "Name" before "Activity".
    private static int? BestFor(SheetColumn column, SheetRow row, HashSet<int> taken)
    {
        foreach (var name in column.AlsoCalled.Prepend(column.Heading))
        {
            var at = Enumerable.Range(0, row.Cells.Count).FirstOrDefault(at => !taken.Contains(at) && SheetColumn.Plainly(row.Cells[at]) == SheetColumn.Plainly(name), -1);
            if (at >= 0)
                return at;
        }

        return null;
    }

    // A heading, whatever its case and spaces; else a letter as spreadsheets count columns.
    private static int? At(SheetRow row, string name)
    {
        var at = Enumerable.Range(0, row.Cells.Count).FirstOrDefault(at => string.Equals(row.Cells[at].Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase), -1);
        if (at >= 0)
            return at;

        return name.Length is 1 or 2 && name.All(char.IsAsciiLetterUpper) ? name.Aggregate(0, (number, letter) => (number * 26) + letter - 'A' + 1) - 1 : null;
    }
}
