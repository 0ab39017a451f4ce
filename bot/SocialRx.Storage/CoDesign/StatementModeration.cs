using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.CoDesign;

/// <summary>Statements as moderators see them: without names, with what is odd about them, never with whose they are.</summary>
public static class StatementModeration
{
    private const string Columns = "id, consultation_id, question_id, source, redacted, changed, state, is_shown, reason_id, flags, alike_id, asked_again, waiting_since, decided_at, overdue_since, entered_by, side_id";

    /// <summary>Longest waiting first, with what was decided so far and the statement it is most like.</summary>
    public static IReadOnlyList<ModeratedStatement> Waiting(Connection connection, string programmeId, int limit) =>
        [.. connection.Query<ModeratedStatement>(
            $"select {Columns} from statement where programme_id = @programmeId and state = 'waiting' order by waiting_since, id limit @limit",
            new { programmeId, limit }).Select(row => Opened(connection, programmeId, row))];

    /// <summary>What others are shown, with how it was voted on; the newest first.</summary>
    public static IReadOnlyList<ModeratedStatement> Shown(Connection connection, string programmeId, int limit) =>
        [.. connection.Query<ModeratedStatement>(
            $"""
            select {Columns}, coalesce(agrees, 0) + coalesce(disagrees, 0) + coalesce(passes, 0) as votes, coalesce(passes, 0) as passes, coalesce(unclear, 0) as unclear
            from (
              select programme_id, said_at, {Columns}
              from statement
              where programme_id = @programmeId and is_shown = 1
              order by said_at desc, id
              limit @limit) as shown
            left join (select programme_id as tally_programme_id, statement_id, agrees, disagrees, passes, unclear from statement_tally) as tally
              on tally_programme_id = programme_id
              and statement_id = id
            order by said_at desc, id
            """,
            new { programmeId, limit }).Select(row => row with { Redacted = connection.Sealing.OpenIfAny(row.Redacted)!, Changed = connection.Sealing.OpenIfAny(row.Changed) })];

    /// <summary>Decides, with the row of the log and the audit row in the same write.</summary>
    public static DecisionTaken Decide(Connection connection, string programmeId, string id, NewDecision decision, int approvalsNeeded, StaffAction by) =>
        Decide(connection, programmeId, id, decision, approvalsNeeded, by, null);

