namespace SocialRx.Storage.Staff;

/// <summary>Members of staff who are signed in, known to all processes.</summary>
public static class StaffSessions
{
    public static void Begin(Connection connection, string programmeId, string sessionId, string personHash, DateTimeOffset signedInAt, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into staff_session (programme_id, session_id, person_hash, signed_in_at, last_seen_at)
            values (@programmeId, @sessionId, @personHash, @signedInAt, @now)
            """,
            new { programmeId, sessionId, personHash, signedInAt, now });

    /// <summary>Null when it has ended.</summary>
    public static StaffSession? Find(Connection connection, string programmeId, string sessionId) =>
        connection.QuerySingleOrDefault<StaffSession>(
            """
            select signed_in_at, last_seen_at
            from staff_session
            where programme_id = @programmeId and session_id = @sessionId
            """,
            new { programmeId, sessionId });

    public static void Seen(Connection connection, string programmeId, string sessionId, DateTimeOffset now) =>
        connection.Execute(
            """
            update staff_session
            set last_seen_at = @now
            where programme_id = @programmeId and session_id = @sessionId and last_seen_at < @now
            """,
            new { programmeId, sessionId, now });

    public static void End(Connection connection, string programmeId, string sessionId) =>
        connection.Execute(
            "delete from staff_session where programme_id = @programmeId and session_id = @sessionId",
            new { programmeId, sessionId });

    /// <summary>Ends every session of one person, on whatever computer.</summary>
    public static int EndAll(Connection connection, string programmeId, string personHash) =>
        connection.Execute(
            "delete from staff_session where programme_id = @programmeId and person_hash = @personHash",
            new { programmeId, personHash });

    public static void RemoveOlder(Connection connection, string programmeId, DateTimeOffset signedInBefore) =>
        connection.Execute(
            "delete from staff_session where programme_id = @programmeId and signed_in_at < @signedInBefore",
            new { programmeId, signedInBefore });
}

public sealed record StaffSession
{
    public required DateTimeOffset SignedInAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
}
