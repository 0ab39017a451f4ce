using System.Buffers;
using System.Collections.Frozen;

namespace SocialRx.Language.Matching;

/// <summary>The words a set of rules knows, and how young people spell them otherwise.</summary>
internal sealed class Lexicon
{
    private const int ShortestGlued = 8;
    private const int LongestGlued = 48;

    private static readonly SearchValues<char> Symbols = SearchValues.Create("*@$!");
    private static readonly SearchValues<char> LeetCharacters = SearchValues.Create("0134578*@$!");

    private readonly FrozenSet<string> _known;
    private readonly FrozenDictionary<string, string[]> _spellings;
    private readonly FrozenDictionary<string, string> _nearly;
    private readonly FrozenSet<string> _core;
    private readonly FrozenSet<string> _asTheyAre;
    private readonly int _longest;
    private readonly int _shortestSlip;

    /// <param name="known">Every word that occurs in the rules.</param>
    /// <param name="spellings">What the data files say about spelling.</param>
    public Lexicon(IEnumerable<string> known, Spellings spellings)
    {
        _known = known.Concat(spellings.Core).ToFrozenSet(StringComparer.Ordinal);
        _spellings = spellings.Corrections;
        _core = spellings.Core;
        _asTheyAre = spellings.AsTheyAre;
        _shortestSlip = spellings.ShortestSlip;
        _nearly = OneLetterLess(spellings.Core.Where(word => word.Length >= _shortestSlip));
        _longest = _known.Max(word => word.Length);
    }

    /// <summary>Adds the token's word, or the words it stands for, each with the whole token's place.</summary>
    public void Spell(Token token, List<Token> into)
    {
        if (Known(token.Word) is { } words)
        {
            Add(token, words, into);
            return;
        }

        if (token.Word.AsSpan().ContainsAny(Symbols))
            AddPieces(token, into);
        else
            Add(token, Split(token.Word) is { } glued && token.Word.Length >= ShortestGlued ? [.. glued] : [token.Word], into);
    }

    /// <summary>A row of letters as known words, at least one of them a core word; null when it is not such a row.</summary>
    public IReadOnlyList<string>? Split(string letters)
    {
        if (_known.Contains(letters))
            return [letters];
        if (letters.Length > LongestGlued || _asTheyAre.Contains(letters))
            return null;

        var words = Cut(letters);
        return words is not null && words.Any(_core.Contains) ? words : null;
    }

    private string[]? Known(string word)
    {
        if (_known.Contains(word))
            return [word];
        if (_spellings.TryGetValue(word, out var correction))
            return correction;
        if (_asTheyAre.Contains(word) || IsAmount(word))
            return [word];
        return Unleeted(word) ?? Squashed(word) ?? Clipped(word) ?? Nearly(word);
    }

    private string[]? Certain(string word) =>
        _known.Contains(word) ? [word] : _spellings.GetValueOrDefault(word);

    private static bool IsAmount(string word) => char.IsAsciiDigit(word[0]) && word.AsSpan().TrimStart("0123456789").Length is 0 or 1 or 2 && !word.AsSpan().ContainsAny(Symbols);

    private string[]? Unleeted(string word)
    {
        if (!word.AsSpan().ContainsAny(LeetCharacters) || !word.Any(char.IsAsciiLetter))
            return null;
        return word.Contains('*', StringComparison.Ordinal)
            ? Uncensored(word)
            : Spelled(Letters(word, 'i')) ?? Spelled(Letters(word, 'l'));
    }

    private string[]? Spelled(string word) => Certain(word) ?? Squashed(word) ?? Nearly(word);

    private static string Letters(string word, char one) =>
        string.Create(word.Length, (word, one), static (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = Letter(from.word[i], from.one);
        });

    private static char Letter(char c, char one) => c switch
    {
        '0' => 'o',
        '1' or '!' => one,
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => c,
    };

