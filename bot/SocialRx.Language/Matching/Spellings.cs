using System.Collections.Frozen;

namespace SocialRx.Language.Matching;

/// <summary>How words are otherwise spelled; read from a data file.</summary>
/// <param name="Corrections">"wana" is "wanna"; "idk" is "i dont know".</param>
/// <param name="Core">Words worth finding although a letter is wrong, masked ("su*cide") or the spaces are missing.</param>
/// <param name="AsTheyAre">Words that only look like something else ("therapist").</param>
internal sealed record Spellings(FrozenDictionary<string, string[]> Corrections, FrozenSet<string> Core, FrozenSet<string> AsTheyAre)
{
    /// <summary>Shortest word that is found although a letter is wrong.</summary>
    public int ShortestSlip { get; private init; } = 6;

    /// <summary>
    /// Every word of the rules is worth finding, down to five letters: where a wrong guess is said back to the person, who can put it right, and costs nothing.
    /// </summary>
    public Spellings Forgiving(IEnumerable<string> words) =>
        this with { Core = words.Where(word => word.Length >= 5 && word.All(char.IsAsciiLetter)).Concat(Core).ToFrozenSet(StringComparer.Ordinal), ShortestSlip = 5 };

    /// <summary>Lines "wrong wrong = right", "core: words", "as they are: words", "# remark".</summary>
    public static Spellings Read(string data)
    {
        var corrections = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var core = new HashSet<string>(StringComparer.Ordinal);
        var asTheyAre = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Embedded.Lines(data))
            Add(line, corrections, core, asTheyAre);
        return new(corrections.ToFrozenDictionary(StringComparer.Ordinal), core.ToFrozenSet(StringComparer.Ordinal), asTheyAre.ToFrozenSet(StringComparer.Ordinal));
    }

    private static void Add(string line, Dictionary<string, string[]> corrections, HashSet<string> core, HashSet<string> asTheyAre)
    {
        if (line.StartsWith("core:", StringComparison.Ordinal))
            core.UnionWith(Words(line["core:".Length..]));
        else if (line.StartsWith("as they are:", StringComparison.Ordinal))
            asTheyAre.UnionWith(Words(line["as they are:".Length..]));
        else if (line.Split('=') is [var wrong, var right])
            foreach (var word in Words(wrong))
                corrections[word] = Words(right);
        else
            throw new FormatException($"Not a line about spelling: {line}");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
