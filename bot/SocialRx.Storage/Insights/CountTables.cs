using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Storage.Insights;

/// <summary>The counters, laid out as tables. Of those that nobody needs only the number of people behind them is read.</summary>
internal sealed class CountTables(Consultations consultations, IEnumerable<string> outcodes)
{
    private static readonly IReadOnlyList<string> Everybody = [TableIds.Everybody];
    private static readonly IReadOnlyList<string> Ages = [.. AgeBand.All.Select(band => band.Id), TableIds.NotSaid];
    private static readonly IReadOnlyList<string> Themes = [.. Theme.All.Select(theme => theme.Id)];

    private readonly IReadOnlyList<Layout> _layouts = Layouts(consultations, [.. outcodes, TableIds.Elsewhere]);

    /// <param name="isNeeded">Asked with a table's id and how many people are behind it.</param>
    public IReadOnlyList<CountTable> Read(Connection connection, string programmeId, Func<string, int, bool> isNeeded)
    {
        var respondents = Counters.Respondents(connection, programmeId, [.. _layouts.Select(layout => layout.Id)]);
        var needed = _layouts.Where(layout => isNeeded(layout.Id, respondents.GetValueOrDefault(layout.Id))).ToList();
        var numbers = Counters.Read(connection, programmeId, [.. needed.Select(layout => layout.Id)]).ToLookup(number => number.Key.TableId);
        return [.. needed.Select(layout => Named(connection, programmeId, Lay(layout, [.. numbers[layout.Id]])))];
    }

    private static IReadOnlyList<Layout> Layouts(Consultations consultations, IReadOnlyList<string> areas) =>
    [
        List(TableIds.PeopleByAge, Ages) with { TotalsDown = true },
        List(TableIds.PeopleByOutcode, areas) with { TotalsDown = true },
        List(TableIds.PeopleByMonth, []) with { TotalsDown = true },
        ByAge(TableIds.MattersByAge, Themes),
        ByAge(TableIds.BarriersByAge, [.. Domain.WhatMatters.Barrier.All.Select(barrier => barrier.Id)]),
        ByAge(TableIds.StrengthsByAge, []),
        new(TableIds.UnmetByOutcode, [], areas) { TotalsAcross = true },
        new(TableIds.UnmetByReason, [], UnmetNeed.Reasons),
        List(TableIds.SuggestionsByOutcome, []),
        new(TableIds.ListingsByOutcome, [], ["chosen", "not-for-me", "not-now"]),
        List(TableIds.NotForMeReasons, [.. NotForMe.All.Select(reason => reason.Id)]),
        List(TableIds.Confidence, Bands.All) with { TotalsDown = true },
        List(TableIds.Referrals, ["waiting-for-person", "requested", "accepted", "declined", "closed"]),
        .. consultations.All.SelectMany(consultation => consultation.Questions.SelectMany(question => OfQuestion(consultation.Id, question))),
    ];

    private static Layout List(string id, IReadOnlyList<string> rows) => new(id, rows, Everybody);

    private static Layout ByAge(string id, IReadOnlyList<string> rows) => new(id, rows, Ages) { TotalsAcross = true };

    private static IReadOnlyList<Layout> OfQuestion(string consultationId, ConsultationQuestion question)
    {
        var id = TableIds.Question(consultationId, question.Id);
        return question switch
        {
            ConsultationQuestion.Ranking ranking => [ByAge(id, Rows(ranking)), Places(TableIds.Places(consultationId, ranking.Id), Rows(ranking))],
            ConsultationQuestion.Pairwise pairwise => [Pairs(id, Rows(pairwise))],
            ConsultationQuestion.Budget budget => [ByAge(id, [.. Rows(budget), TableIds.NothingAtAll])],
            _ when question.SecondRound is not null => [ByAge(id, Rows(question)), .. OfSecondRound(consultationId, question)],
            _ => [ByAge(id, Rows(question))],
        };
    }

    private static IReadOnlyList<Layout> OfSecondRound(string consultationId, ConsultationQuestion question) =>
    [
        List(TableIds.Looks(consultationId, question.Id), RoundOutcome.All) with { TotalsDown = true },
        question.TakesSeveral
            ? new(TableIds.Moves(consultationId, question.Id), Rows(question), Move.OfSeveral) { TotalsAcross = true, Repeats = true }
            : new(TableIds.Moves(consultationId, question.Id), Rows(question), [.. Rows(question), Move.NotSure]) { TotalsAcross = true, TotalsDown = true },
    ];

