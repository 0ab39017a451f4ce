using SocialRx.Domain.Safeguarding;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Storage.Staff;

/// <summary>What waits for somebody of the staff, and the note that it has waited too long.</summary>
public static class Overdue
{
    /// <summary>Open concerns of one route that nobody was told of since a point in time, longest waiting first.</summary>
    public static IReadOnlyList<Waiting> Concerns(Connection connection, string programmeId, SafeguardingRoute route, DateTimeOffset toldBefore, int atMost) =>
        connection.Query<Waiting>(
            """
            select id, coalesce(waiting_since, raised_at) as since
            from concern
            where programme_id = @programmeId
              and state = 'open'
              and route = @Route
              and (alarmed_at is null or alarmed_at <= @toldBefore)
            order by coalesce(waiting_since, raised_at), id
            limit @atMost
            """,
            new { programmeId, Route = route.Stored(), toldBefore, atMost });

    /// <summary>The same of requests for a link worker that nobody has accepted.</summary>
    public static IReadOnlyList<Waiting> Referrals(Connection connection, string programmeId, DateTimeOffset toldBefore, int atMost) =>
        connection.Query<Waiting>(
            """
            select id, requested_at as since
            from referral
            where programme_id = @programmeId
              and state in ('requested', 'waiting-for-person')
              and (alarmed_at is null or alarmed_at <= @toldBefore)
            order by requested_at, id
            limit @atMost
            """,
            new { programmeId, toldBefore, atMost });

    /// <summary>The same of statements that nobody has decided about.</summary>
    public static IReadOnlyList<Waiting> Statements(Connection connection, string programmeId, DateTimeOffset toldBefore, int atMost) =>
        connection.Query<Waiting>(
            """
            select id, waiting_since as since
            from statement
            where programme_id = @programmeId
              and state = 'waiting'
              and (alarmed_at is null or alarmed_at <= @toldBefore)
            order by waiting_since, id
            limit @atMost
            """,
            new { programmeId, toldBefore, atMost });

    /// <summary>Notes that a concern is overdue, and in the audit log that this was told. False when somebody has looked at it meanwhile, or it was told of since.</summary>
    public static bool NoteConcern(Connection connection, string programmeId, string id, DateTimeOffset since, DateTimeOffset toldBefore, StaffAction by)
    {
        var changed = connection.Execute(
            """
            update concern
            set overdue_since = @since, alarmed_at = @Now
            where programme_id = @programmeId
              and id = @id
              and state = 'open'
              and (alarmed_at is null or alarmed_at <= @toldBefore)
            """,
            new { programmeId, id, since, toldBefore, by.Now });
        return Recorded(connection, changed, programmeId, $"concern/{id}", by);
    }

    /// <inheritdoc cref="NoteConcern"/>
    public static bool NoteReferral(Connection connection, string programmeId, string id, DateTimeOffset since, DateTimeOffset toldBefore, StaffAction by)
    {
        var changed = connection.Execute(
            """
            update referral
            set overdue_since = @since, alarmed_at = @Now
            where programme_id = @programmeId
              and id = @id
              and state in ('requested', 'waiting-for-person')
              and (alarmed_at is null or alarmed_at <= @toldBefore)
            """,
            new { programmeId, id, since, toldBefore, by.Now });
        return Recorded(connection, changed, programmeId, $"referral/{id}", by);
    }

    /// <inheritdoc cref="NoteConcern"/>
    public static bool NoteStatement(Connection connection, string programmeId, string id, DateTimeOffset since, DateTimeOffset toldBefore, StaffAction by)
    {
        var changed = connection.Execute(
            """
            update statement
            set overdue_since = @since, alarmed_at = @Now
            where programme_id = @programmeId
              and id = @id
              and state = 'waiting'
              and (alarmed_at is null or alarmed_at <= @toldBefore)
            """,
            new { programmeId, id, since, toldBefore, by.Now });
        return Recorded(connection, changed, programmeId, $"statement/{id}", by);
    }

    private static bool Recorded(Connection connection, int changed, string programmeId, string subject, StaffAction by)
    {
        if (changed > 0)
            Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, "overdue", subject, null, by.Now);
        return changed > 0;
    }
}

public sealed record Waiting
{
    public required string Id { get; init; }

    /// <summary>When it began to wait.</summary>
    public required DateTimeOffset Since { get; init; }
}
