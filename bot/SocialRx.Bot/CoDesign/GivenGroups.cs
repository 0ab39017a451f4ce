using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Domain.CoDesign.Opinions;

namespace SocialRx.Bot.CoDesign;

/// <summary>
/// Groups that somebody else found. Either JSON: what this verb prints, an array of such groups, an array of arrays of participants, or an object with participants and their group;
/// or CSV: participant and group, with or without headings, or Polis's participants-votes.csv. Who has no group is left out.
/// </summary>
internal static class GivenGroups
{
    public static List<OpinionGroup> Read(string text, string file)
    {
        var members = text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t') is ['{' or '[', ..] ? OfJson(text, file) : OfCsv(text, file);
        var groups = Grouped(members);
        var twice = groups.SelectMany(group => group.Participants).GroupBy(participant => participant, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? groups : throw new FormatException($"{file}: {twice.Key} is there more than once.");
    }

    // Groups keep their numbers; where not all have one they are numbered as they come.
    private static List<OpinionGroup> Grouped(IEnumerable<(string Participant, string Group)> members)
    {
        var groups = members.GroupBy(member => member.Group, member => member.Participant, StringComparer.Ordinal).ToList();
        var numbered = groups.All(group => Number(group.Key) is not null);
        var all = groups.Select((group, at) => new OpinionGroup(numbered ? Number(group.Key)!.Value : at + 1, [.. group]));
        return [.. all.OrderBy(group => group.Id)];
    }

    // Polis and pandas write whole numbers as 0 or as 0.0.
    private static int? Number(string group) =>
        double.TryParse(group, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == (int)number ? (int)number : null;

    private static List<(string Participant, string Group)> OfJson(string text, string file)
    {
        try
        {
            return JsonNode.Parse(text.TrimStart('\uFEFF')) switch
            {
                JsonObject whole when whole["groups"] is JsonArray groups => OfArray(groups),
                JsonObject map => OfMap(map),
                JsonArray groups => OfArray(groups),
                _ => throw new FormatException(),
            };
        }
        catch (JsonException error)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{file}, line {error.LineNumber + 1}: this is no JSON."));
        }
        catch (FormatException)
        {
            throw new FormatException($"{file}: this holds no groups. It may be like {{\"groups\":[{{\"id\":1,\"participants\":[\"0\",\"1\"]}}]}}.");
        }
    }

    private static List<(string, string)> OfArray(JsonArray groups) => [.. groups.SelectMany((group, at) => group switch
    {
        JsonArray participants => Members(participants, Ordinal(at + 1)),
        JsonObject named => Members(Participants(named), named["id"] is { } id ? Text(id) : Ordinal(at + 1)),
        _ => throw new FormatException(),
    })];

    private static JsonArray Participants(JsonObject group) => (group["participants"] ?? group["members"]) as JsonArray ?? throw new FormatException();

    // Either {"participant": group} or {"group": [participants]}.
    private static List<(string, string)> OfMap(JsonObject map) => map.All(item => item.Value is JsonArray)
        ? [.. map.SelectMany(item => Members((JsonArray)item.Value!, item.Key))]
        : [.. map.Where(item => item.Value is not null).Select(item => (item.Key, Text(item.Value)))];

    private static IEnumerable<(string, string)> Members(JsonArray participants, string group) => participants.Select(participant => (Text(participant), group));

    private static string Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
        ? node.ToString()
        : throw new FormatException();

    private static string Ordinal(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static List<(string Participant, string Group)> OfCsv(string text, string file)
    {
        var headed = text.Split('\n')[0].Contains("group", StringComparison.OrdinalIgnoreCase);
        var table = new CsvTable(new StringReader(headed ? text : "participant,group\n" + text), file, headed ? 0 : -1);
        var (person, group) = (table.Column("participant", "voter-id"), table.Column("group", "group-id"));
        var members = new List<(string, string)>();
        while (table.Next())
        {
            if (table.Field(group).Length > 0)
                members.Add((table.Id(person), table.Field(group)));
        }

        return members;
    }
}