    private static Layout Places(string id, IReadOnlyList<string> options) =>
        new(id, options, [.. Enumerable.Range(1, options.Count).Select(place => $"{place}")]) { TotalsAcross = true, TotalsDown = true, Repeats = true };

    private static Layout Pairs(string id, IReadOnlyList<string> options) =>
        new(id, [.. OptionPair.All(options).Select(pair => pair.RowId)], [TableIds.FirstOfPair, TableIds.SecondOfPair, TableIds.CannotDecide]) { TotalsAcross = true, Repeats = true };

    private static IReadOnlyList<string> Rows(ConsultationQuestion question) => question switch
    {
        _ when question.Picks.Count > 0 => [.. question.Picks.Select(option => option.Id)],
        ConsultationQuestion.Scale => Bands.All,
        _ => [TableIds.InWords],
    };

    private static CountTable Lay(Layout layout, IReadOnlyList<KeyValuePair<CounterCell, int>> numbers)
    {
        var (rows, columns) = (layout.Rows, layout.Columns);
        var cells = Sums(numbers, cell => !cell.IsColumn && !cell.IsTable, cell => (Known(cell.RowId, rows), Known(cell.ColumnId, columns)));
        var groups = Sums(numbers, cell => cell.IsColumn, cell => Known(cell.ColumnId, columns));
        var respondents = Sums(numbers, cell => cell.IsTable, cell => cell.TableId).GetValueOrDefault(layout.Id);
        IReadOnlyList<string> all = [.. rows, .. cells.Keys.Select(cell => cell.Item1).Distinct().Except(rows).Order(StringComparer.Ordinal)];
        return new CountTable(layout.Id, respondents, all, columns, [.. all.Select(row => (IReadOnlyList<int>)[.. columns.Select(column => cells.GetValueOrDefault((row, column)))])])
        {
            TotalsAcross = layout.TotalsAcross,
            TotalsDown = layout.TotalsDown,
            Repeats = layout.Repeats,
            Groups = ReferenceEquals(columns, Everybody) ? [respondents] : [.. columns.Select(column => groups.GetValueOrDefault(column))],
        };
    }

    private static Dictionary<TKey, int> Sums<TKey>(IReadOnlyList<KeyValuePair<CounterCell, int>> numbers, Func<CounterCell, bool> which, Func<CounterCell, TKey> into)
        where TKey : notnull =>
        numbers.Where(number => which(number.Key)).GroupBy(number => into(number.Key), number => number.Value).ToDictionary(same => same.Key, same => same.Sum());

    /// <summary>Areas that are not counted by name are one.</summary>
    private static string Known(string id, IReadOnlyList<string> ids) => ids.Contains(TableIds.Elsewhere) && !ids.Contains(id) ? TableIds.Elsewhere : id;

    /// <summary>Listings by the names they have now, in order of those; two of one name stay two.</summary>
    private static CountTable Named(Connection connection, string programmeId, CountTable table)
    {
        if (table.Id != TableIds.ListingsByOutcome)
            return table;
        var names = Names(connection, programmeId);
        var rows = table.Rows.Zip(table.Counts, (id, counts) => (Name: names.GetValueOrDefault(id, id), counts)).OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        return table with { Rows = rows.ConvertAll(row => row.Name), Counts = rows.ConvertAll(row => row.counts) };
    }

    private static Dictionary<string, string> Names(Connection connection, string programmeId) =>
        connection.Query<(string Id, string Name)>(
            $"""
            select listing_id, name
            from listing
            where listing_id in (
              select row_id
              from ({Counters.Exact("table_id = @ListingsByOutcome")}) as suggested)
            """,
            new { programmeId, TableIds.ListingsByOutcome }).ToDictionary(listing => listing.Id, listing => listing.Name, StringComparer.Ordinal);

    /// <param name="Rows">Rows that are always there; what else is said follows them, in order of its id.</param>
    private sealed record Layout(string Id, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns)
    {
        public bool TotalsAcross { get; init; }
        public bool TotalsDown { get; init; }
        public bool Repeats { get; init; }
    }
}
