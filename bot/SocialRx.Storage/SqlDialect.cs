namespace SocialRx.Storage;

/// <summary>Where the two databases do not speak the same SQL. All else is one text for both.</summary>
public sealed class SqlDialect
{
    private SqlDialect(string name, string rowLock)
    {
        Name = name;
        RowLock = rowLock;
    }

    public static SqlDialect Sqlite { get; } = new("sqlite", "");

    public static SqlDialect Postgres { get; } = new("postgres", "for update");

    /// <summary>"sqlite" or "postgres".</summary>
    public string Name { get; }

    /// <summary>At the end of a select: holds the rows until the write is done. SQLite has one writer and needs nothing.</summary>
    public string RowLock { get; }

    /// <summary>That the column's value is in the list given as parameter <paramref name="parameter"/>.</summary>
    public string In(string column, string parameter) => this == Postgres ? $"{column} = any(@{parameter})" : $"{column} in @{parameter}";
}
