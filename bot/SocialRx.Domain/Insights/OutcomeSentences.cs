using System.Globalization;
using SocialRx.Domain.CoDesign;

namespace SocialRx.Domain.Insights;

/// <summary>What answers weighed together come to, in plain sentences; how sure that is, and what cannot be said.</summary>
public static class OutcomeSentences
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>What a way of deciding is called.</summary>
    public static string Name(FundingRule rule) => rule switch
    {
        FundingRule.MostVotes => "Most votes first",
        FundingRule.EqualShares => "Equal shares",
        _ => "In turn (Phragmén)",
    };

    /// <summary>How it decides, in a sentence or two.</summary>
    public static string How(FundingRule rule) => rule switch
    {
        FundingRule.MostVotes => "The project with most votes that still fits is paid for, then the next. Most councils do this. A majority can take it all.",
        FundingRule.EqualShares => "Everybody holds the same part of the money, and a project is bought by those who want it. So a fifth of the people decide about a fifth of the money. What is left goes to most votes.",
        _ => "Everybody's part grows at the same pace, and a project is paid for as soon as those who want it have its cost between them; then they start again from nothing. What is left goes to most votes.",
    };

    public static IReadOnlyList<string> Of(ConsultationQuestion question, QuestionOutcome? outcome) => (question, outcome) switch
    {
        (ConsultationQuestion.Ranking, QuestionOutcome.Order order) => [First(question, order), .. Rest(question, order)],
        (ConsultationQuestion.Budget budget, QuestionOutcome.Money money) => [.. money.Ways.Select(way => Way(budget, way, money.Respondents)), Compared(budget, money)],
        _ => [],
    };

    public static IReadOnlyList<string> OfPairs(ConsultationQuestion.Pairwise question, PublishedTable table)
    {
        var result = PairResult.Of(question, table);
        var decided = result.Scores.Where(score => score.Wins + score.Losses > 0).ToList();
        return
        [
            .. decided.Take(3).Select(score => string.Create(British, $"{Quoted(question, score.Option)} was chosen {score.Wins:N0} of the {score.Wins + score.Losses:N0} times somebody decided between it and another. Score: {Whole(score.Score)} of 100, likely between {Whole(score.Low)} and {Whole(score.High)}.")),
            .. decided is [var first, var second, ..] && second.High >= first.Low ? [$"{Quoted(question, first.Option)} and {Quoted(question, second.Option)} are too close to say which comes first."] : Array.Empty<string>(),
            Strengths(question, result),
            .. result.HiddenPairs > 0 ? [string.Create(British, $"{result.HiddenPairs} of {table.Rows.Count} pairs are left out of this, because their numbers could point to somebody.")] : Array.Empty<string>(),
        ];
    }

    /// <summary>Places as they are read: "3", or "3 (shared)".</summary>
    public static IEnumerable<(string Place, string OptionId)> Places(QuestionOutcome.Order order)
    {
        var place = 1;
        foreach (var level in order.Places)
        {
            foreach (var option in level)
                yield return (level.Count > 1 ? $"{place} (shared)" : $"{place}", option);
            place += level.Count;
        }
    }

    private static string Strengths(ConsultationQuestion.Pairwise question, PairResult result) =>
        result.InOrder(question) is { } order
            ? order.SequenceEqual(result.Scores.Select(score => score.Option), StringComparer.Ordinal)
                ? "Weighing also whom each was up against, the order is the same."
                : $"Weighing also whom each was up against, the order is: {string.Join(", ", order.Select(option => Quoted(question, option)))}."
            : "Not enough yet to weigh whom each was up against: some were not compared often enough, or only ever one of two was chosen.";

    private static string First(ConsultationQuestion question, QuestionOutcome.Order order) => order.Places switch
    {
        [{ Count: > 1 } level] => $"Nothing comes first: {And(question, level)} are level.",
        [{ Count: > 1 } level, ..] => $"{And(question, level)} share first place: nothing puts one of them before the other.",
        [[var winner], ..] when order.FirstBeatsAll => $"{Quoted(question, winner)} comes first: put beside any other, more people put it above than below. {Closest(question, order, winner)}",
        [[var winner], ..] => $"{Quoted(question, winner)} comes first, but does not beat each of the others one to one: preferences are tied or go round in a circle, and its chain of majorities is the strongest (Schulze's method).",
        _ => "",
    };

    private static string Closest(ConsultationQuestion question, QuestionOutcome.Order order, string winner)
    {
        var others = question.Picks.Where(option => option.Id != winner).Select(option => (option.Id, Numbers: Over(order.Preferred, winner, option.Id))).ToList();
        var shown = others.Where(other => other.Numbers is not null).Select(other => (other.Id, other.Numbers!.Value.Above, other.Numbers.Value.Below)).ToList();
        if (shown.Count == 0)
            return "By how much cannot be said, because those numbers could point to somebody.";
        var (id, above, below) = shown.MinBy(other => other.Above - other.Below);
        var closest = shown.Count == others.Count ? "Closest to it is" : "Of those whose numbers can be shown, closest to it is";
        return above > below
            ? string.Create(British, $"{closest} {Quoted(question, id)}: {above:N0} put {Quoted(question, winner)} above it, {below:N0} below.")
            : $"It is so close to {Quoted(question, id)} that rounded numbers do not tell them apart.";
    }

    private static (int Above, int Below)? Over(PublishedTable preferred, string one, string other)
    {
        var pair = OptionPair.Of(one, other);
        return (preferred.Cell(pair.RowId, TableIds.FirstOfPair), preferred.Cell(pair.RowId, TableIds.SecondOfPair)) is ({ } first, { } second)
            ? pair.First == one ? (first, second) : (second, first)
            : null;
    }

    private static IEnumerable<string> Rest(ConsultationQuestion question, QuestionOutcome.Order order)
    {
        var after = order.Places.Skip(1).Select(level => level.Count == 1 ? Quoted(question, level[0]) : $"{And(question, level)} (level)").ToList();
        return after.Count == 0 ? [] : [$"After that: {string.Join(", then ", after)}."];
    }

    private static string Way(ConsultationQuestion.Budget question, Funding way, int voters)
    {
        var paid = way.Funded.Count == 0 ? "pays for nothing" : $"pays for {And(question, way.Funded)}";
        var left = string.Create(British, $"£{way.Spent:N0} of £{question.Total:N0} is spent, £{question.Total - way.Spent:N0} is left.");
        var nothing = way.GotNothing is { } people
            ? people == 0 ? "Nobody is left with nothing they voted for." : string.Create(British, $"{people:N0} of {voters:N0} people get nothing they voted for.")
            : "How many people get nothing they voted for is hidden, because it could point to somebody.";
        return $"{Name(way.Rule)} {paid}. {left} {nothing}";
    }

    private static string Compared(ConsultationQuestion.Budget question, QuestionOutcome.Money money)
    {
        var differs = question.Picks.Select(option => option.Id).Where(id => money.Ways.Any(way => way.Funded.Contains(id)) && !money.Ways.All(way => way.Funded.Contains(id))).ToList();
        return differs.Count == 0 ? "All three ways pay for the same." : $"The way of deciding makes the difference for {And(question, differs)}.";
    }

    private static string And(ConsultationQuestion question, IReadOnlyList<string> ids) => ids.Count == 1
        ? Quoted(question, ids[0])
        : $"{string.Join(", ", ids.Take(ids.Count - 1).Select(id => Quoted(question, id)))} and {Quoted(question, ids[^1])}";

    private static string Quoted(ConsultationQuestion question, string id) => $"“{ConsultationSentences.Label(question, id)}”";

    private static int Whole(double score) => (int)Math.Round(score);
}
