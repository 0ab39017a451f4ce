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
    private readonly Dictionary<int, List<(Rule Rule, Pattern Pattern)>> _byAnchor = [];
    private readonly Vocabulary _vocabulary;
    private readonly Lexicon _lexicon;

    private RuleSet(IReadOnlyList<Rule> rules, Vocabulary vocabulary, Spellings spellings)
    {
        Rules = rules;
        _vocabulary = vocabulary;
        _lexicon = new(vocabulary.Words, spellings);
        foreach (var rule in rules)
            foreach (var pattern in rule.Patterns)
                foreach (var symbol in pattern.Anchor.Distinct())
                    Anchored(symbol).Add((rule, pattern));
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
        foreach (var (rule, pattern) in Candidates(symbols))
            pattern.Find(tokens.List, symbols, (first, last) => matches.Add(new(rule, pattern, first, last)));
        return matches;
    }

    private HashSet<(Rule Rule, Pattern Pattern)> Candidates(int[][] symbols)
    {
        var seen = new HashSet<int>();
        var candidates = new HashSet<(Rule, Pattern)>();
        foreach (var ofToken in symbols)
            foreach (var symbol in ofToken)
                if (seen.Add(symbol) && _byAnchor.TryGetValue(symbol, out var anchored))
                    candidates.UnionWith(anchored);
        return candidates;
    }

    private List<(Rule Rule, Pattern Pattern)> Anchored(int symbol) =>
        _byAnchor.TryGetValue(symbol, out var list) ? list : _byAnchor[symbol] = [];
}
