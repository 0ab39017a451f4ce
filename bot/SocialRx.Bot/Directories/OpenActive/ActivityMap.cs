using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>
/// What an activity of an OpenActive feed is about, in our themes. The mapping is data: Directories/OpenActive/activities.json. An activity that has only the id of the OpenActive activity list and no
/// name is a sport, unless the file says otherwise.
/// </summary>
internal sealed class ActivityMap
{
    private const string List = "https://openactive.io/activity-list#";

    private static readonly string[] Sport = ["active"];

    private readonly FrozenDictionary<string, string[]> _themes;
    private readonly FrozenDictionary<string, string[]> _byId;
    private readonly FrozenSet<string> _ignored;

    private ActivityMap(ActivityFile file)
    {
        _themes = Turned(file.Themes, Key);
        _byId = Turned(file.ById, id => id);
        _ignored = file.Ignored.Select(Key).ToFrozenSet(StringComparer.Ordinal);
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
            return _themes.GetValueOrDefault(Key(label)) ?? (_ignored.Contains(Key(label)) ? [] : null);
        if (Opportunity.Reference(activity) is not { } id || !id.StartsWith(List, StringComparison.OrdinalIgnoreCase))
            return null;

        return _byId.GetValueOrDefault(id[List.Length..].ToLowerInvariant()) ?? Sport;
    }

    /// <summary>What to show a curator of an activity.</summary>
    public static string Name(JsonNode activity) => Label(activity) ?? Opportunity.Reference(activity) ?? "";

    private static string? Label(JsonNode activity) => activity is JsonObject concept ? (concept["prefLabel"] ?? concept["name"]).Said() : activity.Said() is { } text && !text.StartsWith("http", StringComparison.Ordinal) ? text : null;

    private static FrozenDictionary<string, string[]> Turned(Dictionary<string, string[]> byTheme, Func<string, string> key) =>
        byTheme.SelectMany(pair => pair.Value.Select(term => (Term: key(term), Theme: pair.Key)))
            .GroupBy(pair => pair.Term, StringComparer.Ordinal)
            .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Theme).Distinct().ToArray(), StringComparer.Ordinal);

    // A trade mark's sign would become letters.
    private static string Key(string term) => string.Join(' ', Spelling.Words(term.Replace("™", "", StringComparison.Ordinal)));
}

/// <summary>The mapping file: our theme, and the activities that are about it, most telling theme first.</summary>
internal sealed record ActivityFile
{
    public required Dictionary<string, string[]> Themes { get; init; }

    /// <summary>For ids of the OpenActive activity list that come without a name.</summary>
    public required Dictionary<string, string[]> ById { get; init; }

    /// <summary>Known to say nothing we need.</summary>
    public required string[] Ignored { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ActivityFile))]
internal sealed partial class ActivityFileJson : JsonSerializerContext;
