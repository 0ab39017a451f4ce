namespace SocialRx.Storage.ActivityDirectory;

/// <summary>How reading a source goes, and what is known of its server.</summary>
public sealed record SourceReading
{
    public required string SourceId { get; init; }

    /// <summary>What it was read as: oruk, openactive, table.</summary>
    public required string Kind { get; init; }

    public string? Name { get; init; }

    /// <summary>It publishes under, as an address or SPDX name; null when nobody says.</summary>
    public string? Licence { get; init; }

    public required DateTimeOffset TriedAt { get; init; }

    /// <summary>When it was last read to its end: its listings are that old. Null: never.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When all of it was last read, and not only what had changed.</summary>
    public DateTimeOffset? WholeAt { get; init; }

    /// <summary>Latest last_modified among its records.</summary>
    public DateTimeOffset? NewestChange { get; init; }

    /// <summary>Null: not known. False: it gives everything when it is asked for what has changed.</summary>
    public bool? HonoursModifiedAfter { get; init; }

    /// <summary>In a row, the last ones.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Of the last failure.</summary>
    public string? Why { get; init; }

    /// <summary>Its server wants to be left alone until then.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }

    /// <summary>When somebody was last told that it keeps failing.</summary>
    public DateTimeOffset? AlarmedAt { get; init; }

    /// <summary>As something else than it was, of which nothing is known yet but what it holds.</summary>
    public SourceReading As(string kind) => kind == Kind ? this : this with { Kind = kind, WholeAt = null, NewestChange = null, HonoursModifiedAfter = null };

    public SourceReading Succeeded(DateTimeOffset now) =>
        this with { TriedAt = now, ReadAt = now, Failures = 0, FailingSince = null, Why = null, AskAgainAt = null, AlarmedAt = null };

    public SourceReading Failed(DateTimeOffset now, string why, DateTimeOffset? askAgainAt) =>
        this with { TriedAt = now, Failures = Failures + 1, FailingSince = FailingSince ?? now, Why = why, AskAgainAt = askAgainAt };
}

/// <summary>How reading each source goes.</summary>
public static class SourceReadings
{
    /// <summary>Null for a source nobody tried to read yet.</summary>
    public static SourceReading? Find(Connection connection, string sourceId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.QuerySingleOrDefault<SourceReading>(
            """
            select *
            from source_reading
            where source_id = @sourceId
            """,
            new { sourceId });
    }

    /// <summary>Where what a source holds was read from; null when nothing was.</summary>
    public static string? AddressOf(Connection connection, string sourceId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.ExecuteScalar<string>(
            """
            select address
            from source
            where source_id = @sourceId
            """,
            new { sourceId });
    }

    public static IReadOnlyList<SourceReading> All(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Query<SourceReading>(
            """
            select *
            from source_reading
            order by source_id
            """);
    }

    public static void Put(Connection connection, SourceReading reading)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(reading);
        connection.Execute(
            """
            insert into source_reading (source_id, kind, name, licence, tried_at, read_at, whole_at, newest_change, honours_modified_after, failures, failing_since, why, ask_again_at, alarmed_at)
            values (@SourceId, @Kind, @Name, @Licence, @TriedAt, @ReadAt, @WholeAt, @NewestChange, @Honours, @Failures, @FailingSince, @Why, @AskAgainAt, @AlarmedAt)
            on conflict (source_id) do update set
              kind = excluded.kind,
              name = excluded.name,
              licence = excluded.licence,
              tried_at = excluded.tried_at,
              read_at = excluded.read_at,
              whole_at = excluded.whole_at,
              newest_change = excluded.newest_change,
              honours_modified_after = excluded.honours_modified_after,
              failures = excluded.failures,
              failing_since = excluded.failing_since,
              why = excluded.why,
              ask_again_at = excluded.ask_again_at,
              alarmed_at = excluded.alarmed_at
            """,
            new
            {
                reading.SourceId,
                reading.Kind,
                reading.Name,
                reading.Licence,
                reading.TriedAt,
                reading.ReadAt,
                reading.WholeAt,
                reading.NewestChange,
                Honours = reading.HonoursModifiedAfter is { } honours ? honours ? 1L : 0L : (long?)null,
                reading.Failures,
                reading.FailingSince,
                reading.Why,
                reading.AskAgainAt,
                reading.AlarmedAt,
            });
    }
}
