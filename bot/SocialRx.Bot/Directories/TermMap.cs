using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What the words of other people's taxonomies mean here. The mapping is data: Directories/terms.json.</summary>
internal sealed class TermMap
{
    private readonly FrozenDictionary<string, string[]> _themes;
    private readonly FrozenDictionary<string, string[]> _groups;
    private readonly FrozenDictionary<string, string[]> _features;
    private readonly FrozenSet<string> _ignored;
    private readonly (string Word, string AccessId)[] _access;

    private TermMap(TermFile file)
    {
        _themes = ByTerm(file.Themes);
        _groups = ByTerm(file.OnlyFor);
        _features = ByTerm(file.Features);
        _ignored = file.Ignored.Select(Key).ToFrozenSet(StringComparer.Ordinal);
        _access = [.. file.Access.SelectMany(pair => pair.Value.Select(word => (Key(word), pair.Key)))];
    }

    public static TermMap Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Directories", "terms.json"));
        return new TermMap(JsonSerializer.Deserialize(file, TermFileJson.Default.TermFile)!);
    }

    public IReadOnlyList<string> Themes(string term) => _themes.GetValueOrDefault(Key(term)) ?? [];

    public IReadOnlyList<string> OnlyFor(string term) => _groups.GetValueOrDefault(Key(term)) ?? [];

    /// <summary>"newcomers", "one-to-one", "referral-needed", "online".</summary>
    public IReadOnlyList<string> Features(string term) => _features.GetValueOrDefault(Key(term)) ?? [];

    /// <summary>Access ids whose words are in a description of a building.</summary>
    public IEnumerable<string> Access(string description)
    {
        var key = $" {Key(description)} ";
        return key.Contains(" no ", StringComparison.Ordinal) || key.Contains(" not ", StringComparison.Ordinal) ? [] : _access.Where(pair => key.Contains($" {pair.Word} ", StringComparison.Ordinal)).Select(pair => pair.AccessId).Distinct();
    }

    public bool Knows(string term) => Themes(term).Count + OnlyFor(term).Count + Features(term).Count > 0 || _ignored.Contains(Key(term)) || Access(term).Any();

    private static FrozenDictionary<string, string[]> ByTerm(Dictionary<string, string[]> termsById) =>
        termsById.SelectMany(pair => pair.Value.Select(term => (Term: Key(term), Id: pair.Key)))
            .GroupBy(pair => pair.Term, StringComparer.Ordinal)
            .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Id).Distinct().ToArray(), StringComparer.Ordinal);

    private static string Key(string term) => string.Join(' ', Spelling.Words(term));
}

/// <summary>The mapping file: our id, and the terms that mean it.</summary>
internal sealed record TermFile
{
    public required Dictionary<string, string[]> Themes { get; init; }
    public required Dictionary<string, string[]> OnlyFor { get; init; }
    public required Dictionary<string, string[]> Features { get; init; }
    public required Dictionary<string, string[]> Access { get; init; }

    /// <summary>Terms that say nothing we need: known, so that nobody has to look at them again.</summary>
    public required string[] Ignored { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TermFile))]
internal sealed partial class TermFileJson : JsonSerializerContext;
