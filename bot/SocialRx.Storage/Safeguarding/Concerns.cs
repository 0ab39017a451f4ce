using SocialRx.Domain.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.Safeguarding;

/// <summary>What somebody said that a person must look at. One concern is open in a conversation at a time; what is said later joins it.</summary>
public static class Concerns
{
    /// <summary>Raises a concern, or adds to the one that is open; one that was acknowledged is open again. Part of the turn's commit.</summary>
    public static void RaiseOrJoin(Connection connection, TurnIdentity who, NewConcern raised, DateTimeOffset now)
    {
        var open = connection.QuerySingleOrDefault<ConcernRow>(
            $"""
            select {Columns}
            from concern
            where programme_id = @ProgrammeId
              and conversation_id = @ConversationId
              and person_id = @PersonId
              and state <> 'closed'
            """,
            new { who.ProgrammeId, who.ConversationId, PersonId = who.PersonId.Value });
        if (open is null)
            Raise(connection, who, raised, now);
        else
            Join(connection, who.ProgrammeId, open, raised, now);
        AddEvidence(connection, who.ProgrammeId, open?.Id ?? raised.Id, raised.Words, now);
    }

    /// <summary>Open ones first, oldest first; with closed ones when asked for.</summary>
    public static IReadOnlyList<ConcernRow> List(Connection connection, string programmeId, bool withClosed = false, int limit = 200) =>
        [.. connection.Query<ConcernRow>(
            $"""
            select {Columns}
            from (
              {InState("open", 0)}
              union all
              {InState("acknowledged", 1)}
              union all
              {InState("closed", 2)}) as every
            where place < 2 or @withClosed = 1
            order by place, raised_at, id
            limit @limit
            """,
            new { programmeId, withClosed = withClosed ? 1 : 0, limit }).Select(row => Opened(connection, row))];

    public static ConcernRow? Find(Connection connection, string programmeId, string id)
    {
        var row = connection.QuerySingleOrDefault<ConcernRow>(
            $"""
            select {Columns}
            from concern
            where programme_id = @programmeId
              and id = @id
            """,
            new { programmeId, id });
        return row is null ? null : Opened(connection, row);
    }

    public static IReadOnlyList<ConcernNote> Notes(Connection connection, string programmeId, string id) =>
        [.. connection.Query<ConcernNote>(
            """
            select author, words, written_at
            from concern_note
            where programme_id = @programmeId
              and concern_id = @id
            order by written_at, id
            """,
            new { programmeId, id }).Select(note => note with { Words = connection.Sealing.OpenIfAny(note.Words)! })];

    /// <summary>False when there is no such concern.</summary>
    public static bool AddNote(Connection connection, string programmeId, string id, string noteId, string words, StaffAction by)
    {
        var changed = connection.Execute(
            """
            insert into concern_note (programme_id, id, concern_id, author, words, written_at)
            select programme_id, @noteId, id, @Actor, @words, @Now
            from concern
            where programme_id = @programmeId
              and id = @id
            """,
            new { programmeId, id, noteId, by.Actor, words = connection.Sealing.Seal(words).Value, by.Now });
        return Recorded(connection, changed, programmeId, id, by, "concern note", null);
    }

    /// <summary>The words behind a concern, with the row in the audit log that says who read them. Runs as a write.</summary>
    public static IReadOnlyList<EvidenceRow> ReadEvidence(Connection connection, string programmeId, string id, StaffAction by, string reason)
    {
        if (Find(connection, programmeId, id) is null)
            return [];

        Record(connection, programmeId, id, by, "concern evidence read", reason);
        return [.. connection.Query<EvidenceRow>(
            """
            select sequence, words, said_at
            from concern_evidence
            where programme_id = @programmeId
              and concern_id = @id
            order by sequence
            """,
            new { programmeId, id }).Select(row => row with { Words = connection.Sealing.OpenIfAny(row.Words)! })];
    }

