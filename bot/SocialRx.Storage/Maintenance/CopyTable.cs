namespace SocialRx.Storage.Maintenance;

/// <summary>A table as its database's own catalogue has it.</summary>
/// <param name="Columns">In the order of their names, so that both databases give a row in the same order.</param>
internal sealed record CopyTable(string Name, IReadOnlyList<CopyColumn> Columns)
{
    public string QuotedName => Quoted(Name);

    public string QuotedColumns => string.Join(", ", Columns.Select(column => Quoted(column.Name)));

    public bool HasShapeOf(CopyTable other) => Name == other.Name && Columns.SequenceEqual(other.Columns);

    private static string Quoted(string name) => $"\"{name}\"";
}

/// <param name="Type">"text", "bigint" or "double precision", the types that both databases have.</param>
internal sealed record CopyColumn(string Name, string Type);
