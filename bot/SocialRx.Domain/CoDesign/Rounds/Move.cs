namespace SocialRx.Domain.CoDesign.Rounds;

/// <summary>What became of a person's answer once they had seen what others said; kept by name.</summary>
public static class RoundOutcome
{
    public const string Keep = "keep";
    public const string Change = "change";
    public const string NotSure = "not-sure";

    /// <summary>They saw it and did not answer again.</summary>
    public const string Seen = "seen";

    public static IReadOnlyList<string> All { get; } = [Keep, Change, NotSure, Seen];
}

/// <summary>From a side to where they are now.</summary>
/// <param name="SideId">Where several could be picked: each that they picked first or then.</param>
/// <param name="NowId">A side, or one of the below.</param>
public sealed record Move(string SideId, string NowId)
{
    /// <summary>No option can have such an id.</summary>
    public const string NotSure = "~not-sure";

    /// <summary>Where several could be picked: picked before and after, before only, after only.</summary>
    public const string Still = "~still";

    /// <inheritdoc cref="Still"/>
    public const string NoLonger = "~no-longer";

    /// <inheritdoc cref="Still"/>
    public const string New = "~new";

    /// <summary>Where several could be picked, what can have become of each.</summary>
    public static IReadOnlyList<string> OfSeveral { get; } = [Still, NoLonger, New, NotSure];

    /// <param name="first">Sides of the first answer; one, or several where that is allowed.</param>
    /// <param name="now">Of the second; null: not sure any more.</param>
    public static IReadOnlyList<Move> Between(bool several, IReadOnlyList<string> first, IReadOnlyList<string>? now) =>
        now is null ? [.. first.Select(side => new Move(side, NotSure))]
        : several ? [.. first.Union(now).Select(side => new Move(side, !now.Contains(side) ? NoLonger : first.Contains(side) ? Still : New))]
        : [new Move(first[0], now[0])];
}
