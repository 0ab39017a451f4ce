using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SocialRx.Domain.CoDesign.Budgets;

namespace SocialRx.Bot.CoDesign;

/// <summary>The verb "budget": what a vote on a budget pays for under a rule, from a file in Pabulib's format.</summary>
internal static class BudgetCommand
{
    private const int Counted = 0;
    private const int Refused = 2;

    private static readonly Dictionary<string, Worth> Worths = new() { ["cost"] = Worth.Cost, ["cardinality"] = Worth.Number };
    private static readonly Dictionary<string, Ties> TieRules = new() { ["listed"] = Ties.AsListed, ["id"] = Ties.ById };
    private static readonly Dictionary<string, Completion> Completions = new()
    {
        ["none"] = Completion.None,
        ["increase"] = Completion.Raise,
        ["greedy"] = Completion.Greedy,
        ["increase-greedy"] = Completion.RaiseThenGreedy,
    };

    /// <summary>What was asked for; null is what is usual for the rule.</summary>
    private sealed record Request(string Rule, string? Completion, string Utility, string? Ties);

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A .pb file: META, PROJECTS, VOTES" };
        var rule = new Option<string>("--rule") { Description = "greedy: most votes that still fits; equal-shares: every voter decides about the same part; phragmen: supporters save up", Required = true };
        rule.AcceptOnlyFromAmong("greedy", "equal-shares", "phragmen");
        var completion = new Option<string?>("--completion") { Description = "What to do with money left. Usual: increase-greedy for equal-shares, none for phragmen" };
        completion.AcceptOnlyFromAmong([.. Completions.Keys]);
        var utility = new Option<string>("--utility") { Description = "What a project is worth to a voter under equal-shares: its cost, or 1", DefaultValueFactory = _ => "cost" };
        utility.AcceptOnlyFromAmong([.. Worths.Keys]);
        var ties = new Option<string?>("--ties") { Description = "Who is first when two come out level. Usual: listed for greedy, id for the others" };
        ties.AcceptOnlyFromAmong([.. TieRules.Keys]);
        var json = new Option<bool>("--json") { Description = "One JSON object instead of lines to read" };

        var command = new Command("budget", "Counts a vote on a budget.") { file, rule, completion, utility, ties, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(
            parsed.GetValue(file)!,
            new Request(parsed.GetValue(rule)!, parsed.GetValue(completion), parsed.GetValue(utility)!, parsed.GetValue(ties)),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error)));
        return command;
    }

    private static int Run(string file, Request request, bool json, TextWriter output, TextWriter error)
    {
        if (Mismatch(request) is { } mismatch)
            return Refuse(error, mismatch);

        PabulibReading reading;
        try
        {
            using var text = new StreamReader(file);
            reading = PabulibFile.Read(text);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refuse(error, $"{file} cannot be read: {trouble.Message}");
        }

        switch (reading)
        {
            case PabulibReading.Refused refused:
                return Refuse(error, string.Create(CultureInfo.InvariantCulture, $"{file}, line {refused.Line}: {refused.Why}."));
            case PabulibReading.Read read:
                foreach (var note in read.Notes)
                    error.WriteLine($"{file}: {note}.");
                Write(request.Rule, Count(read, request), json, output);
                return Counted;
            default:
                throw new InvalidOperationException();
        }
    }

    private static string? Mismatch(Request request) => request switch
    {
        { Rule: "greedy", Completion: not (null or "none") } => "The rule greedy leaves nothing to complete: leave --completion out.",
        { Rule: "phragmen", Completion: "increase" or "increase-greedy" } => "The rule phragmen has no budget a voter that could be raised: use --completion none or greedy.",
        _ => null,
    };

    private static int Refuse(TextWriter error, string why)
    {
        error.WriteLine(why);
        return Refused;
    }

    private static BudgetOutcome Count(PabulibReading.Read read, Request request) => request.Rule switch
    {
        "greedy" => GreedyApproval.Fund(
            read.Vote,
            TiesOf(request, Ties.AsListed),
            read.Rule == "greedy-no-skip" ? WhenItDoesNotFit.Stop : WhenItDoesNotFit.Skip,
            read.LeastScore),
        "phragmen" => Phragmen.Fund(read.Vote, TiesOf(request, Ties.ById), request.Completion == "greedy"),
        _ => EqualShares.Fund(
            read.Vote,
            Worths[request.Utility],
            request.Completion is { } completion ? Completions[completion] : Completion.RaiseThenGreedy,
            TiesOf(request, Ties.ById)),
    };

    private static Ties TiesOf(Request request, Ties usual) => request.Ties is { } ties ? TieRules[ties] : usual;

    private static void Write(string rule, BudgetOutcome outcome, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(Json(rule, outcome).ToJsonString());
            return;
        }

        foreach (var line in Lines(rule, outcome))
            output.WriteLine(line);
    }

    internal static JsonObject Json(string rule, BudgetOutcome outcome)
    {
        var funded = outcome.Funded.ToHashSet();
        return new JsonObject
        {
            ["rule"] = rule,
            ["budget"] = outcome.Vote.Budget,
            ["spent"] = outcome.Spent,
            ["selected"] = Ids(outcome, outcome.Funded),
            ["filledUp"] = Ids(outcome, outcome.FilledUp),
            ["raisedTo"] = outcome.RaisedTo,
            ["voters"] = outcome.Vote.Voters,
            ["gotNothing"] = outcome.GotNothing,
            ["projects"] = new JsonArray([.. outcome.Vote.Projects.Index().Select(project => new JsonObject
            {
                ["id"] = project.Item.Id,
                ["cost"] = project.Item.Cost,
                ["votes"] = outcome.Vote.Votes[project.Index],
                ["score"] = outcome.Vote.Scores[project.Index],
                ["selected"] = funded.Contains(project.Index),
            })]),
        };
    }

    private static JsonArray Ids(BudgetOutcome outcome, IEnumerable<int> projects) =>
        new([.. projects.Select(project => JsonValue.Create(outcome.Vote.Projects[project].Id))]);

    private static IEnumerable<string> Lines(string rule, BudgetOutcome outcome)
    {
        var invariant = CultureInfo.InvariantCulture;
        yield return string.Create(invariant, $"{rule}: {outcome.Funded.Count} of {outcome.Vote.Projects.Count} projects for {outcome.Spent:#,0.##} of {outcome.Vote.Budget:#,0.##}.");
        if (outcome.RaisedTo is { } raised)
            yield return string.Create(invariant, $"So that less is left over, voters shared out {raised:#,0.##}; no more than the budget is spent.");
        yield return string.Create(invariant, $"{outcome.GotNothing:P1} of {outcome.Vote.Voters} voters got nothing that they voted for.");
        yield return "";
        yield return "     votes             cost  project";
        var filledUp = outcome.FilledUp.ToHashSet();
        foreach (var project in outcome.Funded)
        {
            var (id, cost) = outcome.Vote.Projects[project];
            yield return string.Create(invariant, $"{outcome.Vote.Votes[project],10}  {cost,15:#,0.##}  {id}{(filledUp.Contains(project) ? " (from what was left)" : "")}");
        }
    }
}
