using System.Collections.Frozen;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Language.Readings;

/// <summary>Numbers as people write them out.</summary>
internal static class NumberWords
{
    private static readonly string[] Names =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly FrozenDictionary<string, int> Values = Names.Select((name, value) => (name, value))
        .Concat([("nought", 0), ("naught", 0), ("nil", 0)])
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>0 to 20; the long ones also with a slip of the finger ("sixten", "forteen").</summary>
    public static int? Find(string word)
    {
        if (Values.TryGetValue(word, out var value))
            return value;

        var meant = word.Length < 6 ? -1 : Array.FindIndex(Names, name => name.Length >= 6 && Spelling.IsSlipOf(word, name));
        return meant >= 0 ? meant : null;
    }

    /// <summary>1 to 9, as the end of "twenty one".</summary>
    public static int? Unit(string word) => Values.TryGetValue(word, out var value) && value is > 0 and < 10 ? value : null;
}
