using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;

namespace SocialRx.Storage.CoDesign;

/// <summary>Which statements somebody may be shown. Costs what the question has in statements; no vote is counted.</summary>
public static class StatementServing
{
    /// <summary>The id under which a statement that the owner began with is kept.</summary>
    public static string SeedId(StatementQuestion of, SeedStatement seed) => $"{of.ConsultationId}~{of.QuestionId}~{seed.Id}";

    /// <summary>One of those the person has not voted on and did not write; null when there is none left.</summary>
    /// <param name="except">Ids of statements whose votes are not in the database yet.</param>
    /// <param name="choose">Which one.</param>
    public static ShownStatement? Next(Connection connection, TurnIdentity who, StatementQuestion of, StatementsAsked asked, Func<IReadOnlyCollection<ServableStatement>, ServableStatement?> choose)
    {
        var kept = Read(connection, who, of);
        var unseen = kept.Where(row => row is { IsShown: true, IsVoted: false, IsMine: false } && !asked.Except.Contains(row.Id)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var seeds = asked.Seeds.Select(seed => new ShownStatement(of, SeedId(of, seed), seed.Words, true))
            .Where(seed => kept.All(row => row.Id != seed.Id) && !asked.Except.Contains(seed.Id))
            .ToDictionary(seed => seed.Id, StringComparer.Ordinal);
        var chosen = choose([.. unseen.Values.Select(row => new ServableStatement(row.Id, row.Tally)), .. seeds.Keys.Select(id => new ServableStatement(id, StatementTally.None))]);
        return chosen is null ? null
            : seeds.TryGetValue(chosen.Id, out var seed) ? seed
            : new ShownStatement(of, chosen.Id, connection.Sealing.OpenIfAny(unseen[chosen.Id].Words)!, unseen[chosen.Id].Source == StatementSource.Seed);
    }

    /// <summary>The one, of those somebody may be shown, that is most like what they want to say; null when none is like it.</summary>
    public static ShownStatement? MostLike(Connection connection, TurnIdentity who, StatementQuestion of, IReadOnlyList<SeedStatement> seeds, string words)
    {
        var mine = StatementLikeness.Of(words);
        var kept = Read(connection, who, of);
        var all = kept.Where(row => row is { IsShown: true, IsVoted: false, IsMine: false })
            .Select(row => new ShownStatement(of, row.Id, connection.Sealing.OpenIfAny(row.Words)!, row.Source == StatementSource.Seed))
            .Concat(seeds.Select(seed => new ShownStatement(of, SeedId(of, seed), seed.Words, true)).Where(seed => kept.All(row => row.Id != seed.Id)));
        return all.Select(one => (One: one, Likeness: mine.With(StatementLikeness.Of(one.Words))))
            .Where(one => one.Likeness >= StatementLikeness.Alike)
            .OrderByDescending(one => one.Likeness).ThenBy(one => one.One.Id, StringComparer.Ordinal)
            .Select(one => one.One)
            .FirstOrDefault();
    }

    private static IReadOnlyList<Row> Read(Connection connection, TurnIdentity who, StatementQuestion of) =>
        connection.Query<Row>(
            """
            select statement.id, statement.source, coalesce(statement.changed, statement.redacted) as words, statement.is_shown,
              case when statement.person_id = @PersonId then 1 else 0 end as is_mine,
              case when statement_vote.vote is not null then 1 else 0 end as is_voted,
              coalesce(statement_tally.agrees, 0) as agrees, coalesce(statement_tally.disagrees, 0) as disagrees,
              coalesce(statement_tally.passes, 0) as passes, coalesce(statement_tally.unclear, 0) as unclear
            from statement
            left join statement_tally
              on statement_tally.programme_id = statement.programme_id
              and statement_tally.statement_id = statement.id
            left join statement_ballot
              on statement_ballot.programme_id = statement.programme_id
              and statement_ballot.person_id = @PersonId
              and statement_ballot.consultation_id = statement.consultation_id
              and statement_ballot.question_id = statement.question_id
            left join statement_vote
              on statement_vote.programme_id = statement.programme_id
              and statement_vote.ballot_id = statement_ballot.id
              and statement_vote.statement_id = statement.id
            where statement.programme_id = @ProgrammeId
              and statement.consultation_id = @ConsultationId
              and statement.question_id = @QuestionId
              and (statement.is_shown = 1 or statement.source = 'seed')
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, of.ConsultationId, of.QuestionId });

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Source { get; init; }
        public required string Words { get; init; }
        public required bool IsShown { get; init; }
        public required bool IsMine { get; init; }
        public required bool IsVoted { get; init; }
        public required int Agrees { get; init; }
        public required int Disagrees { get; init; }
        public required int Passes { get; init; }
        public required int Unclear { get; init; }

        public StatementTally Tally => new() { Agrees = Agrees, Disagrees = Disagrees, Passes = Passes, Unclear = Unclear };
    }
}

/// <param name="Seeds">That the owner began with.</param>
/// <param name="Except">Ids of statements that are not to be chosen.</param>
public sealed record StatementsAsked(IReadOnlyList<SeedStatement> Seeds, IReadOnlyCollection<string> Except);

/// <summary>Kept by name.</summary>
public static class StatementSource
{
    public const string Seed = "seed";
    public const string YoungPerson = "young-person";
    public const string Workshop = "workshop";
}