    private string[]? Uncensored(string word)
    {
        var plain = Letters(word, 'i');
        var match = _core.Where(core => Fits(plain, core)).Order(StringComparer.Ordinal).FirstOrDefault();
        return match is null ? null : [match];
    }

    private static bool Fits(string censored, string core)
    {
        if (censored.Length != core.Length || censored[0] != core[0])
            return false;
        for (var i = 1; i < core.Length; i++)
            if (censored[i] != '*' && censored[i] != core[i])
                return false;
        return true;
    }

    private string[]? Squashed(string word)
    {
        var twice = Squash(word, 2);
        if (twice.Length == word.Length && !HasDouble(word))
            return null;
        return (twice.Length < word.Length ? Certain(twice) : null) ?? (twice.Length < word.Length ? Certain(Squash(word, 1)) : null);
    }

    private static bool HasDouble(string word)
    {
        for (var i = 1; i < word.Length; i++)
            if (word[i] == word[i - 1])
                return true;
        return false;
    }

    private static string Squash(string word, int most)
    {
        var kept = new char[word.Length];
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var run = length >= most;
            for (var back = 1; run && back <= most; back++)
                run = kept[length - back] == word[i];
            if (!run)
                kept[length++] = word[i];
        }

        return new string(kept, 0, length);
    }

    /// <summary>"cuttin", "killin".</summary>
    private string[]? Clipped(string word) =>
        word.Length > 4 && word.EndsWith("in", StringComparison.Ordinal) ? Certain(word + "g") : null;

    private string[]? Nearly(string word)
    {
        if (word.Length < _shortestSlip - 1)
            return null;
        if (_nearly.TryGetValue(word, out var missing))
            return [missing];
        for (var i = 0; i < word.Length && word.Length <= 16; i++)
        {
            var shorter = word.Remove(i, 1);
            if (_core.Contains(shorter) && shorter.Length >= _shortestSlip)
                return [shorter];
            if (_nearly.TryGetValue(shorter, out var near) && near.Length == word.Length && near[0] == word[0])
                return [near];
        }

        return null;
    }

    private static FrozenDictionary<string, string> OneLetterLess(IEnumerable<string> words)
    {
        var shorter = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
            for (var i = 1; i < word.Length; i++)
                shorter.TryAdd(word.Remove(i, 1), word);
        return shorter.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Fewest words that make up the letters; one-letter words only "i" and "a".
    private List<string>? Cut(string letters)
    {
        var fewest = new int[letters.Length + 1];
        var from = new int[letters.Length + 1];
        Array.Fill(fewest, int.MaxValue, 1, letters.Length);
        for (var end = 1; end <= letters.Length; end++)
            for (var start = Math.Max(0, end - _longest); start < end; start++)
                if (fewest[start] != int.MaxValue && fewest[start] + 1 < fewest[end] && IsPart(letters[start..end]))
                    (fewest[end], from[end]) = (fewest[start] + 1, start);
        return fewest[^1] == int.MaxValue ? null : Parts(letters, from);
    }

    private bool IsPart(string piece) => piece.Length == 1 ? piece is "i" or "a" : _known.Contains(piece);

    private static List<string> Parts(string letters, int[] from)
    {
        var parts = new List<string>();
        for (var end = letters.Length; end > 0; end = from[end])
            parts.Insert(0, letters[from[end]..end]);
        return parts;
    }

    private static void Add(Token token, string[] words, List<Token> into)
    {
        for (var i = 0; i < words.Length; i++)
            into.Add(token with { Word = words[i], AfterBreak = token.AfterBreak && i == 0 });
    }

    /// <summary>"no!i" was not leet after all: two words with a break between.</summary>
    private void AddPieces(Token token, List<Token> into)
    {
        var afterBreak = token.AfterBreak;
        foreach (var piece in token.Word.Split(['*', '@', '$', '!'], StringSplitOptions.RemoveEmptyEntries))
        {
            Add(token with { AfterBreak = afterBreak }, Known(piece) ?? [piece], into);
            afterBreak = true;
        }
    }
}
