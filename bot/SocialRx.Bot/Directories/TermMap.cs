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

    private readonly IReadOnlyList<TermLayer> _layers;
    private readonly IReadOnlyList<(string Name, TermFile File)> _files;
    private readonly ConcurrentDictionary<string, TermMap> _bySource = new(StringComparer.Ordinal);

    private TermMap(IReadOnlyList<(string Name, TermFile File)> files, string? sourceId)
    {
        _files = files;
        _layers =
        [
            .. files.Where(file => file.Name == sourceId)
                .Concat(files.Where(file => file.File.IsShared))
                .Select(file => new TermLayer(file.File)),
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
        var key = $" {TermLayer.Key(description)} ";
        return key.Contains(" no ", StringComparison.Ordinal) || key.Contains(" not ", StringComparison.Ordinal) ? [] : _layers.SelectMany(layer => layer.Access(key)).Distinct();
    }

    public bool Knows(string term) => Knowing(term) is not null || Access(term).Any();

    private TermLayer? Knowing(string term) => _layers.FirstOrDefault(layer => layer.Knows(term));

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
}

/// <summary>A mapping file: our id, and the terms (labels or ids, as the source writes them) that mean it. What is left out maps nothing.</summary>
internal record TermFile
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
