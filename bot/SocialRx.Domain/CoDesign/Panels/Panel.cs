namespace SocialRx.Domain.CoDesign.Panels;

/// <summary>Young people who have the last word over what is said in young people's name.</summary>
/// <param name="Quorum">Members who have to vote before anything is decided.</param>
public sealed record Panel(string Id, string Name, int Quorum, DateTimeOffset MadeAt, DateTimeOffset? ClosedAt);

/// <summary>What a member does on the panel beside voting.</summary>
public enum PanelRole
{
    Member,

    /// <summary>Speaks for the panel.</summary>
    Chair,

    /// <summary>Looks closely at the numbers before others vote.</summary>
    Reviewer,
}

public enum PanelItemKind
{
    /// <summary>May this be said in young people's name?</summary>
    SignOff,

    /// <summary>Which of these matter most?</summary>
    Priorities,

    /// <summary>May those who decide see what was answered to a consultation?</summary>
    Results,
}

public enum PanelItemState
{
    Open,
    SignedOff,

    /// <summary>Not like this: back to whoever wrote it.</summary>
    Returned,

    /// <summary>Priorities are known.</summary>
    Ranked,

    /// <summary>Its day passed and too few had voted.</summary>
    NoQuorum,
}

/// <summary>When a vote is over and what came of it.</summary>
public static class PanelRules
{
    public const int LeastQuorum = 2;
    public const int MostQuorum = 50;
    public const int MostDaysOpen = 60;

    /// <summary>Without a majority for it, nothing is said in anybody's name.</summary>
    /// <param name="members">Members now.</param>
    /// <param name="isOver">The last day has passed.</param>
    public static PanelItemState Decide(PanelItemKind kind, PanelTally tally, int members, int quorum, bool isOver)
    {
        if (!isOver && tally.Voted < members)
            return PanelItemState.Open;
        if (tally.Voted < quorum)
            return isOver ? PanelItemState.NoQuorum : PanelItemState.Open;
        if (kind == PanelItemKind.Priorities)
            return PanelItemState.Ranked;
        return tally.For > tally.Against ? PanelItemState.SignedOff : PanelItemState.Returned;
    }
}

/// <param name="Voted">Members who voted, who left it out among them.</param>
public sealed record PanelTally(int Voted, int For, int Against);
