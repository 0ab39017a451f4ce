using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.Insights;

namespace SocialRx.Storage.Insights;

/// <summary>
/// What one person adds to the numbers: the cells they are in. It depends on nothing but their own rows, so that a turn finds it without
/// looking at anybody else, and the numbers of everybody are the sum.
/// </summary>
internal static class Contribution
{
    /// <summary>People whose rows are in memory at the same time while all are counted.</summary>
    private const int AtATime = 5000;

    /// <summary>Between the two of a pair, or the sides before and after; no id holds it.</summary>
    private const char PairSeparator = TableIds.PairSeparator;

    private static readonly string[] PairColumns = [TableIds.CannotDecide, TableIds.FirstOfPair, TableIds.SecondOfPair];

    private const string One = "programme_id = @programmeId and person_id = @personId";
    private const string Several = "programme_id = @programmeId and person_id > @after and person_id <= @last";

    /// <summary>Asks for one person's; found out once the batch has run.</summary>
    public static Func<HashSet<CounterCell>> Ask(SqlBatch batch, string programmeId, string personId)
    {
        var facts = batch.Ask<Fact>(Facts(One), (nameof(programmeId), programmeId), (nameof(personId), personId));
        return () => Cells(facts.Rows);
    }

    /// <summary>Of everybody in the programme, a person at a time.</summary>
    public static IEnumerable<HashSet<CounterCell>> OfAll(Connection connection, string programmeId)
    {
        for (var after = ""; Last(connection, programmeId, after) is { } last; after = last)
        {
            var whose = new { programmeId, after, last };
            foreach (var person in connection.Query<Fact>(Facts(Several), whose).GroupBy(fact => fact.PersonId))
                yield return Cells([.. person]);
        }
    }

    private static string? Last(Connection connection, string programmeId, string after) =>
        connection.ExecuteScalar<string>(
            """
            select max(person_id)
            from (
              select person_id
              from person
              where programme_id = @programmeId and person_id > @after
              order by person_id
              limit @AtATime) as next
            """,
            new { programmeId, after, AtATime });

    /// <summary>Selects whether they agreed to be counted, what of theirs may be quoted, and what they said and did.</summary>
    private static string Facts(string whom) =>
        $"""
        select person_id, '{FactKind.Person}' as kind, age_band as about, outcode as said, substr(first_seen_at, 1, 7) as detail, cast(null as bigint) as number
        from counted_person
        where {whom}
        union all
        select person_id, '{FactKind.Voice}', about, age_band, null, null
        from quotable_words
        where {whom}
        union all
        select person_id, '{FactKind.Mention}', kind, code, null, null
        from mention
        where {whom}
        union all
        select person_id, '{FactKind.Unmet}', coalesce(theme, 'any'), blocked_by, null, null
        from unmet_need
        where {whom}
        union all
        select person_id, '{FactKind.Suggestion}', listing_id, outcome, reason, null
        from suggestion_outcome
        where {whom}
        union all
        select person_id, '{FactKind.Plan}', null, null, null, confidence
        from plan
        where {whom} and confidence is not null
        union all
        select person_id, '{FactKind.Referral}', null, state, null, null
        from referral
        where {whom} and state <> 'withdrawn'
        union all
        select person_id, '{FactKind.Answer}', consultation_id, question_id, option_id, scale
        from answer
        where {whom}
        union all
        select person_id, '{FactKind.Place}', consultation_id, question_id, option_id, place
        from ranking
        where {whom}
        union all
        select person_id, '{FactKind.Pair}', consultation_id, question_id, first_id || '{PairSeparator}' || second_id, case chosen_id when first_id then 1 when second_id then 2 else 0 end
        from pair_vote
        where {whom}
        union all
        select person_id, '{FactKind.Ballot}', consultation_id, question_id, case project_id when '' then '{TableIds.NothingAtAll}' else project_id end, null
        from budget_ballot
        where {whom}
        union all
        select person_id, '{FactKind.Look}', consultation_id, question_id, coalesce(outcome, '{RoundOutcome.Seen}'), null
        from second_look
        where {whom}
        union all
        select person_id, '{FactKind.Move}', consultation_id, question_id, side_id || '{PairSeparator}' || now_id, null
        from second_answer
        where {whom}
        """;

