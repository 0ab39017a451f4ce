namespace SocialRx.Storage.CoDesign;

/// <summary>What goes with a statement. That somebody decided about it stays in the log, without words.</summary>
public static class StatementRemoval
{
    /// <summary>Statements said before, a bounded number at a time, the oldest first; returns how many.</summary>
    public static int Purge(Connection connection, string programmeId, DateTimeOffset before, int atMost)
    {
        var over = connection.Query<string>(
            "select id from statement where programme_id = @programmeId and said_at < @before and state <> 'waiting' order by said_at, id limit @atMost",
            new { programmeId, before, atMost });
        foreach (var id in over)
            Remove(connection, programmeId, id);
        return over.Count;
    }

    internal static void Remove(Connection connection, string programmeId, string id)
    {
        foreach (var table in new[] { "statement_exposure", "statement_vote", "statement_tally", "statement_pull" })
            connection.Change($"delete from {table} where programme_id = @programmeId and statement_id = @id", new { programmeId, id });
        connection.Change("update statement_decision set words = null where programme_id = @programmeId and statement_id = @id", new { programmeId, id });
        connection.Change("delete from statement where programme_id = @programmeId and id = @id", new { programmeId, id });
    }
}
