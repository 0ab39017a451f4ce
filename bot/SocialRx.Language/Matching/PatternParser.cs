namespace SocialRx.Language.Matching;

/// <summary>
/// Reads a pattern: words, "kill*" for a beginning, "(a b|c)" for either of several rows, "x?" for perhaps, "~3" for up to
/// three words of the same sentence, "#" for a number, "#mg" for an amount, "^" for a sentence's start and "$" for its end.
/// </summary>
internal sealed class PatternParser
{
    // Words so frequent that their presence says nothing about whether a pattern can match.
    private static readonly HashSet<string> Frequent = new(
        "i im ive id ill a an the to of in on at my me you he she they it is are was be been have has had do does did not no dont and or but so for with that this all up out get got just want wanna gonna going go when what how if as by from about her him them his their we us one am really like know think can cant will would now".Split(' '),
        StringComparer.Ordinal);

    private readonly string _pattern;
    private readonly Vocabulary _vocabulary;
    private readonly List<int[]> _positions = [];
    private readonly List<UInt128> _follow = [];
    private int _at;
    private UInt128 _any;

    private PatternParser(string pattern, Vocabulary vocabulary)
    {
        _pattern = pattern;
        _vocabulary = vocabulary;
    }

    internal sealed record Automaton(Dictionary<int, UInt128> PositionsOf, UInt128[] Follow, UInt128 Any, UInt128 First, UInt128 Last, bool AtStart, bool AtEnd, IReadOnlyList<int> Anchor);

    /// <param name="pattern">Its names already replaced by what they stand for.</param>
    /// <exception cref="FormatException">The pattern cannot be read, is too long, or could match nothing at all.</exception>
    public static Pattern Parse(string pattern, Vocabulary vocabulary)
    {
        var trimmed = pattern.Trim();
        var atStart = trimmed.StartsWith('^');
        var atEnd = trimmed.EndsWith('$');
        var parser = new PatternParser(trimmed[(atStart ? 1 : 0)..^(atEnd ? 1 : 0)], vocabulary);
        return new Pattern(parser.Build(atStart, atEnd));
    }

    private Automaton Build(bool atStart, bool atEnd)
    {
        var whole = Alternatives();
        if (_at < _pattern.Length)
            throw Bad("something is left over");
        if (whole.Nullable || whole.Anchor is null)
            throw Bad("it could match without any word of its own");
        return new(PositionsOf(), [.. _follow], _any, whole.First, whole.Last, atStart, atEnd, whole.Anchor.Symbols);
    }

    private Dictionary<int, UInt128> PositionsOf()
    {
        var positions = new Dictionary<int, UInt128>();
        for (var position = 0; position < _positions.Count; position++)
            foreach (var symbol in _positions[position])
                positions[symbol] = positions.GetValueOrDefault(symbol) | (UInt128.One << position);
        return positions;
    }

    private sealed record AnchorWords(IReadOnlyList<int> Symbols, int Weight);

    private sealed record Part(bool Nullable, UInt128 First, UInt128 Last, AnchorWords? Anchor)
    {
        public static readonly Part Empty = new(true, 0, 0, null);
    }

    // alternatives := row ('|' row)*
    private Part Alternatives()
    {
        var rows = new List<Part>();
        var singles = new List<string>();
        do
        {
            Skip(" |");
            var start = _at;
            if (SingleWord() is { } word)
                singles.Add(word);
            else
            {
                _at = start;
                rows.Add(Row());
            }

            Skip(" ");
        }
        while (_at < _pattern.Length && _pattern[_at] == '|');
        if (singles.Count > 0)
            rows.Add(Word([.. singles]));
        return rows.Aggregate(Either);
    }

    /// <summary>The word when the alternative is that one word and nothing else; such words share one position.</summary>
    private string? SingleWord()
    {
        var word = TakeWord();
        Skip(" ");
        var ends = _at == _pattern.Length || _pattern[_at] is '|' or ')';
        return word.Length > 0 && ends ? word : null;
    }

    private Part Row()
    {
        var row = Part.Empty;
        Skip(" ");
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            row = Then(row, Item());
            Skip(" ");
        }

        return row;
    }

    private Part Item()
    {
        var item = Atom();
        if (_at >= _pattern.Length || _pattern[_at] != '?')
            return item;
        _at++;
        return item with { Nullable = true, Anchor = null };
    }

    private Part Atom()
    {
        switch (_pattern[_at])
        {
            case '(':
                _at++;
                var inside = Alternatives();
                if (_at >= _pattern.Length || _pattern[_at] != ')')
                    throw Bad("a bracket is not closed");
                _at++;
                return inside;
            case '~':
                _at++;
                return Gap(_pattern[_at++] - '0');
            default:
                return Word([TakeWord() is { Length: > 0 } word ? word : throw Bad($"a word is missing at {_at}")]);
        }
    }

    private string TakeWord()
    {
        Skip(" ");
        var start = _at;
        while (_at < _pattern.Length && !" |()?~$^".Contains(_pattern[_at], StringComparison.Ordinal))
            _at++;
        return _pattern[start.._at];
    }

    private Part Word(string[] words)
    {
        var folded = words.Select(word => word.StartsWith('#') ? word : Folded.Of(word).Text.ToString().Replace("'", "", StringComparison.Ordinal)).ToArray();
        var symbols = folded.Select(_vocabulary.Add).Distinct().ToArray();
        var position = NewPosition(symbols);
        return new(false, position, position, new(symbols, Weight(folded)));
    }

    private static int Weight(string[] words) => words.Sum(word => Frequent.Contains(word) ? 1000 : word == Vocabulary.Number ? 100 : 1);

    private Part Gap(int words)
    {
        if (words is < 1 or > 9)
            throw Bad("a gap is 1 to 9 words");
        var gap = Part.Empty;
        for (var i = 0; i < words; i++)
        {
            var position = NewPosition([]);
            _any |= position;
            gap = Then(gap, new Part(true, position, position, null));
        }

        return gap;
    }

    private UInt128 NewPosition(int[] symbols)
    {
        if (_positions.Count == Pattern.MostPositions)
            throw Bad("it is too long; make it two");
        _positions.Add(symbols);
        _follow.Add(0);
        return UInt128.One << (_positions.Count - 1);
    }

    private Part Then(Part first, Part second)
    {
        for (var left = first.Last; left != 0; left &= left - 1)
            _follow[(int)UInt128.TrailingZeroCount(left)] |= second.First;
        return new(
            first.Nullable && second.Nullable,
            first.Nullable ? first.First | second.First : first.First,
            second.Nullable ? first.Last | second.Last : second.Last,
            Rarer(first.Anchor, second.Anchor));
    }

    private static Part Either(Part one, Part other) =>
        new(one.Nullable || other.Nullable, one.First | other.First, one.Last | other.Last, Both(one.Anchor, other.Anchor));

    private static AnchorWords? Rarer(AnchorWords? one, AnchorWords? other) =>
        one is null ? other : other is null || one.Weight <= other.Weight ? one : other;

    private static AnchorWords? Both(AnchorWords? one, AnchorWords? other) =>
        one is null || other is null ? null : new([.. one.Symbols, .. other.Symbols], one.Weight + other.Weight);

    private void Skip(string characters)
    {
        while (_at < _pattern.Length && characters.Contains(_pattern[_at], StringComparison.Ordinal))
            _at++;
    }

    private FormatException Bad(string why) => new($"The pattern \"{_pattern}\" cannot be read: {why}.");
}
