namespace SocialRx.Language.Redaction;

/// <summary>Names that are written as they sound: "stephaney" and "kayliegh" are spelled like no word, but sound like names of the list.</summary>
internal static class Spelling
{
    private const int Shortest = 5;
    private const int Longest = 24;

    private static readonly HashSet<string> Sounds = [.. WordKinds.FirstNames.Where(name => name.Length is >= Shortest and <= Longest).Select(name => Sound(name, new char[Longest]).ToString())];
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Sounds.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsOfFirstName(ReadOnlySpan<char> word) =>
        word.Length is >= Shortest and <= Longest && Lookup.Contains(Sound(word, stackalloc char[Longest]));

    // Vowels that stand together count as the first of them, e and y as i, ph as f, c and q as k, z as s; no h inside; no letter twice.
    private static ReadOnlySpan<char> Sound(ReadOnlySpan<char> word, Span<char> sound)
    {
        var length = 0;
        var afterVowel = false;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i] switch
            {
                'p' when i + 1 < word.Length && word[i + 1] == 'h' => 'f',
                'c' or 'q' => 'k',
                'z' => 's',
                'e' or 'y' => 'i',
                'h' when i > 0 => '\0',
                var other => other,
            };
            var isVowel = c is 'a' or 'i' or 'o' or 'u';
            if (c != '\0' && !(isVowel && afterVowel) && (length == 0 || sound[length - 1] != c))
                sound[length++] = c;
            afterVowel = isVowel;
        }

        return sound[..length];
    }
}
