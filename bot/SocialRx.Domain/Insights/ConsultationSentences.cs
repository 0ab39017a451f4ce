using System.Globalization;
using SocialRx.Domain.CoDesign;

namespace SocialRx.Domain.Insights;

/// <summary>What people answered to a question, in sentences made from published counts, each with its count and of how many. What is hidden is not said.</summary>
public static class ConsultationSentences
{
    private const int Most = 3;
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Of what was said in the chat; empty while there is nothing to say.</summary>
    public static IReadOnlyList<string> Of(string consultationId, ConsultationQuestion question, PublishedNumbers numbers) =>
        numbers.Find(TableIds.Question(consultationId, question.Id)) is not { } table ? []
        : question is ConsultationQuestion.Pairwise pairwise ? OutcomeSentences.OfPairs(pairwise, table)
        : [.. OutcomeSentences.Of(question, numbers.Outcome(consultationId, question.Id)), .. Largest(question, table), .. question is ConsultationQuestion.Ranking ranking && numbers.Find(TableIds.Places(consultationId, question.Id)) is { } places ? FirstOrSecond(ranking, places) : []];

    /// <summary>What an answer is called.</summary>
    public static string Label(ConsultationQuestion question, string row) => question switch
    {
        _ when question.Picks.FirstOrDefault(option => option.Id == row) is { } option => option.Label,
        ConsultationQuestion.Scale scale => row switch
        {
            "0-3" => $"0 to 3 (0 is {scale.Zero})",
            "7-10" => $"7 to 10 (10 is {scale.Ten})",
            "4-6" => "4 to 6",
            _ => Labels.Plain(row),
        },
        _ when row.Split(TableIds.PairSeparator) is [var first, var second] => $"{Label(question, first)} (first) or {Label(question, second)} (second)",
        _ => Labels.Plain(row),
    };

    private static IEnumerable<string> Largest(ConsultationQuestion question, PublishedTable table) =>
        table.Rows
            .Where(row => table.Row(row) > 0 && row != TableIds.InWords)
            .OrderByDescending(row => table.Row(row))
            .Take(Most)
            .Select(row => $"{Share(Who(question), table.Row(row)!.Value, table.Respondents)} {Did(question)} “{Label(question, row)}”{(question is ConsultationQuestion.Ranking ? " first" : "")}.");

    private static string Who(ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Ranking => "those who put these in order",
        ConsultationQuestion.Budget => "those who spent the sum",
        _ => "those who answered",
    };

    private static string Did(ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Ranking => "put",
        ConsultationQuestion.Budget => "would pay for",
        _ => "said",
    };

    private static IEnumerable<string> FirstOrSecond(ConsultationQuestion.Ranking ranking, PublishedTable places) =>
        ranking.Options.Count < 4
            ? []
            : ranking.Options
                .Select(option => (option.Label, People: places.Cell(option.Id, "1") + places.Cell(option.Id, "2")))
                .Where(option => option.People > 0)
                .OrderByDescending(option => option.People)
                .Take(Most)
                .Select(option => $"{Share("those who put these in order", Math.Min(option.People!.Value, places.Respondents), places.Respondents)} put “{option.Label}” first or second.");

    private static string Share(string who, int count, int of) => string.Create(British, $"{Quantity.Word(count, of)} of {who}, {count:N0} of {of:N0},");
}
