using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Tests.CoDesign.Budgets;

/// <summary>The rules written down from their definitions, voter by voter, with no thought of speed.</summary>
internal static class PlainRules
{
    public static List<int> EqualShares(BudgetCase vote, Worth worth, Fraction? held = null)
    {
        var purses = Enumerable.Repeat(held ?? (Fraction)vote.Budget / vote.Ballots.Count, vote.Ballots.Count).ToArray();
        List<int> bought = [];
        while (true)
        {
            var offers = Enumerable.Range(0, vote.Projects.Count)
                .Except(bought)
                .Select(project => (Project: project, Rho: Rho(vote, project, worth, purses)))
                .Where(offer => offer.Rho is not null)
                .OrderBy(offer => offer.Rho!.Value)
                .ThenBy(offer => vote.Projects[offer.Project].Id, StringComparer.Ordinal)
                .ToList();
            if (offers.Count == 0)
                return bought;
            var (chosen, rho) = offers[0];
            foreach (var voter in vote.Supporters(chosen))
                purses[voter] -= Least(purses[voter], rho!.Value * WorthOf(vote, chosen, worth));
            bought.Add(chosen);
        }
    }

    // The smallest rho with sum of min(purse, rho * worth) = cost: try each supporter as the poorest who pays in full.
    private static Fraction? Rho(BudgetCase vote, int project, Worth worth, Fraction[] purses)
    {
        var cost = (Fraction)vote.Projects[project].Cost;
        var supporters = vote.Supporters(project).OrderBy(voter => purses[voter]).ToList();
        var given = (Fraction)0;
        for (var place = 0; place < supporters.Count; place++)
        {
            var rho = (cost - given) / (supporters.Count - place) / WorthOf(vote, project, worth);
            if (rho * WorthOf(vote, project, worth) <= purses[supporters[place]])
                return rho;
            given += purses[supporters[place]];
        }

        return null;
    }

    /// <summary>Every 1 % step, none left out.</summary>
    public static List<int> Raised(BudgetCase vote, Worth worth)
    {
        var outcome = EqualShares(vote, worth);
        for (var step = 1; !NothingFits(vote, outcome); step++)
        {
            var next = EqualShares(vote, worth, (Fraction)vote.Budget * (100 + step) / 100 / vote.Ballots.Count);
            if (next.Sum(project => vote.Projects[project].Cost) > vote.Budget)
                break;
            outcome = next;
        }

        return outcome;
    }

    private static bool NothingFits(BudgetCase vote, List<int> outcome)
    {
        var left = vote.Budget - outcome.Sum(project => vote.Projects[project].Cost);
        return !Enumerable.Range(0, vote.Projects.Count).Except(outcome).Any(project => vote.Supporters(project).Any() && vote.Projects[project].Cost <= left);
    }

    /// <summary>Money arrives at the same pace for all; the clock is moved to the next moment at which some group can pay.</summary>
    public static List<int> Phragmen(BudgetCase vote)
    {
        var purses = new Fraction[vote.Ballots.Count];
        Array.Fill(purses, 0);
        var left = vote.Budget;
        List<int> bought = [];
        while (true)
        {
            var waits = Enumerable.Range(0, vote.Projects.Count)
                .Except(bought)
                .Where(project => vote.Projects[project].Cost <= vote.Budget && vote.Supporters(project).Any())
                .Select(project => (Project: project, Wait: ((Fraction)vote.Projects[project].Cost - vote.Supporters(project).Aggregate((Fraction)0, (sum, voter) => sum + purses[voter])) / vote.Supporters(project).Count()))
                .ToList();
            if (waits.Count == 0)
                return bought;
            var wait = waits.Min(next => next.Wait);
            var due = waits.Where(next => next.Wait <= wait).Select(next => next.Project).ToList();
            if (due.Exists(project => vote.Projects[project].Cost > left))
                return bought;

            var chosen = due.OrderBy(project => vote.Projects[project].Id, StringComparer.Ordinal).First();
            for (var voter = 0; voter < purses.Length; voter++)
                purses[voter] = vote.Ballots[voter].Contains(chosen) ? 0 : purses[voter] + wait;
            left -= vote.Projects[chosen].Cost;
            bought.Add(chosen);
        }
    }

    public static List<int> Greedy(BudgetCase vote)
    {
        List<int> bought = [];
        foreach (var votes in Enumerable.Range(1, vote.Ballots.Count).Reverse())
        {
            foreach (var project in Enumerable.Range(0, vote.Projects.Count).Where(project => vote.Supporters(project).Count() == votes))
            {
                if (bought.Append(project).Sum(paid => vote.Projects[paid].Cost) <= vote.Budget)
                    bought.Add(project);
            }
        }

        return bought;
    }

    private static Fraction WorthOf(BudgetCase vote, int project, Worth worth) => worth == Worth.Cost ? (Fraction)vote.Projects[project].Cost : 1;

    private static Fraction Least(Fraction one, Fraction other) => one < other ? one : other;
}
