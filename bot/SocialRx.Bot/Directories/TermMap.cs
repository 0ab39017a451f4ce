using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace SocialRx.Bot.Directories;

/// <summary>
/// What the terms of other people's taxonomies mean here. The mapping is data, in layers of which the first that knows a term decides: a source's own file (Mappings/{source}.json), the taxonomies many
/// sources share (every other file there), and what the words mean generally (terms.json). An organisation's own folder of mappings goes before the one that comes with the service. Where several
/// taxonomies are shared, one that knows a term by its id goes before one that knows its label.
/// </summary>
internal sealed class TermMap
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Directories");

    private readonly IReadOnlyList<MappingFile> _files;
    private readonly IReadOnlyList<IReadOnlyList<TermLayer>> _own;
    private readonly IReadOnlyList<IReadOnlyList<TermLayer>> _ranks;
    private readonly ConcurrentDictionary<string, TermMap> _bySource = new(StringComparer.Ordinal);

    private TermMap(IReadOnlyList<MappingFile> files, string? sourceId)
    {
        _files = files;
        _own =
        [
            [.. files.Where(file => file.Name == sourceId).Select(file => new TermLayer(file.File, isOfSource: true))],
            [.. files.Where(file => file.File.IsShared && !file.IsShipped).Select(file => new TermLayer(file.File))],
        ];
        _ranks = [.. _own, [.. files.Where(file => file.File.IsShared && file.IsShipped).Select(file => new TermLayer(file.File))]];
    }

    /// <param name="folder">An organisation's own mappings, a file each; null or empty: none.</param>
    /// <exception cref="InvalidDataException">A file of it cannot be read, or maps to something that is not there.</exception>
    public static TermMap Load(string? folder = null)
    {
        var general = new MappingFile("", Read(Path.Combine(Shipped, "terms.json")) with { IsShared = true }, IsShipped: true);
        return new TermMap([.. FilesOf(folder, isShipped: false), .. FilesOf(Path.Combine(Shipped, "Mappings"), isShipped: true), general], null);
    }

    /// <summary>The same, with what a source's own mapping says before anything else.</summary>
    public TermMap For(string sourceId) => _bySource.GetOrAdd(sourceId, id => new TermMap(_files, id));

    public IReadOnlyList<string> Themes(SaidTerm term) => Find(term)?.Themes ?? [];

    public IReadOnlyList<string> Themes(string term) => Themes(SaidTerm.Of(term));

    public IReadOnlyList<string> OnlyFor(SaidTerm term) => Find(term)?.OnlyFor ?? [];

    public IReadOnlyList<string> OnlyFor(string term) => OnlyFor(SaidTerm.Of(term));

    /// <summary>"newcomers", "one-to-one", "referral-needed", "online".</summary>
    public IReadOnlyList<string> Features(SaidTerm term) => Find(term)?.Features ?? [];

    public IReadOnlyList<string> Features(string term) => Features(SaidTerm.Of(term));

    /// <summary>Access ids of a term: by its id, else by words in its label.</summary>
    public IEnumerable<string> Access(SaidTerm term) => _ranks.SelectMany(rank => rank).SelectMany(layer => layer.AccessById(term)).Distinct().ToList() is { Count: > 0 } known ? known : Access(term.Label);

    /// <summary>Access ids whose words are in a description of a building.</summary>
    public IEnumerable<string> Access(string description)
    {
        var key = $" {TermLayer.Key(description)} ";
        return key.Contains(" no ", StringComparison.Ordinal) || key.Contains(" not ", StringComparison.Ordinal) ? [] : _ranks.SelectMany(rank => rank).SelectMany(layer => layer.Access(key)).Distinct();
    }

    public bool Knows(SaidTerm term) => Find(term) is not null || Access(term).Any();

    public bool Knows(string term) => Knows(SaidTerm.Of(term));

    public TermMeaning? Find(SaidTerm term) => Find(term, _ranks);

    /// <summary>What the source's own file or the organisation's folder says of it, whatever comes with the service.</summary>
    public TermMeaning? FindOwn(SaidTerm term) => Find(term, _own);

    private static TermMeaning? Find(SaidTerm term, IEnumerable<IReadOnlyList<TermLayer>> ranks) =>
        ranks.SelectMany(rank => rank.Select(layer => layer.ById(term)).Concat(rank.Select(layer => layer.ByLabel(term)))).FirstOrDefault(meaning => meaning is not null);

    private static IEnumerable<MappingFile> FilesOf(string? folder, bool isShipped) =>
        string.IsNullOrEmpty(folder) ? [] : Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => new MappingFile(Path.GetFileNameWithoutExtension(path), Read(path), isShipped));

    private static TermFile Read(string path)
    {
        var (read, why) = PlainJson.Read(File.ReadAllBytes(path), TermFileJson.Default.TermFile);
        if (why is not null)
            throw new InvalidDataException($"{Path.GetFileName(path)} is no mapping file: {why}.");
        var unknown = (read?.Themes ?? []).Keys.Where(id => Domain.WhatMatters.Theme.Find(id) is null).ToList();
        return unknown.Count == 0 ? read ?? new TermFile() : throw new InvalidDataException($"{Path.GetFileName(path)}: there is no theme {string.Join(", ", unknown)}.");
    }

    private sealed record MappingFile(string Name, TermFile File, bool IsShipped);
}

/// <summary>A mapping file: our id, and the terms (labels or ids, as the source writes them) that mean it. Labels are compared by their words, ids as they are written. What is left out maps nothing.</summary>
internal record TermFile
{
    /// <summary>Whose terms these are, and how sure the reading is; for whoever looks after it.</summary>
    public string? About { get; init; }

    /// <summary>Of a taxonomy that many sources use; otherwise only for the source the file is named after.</summary>
    public bool IsShared { get; init; }

    /// <summary>
    /// The taxonomies whose ids are meant (by name, id or address, as sources write them). None: whatever ids its one source has; of a shared file only ids that are the same everywhere (addresses, UUIDs).
    /// </summary>
    public string[]? Vocabularies { get; init; }

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