    /// <summary>False when there is no such open concern.</summary>
    public static bool Acknowledge(Connection connection, string programmeId, string id, StaffAction by)
    {
        var changed = connection.Execute(
            """
            update concern
            set state = 'acknowledged',
                acknowledged_by = @Actor,
                acknowledged_at = @Now,
                overdue_since = null,
                alarmed_at = null,
                to_spread = 0
            where programme_id = @programmeId
              and id = @id
              and state = 'open'
            """,
            new { programmeId, id, by.Actor, by.Now });
        if (changed > 0)
            ConcernDeliveries.StopEscalated(connection, programmeId, id);
        return Recorded(connection, changed, programmeId, id, by, "concern acknowledged", null);
    }

    /// <summary>False when there is no such concern, or nobody has acknowledged what was said last.</summary>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    public static bool Close(Connection connection, string programmeId, string id, string reason, string? outcome, StaffAction by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var changed = connection.Execute(
            """
            update concern
            set state = 'closed',
                close_reason = @reason,
                outcome = @outcome
            where programme_id = @programmeId
              and id = @id
              and state = 'acknowledged'
            """,
            new { programmeId, id, reason = connection.Sealing.Seal(reason).Value, outcome = connection.Sealing.SealIfAny(outcome)?.Value });
        if (changed > 0)
            ConcernDeliveries.StopAll(connection, programmeId, id);
        return Recorded(connection, changed, programmeId, id, by, "concern closed", outcome is null ? reason : $"{reason}; {outcome}");
    }

    /// <summary>Says who of the staff deals with it. False when there is no such concern that is not closed.</summary>
    public static bool Assign(Connection connection, string programmeId, string id, string to, StaffAction by)
    {
        var changed = connection.Execute(
            """
            update concern
            set assigned_to = @to
            where programme_id = @programmeId
              and id = @id
              and state <> 'closed'
            """,
            new { programmeId, id, to = connection.Sealing.Seal(to).Value });
        return Recorded(connection, changed, programmeId, id, by, "concern assigned", to);
    }

    /// <summary>The row in the audit log that says who opened the list; written before it is shown.</summary>
    public static void NoteListed(Connection connection, string programmeId, bool withClosed, StaffAction by) =>
        Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, "concerns listed", withClosed ? "concerns/all" : "concerns/open", null, by.Now);

    /// <summary>The same of one concern.</summary>
    public static void NoteOpened(Connection connection, string programmeId, string id, StaffAction by) => Record(connection, programmeId, id, by, "concern read", null);

    private const string Columns = "id, conversation_id, person_id, route, categories, pattern_ids, signals, state, acknowledged_by, acknowledged_at, assigned_to, close_reason, outcome, raised_at, last_signal_at, overdue_since, escalation, escalated_at";

    private static ConcernRow Opened(Connection connection, ConcernRow row) => row with
    {
        AssignedTo = connection.Sealing.OpenIfAny(row.AssignedTo),
        CloseReason = connection.Sealing.OpenIfAny(row.CloseReason),
        Outcome = connection.Sealing.OpenIfAny(row.Outcome),
    };

    /// <summary>As many as the list may need of one state, oldest first.</summary>
    private static string InState(string state, int place) =>
        $"""
        select *
        from (
          select {Columns}, {place} as place
          from concern
          where programme_id = @programmeId and state = '{state}'
          order by raised_at, id
          limit @limit) as one
        """;

    private static void Raise(Connection connection, TurnIdentity who, NewConcern raised, DateTimeOffset now) =>
        connection.Change(
            """
            insert into concern (programme_id, id, conversation_id, person_id, route, categories, pattern_ids, raised_at, last_signal_at, waiting_since)
            values (@ProgrammeId, @Id, @ConversationId, @PersonId, @Route, @Categories, @PatternIds, @now, @now, @now)
            """,
            new
            {
                who.ProgrammeId,
                raised.Id,
                who.ConversationId,
                PersonId = who.PersonId.Value,
                Route = raised.Route.Stored(),
                Categories = string.Join(',', raised.Categories),
                PatternIds = string.Join(',', raised.PatternIds),
                now,
            });

    // It waits since the first message nobody has acknowledged. One that calls for another response than before, or that somebody had looked at, is told about anew, to the first people first.
    private static void Join(Connection connection, string programmeId, ConcernRow open, NewConcern raised, DateTimeOffset now)
    {
        var before = SafeguardingRoutes.Of(open.Route);
        connection.Change(
            """
            update concern
            set route = @Route,
                categories = @Categories,
                pattern_ids = @PatternIds,
                signals = signals + 1,
                state = 'open',
                tellings = case when state = 'open' and @GoesFirst = 0 then tellings else tellings + 1 end,
                escalation = case when state = 'open' and @GoesFirst = 0 then escalation else 0 end,
                escalated_at = case when state = 'open' and @GoesFirst = 0 then escalated_at end,
                to_spread = case when state = 'open' and @GoesFirst = 0 then to_spread else 1 end,
                waiting_since = case state when 'open' then coalesce(waiting_since, raised_at) else @now end,
                alarmed_at = case @GoesFirst when 0 then alarmed_at end,
                last_signal_at = @now
            where programme_id = @programmeId
              and id = @Id
            """,
            new
            {
                programmeId,
                open.Id,
                Route = (before > raised.Route ? before : raised.Route).Stored(),
                GoesFirst = raised.Route > before ? 1 : 0,
                Categories = Together(open.Categories, raised.Categories),
                PatternIds = Together(open.PatternIds, raised.PatternIds),
                now,
            });
    }

    private static string Together(string stored, IEnumerable<string> more) =>
        string.Join(',', stored.Split(',', StringSplitOptions.RemoveEmptyEntries).Except(more).Concat(more));

    private static void AddEvidence(Connection connection, string programmeId, string id, string words, DateTimeOffset now) =>
        connection.Change(
            """
            insert into concern_evidence (programme_id, concern_id, sequence, words, said_at)
            select @programmeId, @id, coalesce(max(sequence), 0) + 1, @words, @now
            from concern_evidence
            where programme_id = @programmeId
              and concern_id = @id
            """,
            new { programmeId, id, words = connection.Sealing.Seal(words).Value, now });

    private static bool Recorded(Connection connection, int changed, string programmeId, string id, StaffAction by, string action, string? reason)
    {
        if (changed > 0)
            Record(connection, programmeId, id, by, action, reason);
        return changed > 0;
    }

    internal static void Record(Connection connection, string programmeId, string id, StaffAction by, string action, string? reason) =>
        Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, action, $"concern/{id}", reason, by.Now);
}

