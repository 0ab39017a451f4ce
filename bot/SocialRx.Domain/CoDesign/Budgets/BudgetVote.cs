using System.Numerics;

namespace SocialRx.Domain.CoDesign.Budgets;

/// <param name="Cost">In the budget's currency, not negative.</param>
public sealed record CostedProject(string Id, decimal Cost);

/// <summary>How to choose between projects that come out level; the same ballots always give the same outcome.</summary>
public enum Ties
{
    /// <summary>The one listed first, as Pabulib's checker does for greedy outcomes.</summary>
    AsListed,

    /// <summary>The id that comes first, character by character ("10" before "9"), as pabutools does.</summary>
    ById,
}

/// <summary>
/// A counted vote on how to spend a sum: projects with costs, and ballots that approve any number of them. Ballots that are the same are kept
/// once with their number, because under every rule here they stay the same to the end. Made by <see cref="BudgetBallots"/>.
/// </summary>
public sealed class BudgetVote
{
    private readonly decimal[] _scores;

    internal BudgetVote(decimal budget, IReadOnlyList<CostedProject> projects, int voters, ListOfLists ballots, int[] weights, decimal[] scores)
    {
        Budget = budget;
        Projects = projects;
        Voters = voters;
        Ballots = ballots;
        Weights = weights;
        _scores = scores;
        Supporters = ballots.Transposed(projects.Count);
        Votes = [.. Enumerable.Range(0, projects.Count).Select(project => Weight(Supporters[project]))];
        var decimals = projects.Select(project => (int)project.Cost.Scale).Append(budget.Scale).Max();
        Costs = [.. projects.Select(project => Units(project.Cost, decimals))];
        BudgetUnits = Units(budget, decimals);
    }

    public decimal Budget { get; }

    /// <summary>In the order of the list; a project's place here is its number everywhere else.</summary>
    public IReadOnlyList<CostedProject> Projects { get; }

    /// <summary>Everybody who voted, those who approved nothing too.</summary>
    public int Voters { get; }

    /// <summary>How many approve each project.</summary>
    public IReadOnlyList<int> Votes { get; }

    /// <summary>What the greedy rule ranks by: the points of each project where ballots give points, otherwise its votes.</summary>
    public IReadOnlyList<decimal> Scores => _scores;

    /// <summary>Money in the smallest unit that any amount here uses, so that sums are exact.</summary>
    internal BigInteger BudgetUnits { get; }
    internal BigInteger[] Costs { get; }

    /// <summary>Different ballots: the projects each approves, ascending.</summary>
    internal ListOfLists Ballots { get; }

    /// <summary>How many voters cast each of the different ballots.</summary>
    internal int[] Weights { get; }

    /// <summary>By project, which of the different ballots approve it, ascending.</summary>
    internal ListOfLists Supporters { get; }

    /// <summary>The place of each project when ties are broken.</summary>
    internal int[] Order(Ties ties)
    {
        var places = new int[Projects.Count];
        var order = Enumerable.Range(0, Projects.Count);
        if (ties == Ties.ById)
            order = order.OrderBy(project => Projects[project].Id, StringComparer.Ordinal);
        foreach (var (place, project) in order.Index())
            places[project] = place;
        return places;
    }

    internal BudgetOutcome Outcome(IReadOnlyList<int> funded, IReadOnlyList<int> filledUp, decimal? raisedTo)
    {
        IReadOnlyList<int> all = [.. funded, .. filledUp];
        return new BudgetOutcome(this, all, filledUp, raisedTo, all.Sum(project => Projects[project].Cost), GotNothing(all));
    }

    private double GotNothing(IReadOnlyList<int> funded)
    {
        var gotSomething = new bool[Weights.Length];
        foreach (var project in funded)
        {
            foreach (var ballot in Supporters[project])
                gotSomething[ballot] = true;
        }

        var lucky = Enumerable.Range(0, Weights.Length).Where(ballot => gotSomething[ballot]).Sum(ballot => (long)Weights[ballot]);
        return Voters == 0 ? 0 : (double)(Voters - lucky) / Voters;
    }

    private int Weight(ReadOnlySpan<int> ballots)
    {
        var sum = 0;
        foreach (var ballot in ballots)
            sum += Weights[ballot];
        return sum;
    }

    private static BigInteger Units(decimal amount, int decimals)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        var digits = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return digits * BigInteger.Pow(10, decimals - amount.Scale);
    }
}

/// <summary>What is paid for, and for whom nothing is.</summary>
/// <param name="Funded">In the order of being chosen.</param>
/// <param name="FilledUp">Those of them that were not chosen by the rule itself but because money was left.</param>
/// <param name="RaisedTo">The pretended budget at which Equal Shares was run to its end, when the real one left too much unspent.</param>
/// <param name="GotNothing">The share of voters who approved none of what is paid for, from 0 to 1.</param>
public sealed record BudgetOutcome(BudgetVote Vote, IReadOnlyList<int> Funded, IReadOnlyList<int> FilledUp, decimal? RaisedTo, decimal Spent, double GotNothing)
{
    public int VotersWithNothing => (int)Math.Round(GotNothing * Vote.Voters);
}
