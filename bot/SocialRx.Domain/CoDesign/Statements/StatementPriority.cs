namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>How much is learned from showing a statement to one person more; only the ratio of two priorities means anything.</summary>
public static class StatementPriority
{
    /// <summary>
    /// Polis (math, "priority-metric" and "importance-metric"): [(1 - p) (E + 1) a (1 + 8 · 2^(-S/5))]^2, where p and a are the shares of passes and
    /// agreements among S votes, each with one of two made up in advance.
    /// </summary>
    /// <param name="tally">So far.</param>
    /// <param name="extremity">E: how far the statement lies from the middle of opinion; 0 while that is not known.</param>
    public static double Of(StatementTally tally, double extremity = 0)
    {
        var passes = (tally.Passes + 1.0) / (tally.Votes + 2);
        var agrees = (tally.Agrees + 1.0) / (tally.Votes + 2);
        var newness = 1 + (8 * Math.Pow(2, -tally.Votes / 5.0));
        return Math.Pow((1 - passes) * (extremity + 1) * agrees * newness, 2);
    }
}