/// <param name="Words">The whole message, for the safeguarding role only.</param>
public sealed record NewConcern(string Id, SafeguardingRoute Route, IReadOnlyList<string> Categories, IReadOnlyList<string> PatternIds, string Words);

/// <summary>Who of the staff does something now, and the id of the audit row that will say so.</summary>
public sealed record StaffAction(string AuditId, string Actor, string Role, DateTimeOffset Now);

public sealed record ConcernRow
{
    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string PersonId { get; init; }

    /// <summary>red | amber | third-party.</summary>
    public required string Route { get; init; }

    /// <summary>Comma-separated ids of <see cref="RiskCategory"/>.</summary>
    public required string Categories { get; init; }
    public required string PatternIds { get; init; }

    /// <summary>Messages that are part of it.</summary>
    public required int Signals { get; init; }

    /// <summary>open | acknowledged | closed.</summary>
    public required string State { get; init; }
    public string? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who of the staff deals with it; null when nobody has said.</summary>
    public string? AssignedTo { get; init; }
    public string? CloseReason { get; init; }
    public string? Outcome { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required DateTimeOffset LastSignalAt { get; init; }

    /// <summary>Null when it is not, or somebody has looked at it.</summary>
    public DateTimeOffset? OverdueSince { get; init; }

    /// <summary>Whom it has come to because nobody had acknowledged it.</summary>
    public required EscalationStep Escalation { get; init; }
    public DateTimeOffset? EscalatedAt { get; init; }
}

public sealed record ConcernNote
{
    public required string Author { get; init; }
    public required string Words { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
}

public sealed record EvidenceRow
{
    public required int Sequence { get; init; }
    public required string Words { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
}
