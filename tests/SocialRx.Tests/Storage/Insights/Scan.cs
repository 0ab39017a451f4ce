using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage;

namespace SocialRx.Tests.Storage.Insights;

/// <summary>The tables as somebody would count them who reads every row of everybody: what the counters must be equal to.</summary>
internal sealed class Scan(Connection connection, string programmeId, IReadOnlyList<string> outcodes)
{
    private static readonly IReadOnlyList<string> Everybody = [TableIds.Everybody];
    private static readonly IReadOnlyList<string> Ages = [.. AgeBand.All.Select(band => band.Id), TableIds.NotSaid];
    private static readonly IReadOnlyList<string> Themes = [.. Theme.All.Select(theme => theme.Id)];

    public IEnumerable<CountTable> All(Consultations consultations) =>
    [
        People(TableIds.PeopleByAge, "age_band", Ages),
        People(TableIds.PeopleByOutcode, "outcode", Areas),
        People(TableIds.PeopleByMonth, "substr(first_seen_at, 1, 7)", []),
        Mentions(TableIds.MattersByAge, "matters", Themes),
        Mentions(TableIds.BarriersByAge, "barrier", [.. SocialRx.Domain.WhatMatters.Barrier.All.Select(barrier => barrier.Id)]),
        Mentions(TableIds.StrengthsByAge, "strength", []),
        Unmet(TableIds.UnmetByOutcode, "person.outcode", Areas) with { TotalsAcross = true },
        Unmet(TableIds.UnmetByReason, "unmet_need.blocked_by", ["none-exist", "distance", "travel", "day", "cost", "age", "access", "setting", "language", "area", "full"]),
        Suggestions(TableIds.SuggestionsByOutcome, "suggestion_outcome.outcome", $"'{TableIds.Everybody}'", "1 = 1", Everybody),
        Suggestions(TableIds.ListingsByOutcome, "coalesce((select name from listing where listing.listing_id = suggestion_outcome.listing_id), suggestion_outcome.listing_id)", "suggestion_outcome.outcome", "1 = 1", ["chosen", "not-for-me", "not-now"]),
        Suggestions(TableIds.NotForMeReasons, "suggestion_outcome.reason", $"'{TableIds.Everybody}'", "suggestion_outcome.reason is not null", Everybody, [.. NotForMe.All.Select(reason => reason.Id)]),
        Confidence(),
        Referrals(),
        .. consultations.All.SelectMany(consultation => consultation.Questions.SelectMany(question => OfQuestion(consultation.Id, question))),
    ];

    /// <summary>People who wrote about something and may be quoted, by what and by age.</summary>
    public IEnumerable<string> Voices() =>
        connection.Query<string>(
            """
            select about || ' ' || age_band || ' ' || count(distinct person_id)
            from quotable_words
            where programme_id = @programmeId
            group by about, age_band
            """,
            new { programmeId }).Order(StringComparer.Ordinal);

    private IReadOnlyList<string> Areas => [.. outcodes, TableIds.Elsewhere];

    private CountTable People(string id, string group, IReadOnlyList<string> rows) =>
        Count(
            id,
            $"""
            select person_id, {group} as row_id, '{TableIds.Everybody}' as column_id
            from counted_person
            where programme_id = @programmeId
            """,
            rows,
            Everybody) with { TotalsDown = true };

    private CountTable Mentions(string id, string kind, IReadOnlyList<string> rows) =>
        Count(
            id,
            $"""
            select person.person_id, mention.code as row_id, person.age_band as column_id
            from counted_person person
            join mention
              on mention.programme_id = person.programme_id
              and mention.person_id = person.person_id
              and mention.kind = '{kind}'
            where person.programme_id = @programmeId
            """,
            rows,
            Ages) with { TotalsAcross = true };

    private CountTable Unmet(string id, string column, IReadOnlyList<string> columns) =>
        Count(
            id,
            $"""
            select person.person_id, coalesce(unmet_need.theme, 'any') as row_id, {column} as column_id
            from counted_person person
            join unmet_need
              on unmet_need.programme_id = person.programme_id
              and unmet_need.person_id = person.person_id
            where person.programme_id = @programmeId
            """,
            [],
            columns);

