using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Choices;

namespace SocialRx.Domain.Insights;

/// <summary>What choices between two come to, from published counts.</summary>
/// <param name="Scores">Highest first.</param>
/// <param name="Strengths">Weighs whom an option was up against, which a score does not.</param>
/// <param name="HiddenPairs">Pairs of which a number is hidden; they take no part.</param>
public sealed record PairResult(IReadOnlyList<PairScore> Scores, BradleyTerryAnswer Strengths, int HiddenPairs)
{
    public static PairResult Of(ConsultationQuestion.Pairwise question, PublishedTable table)
    {
        var shown = table.Rows.Where(row => table.Cell(row, TableIds.FirstOfPair) is not null && table.Cell(row, TableIds.SecondOfPair) is not null).ToList();
        var tally = PairTally.Count([.. question.Options.Select(option => option.Id)], shown.SelectMany(row => Counts(row, table)));
        return new(PairScores.Of(tally), BradleyTerry.Fit(tally), table.Rows.Count - shown.Count);
    }

    /// <summary>The strongest first, where every option can be put in one order.</summary>
    public IReadOnlyList<string>? InOrder(ConsultationQuestion.Pairwise question) =>
        Strengths is BradleyTerryAnswer.Fitted fitted
            ? [.. question.Options.Zip(fitted.Strengths).OrderByDescending(option => option.Second).Select(option => option.First.Id)]
            : null;

    private static IEnumerable<PairCount> Counts(string row, PublishedTable table)
    {
        var pair = OptionPair.OfRow(row);
        return
        [
            new(pair.First, pair.Second, table.Cell(row, TableIds.FirstOfPair)!.Value),
            new(pair.Second, pair.First, table.Cell(row, TableIds.SecondOfPair)!.Value),
        ];
    }
}
