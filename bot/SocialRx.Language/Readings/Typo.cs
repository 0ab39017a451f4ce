namespace SocialRx.Language.Readings;

/// <summary>How far a typed word is from the one that was meant.</summary>
internal static class Typo
{
    /// <summary>Longer words are rare enough to be given memory of their own.</summary>
    private const int LongestOnStack = 64;

    /// <summary>True when the words are the same but for as many slips as a word of that length may hold: none to 3 letters, 1 to 5, 2 to 9, then 3.</summary>
    public static bool Matches(string typed, string meant) =>
        typed == meant || (StartsAlike(typed, meant) && Distance(typed, meant, Allowance(meant.Length)) <= Allowance(meant.Length));

    public static int Allowance(int length) => length switch
    {
        <= 3 => 0,
        <= 5 => 1,
        <= 9 => 2,
        _ => 3,
    };

    /// <summary>
    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); anything over <paramref name="most"/> is given as
    /// most + 1 without being worked out.
    /// </summary>
    public static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
            return most + 1;

        var width = other.Length + 1;
        Span<int> rows = width <= LongestOnStack ? stackalloc int[3 * LongestOnStack] : new int[3 * width];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
                current[j] = Step(one, other, i, j, before, last, current);
            var free = before;
            before = last;
            last = current;
            current = free;
        }

        return Math.Min(last[other.Length], most + 1);
    }

    private static int Step(string one, string other, int i, int j, ReadOnlySpan<int> before, ReadOnlySpan<int> last, ReadOnlySpan<int> current)
    {
        var best = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
        var swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return swapped ? Math.Min(best, before[j - 2] + 1) : best;
    }

    // People rarely miss the first letter, and words that differ there are mostly other words (sport, short); a swap of the first two counts as alike.
    private static bool StartsAlike(string typed, string meant) =>
        typed.Length > 1 && meant.Length > 1 && (typed[0] == meant[0] || (typed[0] == meant[1] && typed[1] == meant[0]));
}
