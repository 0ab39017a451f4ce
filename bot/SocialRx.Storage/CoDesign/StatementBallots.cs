using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.People;

namespace SocialRx.Storage.CoDesign;

/// <summary>What people were shown and how they voted; one vote a person and statement, the last counts. Votes are added up as they come.</summary>
public static class StatementBallots
{
    private const string Mine = "programme_id = @ProgrammeId and person_id = @PersonId";

    /// <summary>Notes that a statement was shown. One the owner began with is kept from then on.</summary>
    /// <param name="newId">Of the ballot, if it is the person's first of that question.</param>
    public static void Show(Connection connection, TurnIdentity who, ShownStatement shown, string newId, DateTimeOffset now)
    {
        if (shown.IsSeed)
            KeepSeed(connection, who.ProgrammeId, shown, now);
        Open(connection, who, shown.Of, newId, now);
        connection.Change(
            """
            insert into statement_exposure (programme_id, ballot_id, statement_id, shown_at)
            select programme_id, id, @Id, @now
            from statement_ballot
            where programme_id = @ProgrammeId
              and person_id = @PersonId
              and consultation_id = @ConsultationId
              and question_id = @QuestionId
            on conflict do nothing
            """,
            new { shown.Id, now, who.ProgrammeId, PersonId = who.PersonId.Value, shown.Of.ConsultationId, shown.Of.QuestionId });
    }

    /// <summary>The person's vote from now on; null takes it back.</summary>
    public static void Vote(Connection connection, TurnIdentity who, CastVote cast, string newId, DateTimeOffset now)
    {
        Open(connection, who, cast.Of, newId, now);
        var ballot = BallotOf(connection, who, cast.Of)!;
        var key = new { who.ProgrammeId, ballot, cast.StatementId };
        var before = connection.QuerySingleOrDefault<KeptVote>(
            "select statement_id, vote, is_apart from statement_vote where programme_id = @ProgrammeId and ballot_id = @ballot and statement_id = @StatementId",
            key);
        if (before?.Vote == cast.Vote?.Stored())
            return;
        if (cast.Vote is null)
            connection.Change("delete from statement_vote where programme_id = @ProgrammeId and ballot_id = @ballot and statement_id = @StatementId", key);
        else
            Put(connection, who.ProgrammeId, ballot, cast, now);
        if (before is { IsApart: true })
            return;
        Add(connection, who.ProgrammeId, cast.StatementId, [.. Change(before?.Vote, -1), .. Change(cast.Vote?.Stored(), 1)]);
    }

    /// <summary>Votes that count, of people who agreed to be counted; "I don't get it" is not one of them. In no order that tells when they came.</summary>
    public static IReadOnlyList<CountedVote> Counted(Connection connection, string programmeId, StatementQuestion of) =>
        [.. connection.Query<(string BallotId, string StatementId, string Vote)>(
            """
            select statement_ballot.id, statement_vote.statement_id, statement_vote.vote
            from statement_ballot
            join statement_vote
              on statement_vote.programme_id = statement_ballot.programme_id
              and statement_vote.ballot_id = statement_ballot.id
            join statement
              on statement.programme_id = statement_vote.programme_id
              and statement.id = statement_vote.statement_id
              and statement.state = 'approved'
            where statement_ballot.programme_id = @programmeId
              and statement_ballot.consultation_id = @ConsultationId
              and statement_ballot.question_id = @QuestionId
              and statement_vote.is_apart = 0
              and statement_vote.vote <> 'unclear'
              and (statement_ballot.person_id is null
                or exists (select 1 from counted_person where counted_person.programme_id = statement_ballot.programme_id and counted_person.person_id = statement_ballot.person_id))
            """,
            new { programmeId, of.ConsultationId, of.QuestionId })
            .Select(row => new CountedVote(row.BallotId, row.StatementId, StatementVotes.Of(row.Vote)))
            .OrderBy(vote => vote.BallotId, StringComparer.Ordinal).ThenBy(vote => vote.StatementId, StringComparer.Ordinal)];

    /// <summary>What the person voted, with the words it was about.</summary>
    public static IReadOnlyList<StoredVote> Of(Connection connection, TurnIdentity who) =>
        [.. connection.Query<StoredVote>(
            """
            select coalesce(statement.changed, statement.redacted) as statement, statement_vote.vote
            from statement_ballot
            join statement_vote
              on statement_vote.programme_id = statement_ballot.programme_id
              and statement_vote.ballot_id = statement_ballot.id
            join statement
              on statement.programme_id = statement_vote.programme_id
              and statement.id = statement_vote.statement_id
            where statement_ballot.programme_id = @ProgrammeId
              and statement_ballot.person_id = @PersonId
            order by statement_vote.decided_at, statement_vote.statement_id
            """,
            Whose(who)).Select(vote => vote with { Statement = connection.Sealing.OpenIfAny(vote.Statement)! })];

