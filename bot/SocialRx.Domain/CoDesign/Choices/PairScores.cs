using SocialRx.Domain.Insights;

namespace SocialRx.Domain.CoDesign.Choices;

/// <param name="Score">From 0 to 100: how likely it is to be chosen over another option. 50 before the first vote.</param>
/// <param name="Low">With 95 % confidence no lower than this, also from 0 to 100.</param>
/// <param name="High">With 95 % confidence no higher than this.</param>
public sealed record PairScore(string Option, double Score, double Low, double High, int Wins, int Losses);

/// <summary>
/// Scores as All Our Ideas gives them (Salganik and Levy 2015): 100 * (wins + 1) / (wins + losses + 2). Simple enough to explain to whoever
/// voted; it does not weigh whom an option was up against, as <see cref="BradleyTerry"/> does.
/// </summary>
public static class PairScores
{
    /// <summary>Highest first, equal ones in the order of the options.</summary>
    public static IReadOnlyList<PairScore> Of(PairTally tally) =>
        [.. Enumerable.Range(0, tally.Options.Count).Select(option => Of(tally, option)).OrderByDescending(score => score.Score)];

    private static PairScore Of(PairTally tally, int option)
    {
        var (wins, losses) = (tally.Wins(option), tally.Losses(option));
        var votes = wins + losses;
        var interval = votes == 0 ? new Interval(0, 1) : Representation.Wilson(wins, votes);
        return new PairScore(tally.Options[option], 100.0 * (wins + 1) / (votes + 2), 100 * interval.Low, 100 * interval.High, wins, losses);
    }
}