    /// <param name="memberId">Of a youth panel, when one of its members decides.</param>
    internal static DecisionTaken Decide(Connection connection, string programmeId, string id, NewDecision decision, int approvalsNeeded, StaffAction by, string? memberId)
    {
        if (connection.QuerySingleOrDefault<Standing>($"select source, state, entered_by from statement where programme_id = @programmeId and id = @id {connection.Dialect.RowLock}", new { programmeId, id }) is not { } standing)
            return DecisionTaken.NotThere;
        var before = StatementLog.Of(connection, programmeId, id);
        var decisions = before.Select(row => row.Decision).ToList();
        var outcome = Outcome(standing.Source, decisions, standing.State == "waiting" ? int.MaxValue : approvalsNeeded);
        if (memberId is null ? !StatementReview.MayDecide(outcome, decisions, by.Actor, decision.Deed, standing.EnteredBy) : !StatementReview.MayPanelDecide(outcome, decisions, decision.Deed))
            return DecisionTaken.NotByThem;
        var taken = new StatementDecision(decision.Id, by.Actor, decision.Deed, decision.ReasonId, memberId is not null);
        StatementLog.Add(connection, programmeId, id, taken, decision.Words, by.Now, memberId);
        var words = before.Select(row => (row.Id, row.Words)).Append((decision.Id, decision.Words)).ToDictionary(row => row.Id, row => row.Words, StringComparer.Ordinal);
        Stand(connection, programmeId, id, StatementReview.Outcome(outcome, [taken], approvalsNeeded), reworded => reworded is null ? null : words[reworded], by.Now);
        Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, $"statement {Name(decision.Deed)}", $"statement/{id}", decision.ReasonId, by.Now);
        return DecisionTaken.Done;
    }

    /// <summary>How long it took to decide since a point in time, and how long the one waits that waits longest.</summary>
    public static DecisionTimes Times(Connection connection, string programmeId, DateTimeOffset since, DateTimeOffset now)
    {
        var taken = connection.Query<(DateTimeOffset From, DateTimeOffset To)>(
            "select waiting_since, decided_at from statement where programme_id = @programmeId and decided_at > @since and source <> 'seed'",
            new { programmeId, since }).Select(row => row.To - row.From).Order().ToList();
        var waiting = connection.QuerySingleOrDefault<Queue>(
            "select count(*) as waiting, min(waiting_since) as since from statement where programme_id = @programmeId and state = 'waiting'",
            new { programmeId })!;
        return new DecisionTimes(taken.Count == 0 ? null : taken[taken.Count / 2], waiting.Waiting, waiting.Since is { } first ? now - first : null);
    }

    private static void Stand(Connection connection, string programmeId, string id, StatementOutcome outcome, Func<string?, string?> wordsOf, DateTimeOffset now)
    {
        switch (outcome)
        {
            case StatementOutcome.Approved approved:
                Settle(connection, programmeId, id, "approved", null, wordsOf(approved.Reworded), now);
                break;
            case StatementOutcome.Rejected rejected:
                Settle(connection, programmeId, id, "rejected", rejected.ReasonId, null, now);
                break;
            case StatementOutcome.Waiting { Against: not null }:
                connection.Change("update statement set is_shown = 0 where programme_id = @programmeId and id = @id", new { programmeId, id });
                break;
        }
    }

    private static void Settle(Connection connection, string programmeId, string id, string state, string? reasonId, string? changed, DateTimeOffset now) =>
        connection.Change(
            """
            update statement
            set state = @state, is_shown = @IsShown, reason_id = @reasonId, changed = @Changed, decided_at = @now, told_at = null, written_at = null, overdue_since = null, alarmed_at = null
            where programme_id = @programmeId and id = @id
            """,
            new { programmeId, id, state, IsShown = state == "approved" ? 1 : 0, reasonId, Changed = connection.Sealing.SealIfAny(changed)?.Value, now });

    /// <summary>What waits has not enough approvals, whatever is enough by now: that is asked when the next one comes.</summary>
    private static StatementOutcome Outcome(string source, IEnumerable<StatementDecision> decisions, int approvalsNeeded) =>
        StatementReview.Outcome(source == StatementSource.Seed ? StatementOutcome.Given : StatementOutcome.New, decisions, approvalsNeeded);

    private static ModeratedStatement Opened(Connection connection, string programmeId, ModeratedStatement row)
    {
        var decisions = StatementLog.Of(connection, programmeId, row.Id);
        var outcome = Outcome(row.Source, decisions.Select(decision => decision.Decision), int.MaxValue) as StatementOutcome.Waiting;
        return row with
        {
            Redacted = connection.Sealing.OpenIfAny(row.Redacted)!,
            Changed = connection.Sealing.OpenIfAny(row.Changed),
            Decisions = decisions,
            ApprovedBy = outcome?.ApprovedBy ?? [],
            Against = outcome?.Against?.Actor,
            IsPassedOn = decisions.Any(decision => decision.Decision.Deed == StatementDeed.PassOn),
            Proposed = decisions.FirstOrDefault(decision => decision.Id == outcome?.Reworded)?.Words,
            Alike = row.AlikeId is null ? null : connection.Sealing.OpenIfAny(connection.ExecuteScalar<string>("select coalesce(changed, redacted) from statement where programme_id = @programmeId and id = @AlikeId", new { programmeId, row.AlikeId })),
        };
    }

    private sealed record Standing
    {
        public required string Source { get; init; }
        public required string State { get; init; }
        public string? EnteredBy { get; init; }
    }

    private sealed record Queue
    {
        public required int Waiting { get; init; }
        public DateTimeOffset? Since { get; init; }
    }

    private static string Name(StatementDeed deed) => deed switch
    {
        StatementDeed.Approve => "approved",
        StatementDeed.Reject => "rejected",
        StatementDeed.PassOn => "passed on",
        _ => "reworded",
    };
}

/// <param name="Id">Of the row of the log.</param>
/// <param name="Words">Proposed instead.</param>
public sealed record NewDecision(string Id, StatementDeed Deed, string? ReasonId = null, string? Words = null);

public enum DecisionTaken
{
    Done,
    NotThere,

    /// <summary>Somebody else has to.</summary>
    NotByThem,
}

/// <param name="Median">Null when nothing was decided.</param>
/// <param name="Longest">Null when none waits.</param>
public sealed record DecisionTimes(TimeSpan? Median, int Waiting, TimeSpan? Longest);

public sealed record ModeratedStatement
{
    public required string Id { get; init; }
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }
    public required string Source { get; init; }
    public required string Redacted { get; init; }
    public string? Changed { get; init; }
    public required string State { get; init; }
    public required bool IsShown { get; init; }
    public string? ReasonId { get; init; }

    /// <summary>Ids of <see cref="StatementFlag"/>, comma-separated.</summary>
    public required string Flags { get; init; }
    public string? AlikeId { get; init; }

    /// <summary>It is a reason for an answer on this side of the question.</summary>
    public string? SideId { get; init; }
    public required bool AskedAgain { get; init; }
    public required DateTimeOffset WaitingSince { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? OverdueSince { get; init; }

    /// <summary>Who of the staff wrote down what was said in a room, and so does not decide about it.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>Of those shown; never put on a page as they are.</summary>
    public int Votes { get; init; }

    /// <inheritdoc cref="Votes"/>
    public int Passes { get; init; }

    /// <inheritdoc cref="Votes"/>
    public int Unclear { get; init; }

    public IReadOnlyList<DecisionRow> Decisions { get; init; } = [];
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>Who wants it turned down though somebody else does not, so that a third person decides; null when nobody differs.</summary>
    public string? Against { get; init; }

    /// <summary>A member of a youth panel left it to an adult.</summary>
    public bool IsPassedOn { get; init; }

    /// <summary>Other words somebody has proposed, and which the next approval is for.</summary>
    public string? Proposed { get; init; }

    /// <summary>Words of the statement it is most like.</summary>
    public string? Alike { get; init; }
}