    /// <summary>The person's votes go, and from the sums too.</summary>
    internal static void Delete(Connection connection, TurnIdentity who)
    {
        const string theirs = $"programme_id = @ProgrammeId and ballot_id in (select id from statement_ballot where {Mine})";
        var votes = connection.Query<KeptVote>($"select statement_id, vote, is_apart from statement_vote where {theirs} and is_apart = 0 order by statement_id", Whose(who));
        foreach (var vote in votes)
            Add(connection, who.ProgrammeId, vote.StatementId, Change(vote.Vote, -1));
        connection.Change($"delete from statement_vote where {theirs}", Whose(who));
        connection.Change($"delete from statement_exposure where {theirs}", Whose(who));
        connection.Change($"delete from statement_ballot where {Mine}", Whose(who));
    }

    /// <summary>Of somebody whose time is over, who agreed to be counted: their votes stay, and nobody can tell any more whose they are. Anybody else's go.</summary>
    internal static void Forget(Connection connection, TurnIdentity who)
    {
        if (connection.ExecuteScalar<long>($"select count(*) from counted_person where {Mine}", Whose(who)) > 0)
            connection.Change($"update statement_ballot set person_id = null where {Mine}", Whose(who));
        else
            Delete(connection, who);
    }

    /// <summary>Adds to the sums of one statement.</summary>
    internal static void Add(Connection connection, string programmeId, string statementId, IReadOnlyList<(string Vote, int By)> changes)
    {
        if (changes.Count == 0)
            return;
        int By(StatementVote vote) => changes.Where(change => change.Vote == vote.Stored()).Sum(change => change.By);
        connection.Change(
            """
            insert into statement_tally (programme_id, statement_id, agrees, disagrees, passes, unclear)
            values (@programmeId, @statementId, @Agrees, @Disagrees, @Passes, @Unclear)
            on conflict (programme_id, statement_id) do update
            set agrees = statement_tally.agrees + excluded.agrees,
                disagrees = statement_tally.disagrees + excluded.disagrees,
                passes = statement_tally.passes + excluded.passes,
                unclear = statement_tally.unclear + excluded.unclear
            """,
            new { programmeId, statementId, Agrees = By(StatementVote.Agree), Disagrees = By(StatementVote.Disagree), Passes = By(StatementVote.Pass), Unclear = By(StatementVote.Unclear) });
    }

    private static void Put(Connection connection, string programmeId, string ballot, CastVote cast, DateTimeOffset now) =>
        connection.Change(
            """
            insert into statement_vote (programme_id, ballot_id, statement_id, vote, shown_at, decided_at)
            values (@programmeId, @ballot, @StatementId, @Vote, @ShownAt, @now)
            on conflict (programme_id, ballot_id, statement_id) do update
            set vote = excluded.vote, decided_at = excluded.decided_at
            """,
            new { programmeId, ballot, cast.StatementId, Vote = cast.Vote!.Value.Stored(), cast.ShownAt, now });

    private static IReadOnlyList<(string Vote, int By)> Change(string? vote, int by) => vote is null ? [] : [(vote, by)];

    private static void Open(Connection connection, TurnIdentity who, StatementQuestion of, string newId, DateTimeOffset now)
    {
        Persons.Meet(connection, who, now);
        connection.Change(
            """
            insert into statement_ballot (programme_id, id, consultation_id, question_id, person_id, began_at)
            values (@ProgrammeId, @newId, @ConsultationId, @QuestionId, @PersonId, @now)
            on conflict do nothing
            """,
            new { who.ProgrammeId, newId, of.ConsultationId, of.QuestionId, PersonId = who.PersonId.Value, now });
    }

    private static string? BallotOf(Connection connection, TurnIdentity who, StatementQuestion of) =>
        connection.ExecuteScalar<string>(
            $"select id from statement_ballot where {Mine} and consultation_id = @ConsultationId and question_id = @QuestionId",
            new { who.ProgrammeId, PersonId = who.PersonId.Value, of.ConsultationId, of.QuestionId });

    private static void KeepSeed(Connection connection, string programmeId, ShownStatement seed, DateTimeOffset now) =>
        connection.Change(
            """
            insert into statement (programme_id, id, consultation_id, question_id, source, words, redacted, state, is_shown, said_at, waiting_since)
            values (@programmeId, @Id, @ConsultationId, @QuestionId, 'seed', @Words, @Words, 'approved', 1, @now, @now)
            on conflict do nothing
            """,
            new { programmeId, seed.Id, seed.Of.ConsultationId, seed.Of.QuestionId, Words = connection.Sealing.Seal(seed.Words).Value, now });

    private static object Whose(TurnIdentity who) => new { who.ProgrammeId, PersonId = who.PersonId.Value };

    private sealed record KeptVote
    {
        public required string StatementId { get; init; }
        public required string Vote { get; init; }
        public required bool IsApart { get; init; }
    }
}

/// <summary>A question in which statements are voted on.</summary>
public sealed record StatementQuestion(string ConsultationId, string QuestionId);

/// <param name="IsSeed">The owner began with it; it need not be kept yet.</param>
public sealed record ShownStatement(StatementQuestion Of, string Id, string Words, bool IsSeed);

/// <param name="Vote">Null: taken back.</param>
public sealed record CastVote(StatementQuestion Of, string StatementId, StatementVote? Vote, DateTimeOffset ShownAt);

/// <param name="BallotId">Of one person in one question, without saying who.</param>
public sealed record CountedVote(string BallotId, string StatementId, StatementVote Vote);

public sealed record StoredVote
{
    public required string Statement { get; init; }
    public required string Vote { get; init; }
}
