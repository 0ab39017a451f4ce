using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Domain.Insights;

namespace SocialRx.Bot.CoDesign;

/// <summary>What the verb "opinions" prints.</summary>
internal sealed class OpinionsReport(Conversation conversation, OpinionAnalysis analysis, HeldOutVotes? heldOut)
{
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public JsonObject Json()
    {
        var json = new JsonObject
        {
            ["groups"] = Array(analysis.Groups.Select((group, at) => Group(group, analysis.Representative[at]))),
            ["stable"] = analysis.Found is Grouping.Found,
            ["statements"] = Array(analysis.Statements.Select(Statement)),
            ["withheld"] = Array(Withheld().Select(Withheld)),
            ["consensus"] = Array(analysis.Consensus.Select(Consensus)),
        };
        if (analysis.Found is { } found)
            json["grouping"] = Found(found);
        if (heldOut is not null)
            json["heldOut"] = new JsonObject { ["votes"] = heldOut.Votes, ["mean"] = heldOut.Mean, ["stableGroups"] = heldOut.StableGroups, ["groups"] = heldOut.Groups, ["predictor"] = heldOut.Predictor };
        return json;
    }

    public IEnumerable<string> Table()
    {
        yield return Line($"{conversation.Votes.VoteCount} votes of {conversation.Votes.Participants.Count} people on {conversation.Votes.Statements.Count} statements.");
        yield return analysis.Found switch
        {
            Grouping.Found found => Line($"{found.Groups.Count} stable groups (silhouette {found.Chosen.Silhouette:0.00}, stability {found.Chosen.Stability:0.00})."),
            Grouping.NoStableGroups none => $"No stable groups. {none.Why}",
            _ => Line($"{analysis.Groups.Count} groups as given."),
        };
        foreach (var line in analysis.Groups.SelectMany((group, at) => Lines(group, analysis.Representative[at])))
            yield return line;
        foreach (var line in ConsensusLines().Concat(StatementLines()))
            yield return line;
        foreach (var held in Withheld())
            yield return Line($"Withheld: {held.What}{(held.Id is null ? "" : $" {held.Id}")}{(held.Count is null ? "" : $" ({held.Count})")}: {held.Why}");
        if (heldOut is not null)
            yield return Line($"Log-loss of {heldOut.Votes} votes held out: mean {heldOut.Mean:0.000}, stable groups {heldOut.StableGroups:0.000}, any groups {heldOut.Groups:0.000}, predictor {heldOut.Predictor:0.000}.");
    }

    private IEnumerable<string> Lines(OpinionGroup group, IReadOnlyList<RepresentativeStatement> representative)
    {
        yield return Line($"Group {group.Id}, {group.Participants.Count} people:");
        foreach (var speaks in representative)
            yield return Line($"  {(speaks.Agrees ? "agrees" : "disagrees")} {speaks.Stance.Share:P0} of {speaks.Counts.Seen} (others' share times {speaks.Stance.Ratio:0.00}): {Words(speaks.Statement)}");
    }

    private IEnumerable<string> ConsensusLines()
    {
        yield return analysis.Consensus.Count == 0 ? "Nothing that most people are of one mind about." : "What most people are of one mind about:";
        foreach (var shared in analysis.Consensus)
            yield return Line($"  {(shared.Agrees ? "agree" : "disagree")} {shared.Share:P0} of {shared.Counts.Seen}: {Words(shared.Statement)}");
    }

    private IEnumerable<string> StatementLines()
    {
        yield return "priority  all groups agree (95 %)      least  seen  statement";
        foreach (var statement in analysis.Statements.OrderByDescending(statement => statement.Priority))
        {
            var consensus = statement.Consensus;
            yield return Line($"{statement.Priority,8:0.00}  {consensus.GeometricMean,8:0.00} ({consensus.Low:0.00} to {consensus.High:0.00})  {consensus.Least,11:0.00}  {statement.Counts.Seen,4}  {Words(statement.Id)}");
        }
    }

    // One line each, whatever somebody wrote.
    private string Words(string id)
    {
        var words = conversation.Statements.First(statement => statement.Id == id).Words;
        return $"{id} {string.Concat(words.Select(letter => char.IsControl(letter) ? ' ' : letter))}".TrimEnd();
    }

    private IEnumerable<Held> Withheld()
    {
        foreach (var statement in conversation.Statements.Where(statement => statement.TakesNoPart is not null))
            yield return new Held("statement", statement.Id, null, statement.TakesNoPart!);
        foreach (var held in analysis.Found is { } found ? OfFound(found) : OfGiven())
            yield return held;
    }

