using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// What the words of other people's taxonomies mean here. The mapping is data, in layers of which the first that knows a term decides: a source's own file
/// (Mappings/{source}.json), the taxonomies many sources share (every other file there), and what the words mean generally (terms.json). An organisation's own folder of
/// mappings goes before the one that comes with the service.
/// </summary>
internal sealed class TermMap
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Directories");

    private readonly IReadOnlyList<Layer> _layers;
    private readonly IReadOnlyList<(string Name, TermFile File)> _files;
    private readonly ConcurrentDictionary<string, TermMap> _bySource = new(StringComparer.Ordinal);

    private TermMap(IReadOnlyList<(string Name, TermFile File)> files, string? sourceId)
    {
        _files = files;
        _layers =
        [
            .. files.Where(file => file.Name == sourceId)
                .Concat(files.Where(file => file.File.IsShared))
                .Select(file => new Layer(file.File)),
        ];
    }

    /// <param name="folder">An organisation's own mappings, a file each; null or empty: none.</param>
    /// <exception cref="InvalidDataException">A file of it cannot be read, or maps to something that is not there.</exception>
    public static TermMap Load(string? folder = null)
    {
        var general = (Name: "", File: Read(Path.Combine(Shipped, "terms.json")) with { IsShared = true });
        return new TermMap([.. FilesOf(folder), .. FilesOf(Path.Combine(Shipped, "Mappings")), general], null);
    }

    /// <summary>The same, with what a source's own mapping says before anything else.</summary>
    public TermMap For(string sourceId) => _bySource.GetOrAdd(sourceId, id => new TermMap(_files, id));

    public IReadOnlyList<string> Themes(string term) => Knowing(term)?.Themes(term) ?? [];

    public IReadOnlyList<string> OnlyFor(string term) => Knowing(term)?.OnlyFor(term) ?? [];

    /// <summary>"newcomers", "one-to-one", "referral-needed", "online".</summary>
    public IReadOnlyList<string> Features(string term) => Knowing(term)?.Features(term) ?? [];

    /// <summary>Access ids whose words are in a description of a building.</summary>
    public IEnumerable<string> Access(string description)
    {
        var key = $" {Layer.Key(description)} ";
        return key.Contains(" no ", StringComparison.Ordinal) || key.Contains(" not ", StringComparison.Ordinal) ? [] : _layers.SelectMany(layer => layer.Access(key)).Distinct();
    }

    public bool Knows(string term) => Knowing(term) is not null || Access(term).Any();

    private Layer? Knowing(string term) => _layers.FirstOrDefault(layer => layer.Knows(term));

    private static IEnumerable<(string Name, TermFile File)> FilesOf(string? folder) =>
        string.IsNullOrEmpty(folder) ? [] : Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileNameWithoutExtension(path), Read(path)));

    private static TermFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var read = JsonSerializer.Deserialize(file, TermFileJson.Default.TermFile) ?? new TermFile();
            var unknown = (read.Themes ?? []).Keys.Where(id => Domain.WhatMatters.Theme.Find(id) is null).ToList();
            return unknown.Count == 0 ? read : throw new InvalidDataException($"{Path.GetFileName(path)}: there is no theme {string.Join(", ", unknown)}.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no mapping file: {broken.Message}", broken);
        }
    }

    private sealed class Layer(TermFile file)
    {
        private readonly FrozenDictionary<string, string[]> _themes = ByTerm(file.Themes);
        private readonly FrozenDictionary<string, string[]> _groups = ByTerm(file.OnlyFor);
        private readonly FrozenDictionary<string, string[]> _features = ByTerm(file.Features);
        private readonly FrozenSet<string> _ignored = (file.Ignored ?? []).Select(Key).ToFrozenSet(StringComparer.Ordinal);
        private readonly (string Word, string AccessId)[] _access = [.. (file.Access ?? []).SelectMany(pair => pair.Value.Select(word => (Key(word), pair.Key)))];

        public string[] Themes(string term) => _themes.GetValueOrDefault(Key(term)) ?? [];

        public string[] OnlyFor(string term) => _groups.GetValueOrDefault(Key(term)) ?? [];

        public string[] Features(string term) => _features.GetValueOrDefault(Key(term)) ?? [];

        public IEnumerable<string> Access(string key) => _access.Where(pair => key.Contains($" {pair.Word} ", StringComparison.Ordinal)).Select(pair => pair.AccessId);

        public bool Knows(string term)
        {
            var key = Key(term);
            return _themes.ContainsKey(key) || _groups.ContainsKey(key) || _features.ContainsKey(key) || _ignored.Contains(key);
        }

        public static string Key(string term) => string.Join(' ', Spelling.Words(term));

        private static FrozenDictionary<string, string[]> ByTerm(Dictionary<string, string[]>? termsById) =>
            (termsById ?? []).SelectMany(pair => pair.Value.Select(term => (Term: Key(term), Id: pair.Key)))
                .GroupBy(pair => pair.Term, StringComparer.Ordinal)
                .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Id).Distinct().ToArray(), StringComparer.Ordinal);
    }
}

/// <summary>A mapping file: our id, and the terms (labels or ids, as the source writes them) that mean it. What is left out maps nothing.</summary>
internal sealed record TermFile
{
    /// <summary>Whose terms these are, and how sure the reading is; for whoever looks after it.</summary>
    public string? About { get; init; }

    /// <summary>Of a taxonomy that many sources use; otherwise only for the source the file is named after.</summary>
    public bool IsShared { get; init; }

    public Dictionary<string, string[]>? Themes { get; init; }
    public Dictionary<string, string[]>? OnlyFor { get; init; }
    public Dictionary<string, string[]>? Features { get; init; }
    public Dictionary<string, string[]>? Access { get; init; }

    /// <summary>Terms that say nothing we need: known, so that nobody has to look at them again.</summary>
    public string[]? Ignored { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TermFile))]
internal sealed partial class TermFileJson : JsonSerializerContext;
