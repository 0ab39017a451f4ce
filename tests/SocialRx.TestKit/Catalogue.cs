using SocialRx.Storage;

namespace SocialRx.TestKit;

/// <summary>What tables there are, asked of the database itself, so that a test cannot forget one.</summary>
public static class Catalogue
{
    /// <summary>Tables, not views, that have a column of this name.</summary>
    public static IReadOnlyList<string> TablesWith(Connection connection, string column) =>
        connection.Query<string>(
            connection.Dialect == SqlDialect.Sqlite
                ? """
                  select "table".name
                  from sqlite_master as "table"
                  join pragma_table_info("table".name) as "column"
                  where "table".type = 'table' and "column".name = @column
                  order by 1
                  """
                : """
                  select columns.table_name
                  from information_schema.columns
                  join information_schema.tables
                    on tables.table_schema = columns.table_schema
                    and tables.table_name = columns.table_name
                    and tables.table_type = 'BASE TABLE'
                  where columns.table_schema = current_schema() and columns.column_name = @column
                  order by 1
                  """,
            new { column });

    /// <summary>Every table, not the views, and neither indexes of words and places nor what else SQLite keeps for itself.</summary>
    public static IReadOnlyList<string> Tables(Connection connection) =>
        connection.Query<string>(
            connection.Dialect == SqlDialect.Sqlite
                ? "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%'"
                : "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'");

    /// <summary>Of an SQLite database: the names of all columns of a table.</summary>
    public static IReadOnlyList<string> Columns(Connection connection, string table) =>
        connection.Query<string>("select name from pragma_table_info(@table)", new { table });

    /// <summary>Of an SQLite database: how many rows there are in which any column holds this text, by table; tables without one are left out.</summary>
    public static IReadOnlyDictionary<string, long> Holding(Connection connection, string text)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in Tables(connection))
        {
            var columns = Columns(connection, table);
            var rows = connection.ExecuteScalar<long>($"select count(*) from {table} where {string.Join(" or ", columns.Select(column => $"instr({column}, @text) > 0"))}", new { text });
            if (rows > 0)
                found[table] = rows;
        }

        return found;
    }
}
