using System.Collections.Frozen;
using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals.Model;

/// <summary>Words that mean alike ("mum", "stepdad", "carer"), so that what the model learned of one it knows of all. Lines of "name: words".</summary>
internal sealed class WordClasses
{
    private readonly FrozenDictionary<string, uint[]> _classes;

    private WordClasses(FrozenDictionary<string, uint[]> classes) => _classes = classes;

    /// <exception cref="FormatException">A line has no name.</exception>
    public static WordClasses Load()
    {
        var classes = new Dictionary<string, HashSet<uint>>(StringComparer.Ordinal);
        foreach (var line in Embedded.Lines(Embedded.Text("word-classes")))
        {
            if (line.Split(':', 2) is not [var name, var words])
                throw new FormatException($"Not \"name: words\": {line}");
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!classes.TryGetValue(word, out var of))
                    classes.Add(word, of = []);
                of.Add(SignalFeatures.Hash(name.Trim(), 43));
            }
        }

        return new(classes.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal));
    }

    /// <summary>Hashes of the classes a word is in; empty for most.</summary>
    public ReadOnlySpan<uint> Of(string word) => _classes.TryGetValue(word, out var of) ? of : [];
}