    private IEnumerable<Held> OfFound(Grouping found)
    {
        if (conversation.Votes.Participants.Count - found.People is > 0 and var few)
            yield return new Held("participants", null, few, "too few votes to be in a group");
        if (found is Grouping.NoStableGroups none)
            yield return new Held("groups", null, null, none.Why);
        foreach (var tried in found.Tried.Where(tried => tried.Stability is null))
            yield return new Held("groups", null, tried.Count, "one of them would be too small");
    }

    private IEnumerable<Held> OfGiven()
    {
        var without = analysis.Groups.Sum(group => group.Participants.Count(participant => conversation.Votes.IndexOfPerson(participant) < 0));
        if (without > 0)
            yield return new Held("participants", null, without, "in a given group, but without votes on what takes part");
    }

    private static JsonObject Group(OpinionGroup group, IReadOnlyList<RepresentativeStatement> representative) => new()
    {
        ["id"] = group.Id,
        ["participants"] = Array(group.Participants.Select(participant => JsonValue.Create(participant))),
        ["representative"] = Array(representative.Select(Representative)),
    };

    private static JsonObject Representative(RepresentativeStatement statement) => new()
    {
        ["statement"] = statement.Statement,
        ["agrees"] = statement.Agrees,
        ["significant"] = statement.Stance.IsRepresentative,
        ["strength"] = statement.Stance.Strength,
    };

    private static JsonObject Statement(StatementOpinion statement) => new()
    {
        ["id"] = statement.Id,
        ["groupInformedConsensus"] = statement.Consensus.Product,
        ["geometricMean"] = statement.Consensus.GeometricMean,
        ["geometricMeanLow"] = statement.Consensus.Low,
        ["geometricMeanHigh"] = statement.Consensus.High,
        ["minimum"] = statement.Consensus.Least,
        ["priority"] = statement.Priority,
        ["extremity"] = statement.Extremity,
        ["agree"] = statement.Counts.Agree,
        ["disagree"] = statement.Counts.Disagree,
        ["seen"] = statement.Counts.Seen,
        ["agreeLow"] = statement.Agreement?.Low,
        ["agreeHigh"] = statement.Agreement?.High,
        ["byGroup"] = Array(statement.ByGroup.Select(ByGroup)),
    };

    private static JsonObject ByGroup(GroupStance stance)
    {
        var agreement = StatementOpinion.AgreementIn(stance.Counts);
        return new JsonObject
        {
            ["group"] = stance.Group,
            ["agree"] = stance.Counts.Agree,
            ["disagree"] = stance.Counts.Disagree,
            ["seen"] = stance.Counts.Seen,
            ["pAgree"] = stance.Agree.Share,
            ["zAgree"] = stance.Agree.Z,
            ["ratioAgree"] = stance.Agree.Ratio,
            ["zRatioAgree"] = stance.Agree.RatioZ,
            ["pDisagree"] = stance.Disagree.Share,
            ["zDisagree"] = stance.Disagree.Z,
            ["ratioDisagree"] = stance.Disagree.Ratio,
            ["zRatioDisagree"] = stance.Disagree.RatioZ,
            ["agreeLow"] = agreement?.Low,
            ["agreeHigh"] = agreement?.High,
        };
    }

    private static JsonObject Consensus(ConsensusStatement statement) => new()
    {
        ["statement"] = statement.Statement,
        ["agrees"] = statement.Agrees,
        ["share"] = statement.Share,
        ["z"] = statement.Z,
    };

    private static JsonObject Found(Grouping found) => new()
    {
        ["people"] = found.People,
        ["structure"] = found.Structure,
        ["tried"] = Array(found.Tried.Select(tried => new JsonObject
        {
            ["groups"] = tried.Count,
            ["silhouette"] = tried.Silhouette,
            ["stability"] = tried.Stability,
            ["loss"] = tried.Loss,
        })),
    };

    private static JsonObject Withheld(Held held)
    {
        var json = new JsonObject { ["what"] = held.What, ["why"] = held.Why };
        if (held.Id is not null)
            json["id"] = held.Id;
        if (held.Count is not null)
            json["count"] = held.Count;
        return json;
    }

    private static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    /// <param name="Count">Of people, or how many groups there would have been.</param>
    private sealed record Held(string What, string? Id, int? Count, string Why);
}
