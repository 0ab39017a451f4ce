using System.Collections.Frozen;

namespace SocialRx.Language.Matching;

/// <summary>
/// A pattern over tokens as a position automaton (Glushkov) of at most 128 positions: every token is looked at once and moves a set of
/// positions on, so no text can make it run longer than tokens times positions.
/// </summary>
internal sealed class Pattern
{
    public const int MostPositions = 128;

    private readonly FrozenDictionary<int, UInt128> _positionsOf;
    private readonly UInt128[] _follow;
    private readonly UInt128 _any;
    private readonly UInt128 _first;
    private readonly UInt128 _last;
    private readonly bool _atStart;
    private readonly bool _atEnd;

    internal Pattern(PatternParser.Automaton automaton)
    {
        _positionsOf = automaton.PositionsOf.ToFrozenDictionary();
        _follow = automaton.Follow;
        _any = automaton.Any;
        _first = automaton.First;
        _last = automaton.Last;
        _atStart = automaton.AtStart;
        _atEnd = automaton.AtEnd;
        Anchor = automaton.Anchor;
    }

    /// <summary>Symbols of which a text must have at least one.</summary>
    public IReadOnlyList<int> Anchor { get; }

    /// <summary>Symbols the pattern itself spells out.</summary>
    public bool Mentions(int symbol) => _positionsOf.ContainsKey(symbol);

    /// <summary>Every end of a match with the latest start that leads to it, in order.</summary>
    public void Find(IReadOnlyList<Token> tokens, int[][] symbols, Action<int, int> found)
    {
        Span<int> starts = stackalloc int[_follow.Length];
        Span<int> before = stackalloc int[_follow.Length];
        UInt128 active = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var can = Allowed(tokens[i], symbols[i]);
            if ((active == 0 || can == 0) && (can & _first) == 0)
            {
                active = 0;
                continue;
            }

            var next = active == 0 ? 0 : Step(active, can, starts, before);
            if (!_atStart || tokens[i].AfterBreak)
                next |= Begin(can & _first, i, before);
            active = next;
            var swap = starts;
            starts = before;
            before = swap;
            if ((active & _last) != 0 && (!_atEnd || IsEnd(tokens, i)))
                found(LatestStart(active & _last, starts), i);
        }
    }

    private UInt128 Allowed(Token token, int[] symbols)
    {
        // A gap stays within its sentence.
        var can = token.AfterBreak ? 0 : _any;
        foreach (var symbol in symbols)
            if (_positionsOf.TryGetValue(symbol, out var positions))
                can |= positions;
        return can;
    }

    private UInt128 Step(UInt128 active, UInt128 can, Span<int> starts, Span<int> next)
    {
        next.Fill(-1);
        UInt128 reached = 0;
        for (; active != 0; active &= active - 1)
        {
            var from = (int)UInt128.TrailingZeroCount(active);
            for (var to = _follow[from] & can; to != 0; to &= to - 1)
            {
                var position = (int)UInt128.TrailingZeroCount(to);
                next[position] = Math.Max(next[position], starts[from]);
                reached |= UInt128.One << position;
            }
        }

        return reached;
    }

    private static UInt128 Begin(UInt128 positions, int at, Span<int> starts)
    {
        for (var left = positions; left != 0; left &= left - 1)
            starts[(int)UInt128.TrailingZeroCount(left)] = at;
        return positions;
    }

    private static int LatestStart(UInt128 positions, Span<int> starts)
    {
        var latest = -1;
        for (; positions != 0; positions &= positions - 1)
            latest = Math.Max(latest, starts[(int)UInt128.TrailingZeroCount(positions)]);
        return latest;
    }

    private static bool IsEnd(IReadOnlyList<Token> tokens, int at) => at + 1 == tokens.Count || tokens[at + 1].AfterBreak;
}
