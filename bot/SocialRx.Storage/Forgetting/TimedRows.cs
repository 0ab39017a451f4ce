namespace SocialRx.Storage.Forgetting;

/// <summary>Rows of one table that are kept for a time after a time they hold.</summary>
/// <param name="Time">Expression for that time, as <see cref="Rows"/> writes it.</param>
/// <param name="Which">Condition for rows that have a time at all; the others stay.</param>
public sealed record TimedRows(string Table, string Time, string Which = "1 = 1")
{
    public Kept Read(Connection connection, DateTimeOffset before) =>
        connection.QuerySingleOrDefault<Kept>(
            $"""
            select count(*) as rows, min({Time}) as oldest, count(case when {Time} < @before then 1 end) as overdue, 0 as held
            from {Table}
            where {Which}
            """,
            new { before })!;

    /// <summary>Removes a bounded number at a time, the oldest first; returns how many.</summary>
    public int Purge(Connection connection, DateTimeOffset before, int atMost) =>
        connection.Execute(
            $"""
            delete from {Table}
            where {connection.Dialect.RowId} in (
              select {connection.Dialect.RowId}
              from {Table}
              where {Which} and {Time} < @before
              order by {Time}
              limit @atMost)
            """,
            new { before, atMost });
}
