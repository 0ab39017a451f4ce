using SocialRx.Language.Matching;

namespace SocialRx.Language.Signals.Model;

/// <summary>
/// What the model sees of a message: which pieces of words (1 to 5 characters, word ends marked), words, pairs and near pairs of words occur in
/// it, each as a bucket of a hash. How often does not matter. Linear in the text's length.
/// </summary>
internal sealed class SignalFeatures(WordClasses classes)
{
    /// <summary>Buckets, a power of two; several pieces may share one.</summary>
    public const int Buckets = 1 << 18;

    private const int LongestPiece = 5;
    private const int LongestWord = 40;

    /// <summary>Words between which two classes are seen together.</summary>
    private const int Reach = 4;

    private const uint Start = 2166136261;
    private const uint Prime = 16777619;

    private readonly ulong[] _seen = new ulong[Buckets / 64];
    private int[] _found = new int[512];
    private int _count;

    /// <summary>Buckets of the last message, each once.</summary>
    public ReadOnlySpan<int> Found => _found.AsSpan(0, _count);

    /// <summary>A whole message.</summary>
    public void Read(Tokens tokens)
    {
        Clear();
        Pieces(tokens.Folded.Text);
        Words(tokens.List, 0, tokens.List.Count);
        Classes(tokens.List, 0, tokens.List.Count);
    }

    /// <summary>Some words of a message, the last not included, as if they were all of it.</summary>
    public void Read(Tokens tokens, int first, int end)
    {
        Clear();
        Pieces(tokens.Folded.Text[tokens.List[first].Start..tokens.List[end - 1].End]);
        Words(tokens.List, first, end);
        Classes(tokens.List, first, end);
    }

    /// <summary>That a rule fired is known by its id.</summary>
    public void AddRule(string id) => Add(Hash(id, 23));

    private void Clear()
    {
        foreach (var bucket in Found)
            _seen[bucket >> 6] &= ~(1UL << (bucket & 63));
        _count = 0;
    }

    private void Pieces(ReadOnlySpan<char> text)
    {
        Span<char> word = stackalloc char[LongestWord + 2];
        var length = 0;
        word[0] = ' ';
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : ' ';
            if (c is '\'' or '`')
                continue;
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '*' or '@' or '$' || (c > '\u00FF' && !char.IsWhiteSpace(c)))
            {
                // "sooooo" is "soo"; what is longer than any word is cut.
                if (length < LongestWord && !(length >= 2 && word[length] == c && word[length - 1] == c))
                    word[++length] = c;
                continue;
            }

            if (length > 0)
            {
                word[length + 1] = ' ';
                PiecesOf(word[..(length + 2)]);
                length = 0;
            }
        }
    }

    private void PiecesOf(ReadOnlySpan<char> word)
    {
        for (var from = 0; from < word.Length; from++)
        {
            var hash = Start;
            for (var to = from; to < word.Length && to - from < LongestPiece; to++)
            {
                hash = (hash ^ word[to]) * Prime;
                if (to > from || word[to] > '\u2E7F')
                    Add(hash);
            }
        }
    }

    private void Words(IReadOnlyList<Token> tokens, int first, int end)
    {
        uint one = Hash("^", 7), two = one;
        for (var at = first; at <= end; at++)
        {
            var word = Hash(at < end ? tokens[at].Word : "$", 7);
            Add(word);
            Add(Pair(one, word, 11));
            if (at > first)
            {
                Add(Pair(two, word, 13));
                Add(Pair(Pair(two, one, 17), word, 19));
            }

            (two, one) = (one, word);
        }
    }

    private void Classes(IReadOnlyList<Token> tokens, int first, int end)
    {
        for (var at = first; at < end; at++)
        {
            foreach (var here in classes.Of(tokens[at].Word))
            {
                Add(here);
                if (at > first)
                    Add(Pair(Hash(tokens[at - 1].Word, 7), here, 29));
                if (at + 1 < end)
                    Add(Pair(here, Hash(tokens[at + 1].Word, 7), 31));
                for (var back = 1; back <= Reach && at - back >= first; back++)
                    foreach (var before in classes.Of(tokens[at - back].Word))
                        Add(Pair(before, here, back == 1 ? 37u : 41u));
            }
        }
    }

    private static uint Pair(uint first, uint second, uint kind) => (((((first ^ kind) * Prime) ^ (second & 0xFFFF)) * Prime) ^ (second >> 16)) * Prime;

    internal static uint Hash(string word, uint kind)
    {
        var hash = (Start ^ kind) * Prime;
        foreach (var c in word)
            hash = (hash ^ c) * Prime;
        return hash;
    }

    private void Add(uint hash)
    {
        // FNV's low bits are weak for short input: mixed once more.
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >> 12;
        var bucket = (int)(hash % Buckets);
        ref var bits = ref _seen[bucket >> 6];
        var bit = 1UL << (bucket & 63);
        if ((bits & bit) != 0)
            return;
        bits |= bit;
        if (_count == _found.Length)
            Array.Resize(ref _found, _count * 2);
        _found[_count++] = bucket;
    }
}
