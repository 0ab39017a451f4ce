using System.Text.Json;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Domain.CoDesign.Statements;

namespace SocialRx.Storage.CoDesign;

/// <summary>
/// Which statements somebody may be shown. Costs what the question has in statements; no vote is counted, and of votes only the person's own are read. How far a statement
/// parts people was worked out before, see <see cref="OpinionShelf"/>; where it was not it parts nobody.
/// </summary>
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
        var forecast = Forecast(kept);
        var chosen = choose([.. unseen.Values.Select(row => Servable(row, forecast)), .. seeds.Keys.Select(id => new ServableStatement(id, StatementTally.None))]);
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

    private static ServableStatement Servable(Row row, VoteForecast? forecast) => new(row.Id, row.Tally, row.Extremity)
    {
        Uncertainty = forecast is not null && row.Foretold is { } terms ? forecast.Chances(terms).Uncertainty : 1,
    };

    /// <summary>From what the person has said to statements of which something was learned; null while they have said nothing.</summary>
    private static VoteForecast? Forecast(IReadOnlyList<Row> kept)
    {
        var said = kept.Select(row => (Terms: row.Foretold, Vote: Opinion(row.Vote))).Where(row => row is { Terms: not null, Vote: not null }).Select(row => (row.Terms!, row.Vote!.Value)).ToList();
        return said.Count == 0 ? null : VoteForecast.Of(said);
    }

    private static Vote? Opinion(string? stored) => stored is null ? null : StatementVotes.Of(stored).Opinion();

    private static IReadOnlyList<Row> Read(Connection connection, TurnIdentity who, StatementQuestion of) =>
        connection.Query<Row>(
            """
            select statement.id, statement.source, coalesce(statement.changed, statement.redacted) as words, statement.is_shown,
              case when statement.person_id = @PersonId then 1 else 0 end as is_mine,
              statement_vote.vote,
              coalesce(statement_tally.agrees, 0) as agrees, coalesce(statement_tally.disagrees, 0) as disagrees,
              coalesce(statement_tally.passes, 0) as passes, coalesce(statement_tally.unclear, 0) as unclear,
              coalesce(statement_pull.extremity, 0.0) as extremity, statement_pull.terms
            from statement
            left join statement_tally
              on statement_tally.programme_id = statement.programme_id
              and statement_tally.statement_id = statement.id
            left join statement_pull
              on statement_pull.programme_id = statement.programme_id
              and statement_pull.statement_id = statement.id
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
        public string? Vote { get; init; }
        public required int Agrees { get; init; }
        public required int Disagrees { get; init; }
        public required int Passes { get; init; }
        public required int Unclear { get; init; }
        public required double Extremity { get; init; }
        public string? Terms { get; init; }

        public bool IsVoted => Vote is not null;

        /// <summary>Null where nothing is foretold, or by a model of another kind than there is now.</summary>
        public double[]? Foretold => field ??= Terms is not null && JsonSerializer.Deserialize<double[]>(Terms) is { } terms && VoteForecast.AreTerms(terms) ? terms : null;

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
