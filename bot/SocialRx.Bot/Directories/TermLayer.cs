using System.Collections.Frozen;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What a term means here; nothing at all: it says nothing we need.</summary>
internal sealed record TermMeaning(IReadOnlyList<string> Themes, IReadOnlyList<string> OnlyFor, IReadOnlyList<string> Features);

/// <summary>What one mapping file says.</summary>
/// <param name="isOfSource">It is about one source, whose ids are its own.</param>
internal sealed class TermLayer(TermFile file, bool isOfSource = false)
{
    private readonly FrozenDictionary<string, TermMeaning> _asWritten = Meanings(file, term => term);
    private readonly FrozenDictionary<string, TermMeaning> _byWords = Meanings(file, Words);
    private readonly FrozenSet<string> _vocabularies = (file.Vocabularies ?? []).ToFrozenSet(StringComparer.Ordinal);
    private readonly (string Said, string Word, string AccessId)[] _access = [.. (file.Access ?? []).SelectMany(pair => pair.Value.Select(said => (said, Words(said), pair.Key)))];

    /// <summary>Null when none of the term's ids is in the file, or not as an id of its taxonomy.</summary>
    public TermMeaning? ById(SaidTerm term) => Ids(term).Select(id => _asWritten.GetValueOrDefault(id)).FirstOrDefault(meaning => meaning is not null);

    public TermMeaning? ByLabel(SaidTerm term) => Words(term.Label) is { Length: > 0 } words ? _byWords.GetValueOrDefault(words) : null;

    public IEnumerable<string> AccessById(SaidTerm term) => Ids(term).SelectMany(id => _access.Where(one => one.Said == id)).Select(one => one.AccessId);

    public IEnumerable<string> Access(string key) => _access.Where(one => one.Word.Length > 0 && key.Contains($" {one.Word} ", StringComparison.Ordinal)).Select(one => one.AccessId);

    /// <summary>Labels are compared by their words. A trade mark's sign would become letters of one.</summary>
    public static string Key(string term) => string.Join(' ', Spelling.Words(term.Replace("™", "", StringComparison.Ordinal)));

    private static string Words(string term) => SaidTerm.IsAddress(term) ? "" : Key(term);

    private IEnumerable<string> Ids(SaidTerm term)
    {
        var isOurs = _vocabularies.Count == 0 ? isOfSource : term.Vocabularies.Any(_vocabularies.Contains);
        return term.Ids.Where(id => isOurs || SaidTerm.IsUnique(id));
    }

    private static FrozenDictionary<string, TermMeaning> Meanings(TermFile file, Func<string, string> key)
    {
        var (themes, groups, features) = (ByTerm(file.Themes, key), ByTerm(file.OnlyFor, key), ByTerm(file.Features, key));
        return new[] { themes, groups, features }.SelectMany(terms => terms.Select(term => term.Key))
            .Concat((file.Ignored ?? []).Select(key))
            .Where(term => term.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(term => term, term => new TermMeaning([.. themes[term]], [.. groups[term]], [.. features[term]]), StringComparer.Ordinal);
    }

    private static ILookup<string, string> ByTerm(Dictionary<string, string[]>? termsById, Func<string, string> key) =>
        (termsById ?? []).SelectMany(pair => pair.Value.Select(term => (Term: key(term), Id: pair.Key))).Distinct().ToLookup(pair => pair.Term, pair => pair.Id, StringComparer.Ordinal);
}
