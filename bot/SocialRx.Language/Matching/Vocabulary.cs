namespace SocialRx.Language.Matching;

/// <summary>Numbers for the words of a set of rules: whole words, beginnings ("kill*"), "#" for a number, "#mg" for an amount.</summary>
internal sealed class Vocabulary
{
    public const string Number = "#";
    public const string Amount = "#mg";

    private const int LongestBeginning = 12;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _beginnings = new(StringComparer.Ordinal);

    public IEnumerable<string> Words => _words.Keys.Where(word => word[0] != '#').Concat(_beginnings.Keys);

    public int Add(string word)
    {
        var (table, key) = word.EndsWith('*') ? (_beginnings, word[..^1]) : (_words, word);
        if (!table.TryGetValue(key, out var symbol))
            table[key] = symbol = _words.Count + _beginnings.Count;
        return symbol;
    }

    public int Find(string word) => _words.GetValueOrDefault(word, -1);

    public int[][] Of(IReadOnlyList<Token> tokens)
    {
        var symbols = new int[tokens.Count][];
        var scratch = new List<int>();
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = Of(tokens[i].Word, scratch);
        return symbols;
    }

    private int[] Of(string word, List<int> scratch)
    {
        scratch.Clear();
        if (_words.TryGetValue(word, out var whole))
            scratch.Add(whole);
        AddNumber(word, scratch);
        var beginnings = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = 2; length <= Math.Min(word.Length, LongestBeginning); length++)
            if (beginnings.TryGetValue(word.AsSpan(0, length), out var beginning))
                scratch.Add(beginning);
        return scratch.Count == 0 ? [] : [.. scratch];
    }

    private void AddNumber(string word, List<int> scratch)
    {
        if (!char.IsAsciiDigit(word[0]))
            return;
        var rest = word.AsSpan().TrimStart("0123456789");
        if (rest.IsEmpty && _words.TryGetValue(Number, out var number))
            scratch.Add(number);
        if (rest is "mg" or "g" or "ml" && _words.TryGetValue(Amount, out var amount))
            scratch.Add(amount);
    }
}
