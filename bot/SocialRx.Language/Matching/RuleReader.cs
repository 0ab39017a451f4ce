using System.Text.RegularExpressions;

namespace SocialRx.Language.Matching;

/// <summary>Reads the blocks of one data file.</summary>
internal static partial class RuleReader
{
    public static IEnumerable<Rule> Read(string data, Dictionary<string, string> names, Vocabulary vocabulary)
    {
        Block? block = null;
        foreach (var line in Embedded.Lines(data))
        {
            if (line.StartsWith("let ", StringComparison.Ordinal))
                Name(line["let ".Length..], names);
            else if (line is ['[', .. var id, ']'])
            {
                if (block is not null)
                    yield return block.Rule();
                block = new(id);
            }
            else
                (block ?? throw new FormatException($"A line before the first rule: {line}")).Add(line, text => PatternParser.Parse(Replaced(text, names), vocabulary));
        }

        if (block is not null)
            yield return block.Rule();
    }

    private static void Name(string definition, Dictionary<string, string> names)
    {
        var (name, value) = Halves(definition, '=');
        names[name] = $"({Replaced(value, names)})";
    }

    private static string Replaced(string text, Dictionary<string, string> names) =>
        NameInPattern().Replace(text, match => names.GetValueOrDefault(match.Value) ?? throw new FormatException($"Nothing is called {match.Value} in \"{text}\"."));

    private static (string Left, string Right) Halves(string line, char separator)
    {
        var at = line.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? throw new FormatException($"No '{separator}' in \"{line}\".") : (line[..at].Trim(), line[(at + 1)..].Trim());
    }

    [GeneratedRegex(@"\$[a-z]+")]
    private static partial Regex NameInPattern();

    private sealed class Block(string id)
    {
        private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
        private readonly List<Pattern> _patterns = [];
        private readonly List<string> _examples = [];
        private readonly List<string> _counterExamples = [];

        public void Add(string line, Func<string, Pattern> parse)
        {
            var (key, value) = line.StartsWith("e.g. ", StringComparison.Ordinal) ? ("e.g.", line["e.g. ".Length..].Trim()) : Halves(line, ':');
            switch (key)
            {
                case "match":
                    _patterns.Add(Parsed(value, parse));
                    break;
                case "e.g.":
                    _examples.Add(value);
                    break;
                case "not":
                    _counterExamples.Add(value);
                    break;
                default:
                    _settings[key] = value;
                    break;
            }
        }

        public Rule Rule() => _patterns.Count > 0 && _examples.Count > 0 && _settings.ContainsKey("why")
            ? new(id, _settings, _patterns, _examples, _counterExamples)
            : throw new FormatException($"Rule {id} needs why, match and e.g. lines.");

        private Pattern Parsed(string value, Func<string, Pattern> parse)
        {
            try
            {
                return parse(value);
            }
            catch (FormatException error)
            {
                throw new FormatException($"Rule {id}: {error.Message}", error);
            }
        }
    }
}
