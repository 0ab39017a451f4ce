namespace SocialRx.Storage.Staff;

/// <summary>How readings of the directory's sources went, for whoever curates it.</summary>
public static class ImportReports
{
    /// <summary>Of all sources, the newest first.</summary>
    public static IReadOnlyList<ImportReport> Latest(Connection connection, int limit) =>
        connection.Query<ImportReport>(
            """
            select run_id, source_id, outcome, imported, unchanged, removed, mended, left_out, why, finished_at
            from import_run
            order by finished_at desc, run_id desc
            limit @limit
            """,
            new { limit });

    /// <summary>Of one source, the newest first.</summary>
    public static IReadOnlyList<ImportReport> OfSource(Connection connection, string sourceId, int limit) =>
        connection.Query<ImportReport>(
            """
            select run_id, source_id, outcome, imported, unchanged, removed, mended, left_out, why, finished_at
            from import_run
            where source_id = @sourceId
            order by finished_at desc, run_id desc
            limit @limit
            """,
            new { sourceId, limit });

    /// <summary>Null when there was no such reading, or it has been forgotten.</summary>
    public static ImportReport? Find(Connection connection, string runId) =>
        connection.QuerySingleOrDefault<ImportReport>(
            """
            select run_id, source_id, outcome, imported, unchanged, removed, mended, left_out, why, finished_at
            from import_run
            where run_id = @runId
            """,
            new { runId });

    /// <summary>What was wrong with single records, in the order of the source.</summary>
    public static IReadOnlyList<ImportNote> Notes(Connection connection, string runId, int limit) =>
        connection.Query<ImportNote>(
            """
            select record_id, field, effect, why
            from import_problem
            where run_id = @runId
            order by sequence
            limit @limit
            """,
            new { runId, limit });
}

public sealed record ImportReport
{
    public required string RunId { get; init; }
    public required string SourceId { get; init; }

    /// <summary>done | nothing-read.</summary>
    public required string Outcome { get; init; }
    public required long Imported { get; init; }
    public required long Unchanged { get; init; }
    public required long Removed { get; init; }
    public required long Mended { get; init; }
    public required long LeftOut { get; init; }
    public string? Why { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }
}

public sealed record ImportNote
{
    public required string RecordId { get; init; }
    public required string Field { get; init; }
    public required string Effect { get; init; }
    public required string Why { get; init; }
}
