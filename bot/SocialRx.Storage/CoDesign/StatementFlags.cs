using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.CoDesign;

/// <summary>Votes that look like flooding. They count until two people have decided, with a reason, that they do not; who cast them nobody is told.</summary>
public static class StatementFlags
{
    /// <summary>Flags bursts among votes since a point in time that are not flagged yet; returns how many.</summary>
    public static int Look(Connection connection, string programmeId, DateTimeOffset since, StatementOptions rules, Func<string> newId, DateTimeOffset now)
    {
        connection.Lock($"statement-flags/{programmeId}");
        var flagged = 0;
        foreach (var question in Lately(connection, programmeId, since).GroupBy(vote => (vote.ConsultationId, vote.QuestionId)))
        {
            foreach (var burst in StatementBursts.In(question.Select(vote => new TimedVote(vote.BallotId, vote.StatementId, vote.BeganAt, vote.DecidedAt)), rules))
            {
                Flag(connection, programmeId, new StatementQuestion(question.Key.ConsultationId, question.Key.QuestionId), burst, newId(), now);
                flagged++;
            }
        }

        return flagged;
    }

    /// <summary>Open ones first, then those decided on lately.</summary>
    public static IReadOnlyList<FlagRow> List(Connection connection, string programmeId, int limit) =>
        connection.Query<FlagRow>(
            """
            select statement_flag.id, consultation_id, question_id, from_at, until_at, state,
              (select count(distinct actor) from statement_flag_decision where statement_flag_decision.programme_id = statement_flag.programme_id and flag_id = statement_flag.id and deed = 'apart') as apart_wanted_by,
              (select min(actor) from statement_flag_decision where statement_flag_decision.programme_id = statement_flag.programme_id and flag_id = statement_flag.id and deed = 'apart') as first_wanted_by
            from statement_flag
            where programme_id = @programmeId
            order by case state when 'open' then 0 else 1 end, raised_at desc, statement_flag.id
            limit @limit
            """,
            new { programmeId, limit });

    /// <summary>Wants its votes kept apart: the second person who does decides it. Or dismisses it, which one person may.</summary>
    public static DecisionTaken Decide(Connection connection, string programmeId, string flagId, string id, bool apart, string reason, StaffAction by)
    {
        if (connection.ExecuteScalar<string>($"select state from statement_flag where programme_id = @programmeId and id = @flagId {connection.Dialect.RowLock}", new { programmeId, flagId }) is not { } state)
            return DecisionTaken.NotThere;
        var wanted = connection.Query<string>("select actor from statement_flag_decision where programme_id = @programmeId and flag_id = @flagId and deed = 'apart'", new { programmeId, flagId });
        if (state != "open" || (apart && wanted.Contains(by.Actor)))
            return DecisionTaken.NotByThem;
        connection.Change(
            """
            insert into statement_flag_decision (programme_id, id, flag_id, actor, deed, reason, at)
            values (@programmeId, @id, @flagId, @Actor, @Deed, @Reason, @Now)
            """,
            new { programmeId, id, flagId, by.Actor, Deed = apart ? "apart" : "dismiss", Reason = connection.Sealing.Seal(reason).Value, by.Now });
        if (!apart)
            Settle(connection, programmeId, flagId, "dismissed");
        else if (wanted.Count > 0)
            KeepApart(connection, programmeId, flagId);
        Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, apart ? "statement votes apart" : "statement votes counted", $"statement-flag/{flagId}", reason, by.Now);
        return DecisionTaken.Done;
    }

    private static void KeepApart(Connection connection, string programmeId, string flagId)
    {
        var votes = connection.Query<(string StatementId, string Vote, long Count)>(
            """
            select statement_id, vote, count(*)
            from statement_vote
            where programme_id = @programmeId and flag_id = @flagId and is_apart = 0
            group by statement_id, vote
            order by statement_id, vote
            """,
            new { programmeId, flagId });
        foreach (var (statementId, vote, count) in votes)
            StatementBallots.Add(connection, programmeId, statementId, [(vote, -(int)count)]);
        connection.Change("update statement_vote set is_apart = 1 where programme_id = @programmeId and flag_id = @flagId", new { programmeId, flagId });
        Settle(connection, programmeId, flagId, "apart");
    }

    private static void Settle(Connection connection, string programmeId, string flagId, string state) =>
        connection.Change("update statement_flag set state = @state where programme_id = @programmeId and id = @flagId", new { programmeId, flagId, state });

    private static void Flag(Connection connection, string programmeId, StatementQuestion of, VoteBurst burst, string id, DateTimeOffset now)
    {
        connection.Change(
            """
            insert into statement_flag (programme_id, id, consultation_id, question_id, from_at, until_at, state, raised_at)
            values (@programmeId, @id, @ConsultationId, @QuestionId, @From, @Until, 'open', @now)
            """,
            new { programmeId, id, of.ConsultationId, of.QuestionId, burst.From, burst.Until, now });
        connection.Change(
            "update statement_vote set flag_id = @id where programme_id = @programmeId and ballot_id = @BallotId and statement_id = @StatementId",
            burst.Votes.Select(vote => new { programmeId, id, vote.BallotId, vote.StatementId }));
    }

    private static IReadOnlyList<LateVote> Lately(Connection connection, string programmeId, DateTimeOffset since) =>
        connection.Query<LateVote>(
            """
            select statement_ballot.consultation_id, statement_ballot.question_id, statement_vote.ballot_id, statement_vote.statement_id, statement_ballot.began_at, statement_vote.decided_at
            from statement_vote
            join statement_ballot
              on statement_ballot.programme_id = statement_vote.programme_id
              and statement_ballot.id = statement_vote.ballot_id
            where statement_vote.programme_id = @programmeId
              and statement_vote.decided_at > @since
              and statement_vote.flag_id is null
            """,
            new { programmeId, since });

    private sealed record LateVote
    {
        public required string ConsultationId { get; init; }
        public required string QuestionId { get; init; }
        public required string BallotId { get; init; }
        public required string StatementId { get; init; }
        public required DateTimeOffset BeganAt { get; init; }
        public required DateTimeOffset DecidedAt { get; init; }
    }
}

public sealed record FlagRow
{
    public required string Id { get; init; }
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset UntilAt { get; init; }

    /// <summary>open | apart | dismissed.</summary>
    public required string State { get; init; }
    public required int ApartWantedBy { get; init; }

    /// <summary>Who of the staff; null when nobody has.</summary>
    public string? FirstWantedBy { get; init; }
}
