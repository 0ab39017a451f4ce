using System.Globalization;

namespace SocialRx.Domain.Insights;

/// <summary>What a sentence says; each has one fixed template.</summary>
public enum SentenceKind
{
    TookPart,
    Mattered,
    GotInTheWay,
    WasMissing,
    WasMissingThere,
    WentWithout,
    NotHeard,
    HeardHidden,
    InTenths,
    InTenthsHidden,
    TenthsLeftOut,
    WasSure,
    Waits,
    Hidden,
}

/// <summary>One statement of a summary, with what it takes to work it out again.</summary>
/// <param name="Row">Row of the table it speaks of, where it speaks of one.</param>
/// <param name="Count">As said in the text.</param>
/// <param name="Of">Denominator, as said in the text.</param>
public sealed record Sentence(SentenceKind Kind, string TableId, string? Row, string? Column, int Count, int Of, string Text)
{
    /// <summary>Further numbers, in the order in which the text says them.</summary>
    public IReadOnlyList<int> More { get; init; } = [];
}

/// <summary>Everything a summary may be made from.</summary>
public sealed record PublishedNumbers(IReadOnlyDictionary<string, PublishedTable> Tables, PopulationOptions Population, DisclosureOptions Rules)
{
    /// <summary>By the id of the question's table.</summary>
    public IReadOnlyDictionary<string, QuestionOutcome> Outcomes { get; init; } = new Dictionary<string, QuestionOutcome>();

    /// <summary>Public figures of the areas people live in.</summary>
    public DeprivationFigures Deprivation { get; init; } = DeprivationFigures.None;

    public PublishedTable? Find(string tableId) => Tables.GetValueOrDefault(tableId);

    public QuestionOutcome? Outcome(string consultationId, string questionId) => Outcomes.GetValueOrDefault(TableIds.Question(consultationId, questionId));

    /// <summary>Everything but what is about these consultations.</summary>
    public PublishedNumbers Without(Func<string, bool> isHidden)
    {
        bool IsShown(string tableId) => TableIds.ConsultationOf(tableId) is not { } consultationId || !isHidden(consultationId);
        return this with
        {
            Tables = Tables.Where(table => IsShown(table.Key)).ToDictionary(),
            Outcomes = Outcomes.Where(outcome => IsShown(outcome.Key)).ToDictionary(),
        };
    }

    /// <summary>Age bands, then outcodes, beside the population; empty where there are no numbers yet.</summary>
    public IEnumerable<(string TableId, HeardGroup Group)> Heard() =>
        Heard(TableIds.PeopleByAge, Population.AgeBands).Concat(Heard(TableIds.PeopleByOutcode, Population.Outcodes));

    public IReadOnlyList<HeardGroup> NotHeard(string tableId) =>
        Representation.NotHeard(Heard().Where(heard => heard.TableId == tableId).Select(heard => heard.Group), Rules);

    private IEnumerable<(string TableId, HeardGroup Group)> Heard(string tableId, Dictionary<string, int> population) =>
        Find(tableId) is { } people && population.Count > 0 ? Representation.Compare(people, population).Select(group => (tableId, group)) : [];
}

/// <summary>Sentences made from published counts by fixed templates; nothing is written that <see cref="SummaryCheck"/> cannot work out again.</summary>
public static class Summary
{
    public static IReadOnlyList<Sentence> Compose(PublishedNumbers numbers) =>
    [
        .. TookPart(numbers),
        .. Largest(numbers, SentenceKind.Mattered, TableIds.MattersByAge, 3),
        .. Largest(numbers, SentenceKind.GotInTheWay, TableIds.BarriersByAge, 2),
        .. Largest(numbers, SentenceKind.WasMissing, TableIds.UnmetByOutcode, 2),
        .. MissingThere(numbers, 2),
        .. WentWithout(numbers, 2),
        .. NotHeard(numbers, TableIds.PeopleByAge).Concat(NotHeard(numbers, TableIds.PeopleByOutcode)).OrderBy(sentence => sentence.Kind == SentenceKind.HeardHidden),
        .. InTenths(numbers),
        .. Rows(numbers, SentenceKind.WasSure, TableIds.Confidence, "7-10"),
        .. Rows(numbers, SentenceKind.Waits, TableIds.Referrals, "requested"),
        .. Hidden(numbers),
    ];

