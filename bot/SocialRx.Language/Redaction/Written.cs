using SocialRx.Language.Matching;

namespace SocialRx.Language.Redaction;

/// <summary>A word of the folded text. "chloe's" is looked up as "chloe"; its end stands before the apostrophe.</summary>
internal readonly record struct WrittenWord(int Start, int End, WordKind Kind, bool StartsSentence);

/// <summary>A text folded and cut into words, as redaction reads it. Places are those of the folded text.</summary>
internal sealed class Written
{
    // In a text where most words have a capital, capitals say nothing.
    private const double ShoutedShare = 0.6;
    private const int FewWords = 4;
    private const int LongestWord = 40;

    private readonly string _original;
    private readonly Folded _folded;
    private readonly bool _capitalsTell;

    public Written(string original)
    {
        _original = original;
        _folded = Folded.Of(original);
        Words = Cut();
        foreach (var word in Words)
            Kinds |= word.Kind;
        _capitalsTell = original.Any(char.IsLower) && (Words.Count <= FewWords || Words.Count(IsCapital) <= Words.Count * ShoutedShare);
    }

    public List<WrittenWord> Words { get; }

    /// <summary>All that any of the words can be: a rule whose words are not there need not look.</summary>
    public WordKind Kinds { get; }

    public ReadOnlySpan<char> Text => _folded.Text;

    public int Count => Words.Count;

    public ReadOnlySpan<char> this[int word] => Text[Words[word].Start..Words[word].End];

    public bool Is(int word, WordKind kind) => word >= 0 && word < Words.Count && (Words[word].Kind & kind) != 0;

    public bool Is(int word, string text) => word >= 0 && word < Words.Count && this[word].SequenceEqual(text);

    public bool IsAny(int word, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (Is(word, text))
                return true;
        return false;
    }

    /// <summary>Written with a capital where that means something.</summary>
    public bool IsUpper(int word) => _capitalsTell && IsCapital(Words[word]);

    /// <summary>A capital that does not come from the sentence beginning here.</summary>
    public bool IsUpperInside(int word) => IsUpper(word) && !Words[word].StartsSentence;

    /// <summary>No list has the word.</summary>
    public bool IsUnknown(int word) =>
        word >= 0 && word < Words.Count && (Words[word].Kind & ~(WordKind.HarmlessStart | WordKind.Syllable)) == 0 && this[word].Length >= 2 && !LooksOrdinary(this[word]);

    /// <summary>Only blanks or a stop of an abbreviation between the word and the next.</summary>
    public bool Adjacent(int word)
    {
        if (word < 0 || word + 1 >= Words.Count)
            return false;
        var between = Text[Words[word].End..Words[word + 1].Start];
        return between.Length is > 0 and <= 3 && between.IndexOfAnyExcept(' ', '.') < 0 && (!between.Contains('.') || Words[word].End - Words[word].Start <= 4);
    }

    /// <summary>Beside each other even if the first owns the next: "Queen Mary's Grammar".</summary>
    public bool AdjacentOrOwned(int word) =>
        Adjacent(word) || (word >= 0 && word + 1 < Words.Count && Text[Words[word].End..Words[word + 1].Start] is "'s " or "' ");

    /// <summary>Nothing, or a stop of any kind, after the word.</summary>
    public bool EndsClause(int word) => word + 1 >= Words.Count || Text[Words[word].End..Words[word + 1].Start].IndexOfAnyExcept(' ', '\'') >= 0;

    /// <summary>Where it is in the original text.</summary>
    public TextSpan Original(int start, int end) => _folded.Original(start, end);

