namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>What a moderator, or the writer, did about a statement; kept by name.</summary>
public enum StatementDeed
{
    Approve,
    Reject,

    /// <summary>Proposes other words; whoever proposes them is the first to approve them.</summary>
    Reword,

    /// <summary>The writer asked for another look.</summary>
    AskAgain,

    /// <summary>A member of a youth panel leaves it to an adult.</summary>
    PassOn,
}

/// <summary>One row of the log of decisions.</summary>
/// <param name="Actor">Who of the staff; of no meaning when the writer asked again.</param>
/// <param name="ReasonId">Of a rejection.</param>
/// <param name="ByPanel">A member of a youth panel, by seat.</param>
public sealed record StatementDecision(string Id, string Actor, StatementDeed Deed, string? ReasonId = null, bool ByPanel = false);

/// <summary>Where a statement stands after all that was decided about it.</summary>
public abstract record StatementOutcome
{
    private StatementOutcome() { }

    /// <summary>Nobody has looked yet.</summary>
    public static StatementOutcome New { get; } = new Waiting([], null);

    /// <summary>The owner of the question began with it.</summary>
    public static StatementOutcome Given { get; } = new Approved(null);

    /// <param name="ApprovedBy">Who has approved it as it stands.</param>
    /// <param name="Reworded">The decision that proposed the words it stands in; null for the writer's own.</param>
    public sealed record Waiting(IReadOnlyList<string> ApprovedBy, string? Reworded) : StatementOutcome
    {
        /// <summary>A member of a youth panel has approved it, which counts as one approval however many adults do.</summary>
        public bool HasPanelsYes { get; init; }

        /// <summary>Somebody wants it turned down, and somebody else does not: a third person decides.</summary>
        public StatementDecision? Against { get; init; }
    }

    /// <inheritdoc cref="Waiting"/>
    public sealed record Approved(string? Reworded) : StatementOutcome;

    public sealed record Rejected(string ReasonId) : StatementOutcome;
}

/// <summary>
/// Approving takes two different people, so that no single one decides what is said in young people's name. A member of a youth panel may be one of them
/// and never both: an adult always looks. Where a member and an adult differ, a third person decides.
/// </summary>
public static class StatementReview
{
    /// <param name="outcome">Where it stood before any decision.</param>
    /// <param name="decisions">In the order they were made.</param>
    /// <param name="approvalsNeeded">Of different people.</param>
    public static StatementOutcome Outcome(StatementOutcome outcome, IEnumerable<StatementDecision> decisions, int approvalsNeeded)
    {
        foreach (var decision in decisions)
            outcome = After(outcome, decision, approvalsNeeded);
        return outcome;
    }

    /// <summary>
    /// Nobody approves the same words twice, and after the writer has asked again somebody else has to look than who turned it down. What is shown already
    /// may be taken down by one person, with a reason.
    /// </summary>
    /// <param name="outcome">Where it stands now.</param>
    /// <param name="decisions">All so far.</param>
    /// <param name="enteredBy">Who of the staff wrote it down for others, and so does not decide about it; null when its writer did.</param>
    public static bool MayDecide(StatementOutcome outcome, IReadOnlyList<StatementDecision> decisions, string actor, StatementDeed deed, string? enteredBy = null) =>
        (outcome, deed) switch
        {
            _ when actor == enteredBy => false,
            (StatementOutcome.Waiting waiting, StatementDeed.Approve) => !waiting.ApprovedBy.Contains(actor) && waiting.Against?.Actor != actor,
            (StatementOutcome.Waiting { Against: { } against }, StatementDeed.Reject) when against.Actor == actor => false,
            (StatementOutcome.Waiting, StatementDeed.Reword) => true,
            (StatementOutcome.Waiting or StatementOutcome.Approved, StatementDeed.Reject) => !HasTurnedDown(decisions, actor),
            _ => false,
        };

    /// <summary>A member of a panel looks once, at what nobody has looked at or an adult has approved, in the words of its writer.</summary>
    public static bool MayPanelDecide(StatementOutcome outcome, IReadOnlyList<StatementDecision> decisions, StatementDeed deed) =>
        outcome is StatementOutcome.Waiting { Reworded: null, Against: null }
        && deed is StatementDeed.Approve or StatementDeed.Reject or StatementDeed.PassOn
        && decisions.All(decision => decision is { ByPanel: false, Deed: StatementDeed.Approve });

    private static bool HasTurnedDown(IReadOnlyList<StatementDecision> decisions, string actor) =>
        decisions.Any(decision => decision.Deed == StatementDeed.AskAgain)
        && decisions.Any(decision => decision.Deed == StatementDeed.Reject && decision.Actor == actor);

    private static StatementOutcome After(StatementOutcome before, StatementDecision decision, int approvalsNeeded) => decision.Deed switch
    {
        StatementDeed.Reject => Rejected(before, decision),
        StatementDeed.AskAgain => new StatementOutcome.Waiting([], null),
        StatementDeed.Reword => Approvals(new([decision.Actor], decision.Id), approvalsNeeded),
        StatementDeed.PassOn => before,
        _ => before is StatementOutcome.Waiting waiting ? Approved(waiting, decision, approvalsNeeded) : before,
    };

    /// <summary>A member's no needs an adult who agrees; an adult's no against a member's yes needs another adult.</summary>
    private static StatementOutcome Rejected(StatementOutcome before, StatementDecision decision) => before switch
    {
        StatementOutcome.Waiting { Against: null } waiting when decision.ByPanel || waiting.HasPanelsYes => waiting with { Against = decision },
        _ => new StatementOutcome.Rejected(decision.ReasonId!),
    };

    private static StatementOutcome Approved(StatementOutcome.Waiting waiting, StatementDecision decision, int approvalsNeeded) => Approvals(
        waiting with { ApprovedBy = [.. waiting.ApprovedBy.Union([decision.Actor])], HasPanelsYes = waiting.HasPanelsYes || decision.ByPanel },
        waiting.Against is null ? approvalsNeeded : Math.Max(approvalsNeeded, 2));

    private static StatementOutcome Approvals(StatementOutcome.Waiting waiting, int needed)
    {
        var adults = waiting.ApprovedBy.Count - (waiting.HasPanelsYes ? 1 : 0);
        return adults > 0 && waiting.ApprovedBy.Count >= needed ? new StatementOutcome.Approved(waiting.Reworded) : waiting;
    }
}
