namespace SocialRx.Storage.Forgetting;

/// <summary>Concerns that nobody has to look at any more, kept for a time after they were seen to be closed. An open one never goes.</summary>
public static class ClosedConcerns
{
    private const string Closed =
        """
        from concern_closed
        join concern
          on concern.programme_id = concern_closed.programme_id
          and concern.id = concern_closed.concern_id
          and concern.state = 'closed'
        """;

    /// <summary>Starts the time of those that were closed since; ends it where one is open after all.</summary>
    public static void Note(Connection connection, DateTimeOffset now)
    {
        connection.Execute(
            """
            insert into concern_closed (programme_id, concern_id, seen_at)
            select programme_id, id, @now
            from concern
            where state = 'closed'
            on conflict (programme_id, concern_id) do nothing
            """,
            new { now });
        connection.Execute(
            """
            delete from concern_closed
            where not exists (
              select 1
              from concern
              where concern.programme_id = concern_closed.programme_id
                and concern.id = concern_closed.concern_id
                and concern.state = 'closed')
            """);
    }

    public static Kept Read(Connection connection, DateTimeOffset before) =>
        connection.QuerySingleOrDefault<Kept>(
            $"""
            select (select count(*) from concern) as rows, (select min(raised_at) from concern) as oldest,
              (select count(*) {Closed} where seen_at < @before) as overdue,
              (select count(*) from concern where state <> 'closed' and raised_at < @before) as held
            """,
            new { before })!;

    /// <summary>With their words and notes; returns how many concerns.</summary>
    public static int Purge(Connection connection, DateTimeOffset before, int atMost)
    {
        var over = connection.Query<(string ProgrammeId, string Id)>(
            $"select concern.programme_id, concern.id {Closed} where seen_at < @before order by seen_at limit @atMost",
            new { before, atMost });
        foreach (var (programmeId, id) in over)
        {
            foreach (var table in PersonalTables.OfConcern)
                connection.Change($"delete from {table} where programme_id = @programmeId and concern_id = @id", new { programmeId, id });
            connection.Change("delete from concern where programme_id = @programmeId and id = @id and state = 'closed'", new { programmeId, id });
        }

        return over.Count;
    }
}
