namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>How a group stands to a statement, on one side of it (agree or disagree), by itself and against everybody else in a group.</summary>
/// <param name="Share">Smoothed share of those who saw it.</param>
/// <param name="Z">Of the share against a half.</param>
/// <param name="Ratio">The group's share over the others'.</param>
/// <param name="RatioZ">Of the share against the others'.</param>
public sealed record Stance(double Share, double Z, double Ratio, double RatioZ)
{
    /// <summary>What statements that speak for a group are ranked by.</summary>
    public double Strength => Ratio * RatioZ * Share * Z;

    public bool IsRepresentative => Z > Proportions.Significant && RatioZ > Proportions.Significant;

    internal static Stance Of(int hits, int seen, int othersHits, int othersSeen)
    {
        var share = Proportions.Smoothed(hits, seen);
        return new Stance(
            share,
            Proportions.AgainstHalf(hits, seen),
            share / Proportions.Smoothed(othersHits, othersSeen),
            Proportions.AgainstOther(hits, seen, othersHits, othersSeen));
    }
}

/// <summary>One group and one statement.</summary>
public sealed record GroupStance(int Group, VoteCounts Counts, Stance Agree, Stance Disagree)
{
    /// <summary>Each group against the sum of the others, in the order given.</summary>
    public static IReadOnlyList<GroupStance> Of(IReadOnlyList<(int Group, VoteCounts Counts)> groups)
    {
        var all = groups.Aggregate(default(VoteCounts), (sum, group) => sum + group.Counts);
        return [.. groups.Select(group => Of(group.Group, group.Counts, all - group.Counts))];
    }

    private static GroupStance Of(int group, VoteCounts own, VoteCounts others) => new(
        group,
        own,
        Stance.Of(own.Agree, own.Seen, others.Agree, others.Seen),
        Stance.Of(own.Disagree, own.Seen, others.Disagree, others.Seen));
}

/// <summary>A statement that speaks for a group.</summary>
/// <param name="Agrees">Whether it is agreeing or disagreeing with it that sets the group apart.</param>
public sealed record RepresentativeStatement(string Statement, bool Agrees, Stance Stance, VoteCounts Counts)
{
    private const int Most = 5;

    /// <summary>Those that pass both tests, strongest first; where none does, the one that sets the group apart most, so that no group goes without.</summary>
    public static IReadOnlyList<RepresentativeStatement> Of(IEnumerable<(string Statement, GroupStance Stance)> statements)
    {
        var seen = statements.Where(item => item.Stance.Counts.Agree + item.Stance.Counts.Disagree > 0).Select(item => Side(item.Statement, item.Stance)).ToList();
        var passing = seen.Where(item => item.Stance.IsRepresentative).OrderByDescending(item => item.Stance.Strength).ThenBy(item => item.Statement, StringComparer.Ordinal).Take(Most).ToList();
        return passing.Count > 0 ? passing : [.. seen.OrderByDescending(item => item.Stance.RatioZ).ThenBy(item => item.Statement, StringComparer.Ordinal).Take(1)];
    }

    private static RepresentativeStatement Side(string statement, GroupStance stance)
    {
        var agrees = IsForIt(stance);
        return new RepresentativeStatement(statement, agrees, agrees ? stance.Agree : stance.Disagree, stance.Counts);
    }

    // A side that passes its tests comes before one that does not; otherwise the side that differs more from the others.
    private static bool IsForIt(GroupStance stance) => (stance.Agree.IsRepresentative, stance.Disagree.IsRepresentative) switch
    {
        (true, false) => true,
        (false, true) => false,
        _ => stance.Agree.RatioZ > stance.Disagree.RatioZ,
    };
}
