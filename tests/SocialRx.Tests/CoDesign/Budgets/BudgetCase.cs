using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Tests.CoDesign.Budgets;

/// <summary>A small budget vote as a test writes it down: "park 50", ballots such as "park pool".</summary>
internal sealed record BudgetCase(decimal Budget, IReadOnlyList<CostedProject> Projects, IReadOnlyList<IReadOnlyList<int>> Ballots)
{
    /// <summary>Multi-Winner Voting with Approval Preferences (2023), example 2.1: twelve voters choose four of seven.</summary>
    public static BudgetCase LacknerSkowron { get; } = Of(
        4,
        "a 1, b 1, c 1, d 1, e 1, f 1, g 1",
        "a b", "a b", "a b", "a c", "a c", "a c", "a d", "a d", "b c f", "e", "f", "g");

    public static BudgetCase Of(decimal budget, string projects, params string[] ballots)
    {
        var costed = projects.Split(", ").Select(project => project.Split(' ')).Select(parts => new CostedProject(parts[0], decimal.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))).ToList();
        return new BudgetCase(budget, costed, [.. ballots.Select(ballot => (IReadOnlyList<int>)[.. ballot.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => costed.FindIndex(project => project.Id == id))])]);
    }

    /// <summary>Small numbers, so that draws, exact fits and empty purses happen all the time.</summary>
    public static BudgetCase Random(int seed, int mostVoters = 9, int mostProjects = 7, int mostCost = 8)
    {
        var random = new Random(seed);
        var projects = Enumerable.Range(0, random.Next(1, mostProjects + 1)).Select(number => new CostedProject($"p{(number * 7) % 10}{number}", random.Next(1, mostCost + 1))).ToList();
        var taste = random.NextDouble();
        var ballots = Enumerable.Range(0, random.Next(1, mostVoters + 1))
            .Select(_ => (IReadOnlyList<int>)[.. Enumerable.Range(0, projects.Count).Where(_ => random.NextDouble() < taste)]);
        var budget = random.Next(1, (int)projects.Sum(project => project.Cost) + 2);
        return new BudgetCase(budget, projects, [.. ballots]);
    }

    public BudgetVote Vote
    {
        get
        {
            var ballots = new BudgetBallots(Projects);
            foreach (var ballot in Ballots)
                ballots.Add([.. ballot]);
            return ballots.Count(Budget);
        }
    }

    public IEnumerable<int> Supporters(int project) => Enumerable.Range(0, Ballots.Count).Where(voter => Ballots[voter].Contains(project));

    public static string Ids(BudgetOutcome outcome) => string.Join(' ', outcome.Funded.Select(project => outcome.Vote.Projects[project].Id));
}
