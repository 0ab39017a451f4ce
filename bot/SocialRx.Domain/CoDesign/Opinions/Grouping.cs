namespace SocialRx.Domain.CoDesign.Opinions;

/// <summary>What it takes before people are said to fall into groups.</summary>
public sealed record GroupingRules
{
    /// <summary>No group is smaller (the threshold of disclosure control).</summary>
    public int LeastGroup { get; init; } = 8;

    /// <summary>Nor than this share of everybody who is in one.</summary>
    public double LeastShare { get; init; } = 0.05;

    /// <summary>Votes somebody has to have cast to be in a group, or one on each statement where there are fewer.</summary>
    public int LeastVotes { get; init; } = 7;

    /// <summary>Of fewer people no groups are told: chance parts them too easily.</summary>
    public int LeastPeople { get; init; } = 40;

    public int MostGroups { get; init; } = 5;

    /// <summary>Mean adjusted Rand index between the groups and those found when people are drawn anew.</summary>
    public double LeastStability { get; init; } = 0.75;

    /// <summary>Standard errors by which the first component has to exceed those of votes dealt anew within each statement.</summary>
    public double LeastStructure { get; init; } = 6;

    public int SmallestAllowed(int people) => Math.Max(LeastGroup, (int)Math.Ceiling(LeastShare * people));
}

/// <summary>People whose votes are alike.</summary>
/// <param name="Id">1 is the largest group.</param>
public sealed record OpinionGroup(int Id, IReadOnlyList<string> Participants);

/// <summary>A number of groups that was tried.</summary>
/// <param name="Silhouette">How far apart they lie.</param>
/// <param name="Stability">Null when it was not looked at, because a group would be too small.</param>
/// <param name="Loss">Mean log-loss of votes held out, foretold from the groups; null when it was not looked at, because they would not be stable.</param>
public sealed record TriedGroups(int Count, int Smallest, double Silhouette, double? Stability, double? Loss = null);

/// <summary>Whether people fall into groups.</summary>
/// <param name="People">Those with enough votes to be in one.</param>
/// <param name="Structure">See <see cref="GroupingRules.LeastStructure"/>; 0 when it was not looked at.</param>
public abstract record Grouping(int People, double Structure, IReadOnlyList<TriedGroups> Tried)
{
    public sealed record Found(int People, double Structure, IReadOnlyList<TriedGroups> Tried, IReadOnlyList<OpinionGroup> Groups, TriedGroups Chosen)
        : Grouping(People, Structure, Tried);

    /// <summary>Everybody is one group: nothing parts them that would hold.</summary>
    public sealed record NoStableGroups(int People, double Structure, IReadOnlyList<TriedGroups> Tried, NoGroups Because, string Why) : Grouping(People, Structure, Tried);
}

/// <summary>Why no groups are told; kept by name.</summary>
public enum NoGroups
{
    TooFewPeople,

    /// <summary>What people say to one statement has no more to do with what they say to others than chance gives.</summary>
    ByChance,

    TooSmall,

    /// <summary>Others drawn from the same crowd would fall into other groups.</summary>
    NotStable,

    /// <summary>They foretell votes no better than the mean does.</summary>
    TellNothing,
}
