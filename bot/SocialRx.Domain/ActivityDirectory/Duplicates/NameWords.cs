using System.Collections.Frozen;

namespace SocialRx.Domain.ActivityDirectory.Duplicates;

/// <summary>The words of a name that tell it from others.</summary>
internal static class NameWords
{
    // Left out of a name that has other words.
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "to", "with", "your",
        "activity", "activities", "centre", "center", "charity", "cic", "cio", "class", "classes", "club", "community", "company", "group", "groups", "limited", "ltd", "organisation", "people", "programme", "project",
        "service", "services", "session", "sessions", "society", "trust", "weekly", "young", "youth");

    /// <summary>Stems, each once; of a name of common words only, all of them.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = Spelling.Words(name, 40);
        var telling = words.Where(word => !Common.Contains(word)).ToList();
        return [.. (telling.Count > 0 ? telling : words).Select(word => HasDigit(word) ? word : SearchWord.Stem(word)).Distinct()];
    }

    /// <summary>
    /// From 0 (nothing in common) to 1 (the same words in any order): the words that the other has too over all words (Dice), where a slip of the finger counts as the same word.
    /// </summary>
    public static double Likeness(string one, string other)
    {
        var (first, second) = (Of(one), Of(other));
        if (first.Count + second.Count == 0)
            return 0;

        var common = first.Count(word => second.Any(other => IsSame(word, other))) + second.Count(word => first.Any(other => IsSame(word, other)));
        return (double)common / (first.Count + second.Count);
    }

    // "Under 14s" is no slip of "under 16s".
    private static bool IsSame(string one, string other) =>
        one == other || (!HasDigit(one) && !HasDigit(other) && (Spelling.IsSlipOf(one, other) || Spelling.IsSlipOf(other, one)));

    private static bool HasDigit(string word) => word.Any(char.IsAsciiDigit);
}