    private CountTable Suggestions(string id, string row, string column, string which, IReadOnlyList<string> columns, IReadOnlyList<string>? rows = null) =>
        Count(
            id,
            $"""
            select person.person_id, {row} as row_id, {column} as column_id
            from counted_person person
            join suggestion_outcome
              on suggestion_outcome.programme_id = person.programme_id
              and suggestion_outcome.person_id = person.person_id
            where person.programme_id = @programmeId
              and {which}
            """,
            rows ?? [],
            columns);

    private CountTable Confidence() =>
        Count(
            TableIds.Confidence,
            $"""
            select person.person_id, {Banded("plan.confidence")} as row_id, '{TableIds.Everybody}' as column_id
            from counted_person person
            join plan
              on plan.programme_id = person.programme_id
              and plan.person_id = person.person_id
            where person.programme_id = @programmeId
              and plan.confidence is not null
            """,
            Bands,
            Everybody) with { TotalsDown = true };

    private CountTable Referrals() =>
        Count(
            TableIds.Referrals,
            $"""
            select person.person_id, referral.state as row_id, '{TableIds.Everybody}' as column_id
            from counted_person person
            join referral
              on referral.programme_id = person.programme_id
              and referral.person_id = person.person_id
            where person.programme_id = @programmeId
              and referral.state <> 'withdrawn'
            """,
            ["waiting-for-person", "requested", "accepted", "declined", "closed"],
            Everybody);

    private IEnumerable<CountTable> OfQuestion(string consultationId, ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Ranking ranking =>
        [
            Told(TableIds.Question(consultationId, question.Id), "ranking", "ranking.option_id", "person.age_band", "ranking.place = 1", Picks(ranking), Ages, consultationId, question.Id) with { TotalsAcross = true },
            Told(TableIds.Places(consultationId, question.Id), "ranking", "ranking.option_id", "cast(ranking.place as text)", "1 = 1", Picks(ranking), [.. ranking.Options.Select((_, index) => $"{index + 1}")], consultationId, question.Id) with { TotalsAcross = true, TotalsDown = true },
        ],
        ConsultationQuestion.Pairwise pairwise =>
        [
            Told(
                TableIds.Question(consultationId, question.Id),
                "pair_vote",
                "pair_vote.first_id || '|' || pair_vote.second_id",
                "case when pair_vote.chosen_id = '' then 'cannot-decide' when pair_vote.chosen_id = pair_vote.first_id then 'first' else 'second' end",
                "1 = 1",
                [.. OptionPair.All(Picks(pairwise)).Select(pair => $"{pair.First}|{pair.Second}")],
                ["first", "second", "cannot-decide"],
                consultationId,
                question.Id) with { TotalsAcross = true },
        ],
        ConsultationQuestion.Budget budget =>
        [
            Told(TableIds.Question(consultationId, question.Id), "budget_ballot", "case when budget_ballot.project_id = '' then 'nothing-at-all' else budget_ballot.project_id end", "person.age_band", "1 = 1", [.. Picks(budget), "nothing-at-all"], Ages, consultationId, question.Id) with { TotalsAcross = true },
        ],
        { SecondRound: not null } =>
        [
            Answers(consultationId, question),
            Told(TableIds.Looks(consultationId, question.Id), "second_look", "coalesce(second_look.outcome, 'seen')", $"'{TableIds.Everybody}'", "1 = 1", ["keep", "change", "not-sure", "seen"], Everybody, consultationId, question.Id) with { TotalsDown = true },
            Moves(consultationId, (ConsultationQuestion.Choice)question),
        ],
        _ => [Answers(consultationId, question)],
    };

    private CountTable Moves(string consultationId, ConsultationQuestion.Choice choice) =>
        Told(TableIds.Moves(consultationId, choice.Id), "second_answer", "second_answer.side_id", "second_answer.now_id", "1 = 1", Picks(choice), choice.Several ? ["~still", "~no-longer", "~new", "~not-sure"] : [.. Picks(choice), "~not-sure"], consultationId, choice.Id) with { TotalsAcross = true, TotalsDown = !choice.Several };

    private static IReadOnlyList<string> Picks(ConsultationQuestion question) => [.. question.Picks.Select(option => option.Id)];

