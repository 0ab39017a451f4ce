namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How far all groups agree with a statement (group-informed consensus).</summary>
/// <param name="Product">Polis's figure; it shrinks with the number of groups.</param>
/// <param name="GeometricMean">Comparable between conversations with different numbers of groups.</param>
/// <param name="Least">Of the group that agrees least.</param>
/// <param name="Low">Of the geometric mean, 95 %.</param>
/// <param name="High">Of the geometric mean, 95 %.</param>
public sealed record GroupConsensus(double Product, double GeometricMean, double Least, double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <param name="groups">At least one; where there are no groups, everybody is one.</param>
    public static GroupConsensus Of(IReadOnlyCollection<VoteCounts> groups)
    {
        var shares = groups.Select(counts => Proportions.Smoothed(counts.Agree, counts.Seen)).ToList();
        var mean = Math.Exp(shares.Sum(Math.Log) / shares.Count);
        var error = Math.Sqrt(groups.Sum(OfLogarithm)) / groups.Count;
        return new GroupConsensus(
            shares.Aggregate(1.0, (product, share) => product * share), mean, shares.Min(), mean * Math.Exp(-Z * error), Math.Min(1, mean * Math.Exp(Z * error)));
    }

    // Variance of the logarithm of the share by the delta method; the share is the mean of a Beta(agree + 1, rest + 1), whose variance is p(1-p)/(seen + 3).
    private static double OfLogarithm(VoteCounts counts)
    {
        var share = Proportions.Smoothed(counts.Agree, counts.Seen);
        return (1 - share) / (share * (counts.Seen + 3));
    }
}

/// <summary>A statement on which most of everybody are of one mind.</summary>
public sealed record ConsensusStatement(string Statement, bool Agrees, double Share, double Z, VoteCounts Counts)
{
    private const int Most = 5;

    /// <summary>The strongest five with which people agree, then the strongest five with which they disagree.</summary>
    public static IReadOnlyList<ConsensusStatement> Of(IReadOnlyList<(string Statement, VoteCounts Counts)> statements) =>
        [.. Strongest(statements, agrees: true), .. Strongest(statements, agrees: false)];

    private static IEnumerable<ConsensusStatement> Strongest(IEnumerable<(string Statement, VoteCounts Counts)> statements, bool agrees) => statements
        .Select(item => Side(item.Statement, item.Counts, agrees))
        .Where(item => item is { Share: > 0.5, Z: > Proportions.Significant })
        .OrderByDescending(item => item.Share * item.Z)
        .ThenBy(item => item.Statement, StringComparer.Ordinal)
        .Take(Most);

    private static ConsensusStatement Side(string statement, VoteCounts counts, bool agrees)
    {
        var hits = agrees ? counts.Agree : counts.Disagree;
        return new ConsensusStatement(statement, agrees, Proportions.Smoothed(hits, counts.Seen), Proportions.AgainstHalf(hits, counts.Seen), counts);
    }
}