    private static HashSet<CounterCell> Cells(IReadOnlyList<Fact> facts)
    {
        var person = facts.FirstOrDefault(fact => fact.Kind == FactKind.Person);
        var cells = new HashSet<CounterCell>();
        foreach (var cell in facts.SelectMany(fact => Cells(fact, person)))
            cell.AddTo(cells);
        return cells;
    }

    /// <param name="person">Null for somebody who did not agree to be counted: only that they have a voice counts.</param>
    private static IEnumerable<CounterCell> Cells(Fact fact, Fact? person) => fact.Kind switch
    {
        FactKind.Voice => [new(Counters.Voices, fact.About!, fact.Said!)],
        _ when person is null => [],
        FactKind.Person => [Listed(TableIds.PeopleByAge, fact.About!), Listed(TableIds.PeopleByOutcode, fact.Said!), Listed(TableIds.PeopleByMonth, fact.Detail!)],
        FactKind.Mention => [new(Mentions(fact.About!), fact.Said!, person.About!)],
        FactKind.Unmet => [new(TableIds.UnmetByOutcode, fact.About!, person.Said!), new(TableIds.UnmetByReason, fact.About!, fact.Said!)],
        FactKind.Suggestion => Suggestion(fact),
        FactKind.Plan => [Listed(TableIds.Confidence, Bands.Of(fact.Number!.Value))],
        FactKind.Referral => [Listed(TableIds.Referrals, fact.Said!)],
        FactKind.Answer => [new(TableIds.Question(fact.About!, fact.Said!), Answer(fact), person.About!)],
        FactKind.Place => Place(fact, person),
        FactKind.Pair => [new(TableIds.Question(fact.About!, fact.Said!), fact.Detail!, PairColumns[fact.Number!.Value])],
        FactKind.Ballot => [new(TableIds.Question(fact.About!, fact.Said!), fact.Detail!, person.About!)],
        FactKind.Look => [Listed(TableIds.Looks(fact.About!, fact.Said!), fact.Detail!)],
        FactKind.Move when fact.Detail!.Split(PairSeparator) is [var side, var now] => [new(TableIds.Moves(fact.About!, fact.Said!), side, now)],
        _ => throw new InvalidOperationException($"Nobody knows how to count a {fact.Kind}."),
    };

    private static CounterCell Listed(string tableId, string rowId) => new(tableId, rowId, TableIds.Everybody);

    private static string Mentions(string kind) => kind switch
    {
        People.MentionKind.Matters => TableIds.MattersByAge,
        People.MentionKind.Barrier => TableIds.BarriersByAge,
        _ => TableIds.StrengthsByAge,
    };

    private static IEnumerable<CounterCell> Suggestion(Fact fact)
    {
        yield return Listed(TableIds.SuggestionsByOutcome, fact.Said!);
        yield return new CounterCell(TableIds.ListingsByOutcome, fact.About!, fact.Said!);
        if (fact.Detail is not null)
            yield return Listed(TableIds.NotForMeReasons, fact.Detail);
    }

    /// <summary>Each place an option was put in; and who put it first, by age.</summary>
    private static IEnumerable<CounterCell> Place(Fact fact, Fact person)
    {
        yield return new CounterCell(TableIds.Places(fact.About!, fact.Said!), fact.Detail!, $"{fact.Number}");
        if (fact.Number == 1)
            yield return new CounterCell(TableIds.Question(fact.About!, fact.Said!), fact.Detail!, person.About!);
    }

    private static string Answer(Fact fact) =>
        fact.Number is { } scale ? Bands.Of(scale)
        : fact.Detail is "" ? TableIds.InWords
        : fact.Detail!;

    /// <summary>One row of one person; what its columns hold depends on the kind.</summary>
    private sealed record Fact
    {
        public required string PersonId { get; init; }
        public required string Kind { get; init; }
        public string? About { get; init; }
        public string? Said { get; init; }
        public string? Detail { get; init; }
        public int? Number { get; init; }
    }

    private static class FactKind
    {
        public const string Person = "person";
        public const string Voice = "voice";
        public const string Mention = "mention";
        public const string Unmet = "unmet";
        public const string Suggestion = "suggestion";
        public const string Plan = "plan";
        public const string Referral = "referral";
        public const string Answer = "answer";
        public const string Place = "place";
        public const string Pair = "pair";
        public const string Ballot = "ballot";
        public const string Look = "look";
        public const string Move = "move";
    }
}
