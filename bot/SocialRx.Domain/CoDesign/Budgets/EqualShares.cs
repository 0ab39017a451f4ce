using System.Numerics;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>What a paid-for project is worth to each voter who approves it.</summary>
public enum Worth
{
    /// <summary>Its cost: a big project counts for more than a small one. What cities that use the rule take (equalshares.net).</summary>
    Cost,

    /// <summary>The same for every project: many small ones are better than one big one.</summary>
    Number,
}

/// <summary>What is done with the money that Equal Shares leaves, which is often a good part of the budget.</summary>
public enum Completion
{
    None,

    /// <summary>
    /// The rule is run again with a pretended budget that is 1 % of the real one higher each time, until nothing more would fit or the next step
    /// would spend too much (pabutools' "exhaustion by budget increase").
    /// </summary>
    Raise,

    /// <summary>The rest goes to the projects with most votes that still fit.</summary>
    Greedy,

    /// <summary>First <see cref="Raise"/>, then <see cref="Greedy"/>.</summary>
    RaiseThenGreedy,
}

/// <summary>
/// Method of Equal Shares (Peters, Pierczyński and Skowron 2021; Peters and Skowron, equalshares.net): every voter holds the same part of the
/// budget, and a project is bought by those who approve it, each paying the same or all they have left. The project that costs its supporters
/// least for what it is worth is bought first. So a group with a fifth of the votes decides about a fifth of the money.
/// Exact: which project is next and who is out of money is decided on fractions of whole numbers, never on rounded ones.
/// </summary>
public static class EqualShares
{
    // Far more than any real vote has needed. Where a project with a handful of supporters would need still more, filling up finds it at once.
    private const int MostRuns = 2000;
    private const int MostSteps = 1_000_000_000;

    public static BudgetOutcome Fund(BudgetVote vote, Worth worth = Worth.Cost, Completion completion = Completion.RaiseThenGreedy, Ties ties = Ties.ById)
    {
        if (vote.Voters == 0)
            return vote.Outcome([], [], null);
        var outcomes = new EqualSharesSteps(vote, worth, ties);
        var (funded, steps) = completion is Completion.Raise or Completion.RaiseThenGreedy ? Raise(vote, outcomes) : (outcomes.Unraised(), 0);
        var filledUp = completion is Completion.Greedy or Completion.RaiseThenGreedy ? GreedyApproval.Fill(vote, funded, ties) : [];
        return vote.Outcome(funded, filledUp, steps == 0 ? null : vote.Budget + (vote.Budget / 100 * steps));
    }

    private static (List<int> Funded, int Steps) Raise(BudgetVote vote, EqualSharesSteps outcomes)
    {
        var (funded, steps) = (outcomes.After(0)!, 0);
        for (var runs = 1; runs < MostRuns && !NothingFits(vote, funded); runs++)
        {
            var next = NextStep(vote, funded, steps);
            if (outcomes.After(next) is not { } more)
                break;
            (funded, steps) = (more, next);
        }

        return (funded, steps);
    }

    private static bool NothingFits(BudgetVote vote, List<int> funded)
    {
        var left = vote.BudgetUnits - Sum(vote, funded);
        return !NotFunded(vote, funded).Any(project => vote.Costs[project] <= left);
    }

    // Until its supporters could pay for one of the others if they had spent nothing, the outcome can only be a part of this one: nothing to
    // be learnt from the steps before the last of those.
    private static int NextStep(BudgetVote vote, List<int> funded, int steps)
    {
        var firstThatCouldBuy = NotFunded(vote, funded).Min(project =>
            BigInteger.DivRem((vote.Costs[project] * vote.Voters * 100) + (vote.BudgetUnits * vote.Votes[project]) - 1, vote.BudgetUnits * vote.Votes[project]).Quotient - 100);
        return (int)BigInteger.Min(MostSteps, BigInteger.Max(steps + 1, firstThatCouldBuy - 1));
    }

    private static IEnumerable<int> NotFunded(BudgetVote vote, List<int> funded) =>
        Enumerable.Range(0, vote.Projects.Count).Except(funded).Where(project => vote.Votes[project] > 0);

    private static BigInteger Sum(BudgetVote vote, List<int> funded) => funded.Aggregate(BigInteger.Zero, (sum, project) => sum + vote.Costs[project]);
}
