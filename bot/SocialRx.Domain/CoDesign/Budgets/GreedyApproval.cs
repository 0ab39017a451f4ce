namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>What happens at a project that no longer fits.</summary>
public enum WhenItDoesNotFit
{
    /// <summary>The next one gets its chance, as in most cities.</summary>
    Skip,

    /// <summary>Nothing after it is paid for (Pabulib's rule "greedy-no-skip").</summary>
    Stop,
}

/// <summary>
/// What most councils do: the project with most votes that still fits, then the next. A majority can take it all. A project that nobody
/// voted for is never paid for, however much money is left.
/// </summary>
public static class GreedyApproval
{
    /// <param name="least">Projects with a lower score take no part (Pabulib's "min_project_score_threshold").</param>
    public static BudgetOutcome Fund(BudgetVote vote, Ties ties = Ties.AsListed, WhenItDoesNotFit whenItDoesNotFit = WhenItDoesNotFit.Skip, decimal least = 0) =>
        vote.Outcome(Fill(vote, [], ties, whenItDoesNotFit, least), [], null);

    /// <summary>What else is paid for after <paramref name="funded"/>.</summary>
    internal static List<int> Fill(BudgetVote vote, IReadOnlyCollection<int> funded, Ties ties, WhenItDoesNotFit whenItDoesNotFit = WhenItDoesNotFit.Skip, decimal least = 0)
    {
        var order = vote.Order(ties);
        var left = vote.Budget - funded.Sum(project => vote.Projects[project].Cost);
        var chosen = new List<int>();
        var candidates = Enumerable.Range(0, vote.Projects.Count)
            .Except(funded)
            .Where(project => vote.Votes[project] > 0 && vote.Scores[project] >= least)
            .OrderByDescending(project => vote.Scores[project])
            .ThenBy(project => order[project]);
        foreach (var project in candidates)
        {
            if (vote.Projects[project].Cost <= left)
            {
                chosen.Add(project);
                left -= vote.Projects[project].Cost;
            }
            else if (whenItDoesNotFit == WhenItDoesNotFit.Stop)
            {
                break;
            }
        }

        return chosen;
    }
}
