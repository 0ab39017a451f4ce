using System.Data;
using Dapper;
using Npgsql;

namespace SocialRx.Storage.Maintenance;

internal sealed class PostgresSide : CopySide
{
    private readonly NpgsqlConnection _connection;

    private PostgresSide(NpgsqlConnection connection, NpgsqlTransaction transaction)
        : base(connection, transaction) => _connection = connection;

    // Quartz keeps the schedule in qrtz_ tables of its own, and makes it again at the start; tables called search_ are made again from the others.
    protected override string Catalogue =>
        """
        select "column".table_name, "column".column_name, "column".data_type as column_type
        from information_schema.columns as "column"
        join information_schema.tables as "table"
          on "table".table_schema = "column".table_schema
          and "table".table_name = "column".table_name
        where "table".table_schema = current_schema()
          and "table".table_type = 'BASE TABLE'
          and "table".table_name not like 'qrtz\_%'
          and "table".table_name not like 'search\_%'
        """;

    public static PostgresSide OpenSource(string connectionString) => Open(connectionString, IsolationLevel.RepeatableRead);

    /// <summary>Until the copy is done nobody else reads or writes the tables: a service that starts meanwhile waits.</summary>
    public static PostgresSide OpenTarget(string connectionString)
    {
        var side = Open(connectionString, IsolationLevel.ReadCommitted);
        foreach (var table in side.Tables())
            side._connection.Execute($"lock table {table.QuotedName} in access exclusive mode");
        return side;
    }

    public override void Write(CopyTable table, IEnumerable<object?[]> rows)
    {
        using (var copy = _connection.BeginBinaryImport($"copy {table.QuotedName} ({table.QuotedColumns}) from stdin (format binary)"))
        {
            copy.Timeout = TimeSpan.Zero;
            foreach (var row in rows)
                Write(copy, table, row);
            copy.Complete();
        }

        // So that the first turns are planned for tables of this size.
        _connection.Execute($"analyze {table.QuotedName}", commandTimeout: 0);
    }

    private static void Write(NpgsqlBinaryImporter copy, CopyTable table, object?[] row)
    {
        copy.StartRow();
        for (var at = 0; at < row.Length; at++)
        {
            switch (row[at])
            {
                case long whole:
                    copy.Write(whole);
                    break;
                case double fraction:
                    copy.Write(fraction);
                    break;
                case string text:
                    copy.Write(WithoutNul(text, table, at));
                    break;
                default:
                    copy.WriteNull();
                    break;
            }
        }
    }

    private static string WithoutNul(string text, CopyTable table, int at) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new StorageException($"Column {table.Columns[at].Name} of table {table.Name} holds a text with the character U+0000, which PostgreSQL cannot keep.")
            : text;

    private static PostgresSide Open(string connectionString, IsolationLevel isolation)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "socialrx storage copy", Pooling = false, Enlist = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            RefuseService(connection);
            return new PostgresSide(connection, connection.BeginTransaction(isolation));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void RefuseService(NpgsqlConnection connection)
    {
        var services = connection.ExecuteScalar<long>(
            """
            select count(*)
            from pg_locks
            where locktype = 'advisory' and classid = @LockClass and objsubid = 2 and granted
              and database = (select oid from pg_database where datname = current_database())
            """,
            new { Peers.LockClass });
        if (services > 0)
            throw new StorageException("A service runs on the PostgreSQL database. Stop it first.");
    }
}
