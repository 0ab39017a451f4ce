using Microsoft.Data.Sqlite;

namespace SocialRx.Storage.Maintenance;

internal sealed class SqliteSide : CopySide
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    private SqliteSide(SqliteConnection connection, SqliteTransaction transaction)
        : base(connection, transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    // Tables called search_ are made again from the others at the start.
    protected override string Catalogue =>
        """
        select "table".name as table_name, "column".name as column_name, lower("column".type) as column_type
        from pragma_table_list as "table"
        join pragma_table_info("table".name) as "column"
        where "table".schema = 'main'
          and "table".type = 'table'
          and "table".name not like 'sqlite\_%' escape '\'
          and "table".name not like 'search\_%' escape '\'
        """;

    public static SqliteSide OpenSource(string file)
    {
        var connection = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        return new SqliteSide(connection, connection.BeginTransaction(deferred: true));
    }

    public static SqliteSide OpenTarget(string file)
    {
        var connection = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
        return new SqliteSide(connection, connection.BeginTransaction());
    }

    public override void Write(CopyTable table, IEnumerable<object?[]> rows)
    {
        using var insert = _connection.CreateCommand();
        insert.Transaction = _transaction;
        insert.CommandText = $"insert into {table.QuotedName} ({table.QuotedColumns}) values ({string.Join(", ", table.Columns.Select((_, at) => $"@{at}"))})";
        var parameters = table.Columns.Select((_, at) => insert.Parameters.AddWithValue($"@{at}", DBNull.Value)).ToList();
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
                parameters[at].Value = row[at] ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
    }
}