    private CountTable Told(string id, string table, string row, string column, string which, IReadOnlyList<string> rows, IReadOnlyList<string> columns, string consultationId, string questionId) =>
        Count(
            id,
            $"""
            select person.person_id, {row} as row_id, {column} as column_id
            from counted_person person
            join {table}
              on {table}.programme_id = person.programme_id
              and {table}.person_id = person.person_id
              and {table}.consultation_id = @consultationId
              and {table}.question_id = @questionId
            where person.programme_id = @programmeId
              and {which}
            """,
            rows,
            columns,
            consultationId,
            questionId);

    private CountTable Answers(string consultationId, ConsultationQuestion question)
    {
        var row = question switch
        {
            ConsultationQuestion.Choice => "answer.option_id",
            ConsultationQuestion.Scale => Banded("answer.scale"),
            _ => $"'{TableIds.InWords}'",
        };
        IReadOnlyList<string> rows = question switch
        {
            ConsultationQuestion.Choice choice => [.. choice.Options.Select(option => option.Id)],
            ConsultationQuestion.Scale => Bands,
            _ => [TableIds.InWords],
        };
        return Count(
            TableIds.Question(consultationId, question.Id),
            $"""
            select person.person_id, {row} as row_id, person.age_band as column_id
            from counted_person person
            join answer
              on answer.programme_id = person.programme_id
              and answer.person_id = person.person_id
              and answer.consultation_id = @consultationId
              and answer.question_id = @questionId
            where person.programme_id = @programmeId
            """,
            rows,
            Ages,
            consultationId,
            question.Id) with { TotalsAcross = true };
    }

    private static IReadOnlyList<string> Bands { get; } = ["0-3", "4-6", "7-10"];

    private static string Banded(string column) => $"case when {column} <= 3 then '0-3' when {column} <= 6 then '4-6' else '7-10' end";

    /// <param name="said">Selects person_id, row_id and column_id: who belongs where.</param>
    /// <param name="rows">Rows that are always there; what else is said follows them, in order of its id.</param>
    private CountTable Count(string id, string said, IReadOnlyList<string> rows, IReadOnlyList<string> columns, string consultationId = "", string questionId = "")
    {
        var parameters = new { programmeId, consultationId, questionId };
        var cells = connection.Query<Number>($"with said as ({said}) select row_id, column_id, count(distinct person_id) as people from said group by row_id, column_id", parameters);
        var groups = connection.Query<Number>($"with said as ({said}) select column_id, count(distinct person_id) as people from said group by column_id", parameters);
        var respondents = connection.ExecuteScalar<int>($"with said as ({said}) select count(distinct person_id) from said", parameters);
        return Arrange(id, cells, groups, respondents, rows, columns);
    }

    private static CountTable Arrange(string id, IReadOnlyList<Number> cells, IReadOnlyList<Number> groups, int respondents, IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        var isArea = rows.Contains(TableIds.Elsewhere);
        string Row(string row) => isArea && !rows.Contains(row) ? TableIds.Elsewhere : row;
        string Column(string column) => columns.Contains(TableIds.Elsewhere) && !columns.Contains(column) ? TableIds.Elsewhere : column;

        var known = cells.Select(cell => Row(cell.RowId ?? "")).Except(rows).Order(StringComparer.Ordinal);
        IReadOnlyList<string> allRows = [.. rows, .. known];
        var sums = cells.GroupBy(cell => (Row(cell.RowId ?? ""), Column(cell.ColumnId))).ToDictionary(same => same.Key, same => same.Sum(cell => cell.People));
        var sizes = groups.GroupBy(group => Column(group.ColumnId)).ToDictionary(same => same.Key, same => same.Sum(group => group.People));
        return new CountTable(id, respondents, allRows, columns, [.. allRows.Select(row => (IReadOnlyList<int>)[.. columns.Select(column => sums.GetValueOrDefault((row, column)))])])
        {
            Groups = [.. columns.Select(column => sizes.GetValueOrDefault(column))],
        };
    }

    private sealed record Number
    {
        public string? RowId { get; init; }
        public required string ColumnId { get; init; }
        public required int People { get; init; }
    }
}
