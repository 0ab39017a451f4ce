using System.Data.Common;
using Dapper;

namespace SocialRx.Storage.Maintenance;

/// <summary>One end of a copy: a database in the middle of one transaction.</summary>
internal abstract class CopySide(DbConnection connection, DbTransaction transaction) : IDisposable
{
    /// <summary>The tables that migrations have made, without the list of the migrations themselves.</summary>
    public IReadOnlyList<CopyTable> Tables() =>
    [
        .. connection.Query<ColumnRow>(Catalogue, transaction: transaction)
            .Where(row => row.TableName != "schema_migration")
            .GroupBy(row => row.TableName, (table, rows) => new CopyTable(table, [.. rows.Select(row => new CopyColumn(row.ColumnName, row.ColumnType)).OrderBy(column => column.Name, StringComparer.Ordinal)]))
            .OrderBy(table => table.Name, StringComparer.Ordinal),
    ];

    public HashSet<int> Migrations() => connection.Query<int>("select number from schema_migration", transaction: transaction).ToHashSet();

    public bool IsEmpty(CopyTable table) =>
        !connection.ExecuteScalar<bool>($"select exists (select 1 from {table.QuotedName})", transaction: transaction);

    /// <summary>The rows of a table one after another, each value null, text, long or double. The array is used again for the next row.</summary>
    public IEnumerable<object?[]> Rows(CopyTable table)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = $"select {table.QuotedColumns} from {table.QuotedName}";
        using var reader = command.ExecuteReader();
        var row = new object?[table.Columns.Count];
        while (reader.Read())
        {
            for (var at = 0; at < row.Length; at++)
                row[at] = Value(reader, at, table);
            yield return row;
        }
    }

    public abstract void Write(CopyTable table, IEnumerable<object?[]> rows);

    public void Commit() => transaction.Commit();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        transaction.Dispose();
        connection.Dispose();
    }

    /// <summary>SQL for a row of table_name, column_name and column_type a column.</summary>
    protected abstract string Catalogue { get; }

    /// <exception cref="StorageException">A value is not what its column says: SQLite does not hold a column to its type.</exception>
    private static object? Value(DbDataReader reader, int at, CopyTable table)
    {
        if (reader.IsDBNull(at))
            return null;
        var value = reader.GetValue(at);
        return (table.Columns[at].Type, value) is ("text", string) or ("bigint", long) or ("double precision", double)
            ? value
            : throw new StorageException($"Column {table.Columns[at].Name} of table {table.Name} is {table.Columns[at].Type} and holds a value of type {value.GetType().Name}; that cannot be copied.");
    }

    private sealed record ColumnRow
    {
        public required string TableName { get; init; }

        public required string ColumnName { get; init; }

        public required string ColumnType { get; init; }
    }
}