    /// <summary>Titles of the main tables about which nothing can be said yet.</summary>
    public static IEnumerable<string> NotYet(PublishedNumbers numbers) =>
        new[] { TableIds.MattersByAge, TableIds.BarriersByAge, TableIds.UnmetByOutcode, TableIds.Confidence, TableIds.Referrals }
            .Where(id => numbers.Find(id) is null)
            .Select(Titles.Of);

    /// <summary>The template of a kind, filled in.</summary>
    internal static string Text(SentenceKind kind, string label, string? place, int count, int of, params IReadOnlyList<int> more)
    {
        var word = of > 0 ? Quantity.Word(count, of) : "";
        return kind switch
        {
            SentenceKind.TookPart => Invariant($"{count} young people took part and agreed to be counted."),
            SentenceKind.Mattered => Invariant($"{word} of those who said what matters to them, {count} of {of}, named \u201c{label}\u201d."),
            SentenceKind.GotInTheWay => Invariant($"{word} of those who said what gets in the way, {count} of {of}, named \u201c{label}\u201d."),
            SentenceKind.WasMissing => Invariant($"{word} of those we found nothing for at first, {count} of {of}, wanted \u201c{label}\u201d."),
            SentenceKind.WasMissingThere => Invariant($"{word} of those we found nothing for at first, {count} of {of}, wanted \u201c{label}\u201d in {place}."),
            SentenceKind.WentWithout => Invariant($"{word} of those we found nothing for at first, {count} of {of}, are \u201c{label}\u201d."),
            SentenceKind.NotHeard => Invariant($"Heard less than their share: \u201c{label}\u201d, {count} people; a fair share would be {of}."),
            // Its number may be hidden only to protect a smaller one, so nothing is said about how small it is.
            SentenceKind.HeardHidden => Invariant($"We cannot say how many were heard: \u201c{label}\u201d; a fair share would be {of}."),
            SentenceKind.InTenths => Invariant($"About {count} of {of} who took part, give or take {more[0]}, live in \u201c{label}\u201d; a fair share would be {more[1]}."),
            SentenceKind.InTenthsHidden => Invariant($"We cannot say how many live in \u201c{label}\u201d; a fair share would be {of}."),
            SentenceKind.TenthsLeftOut => Invariant($"{count} of {of} areas are left out of this: their numbers are hidden, or nothing is known of their neighbourhoods."),
            SentenceKind.WasSure => Invariant($"{word} of those who made a plan, {count} of {of}, put how sure they are at \u201c{label}\u201d."),
            SentenceKind.Waits => Invariant($"{word} of those who asked for a link worker, {count} of {of}, are at \u201c{label}\u201d."),
            SentenceKind.Hidden => Invariant($"{count} of {of} numbers in \u201c{label}\u201d cannot be shown, because they could point to somebody."),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    internal static string Label(SentenceKind kind, string tableId, string? row) => kind switch
    {
        SentenceKind.TookPart or SentenceKind.TenthsLeftOut => "",
        SentenceKind.InTenths or SentenceKind.InTenthsHidden => Tenths.All.First(tenths => tenths.Id == row).Label,
        SentenceKind.Hidden => Titles.Of(tableId),
        SentenceKind.WentWithout => $"living in {row}",
        SentenceKind.NotHeard or SentenceKind.HeardHidden when tableId == TableIds.PeopleByAge => $"aged {row}",
        SentenceKind.NotHeard or SentenceKind.HeardHidden => $"living in {row}",
        _ => Labels.Of(tableId, row!),
    };

    private static IEnumerable<Sentence> TookPart(PublishedNumbers numbers)
    {
        if (numbers.Find(TableIds.PeopleByAge) is { } people)
            yield return Make(SentenceKind.TookPart, people.Id, null, null, people.Respondents, people.Respondents);
    }

    private static IEnumerable<Sentence> Largest(PublishedNumbers numbers, SentenceKind kind, string tableId, int most) =>
        numbers.Find(tableId) is not { } table
            ? []
            : table.Rows
                .Where(row => row is not ("any" or "other") && table.Row(row) > 0)
                .OrderByDescending(row => table.Row(row))
                .Take(most)
                .Select(row => Make(kind, tableId, row, null, table.Row(row)!.Value, table.Respondents));

    private static IEnumerable<Sentence> Rows(PublishedNumbers numbers, SentenceKind kind, string tableId, string row)
    {
        if (numbers.Find(tableId) is { } table && table.Row(row) is > 0 and var count)
            yield return Make(kind, tableId, row, null, count, table.Respondents);
    }

    private static IEnumerable<Sentence> MissingThere(PublishedNumbers numbers, int most) =>
        numbers.Find(TableIds.UnmetByOutcode) is not { } table
            ? []
            : (from row in table.Rows
               from column in table.Columns
               where row != "any" && column != TableIds.Elsewhere && table.Cell(row, column) > 0
               orderby table.Cell(row, column) descending
               select Make(SentenceKind.WasMissingThere, table.Id, row, column, table.Cell(row, column)!.Value, table.Respondents)).Take(most);

    private static IEnumerable<Sentence> WentWithout(PublishedNumbers numbers, int most) =>
        numbers.Find(TableIds.UnmetByOutcode) is not { } table
            ? []
            : table.Columns
                .Where(column => column != TableIds.Elsewhere && table.Group(column) > 0)
                .OrderByDescending(column => table.Group(column))
                .Take(most)
                .Select(column => Make(SentenceKind.WentWithout, table.Id, column, null, table.Group(column)!.Value, table.Respondents));

    private static IEnumerable<Sentence> NotHeard(PublishedNumbers numbers, string tableId) =>
        numbers.NotHeard(tableId).Take(2).Select(group => Make(
            group.Heard is null ? SentenceKind.HeardHidden : SentenceKind.NotHeard,
            tableId,
            group.Id,
            null,
            group.Heard ?? 0,
            group.FairShare));

    private static IEnumerable<Sentence> InTenths(PublishedNumbers numbers)
    {
        var groups = Deprivation.Groups(numbers);
        foreach (var group in groups)
        {
            yield return group.Heard is { } heard
                ? Make(SentenceKind.InTenths, TableIds.PeopleByOutcode, group.Tenths.Id, null, heard, group.Of, group.Margin, group.FairShare)
                : Make(SentenceKind.InTenthsHidden, TableIds.PeopleByOutcode, group.Tenths.Id, null, 0, group.FairShare);
        }

        if (groups.Count > 0 && Deprivation.LeftOut(numbers) is { Count: > 0 } leftOut)
            yield return Make(SentenceKind.TenthsLeftOut, TableIds.PeopleByOutcode, null, null, leftOut.Count, leftOut.Of);
    }

    private static IEnumerable<Sentence> Hidden(PublishedNumbers numbers) =>
        new[] { TableIds.MattersByAge, TableIds.UnmetByOutcode, TableIds.BarriersByAge }
            .Select(numbers.Find)
            .OfType<PublishedTable>()
            .Where(table => table.HiddenCells > 0)
            .Select(table => Make(SentenceKind.Hidden, table.Id, null, null, table.HiddenCells, table.AllCells));

    private static Sentence Make(SentenceKind kind, string tableId, string? row, string? column, int count, int of, params IReadOnlyList<int> more) =>
        new(kind, tableId, row, column, count, of, Text(kind, Label(kind, tableId, row), column, count, of, more)) { More = more };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Headings of the tables that are always there.</summary>
public static class Titles
{
    private static readonly Dictionary<string, string> All = new()
    {
        [TableIds.PeopleByAge] = "People by age",
        [TableIds.PeopleByOutcode] = "People by area",
        [TableIds.PeopleByMonth] = "People by the month they first came",
        [TableIds.MattersByAge] = "What matters, by age",
        [TableIds.BarriersByAge] = "What gets in the way, by age",
        [TableIds.StrengthsByAge] = "What they are good at, by age",
        [TableIds.UnmetByOutcode] = "Wanted and not found, by area",
        [TableIds.UnmetByReason] = "Wanted and not found, by what stood in the way",
        [TableIds.SuggestionsByOutcome] = "What became of suggestions",
        [TableIds.ListingsByOutcome] = "Suggestions, by what was suggested",
        [TableIds.NotForMeReasons] = "Why a suggestion was not for them",
        [TableIds.Confidence] = "How sure they are of their plan",
        [TableIds.Referrals] = "Requests for a link worker",
    };

    public static string Of(string tableId) => All.GetValueOrDefault(tableId, tableId);
}
