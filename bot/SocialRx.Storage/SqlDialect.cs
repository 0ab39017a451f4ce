namespace SocialRx.Storage;

/// <summary>Where the two databases do not speak the same SQL. All else is one text for both.</summary>
public sealed class SqlDialect
{
    private SqlDialect(string name, string rowLock, string rowId)
    {
        Name = name;
        RowLock = rowLock;
        RowId = rowId;
    }

    public static SqlDialect Sqlite { get; } = new("sqlite", "", "rowid");

    public static SqlDialect Postgres { get; } = new("postgres", "for update", "ctid");

    /// <summary>"sqlite" or "postgres".</summary>
    public string Name { get; }

    /// <summary>At the end of a select: holds the rows until the write is done. SQLite has one writer and needs nothing.</summary>
    public string RowLock { get; }

    /// <summary>The column that tells rows of a table without a key apart, within one statement.</summary>
    public string RowId { get; }

    /// <summary>The elements of the JSON array given as parameter <paramref name="parameter"/>, as rows with a column "value".</summary>
    public string Each(string parameter) => this == Postgres ? $"json_array_elements(cast(@{parameter} as json))" : $"json_each(@{parameter})";

    /// <summary>The texts of the array that a column of JSON has under a name, as rows with a column "value" of text; to be joined to the column's table.</summary>
    public string EachOf(string column, string property) => this == Postgres ? $"json_array_elements_text(cast({column} as json) -> '{property}')" : $"json_each({column}, '$.{property}')";

    /// <summary>The text that a column of JSON has under a name; null where it has none.</summary>
    public string TextOf(string column, string property) => this == Postgres ? $"(cast({column} as json) ->> '{property}')" : $"({column} ->> '$.{property}')";

    /// <summary>That the column's value is in the list given as parameter <paramref name="parameter"/>.</summary>
    public string In(string column, string parameter) => this == Postgres ? $"{column} = any(@{parameter})" : $"{column} in @{parameter}";

    /// <summary>Table search_spot, to be read in the cells of @Stretches (JSON: an array of objects with the first and the last cell, "from" and "to") of theme @Theme. PostgreSQL would read all of a theme if it were a join.</summary>
    public string SpotsInStretches => this == Postgres
        ? """
          from (select cast(value ->> 'from' as bigint) as first, cast(value ->> 'to' as bigint) as last from json_array_elements(cast(@Stretches as json)) offset 0) as stretch
          cross join lateral (select * from search_spot where theme = @Theme and cell between first and last offset 0) as spot
          """
        : "from json_each(@Stretches) as stretch cross join search_spot";

    /// <summary>The condition that goes with <see cref="SpotsInStretches"/>.</summary>
    public string IsInStretches => this == Postgres ? "1 = 1" : "theme = @Theme and cell between stretch.value ->> 'from' and stretch.value ->> 'to'";

    /// <summary>Table search_listing, to be read where <see cref="HaveStems"/>.</summary>
    public string ListingsWithStems => this == Postgres ? "from search_listing" : "from search_words cross join search_listing on number = search_words.rowid";

    /// <summary>That a listing has the stems of the query @Stems.</summary>
    public string HaveStems => this == Postgres ? "stems @@ cast(@Stems as tsquery)" : "search_words match @Stems";

    /// <summary>The highest of some numbers.</summary>
    public string Highest(IReadOnlyList<string> numbers) => numbers.Count == 1 ? numbers[0] : $"{(this == Postgres ? "greatest" : "max")}({string.Join(", ", numbers)})";

    /// <summary>A query for any of these stems; empty without one.</summary>
    public string AnyStem(IEnumerable<string> stems) => AnyOf(stems.Select(stem => this == Postgres ? $"'{stem.Replace("'", "''", StringComparison.Ordinal)}'" : $"\"{stem.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <summary>A query for what any of these queries finds; empty without one.</summary>
    public string AnyOf(IEnumerable<string> queries) => string.Join(this == Postgres ? " | " : " OR ", queries);

    /// <summary>A query for what all of these queries find.</summary>
    public string AllOf(IEnumerable<string> queries) => string.Join(this == Postgres ? " & " : " AND ", queries.Select(query => $"({query})"));
}
