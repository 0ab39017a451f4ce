using System.Collections.Frozen;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What one mapping file says.</summary>
internal sealed class TermLayer(TermFile file)
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

    /// <summary>Terms are compared by their words. A trade mark's sign would become letters of one.</summary>
    public static string Key(string term) => string.Join(' ', Spelling.Words(term.Replace("™", "", StringComparison.Ordinal)));

    private static FrozenDictionary<string, string[]> ByTerm(Dictionary<string, string[]>? termsById) =>
        (termsById ?? []).SelectMany(pair => pair.Value.Select(term => (Term: Key(term), Id: pair.Key)))
            .GroupBy(pair => pair.Term, StringComparer.Ordinal)
            .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Id).Distinct().ToArray(), StringComparer.Ordinal);
}