    /// <summary>The place of the first word that begins at or after the given place; the number of words if there is none.</summary>
    public int WordAt(int place)
    {
        var (low, high) = (0, Words.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Words[middle].Start < place)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Whether the original has a capital at this place of the folded text.</summary>
    public bool IsCapitalAt(int place) => char.IsUpper(_original[_folded.Original(place, place + 1).Start]);

    private bool IsCapital(WrittenWord word) => IsCapitalAt(word.Start);

    private List<WrittenWord> Cut()
    {
        var words = new List<WrittenWord>((Text.Length / 5) + 1);
        var startsSentence = true;
        for (var at = 0; at < Text.Length;)
        {
            var c = Text[at];
            if (Placeholder.LengthAt(Text, at) is var taken and > 0)
                at += taken;
            else if (char.IsLetter(c) || c == '&')
                at = AddWord(words, at, ref startsSentence);
            else
            {
                startsSentence |= c is '.' or '!' or '?' or '\n' or '\r';
                at++;
            }
        }

        return words;
    }

    private int AddWord(List<WrittenWord> words, int start, ref bool startsSentence)
    {
        var end = start + 1;
        while (end < Text.Length && (char.IsLetterOrDigit(Text[end]) || (Text[end] is '\'' or '-' && end + 1 < Text.Length && char.IsLetter(Text[end + 1]))))
            end++;
        var word = Text[start..end];
        var owner = word.EndsWith("'s") ? end - 2 : end;
        words.Add(new(start, owner, KindOf(Text[start..owner]), startsSentence));
        startsSentence = false;
        return end;
    }

    private static WordKind KindOf(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
            return WordKind.Ordinary;
        var kind = WordKinds.Of(word);
        if (kind != WordKind.None)
            return kind;
        if (word.ContainsAnyInRange('0', '9'))
            return WordKind.Ordinary;
        return word.ContainsAny('\'', '-') ? OfParts(word) : OfForms(word);
    }

    // "o'brien" is obrien, "don't" dont; "tilly-mae" is a name since tilly is.
    private static WordKind OfParts(ReadOnlySpan<char> word)
    {
        Span<char> joined = stackalloc char[LongestWord];
        var length = 0;
        foreach (var c in word)
            if (c is not '\'' and not '-')
                joined[length++] = c;
        var kind = WordKinds.Of(joined[..length]);
        if (kind != WordKind.None)
            return kind;
        if (word.IndexOf('-') is not (var hyphen and > 0))
            return word.IndexOf('\'') is var mark and > 0 && (WordKinds.Of(word[(mark + 1)..]) & WordKind.FirstName) != 0 ? WordKind.FirstName : kind;
        var (first, rest) = (WordKinds.Of(word[..hyphen]), WordKinds.Of(word[(hyphen + 1)..]));
        if (((first | rest) & WordKind.FirstName) != 0)
            return WordKind.FirstName;
        if ((first & rest & WordKind.Surname) != 0)
            return WordKind.Surname;
        return (first & WordKind.Syllable) != 0 && (rest & WordKind.Syllable) != 0 ? WordKind.FirstName : (first | rest) == 0 ? WordKind.None : WordKind.Ordinary;
    }

    // "chloes" is chloe's; "joshh" and "sooo" are josh and so.
    private static WordKind OfForms(ReadOnlySpan<char> word)
    {
        if (word.Length > 3 && word[^1] == 's' && WordKinds.Of(word[..^1]) is var owner and not WordKind.None)
            return (owner & WordKind.FirstName) != 0 ? WordKind.FirstName : (owner & WordKind.Surname) != 0 && (owner & WordKind.Ordinary) == 0 ? WordKind.Surname : WordKind.Ordinary;
        Span<char> squeezed = stackalloc char[LongestWord];
        var length = 0;
        foreach (var c in word)
            if (length == 0 || squeezed[length - 1] != c)
                squeezed[length++] = c;
        if (length == word.Length || length < 3)
            return Spelling.IsOfFirstName(word) ? WordKind.FirstName : WordKind.None;
        return WordKinds.Of(squeezed[..length]) is var kind and not WordKind.None ? kind : Spelling.IsOfFirstName(word) ? WordKind.FirstName : WordKind.None;
    }

    /// <summary>An ending that words have and names have not.</summary>
    public static bool IsOrdinaryForm(ReadOnlySpan<char> word) => LooksOrdinary(word) || (KindOf(word) & WordKind.Ordinary) != 0;

    private static bool LooksOrdinary(ReadOnlySpan<char> word) =>
        word.Length >= 6 && (word.EndsWith("ing") || word.EndsWith("ed") || word.EndsWith("tion") || word.EndsWith("ness") || word.EndsWith("ment") || word.EndsWith("able")
            || word.EndsWith("ful") || word.EndsWith("less") || word.EndsWith("ally") || word.EndsWith("ity") || word.EndsWith("ism") || word.EndsWith("ist") || word.EndsWith("ies"));
}
