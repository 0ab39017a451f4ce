using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;

namespace SocialRx.Domain.CoDesign.Findings;

/// <summary>What a finding can be about: something that people said, of which the numbers may be shown, or the question as a whole.</summary>
/// <param name="RowId">See <see cref="Finding.RowId"/>.</param>
/// <param name="People">Who said so, as published; null: the sentence needs no number.</param>
public sealed record FindingSubject(string ConsultationId, string QuestionId, string RowId, string Label, int? People, int? OutOf)
{
    private const char Separator = TableIds.PairSeparator;

    public string Id => $"{ConsultationId}/{QuestionId}/{RowId}";

    /// <param name="statements">Words of the statements that others are shown, by id.</param>
    public static IReadOnlyList<FindingSubject> All(Consultations consultations, PublishedNumbers numbers, IReadOnlyDictionary<string, string> statements) =>
    [
        .. from consultation in consultations.All
           from question in consultation.Questions
           from said in Said(consultation.Id, question, numbers)
           let words = InWords(question, said.RowId, statements)
           where words is not null
           select new FindingSubject(consultation.Id, question.Id, said.RowId, $"{question.Words} {words} ({Behind(said)})", said.People, said.OutOf),
    ];

    /// <summary>What people said, for a reader: “Warm” first. Null when it is a statement that nobody is shown any more.</summary>
    public static string? InWords(ConsultationQuestion question, string rowId, IReadOnlyDictionary<string, string> statements) => question switch
    {
        _ when rowId.Length == 0 => "Everybody who answered",
        ConsultationQuestion.Statements => OfStatement(rowId.Split(Separator), statements),
        ConsultationQuestion.Pairwise => OfPair(question, rowId.Split(Separator)),
        ConsultationQuestion.Ranking => $"{Quoted(question, rowId)} first",
        _ => Quoted(question, rowId),
    };

    private static IEnumerable<SaidByPeople> Said(string consultationId, ConsultationQuestion question, PublishedNumbers numbers) =>
        (question, numbers.Find(TableIds.Question(consultationId, question.Id)), numbers.Outcome(consultationId, question.Id)) switch
        {
            (ConsultationQuestion.Statements, _, QuestionOutcome.Votes { Table: var votes }) => [Everybody(votes), .. votes.Rows.SelectMany(statement => Votes(votes, statement))],
            (ConsultationQuestion.Pairwise, { } pairs, _) => [Everybody(pairs), .. question.Picks.Where(option => IsChosen(pairs, option.Id)).Select(option => new SaidByPeople(option.Id, null, pairs.Respondents)), .. pairs.Rows.SelectMany(row => Pair(pairs, row))],
            (not ConsultationQuestion.Statements, { } table, _) => [Everybody(table), .. table.Rows.Where(row => table.Row(row) > 0).Select(row => new SaidByPeople(row, table.Row(row), table.Respondents))],
            _ => [],
        };

    private static SaidByPeople Everybody(PublishedTable table) => new("", null, table.Respondents);

    private static bool IsChosen(PublishedTable table, string option) => table.Rows.Any(row => OptionPair.OfRow(row) is var pair
        && ((pair.First == option && table.Cell(row, TableIds.FirstOfPair) > 0) || (pair.Second == option && table.Cell(row, TableIds.SecondOfPair) > 0)));

    private static IEnumerable<SaidByPeople> Pair(PublishedTable table, string row) =>
        from column in table.Columns
        where table.Cell(row, column) > 0 && table.Row(row) is not null
        select new SaidByPeople($"{row}{Separator}{column}", table.Cell(row, column), table.Row(row));

    /// <summary>A statement as a whole is for when opinions differ: who agreed and who did not are told.</summary>
    private static IEnumerable<SaidByPeople> Votes(PublishedTable table, string statement) =>
    [
        .. table.Row(statement) > 0 ? [new SaidByPeople(statement, null, table.Row(statement))] : Array.Empty<SaidByPeople>(),
        .. from vote in new[] { StatementVote.Agree.Stored(), StatementVote.Disagree.Stored() }
           where table.Cell(statement, vote) > 0 && table.Row(statement) is not null
           select new SaidByPeople($"{statement}{Separator}{vote}", table.Cell(statement, vote), table.Row(statement)),
    ];

    private static string? OfStatement(string[] parts, IReadOnlyDictionary<string, string> statements) =>
        !statements.TryGetValue(parts[0], out var words) ? null
        : parts is [_, var vote] ? $"“{words}” {(vote == StatementVote.Agree.Stored() ? "Agreed" : "Disagreed")}"
        : $"“{words}” Whoever agreed or disagreed";

    private static string OfPair(ConsultationQuestion question, string[] parts) => parts switch
    {
        [var first, var second, TableIds.FirstOfPair] => $"{Quoted(question, first)} rather than {Quoted(question, second)}",
        [var first, var second, TableIds.SecondOfPair] => $"{Quoted(question, second)} rather than {Quoted(question, first)}",
        [var first, var second, ..] => $"Could not decide between {Quoted(question, first)} and {Quoted(question, second)}",
        _ => $"{Quoted(question, parts[0])} rather than something else",
    };

    private static string Quoted(ConsultationQuestion question, string id) => $"“{ConsultationSentences.Label(question, id)}”";

    private static string Behind(SaidByPeople said) => said.People is { } people ? $"{people} of {said.OutOf}" : $"of {said.OutOf}";

    private sealed record SaidByPeople(string RowId, int? People, int? OutOf);
}
