namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>Which statement to show next: one is drawn with probability proportional to its priority among those a person has not seen.</summary>
public static class RoutingPriority
{
    /// <summary>
    /// Polis (math, "priority-metric" and "importance-metric"): [(1 - p) (E + 1) a (1 + 8 · 2^(-S/5))]^2 with the smoothed shares p of passes and a of agreements among S votes.
    /// High for statements that few passed on, many agreed with, that part people (extremity), and that few have seen yet; a statement without votes has 5.0625.
    /// </summary>
    /// <param name="extremity">How far one agreement with it moves somebody on the map of opinions; 0 when there is no map.</param>
    public static double Of(VoteCounts counts, double extremity)
    {
        var passed = Proportions.Smoothed(counts.Pass, counts.Seen);
        var agreed = Proportions.Smoothed(counts.Agree, counts.Seen);
        var importance = (1 - passed) * (extremity + 1) * agreed;
        var scaled = importance * (1 + (8 * Math.Pow(2, counts.Seen / -5.0)));
        return scaled * scaled;
    }
}
