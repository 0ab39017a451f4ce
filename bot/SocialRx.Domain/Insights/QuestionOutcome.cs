using System.Text.Json.Serialization;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Budgets;
using SocialRx.Domain.CoDesign.Choices;

namespace SocialRx.Domain.Insights;

/// <summary>
/// What the answers to a question come to when they are weighed together, not counted one by one. What is decided is exact, from every answer;
/// every number of people beside it is as it may be shown.
/// </summary>
[JsonDerivedType(typeof(Order), "order")]
[JsonDerivedType(typeof(Money), "money")]
[JsonDerivedType(typeof(Votes), "votes")]
public abstract record QuestionOutcome
{
    private QuestionOutcome() { }

    /// <summary>People behind it, rounded.</summary>
    public required int Respondents { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <param name="Places">First place first; options on one place are tied.</param>
    /// <param name="FirstBeatsAll">One option is first, and more people put it above each other one than below it.</param>
    /// <param name="Preferred">Of each pair, how many put the first above the second, and the other way round.</param>
    public sealed record Order(IReadOnlyList<IReadOnlyList<string>> Places, bool FirstBeatsAll, PublishedTable Preferred) : QuestionOutcome;

    public sealed record Money(IReadOnlyList<Funding> Ways) : QuestionOutcome;

    /// <param name="Table">Statements by how people voted on them.</param>
    public sealed record Votes(PublishedTable Table) : QuestionOutcome;

    /// <summary>Null when too few people are behind it, or their answers cannot be shown.</summary>
    public static QuestionOutcome? OfOrders(string consultationId, ConsultationQuestion.Ranking question, IReadOnlyList<IReadOnlyList<string>> ballots, DisclosureOptions rules)
    {
        IReadOnlyList<string> options = [.. question.Options.Select(option => option.Id)];
        var ranked = Schulze.Rank(options, ballots);
        return Disclosure.PublishRows(Preferences(TableIds.Preferred(consultationId, question.Id), options, ranked), rules) is { } preferred
            ? new Order(ranked.Places, ranked.FirstBeatsAll(options), preferred) { Respondents = preferred.Respondents }
            : null;
    }

    /// <inheritdoc cref="OfOrders"/>
    public static QuestionOutcome? OfBudget(ConsultationQuestion.Budget question, IEnumerable<IReadOnlyCollection<string>> ballots, DisclosureOptions rules)
    {
        var vote = BudgetBallots.Count(question, ballots);
        return vote.Voters < rules.LeastRespondents
            ? null
            : new Money(
            [
                Funding.Of(FundingRule.MostVotes, GreedyApproval.Fund(vote), rules),
                Funding.Of(FundingRule.EqualShares, EqualShares.Fund(vote), rules),
                Funding.Of(FundingRule.Phragmen, Phragmen.Fund(vote, fillUp: true), rules),
            ])
            { Respondents = rules.Round(vote.Voters) };
    }

    /// <inheritdoc cref="OfOrders"/>
    public static QuestionOutcome? OfVotes(CountTable votes, DisclosureOptions rules) =>
        Disclosure.PublishRows(votes, rules) is { } table ? new Votes(table) { Respondents = table.Respondents } : null;

    private static CountTable Preferences(string id, IReadOnlyList<string> options, RankedChoice ranked)
    {
        var numbers = options.Index().ToDictionary(option => option.Item, option => option.Index, StringComparer.Ordinal);
        var pairs = OptionPair.All(options).ToList();
        return new CountTable(
            id,
            ranked.Ballots,
            pairs.ConvertAll(pair => pair.RowId),
            [TableIds.FirstOfPair, TableIds.SecondOfPair, TableIds.Level],
            pairs.ConvertAll(pair => Counts(ranked.Preferred[numbers[pair.First]][numbers[pair.Second]], ranked.Preferred[numbers[pair.Second]][numbers[pair.First]])));

        IReadOnlyList<int> Counts(int first, int second) => [first, second, ranked.Ballots - first - second];
    }
}

/// <summary>Ways to decide what a sum is spent on.</summary>
public enum FundingRule
{
    MostVotes,
    EqualShares,
    Phragmen,
}

/// <summary>What one way of deciding would pay for.</summary>
/// <param name="Funded">Projects, in the order of being chosen.</param>
/// <param name="FilledUp">Those of them that were only chosen because money was left.</param>
/// <param name="Spent">Whole pounds.</param>
/// <param name="GotNothing">People who voted and would get nothing of what they voted for; null: hidden.</param>
public sealed record Funding(FundingRule Rule, IReadOnlyList<string> Funded, IReadOnlyList<string> FilledUp, int Spent, int? GotNothing)
{
    public static Funding Of(FundingRule rule, BudgetOutcome outcome, DisclosureOptions rules) =>
        new(rule, Ids(outcome, outcome.Funded), Ids(outcome, outcome.FilledUp), (int)outcome.Spent, rules.Shown(outcome.VotersWithNothing, outcome.Vote.Voters));

    private static IReadOnlyList<string> Ids(BudgetOutcome outcome, IReadOnlyList<int> projects) => [.. projects.Select(project => outcome.Vote.Projects[project].Id)];
}
