namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Tests of proportions with one added to every count, as Polis has them (compdemocracy/polis, math/stats.clj).</summary>
public static class Proportions
{
    /// <summary>90 %, one-sided.</summary>
    public const double Significant = 1.2816;

    /// <summary>Laplace's rule of succession, two outcomes.</summary>
    public static double Smoothed(int successes, int trials) => (successes + 1.0) / (trials + 2.0);

    /// <summary>How far a proportion lies above a half, in standard errors.</summary>
    public static double AgainstHalf(int successes, int trials) => 2 * Math.Sqrt(trials + 1.0) * (((successes + 1.0) / (trials + 1.0)) - 0.5);

    /// <summary>How far one proportion lies above another, in standard errors; 0 when both are whole.</summary>
    public static double AgainstOther(int successes, int trials, int otherSuccesses, int otherTrials)
    {
        var (hits, hitsOther, of, ofOther) = (successes + 1.0, otherSuccesses + 1.0, trials + 1.0, otherTrials + 1.0);
        var pooled = (hits + hitsOther) / (of + ofOther);
        return pooled == 1 ? 0 : ((hits / of) - (hitsOther / ofOther)) / Math.Sqrt(pooled * (1 - pooled) * ((1 / of) + (1 / ofOther)));
    }
}
