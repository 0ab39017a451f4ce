using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>
/// What an activity of an OpenActive feed is about, in our themes. The mapping is data: Directories/OpenActive/activities.json. An activity that has only the id of the OpenActive activity list and no
/// name is a sport, unless the file says otherwise.
/// </summary>
internal sealed class ActivityMap
{
    private const string List = "https://openactive.io/activity-list#";

    private static readonly string[] Sport = ["active"];

    private readonly TermLayer _named;
    private readonly FrozenDictionary<string, string[]> _byId;

    private ActivityMap(ActivityFile file)
    {
        _named = new TermLayer(file);
        _byId = file.ById.SelectMany(pair => pair.Value.Select(id => (Id: id, Theme: pair.Key)))
            .GroupBy(pair => pair.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Theme).Distinct().ToArray(), StringComparer.Ordinal);
    }

    public static ActivityMap Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Directories", "OpenActive", "activities.json"));
        return new ActivityMap(JsonSerializer.Deserialize(file, ActivityFileJson.Default.ActivityFile)!);
    }

    /// <summary>Null when nobody has mapped it yet; none when it says nothing we need.</summary>
    public IReadOnlyList<string>? Themes(JsonNode activity)
    {
        if (Label(activity) is { } label)
            return _named.Knows(label) ? _named.Themes(label) : null;
        if (Opportunity.Reference(activity) is not { } id || !id.StartsWith(List, StringComparison.OrdinalIgnoreCase))
            return null;

        return _byId.GetValueOrDefault(id[List.Length..].ToLowerInvariant()) ?? Sport;
    }

    /// <summary>What to show a curator of an activity.</summary>
    public static string Name(JsonNode activity) => Label(activity) ?? Opportunity.Reference(activity) ?? "";

    private static string? Label(JsonNode activity) => activity is JsonObject concept ? (concept["prefLabel"] ?? concept["name"]).Said() : activity.Said() is { } text && !text.StartsWith("http", StringComparison.Ordinal) ? text : null;
}

/// <summary>A mapping file with ids beside its terms.</summary>
internal sealed record ActivityFile : TermFile
{
    /// <summary>For ids of the OpenActive activity list that come without a name.</summary>
    public required Dictionary<string, string[]> ById { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ActivityFile))]
internal sealed partial class ActivityFileJson : JsonSerializerContext;
