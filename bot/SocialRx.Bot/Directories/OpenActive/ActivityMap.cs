using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>
/// What an activity of an OpenActive feed is about, in our themes. The mapping is data: Directories/OpenActive/activities.json. An activity with an id of the OpenActive activity list is a sport, unless the file
/// says otherwise of its id or of its name.
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
    public IReadOnlyList<string>? Themes(SaidTerm activity)
    {
        var listed = activity.Ids.Where(id => id.StartsWith(List, StringComparison.OrdinalIgnoreCase)).Select(id => id[List.Length..].ToLowerInvariant()).FirstOrDefault();
        return (listed is null ? null : _byId.GetValueOrDefault(listed)) ?? _named.ByLabel(activity)?.Themes ?? (listed is null ? null : Sport);
    }
}

/// <summary>A mapping file with ids beside its terms.</summary>
internal sealed record ActivityFile : TermFile
{
    /// <summary>For ids of the OpenActive activity list, whatever name they come with.</summary>
    public required Dictionary<string, string[]> ById { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ActivityFile))]
internal sealed partial class ActivityFileJson : JsonSerializerContext;
