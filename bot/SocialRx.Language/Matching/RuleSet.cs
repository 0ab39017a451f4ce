using System.Collections.Frozen;

namespace SocialRx.Language.Matching;

/// <summary>One reviewable rule: what it is for, the patterns, and examples that a test reads.</summary>
/// <param name="Settings">Every other "key: value" of the rule.</param>
internal sealed record Rule(string Id, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<Pattern> Patterns, IReadOnlyList<string> Examples, IReadOnlyList<string> CounterExamples)
{
    public string this[string key] => Settings.GetValueOrDefault(key, "");

    public bool Has(string flag) => this["flags"].Split(' ').Contains(flag);
}

/// <summary>A rule that matched, from one token to another, both included.</summary>
internal readonly record struct RuleMatch(Rule Rule, Pattern Pattern, int First, int Last);

/// <summary>
/// Rules read from data files: blocks that start with "[id]" and have lines "match:", "e.g.", "not:" and settings, after "let $name = ..." lines.
/// </summary>
internal sealed class RuleSet
{
    private readonly List<(Rule Rule, Pattern Pattern)> _patterns = [];
    private readonly Dictionary<int, List<int>> _byAnchor = [];
    private readonly Vocabulary _vocabulary;
    private readonly Lexicon _lexicon;

    private RuleSet(IReadOnlyList<Rule> rules, Vocabulary vocabulary, Spellings spellings)
    {
        Rules = rules;
        _vocabulary = vocabulary;
        _lexicon = new(vocabulary.Words, spellings);
        foreach (var rule in rules)
        {
            foreach (var pattern in rule.Patterns)
            {
                foreach (var symbol in pattern.Anchor.Distinct())
                    Anchored(symbol).Add(_patterns.Count);
                _patterns.Add((rule, pattern));
            }
        }
    }

    public IReadOnlyList<Rule> Rules { get; }

    /// <exception cref="FormatException">Names the rule that cannot be read.</exception>
    /// <param name="forgiving">Whether a slip in any word of the rules is forgiven, or only in the core words.</param>
    public static RuleSet Read(IEnumerable<string> files, Spellings spellings, bool forgiving = false)
    {
        var vocabulary = new Vocabulary();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var rules = files.SelectMany(file => RuleReader.Read(file, names, vocabulary)).ToList();
        var twice = rules.GroupBy(rule => rule.Id).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? new(rules, vocabulary, forgiving ? spellings.Forgiving(vocabulary.Words) : spellings)
            : throw new FormatException($"Two rules are called {twice.Key}.");
    }

    public int Symbol(string word) => _vocabulary.Find(word);

    public Tokens Tokens(string text) => Tokenizer.Read(text, _lexicon);

    /// <summary>Every match of every rule, by rule and then by place.</summary>
    public List<RuleMatch> Find(Tokens tokens)
    {
        var symbols = _vocabulary.Of(tokens.List);
        var matches = new List<RuleMatch>();
        foreach (var candidate in Candidates(symbols))
        {
            var (rule, pattern) = _patterns[candidate];
            pattern.Find(tokens.List, symbols, (first, last) => matches.Add(new(rule, pattern, first, last)));
        }

        return matches;
    }

    /// <summary>Places of the patterns that have a word in the message, in the order of the rules.</summary>
    private List<int> Candidates(int[][] symbols)
    {
        var (isCandidate, candidates) = (new bool[_patterns.Count], new List<int>());
        foreach (var ofToken in symbols)
            foreach (var symbol in ofToken)
                if (_byAnchor.TryGetValue(symbol, out var anchored))
                    Add(anchored, isCandidate, candidates);
        candidates.Sort();
        return candidates;
    }

    private static void Add(List<int> anchored, bool[] isCandidate, List<int> candidates)
    {
        foreach (var pattern in anchored)
        {
            if (!isCandidate[pattern])
                candidates.Add(pattern);
            isCandidate[pattern] = true;
        }
    }

    private List<int> Anchored(int symbol) =>
        _byAnchor.TryGetValue(symbol, out var list) ? list : _byAnchor[symbol] = [];
}
