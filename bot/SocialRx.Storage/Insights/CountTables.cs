using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;

namespace SocialRx.Storage.Insights;

/// <summary>The counters of one moment, laid out as tables.</summary>
internal sealed class CountTables
{
    private static readonly IReadOnlyList<string> Everybody = [TableIds.Everybody];
    private static readonly IReadOnlyList<string> Ages = [.. AgeBand.All.Select(band => band.Id), TableIds.NotSaid];
    private static readonly IReadOnlyList<string> Themes = [.. Theme.All.Select(theme => theme.Id)];

    private readonly Connection _connection;
    private readonly string _programmeId;
    private readonly IReadOnlyList<string> _areas;
    private readonly ILookup<string, KeyValuePair<CounterCell, int>> _numbers;

    public CountTables(Connection connection, string programmeId, IEnumerable<string> outcodes)
    {
        _connection = connection;
        _programmeId = programmeId;
        _areas = [.. outcodes, TableIds.Elsewhere];
        _numbers = Counters.Read(connection, programmeId).ToLookup(number => number.Key.TableId);
    }

    public IEnumerable<CountTable> All(Consultations consultations) =>
    [
        List(TableIds.PeopleByAge, Ages) with { TotalsDown = true },
        List(TableIds.PeopleByOutcode, _areas) with { TotalsDown = true },
        List(TableIds.PeopleByMonth, []) with { TotalsDown = true },
        ByAge(TableIds.MattersByAge, Themes),
        ByAge(TableIds.BarriersByAge, [.. Domain.WhatMatters.Barrier.All.Select(barrier => barrier.Id)]),
        ByAge(TableIds.StrengthsByAge, []),
        Lay(TableIds.UnmetByOutcode, [], _areas) with { TotalsAcross = true },
        Lay(TableIds.UnmetByReason, [], ["none-exist", "distance", "day", "cost", "age", "access"]),
        List(TableIds.SuggestionsByOutcome, []),
        Lay(TableIds.ListingsByOutcome, [], ["chosen", "not-for-me", "not-now"]),
        List(TableIds.NotForMeReasons, [.. NotForMe.All.Select(reason => reason.Id)]),
        List(TableIds.Confidence, Bands.All) with { TotalsDown = true },
        List(TableIds.Referrals, ["waiting-for-person", "requested", "accepted", "declined", "closed"]),
        .. consultations.All.SelectMany(consultation => consultation.Questions.Select(question => ByAge(TableIds.Question(consultation.Id, question.Id), Rows(question)))),
    ];

    /// <summary>Listings by the names they have now, in order of those; two of one name stay two.</summary>
    public CountTable Named(CountTable table)
    {
        if (table.Id != TableIds.ListingsByOutcome)
            return table;
        var names = Names();
        var rows = table.Rows.Zip(table.Counts, (id, counts) => (Name: names.GetValueOrDefault(id, id), counts)).OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        return table with { Rows = rows.ConvertAll(row => row.Name), Counts = rows.ConvertAll(row => row.counts) };
    }

    private Dictionary<string, string> Names() =>
        _connection.Query<(string Id, string Name)>(
            $"""
            select listing_id, name
            from listing
            where listing_id in (
              select row_id
              from ({Counters.Exact("table_id = @ListingsByOutcome")}) as suggested)
            """,
            new { programmeId = _programmeId, TableIds.ListingsByOutcome }).ToDictionary(listing => listing.Id, listing => listing.Name, StringComparer.Ordinal);

    private static IReadOnlyList<string> Rows(ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Choice choice => [.. choice.Options.Select(option => option.Id)],
        ConsultationQuestion.Scale => Bands.All,
        _ => [TableIds.InWords],
    };

    private CountTable List(string id, IReadOnlyList<string> rows) => Lay(id, rows, Everybody);

    private CountTable ByAge(string id, IReadOnlyList<string> rows) => Lay(id, rows, Ages) with { TotalsAcross = true };

    /// <param name="rows">Rows that are always there; what else is said follows them, in order of its id.</param>
    private CountTable Lay(string id, IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        var cells = Sums(id, cell => !cell.IsColumn && !cell.IsTable, cell => (Known(cell.RowId, rows), Known(cell.ColumnId, columns)));
        var groups = Sums(id, cell => cell.IsColumn, cell => Known(cell.ColumnId, columns));
        var respondents = Sums(id, cell => cell.IsTable, _ => id).GetValueOrDefault(id);
        IReadOnlyList<string> all = [.. rows, .. cells.Keys.Select(cell => cell.Item1).Distinct().Except(rows).Order(StringComparer.Ordinal)];
        return new CountTable(id, respondents, all, columns, [.. all.Select(row => (IReadOnlyList<int>)[.. columns.Select(column => cells.GetValueOrDefault((row, column)))])])
        {
            Groups = ReferenceEquals(columns, Everybody) ? [respondents] : [.. columns.Select(column => groups.GetValueOrDefault(column))],
        };
    }

    private Dictionary<TKey, int> Sums<TKey>(string tableId, Func<CounterCell, bool> which, Func<CounterCell, TKey> into)
        where TKey : notnull =>
        _numbers[tableId].Where(number => which(number.Key)).GroupBy(number => into(number.Key), number => number.Value).ToDictionary(same => same.Key, same => same.Sum());

    /// <summary>Areas that are not counted by name are one.</summary>
    private static string Known(string id, IReadOnlyList<string> ids) => ids.Contains(TableIds.Elsewhere) && !ids.Contains(id) ? TableIds.Elsewhere : id;
}
