namespace SocialRx.Domain.CoDesign.Panels;

/// <summary>Young people who have the last word over what is said in young people's name.</summary>
/// <param name="Quorum">Members who have to vote before anything is decided.</param>
/// <param name="ChecksStatements">A member's yes is one of the two a statement needs before others are shown it.</param>
public sealed record Panel(string Id, string Name, int Quorum, DateTimeOffset MadeAt, DateTimeOffset? ClosedAt, bool ChecksStatements = false);

/// <summary>What a member does on the panel beside voting.</summary>
public enum PanelRole
{
    Member,

    /// <summary>Speaks for the panel: puts an item before the others and may close it once most have voted. Their vote counts as one.</summary>
    Chair,

    /// <summary>Reads the words before the others do.</summary>
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

/// <summary>Before whom an open item is.</summary>
public enum PanelStep
{
    ForReviewer,
    ForChair,
    ForAll,
}

/// <summary>What is known of an open item's way to the members.</summary>
/// <param name="Put">When it was put to the panel.</param>
/// <param name="Closes">The last day.</param>
/// <param name="HasReviewer">There is one now.</param>
/// <param name="HasChair">There is one now.</param>
public sealed record PanelWay(DateTimeOffset Put, DateOnly Closes, bool HasReviewer, bool IsReviewed, bool HasChair, bool IsShown);

/// <summary>When a vote is over and what came of it.</summary>
public static class PanelRules
{
    /// <summary>Whoever put a question forward waits so many days for an answer; then it is overdue.</summary>
    public const int DaysToAnswer = 28;

    /// <summary>A suggestion that too few have put forward by then is no longer asked about.</summary>
    public const int DaysToSecond = 30;

    /// <summary>As the chat says.</summary>
    public static readonly TimeSpan LinkIsGoodFor = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan MostHeadStart = TimeSpan.FromDays(2);

    public const int LeastQuorum = 2;
    public const int MostQuorum = 50;
    public const int MostDaysOpen = 60;

    /// <summary>
    /// The reviewer first, then the chair, then everybody. Each is waited for two days, and for a quarter of the time there is at most, so that nobody who is
    /// away holds up the others.
    /// </summary>
    public static PanelStep Step(PanelWay way, DateTimeOffset now)
    {
        var quarter = (new DateTimeOffset(way.Closes, TimeOnly.MaxValue, TimeSpan.Zero) - way.Put) / 4;
        var headStart = quarter < MostHeadStart ? quarter : MostHeadStart;
        if (way.IsShown)
            return PanelStep.ForAll;
        if (way is { HasReviewer: true, IsReviewed: false } && now < way.Put + headStart)
            return PanelStep.ForReviewer;
        var chairWaits = way.HasReviewer ? 2 * headStart : headStart;
        return way.HasChair && now < way.Put + chairWaits ? PanelStep.ForChair : PanelStep.ForAll;
    }

    /// <summary>A chair may not wait for the last ones; a tie stays a tie.</summary>
    public static bool MayClose(int voted, int members, int quorum) => voted >= quorum && voted * 2 > members;

    /// <summary>Whether the panel puts a suggestion forward.</summary>
    /// <param name="tally">Whoever suggested it counts as for it.</param>
    public static bool IsPutForward(PanelTally tally, int quorum) => tally.Voted >= quorum && tally.For > tally.Against;

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
