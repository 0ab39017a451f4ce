namespace SocialRx.Domain.ActivityDirectory;

/// <summary>The first half of a UK postcode; the second half is dropped wherever it turns up.</summary>
public static class Outcode
{
    /// <summary>
    /// The first outcode in what somebody typed, in capitals: "fb2", "FB2 1AA", "fb21aa", "Fb 2" and "my postcode is fb2." are all "FB2". Null when there is none.
    /// </summary>
    public static string? Find(string? text)
    {
        var words = Spelling.Words(text, 60);
        for (var i = 0; i < words.Count; i++)
        {
            if ((Whole(words[i]) ?? Joined(words, i)) is { } outcode)
                return outcode;
        }

        return null;
    }

    /// <summary>True for the form of an outcode, in capitals (Royal Mail: A9, A99, AA9, AA99, A9A, AA9A); whether it exists is another question.</summary>
    public static bool IsOne(string text)
    {
        var letters = text.TakeWhile(char.IsAsciiLetterUpper).Count();
        var rest = text[letters..];
        return letters is 1 or 2
            && rest.Length is 1 or 2
            && char.IsAsciiDigit(rest[0])
            && (rest.Length == 1 || char.IsAsciiDigit(rest[1]) || char.IsAsciiLetterUpper(rest[1]));
    }

    /// <summary>True when the text holds a whole postcode: more than we want to know.</summary>
    public static bool HasWholePostcode(string? text)
    {
        var words = Spelling.Words(text, 60).Select(word => word.ToUpperInvariant()).ToList();
        return words.Exists(word => IsWholePostcode(word)) || words.Zip(words.Skip(1)).Any(pair => IsOne(pair.First) && IsInward(pair.Second));
    }

    // "fb2", or "fb21aa" run together.
    private static string? Whole(string word)
    {
        var capitals = word.ToUpperInvariant();
        if (IsWholePostcode(capitals))
            return capitals[..^3];

        return IsOne(capitals) ? capitals : null;
    }

    // "fb 2": only two letters, for "in 5 minutes" and "year 10" are no outcodes.
    private static string? Joined(IReadOnlyList<string> words, int at)
    {
        var isSplit = words[at].Length == 2 && words[at].All(char.IsAsciiLetterLower) && at + 1 < words.Count && words[at + 1].All(char.IsAsciiDigit);
        return isSplit && !LittleWords.Contains(words[at]) ? Whole(words[at] + words[at + 1]) : null;
    }

    private static readonly HashSet<string> LittleWords = new(StringComparer.Ordinal) { "im", "am", "at", "by", "in", "is", "it", "me", "my", "no", "of", "on", "or", "so", "to", "up", "us", "we", "yr", "be", "do", "go", "he", "if", "ok", "an", "as" };

    internal static bool IsWholePostcode(string word) => word.Length >= 5 && IsInward(word[^3..]) && IsOne(word[..^3]);

    internal static bool IsInward(string text) => text.Length == 3 && char.IsAsciiDigit(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterUpper(text[2]);
}
