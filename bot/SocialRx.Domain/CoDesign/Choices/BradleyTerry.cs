namespace SocialRx.Domain.CoDesign.Choices;

/// <summary>What a Bradley-Terry model says about a tally.</summary>
public abstract record BradleyTerryAnswer
{
    /// <param name="Strengths">In the order of the options; they add up to 1. One option is chosen over another with chance a / (a + b).</param>
    public sealed record Fitted(IReadOnlyList<double> Strengths) : BradleyTerryAnswer;

    /// <summary>
    /// No finite strengths fit best: the options fall into groups between which choices only ever went one way, or that were never compared
    /// (Ford 1957). An option that always won would have to be infinitely strong.
    /// </summary>
    /// <param name="Groups">Within each group strengths could be fitted. A group whose options won against another's stands before it.</param>
    public sealed record NoFiniteAnswer(IReadOnlyList<IReadOnlyList<string>> Groups) : BradleyTerryAnswer;
}

/// <summary>
/// Strengths of options from choices between two (Bradley and Terry 1952), which weigh whom an option was chosen over. Found by
/// minorise-maximise (Hunter 2004): strength = wins / sum over others of votes / (strength + other's strength), until nothing changes.
/// </summary>
public static class BradleyTerry
{
    // Customary is 0.001; here a result must be the same to the last digit shown.
    private const double Settled = 1e-12;
    private const int MostRounds = 100_000;

    public static BradleyTerryAnswer Fit(PairTally tally)
    {
        var won = Won(tally);
        var groups = Groups(won);
        if (groups.Count == 1)
            return new BradleyTerryAnswer.Fitted(Settle(won));
        return new BradleyTerryAnswer.NoFiniteAnswer([.. groups.Select(group => group.ConvertAll(option => tally.Options[option]))]);
    }

    private static double[,] Won(PairTally tally)
    {
        var won = new double[tally.Options.Count, tally.Options.Count];
        for (var one = 0; one < tally.Options.Count; one++)
        {
            for (var other = 0; other < tally.Options.Count; other++)
                won[one, other] = tally.Won(one, other);
        }

        return won;
    }

    private static double[] Settle(double[,] won)
    {
        var options = won.GetLength(0);
        var strengths = Enumerable.Repeat(1.0 / options, options).ToArray();
        for (var round = 0; round < MostRounds; round++)
        {
            var next = Improved(won, strengths);
            var change = strengths.Zip(next, (before, after) => Math.Abs((after / before) - 1)).DefaultIfEmpty(0).Max();
            strengths = next;
            if (change < Settled)
                break;
        }

        return strengths;
    }

    private static double[] Improved(double[,] won, double[] strengths)
    {
        var improved = new double[strengths.Length];
        for (var one = 0; one < strengths.Length; one++)
        {
            var (wins, against) = (0.0, 0.0);
            for (var other = 0; other < strengths.Length; other++)
            {
                wins += won[one, other];
                against += (won[one, other] + won[other, one]) / (strengths[one] + strengths[other]);
            }

            improved[one] = against > 0 ? wins / against : strengths[one];
        }

        var all = improved.Sum();
        return Array.ConvertAll(improved, strength => strength / all);
    }

    // Options that are linked by wins in both directions, directly or through others; those that beat others first.
    private static List<List<int>> Groups(double[,] won)
    {
        var reaches = Reaches(won);
        var options = Enumerable.Range(0, won.GetLength(0)).ToList();
        return options
            .GroupBy(option => options.First(other => other == option || (reaches[option, other] && reaches[other, option])))
            .Select(group => group.ToList())
            .OrderByDescending(group => options.Count(other => group.Contains(other) || reaches[group[0], other]))
            .ThenBy(group => group[0])
            .ToList();
    }

    private static bool[,] Reaches(double[,] won)
    {
        var options = won.GetLength(0);
        var reaches = new bool[options, options];
        for (var one = 0; one < options; one++)
        {
            for (var other = 0; other < options; other++)
                reaches[one, other] = won[one, other] > 0;
        }

        for (var through = 0; through < options; through++)
        {
            for (var one = 0; one < options; one++)
            {
                for (var other = 0; reaches[one, through] && other < options; other++)
                    reaches[one, other] |= reaches[through, other];
            }
        }

        return reaches;
    }
}
