namespace SocialRx.Storage.Staff;

/// <summary>What the newest reading of each source said of single records.</summary>
public static class LeftOut
{
    private const string OfNewestReadings =
        """
        from import_problem
        join import_run on import_run.run_id = import_problem.run_id
        where not exists (
            select 1
            from import_run as later
            where later.source_id = import_run.source_id
              and (later.finished_at > import_run.finished_at or (later.finished_at = import_run.finished_at and later.run_id > import_run.run_id)))
          and import_problem.effect = @Effect
          and (@SourceId = '' or import_run.source_id = @SourceId)
          and (@Field = '' or import_problem.field = @Field)
        """;

    /// <summary>How often each reason was given, the commonest first.</summary>
    public static IReadOnlyList<LeftOutReason> Reasons(Connection connection, LeftOutFilter filter, int atMost) =>
        connection.Query<LeftOutReason>(
            $"""
            select import_problem.field, import_problem.why, count(*) as records, count(distinct import_run.source_id) as sources
            {OfNewestReadings}
            group by import_problem.field, import_problem.why
            order by records desc, import_problem.field, import_problem.why
            limit @atMost
            """,
            new { filter.Effect, filter.SourceId, filter.Field, atMost });

    /// <summary>The records themselves, in the order of their sources.</summary>
    public static IReadOnlyList<LeftOutRecord> Records(Connection connection, LeftOutFilter filter, int from, int atMost) =>
        connection.Query<LeftOutRecord>(
            $"""
            select import_run.source_id, import_problem.record_id, import_problem.field, import_problem.effect, import_problem.why, import_run.finished_at
            {OfNewestReadings}
              and (@Why = '' or import_problem.why = @Why)
            order by import_run.source_id, import_problem.sequence
            limit @atMost offset @from
            """,
            new { filter.Effect, filter.SourceId, filter.Field, filter.Why, from, atMost });

    public static long Count(Connection connection, LeftOutFilter filter) =>
        connection.ExecuteScalar<long>(
            $"""
            select count(*)
            {OfNewestReadings}
              and (@Why = '' or import_problem.why = @Why)
            """,
            new { filter.Effect, filter.SourceId, filter.Field, filter.Why });

    /// <summary>The fields that are named in newest readings.</summary>
    public static IReadOnlyList<string> Fields(Connection connection, string effect) =>
        connection.Query<string>(
            $"""
            select distinct import_problem.field
            {OfNewestReadings}
            order by import_problem.field
            """,
            new { Effect = effect, SourceId = "", Field = "" });
}

/// <summary>Which records; empty text is any.</summary>
/// <param name="Effect">left-out | mended | noted.</param>
public sealed record LeftOutFilter(string Effect, string SourceId, string Field, string Why);

public sealed record LeftOutReason
{
    public required string Field { get; init; }
    public required string Why { get; init; }
    public required long Records { get; init; }
    public required long Sources { get; init; }
}

public sealed record LeftOutRecord
{
    public required string SourceId { get; init; }
    public required string RecordId { get; init; }
    public required string Field { get; init; }
    public required string Effect { get; init; }
    public required string Why { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }
}
