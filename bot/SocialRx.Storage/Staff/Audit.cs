namespace SocialRx.Storage.Staff;

/// <summary>Who read or changed what. Rows are added, never changed, and hang together (<see cref="AuditCheck"/>).</summary>
public static class Audit
{
    /// <summary>Adds one row, inside the same write as what it tells of, so that neither is there without the other.</summary>
    /// <param name="subject">Kind and id of what was touched ("concern/1f"), never its content.</param>
    public static void Record(
        Connection connection,
        string programmeId,
        string id,
        string actor,
        string role,
        string action,
        string subject,
        string? reason,
        DateTimeOffset now) =>
        AuditChain.Append(connection, new AuditEntry
        {
            ProgrammeId = programmeId,
            Id = id,
            Actor = actor,
            Role = role,
            Action = action,
            Subject = subject,
            Reason = connection.Sealing.SealIfAny(reason)?.Value,
            At = Rows.Text(now),
        });

    /// <summary>The newest rows first.</summary>
    public static IReadOnlyList<AuditRow> Latest(Connection connection, string programmeId, int limit) =>
        [.. connection.Query<AuditRow>(
            """
            select id, actor, role, action, subject, reason, at
            from audit
            where programme_id = @programmeId
            order by at desc, id desc
            limit @limit
            """,
            new { programmeId, limit }).Select(row => row with { Reason = connection.Sealing.OpenIfAny(row.Reason) })];
}

public sealed record AuditRow
{
    public required string Id { get; init; }
    public required string Actor { get; init; }
    public required string Role { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}
