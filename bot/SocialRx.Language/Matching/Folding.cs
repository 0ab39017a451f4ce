using System.Globalization;
using System.Text;

namespace SocialRx.Language.Matching;

/// <summary>
/// Text as it is compared: lower case, compatibility forms (NFKC) and accents folded, invisible characters and combining marks gone, look-alike
/// letters Latin, quotes straight. Every folded character remembers which character of the original it came from.
/// </summary>
internal sealed class Folded
{
    private Folded(char[] characters, int[] origins, int length, int originalLength)
    {
        Characters = characters;
        Origins = origins;
        Length = length;
        OriginalLength = originalLength;
    }

    public char[] Characters { get; }

    public int Length { get; }

    private int[] Origins { get; }

    private int OriginalLength { get; }

    public ReadOnlySpan<char> Text => Characters.AsSpan(0, Length);

    /// <summary>The original's span behind the folded characters from start up to end.</summary>
    public TextSpan Original(int start, int end)
    {
        var from = Origins[start];
        var to = end < Length ? Origins[end] : OriginalLength;
        return new(from, Math.Max(to, Origins[end - 1] + 1) - from);
    }

    public static Folded Of(string text)
    {
        var writer = new Writer(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            Add(writer, rune, at);
            at += rune.Utf16SequenceLength;
        }

        return new(writer.Characters, writer.Origins, writer.Length, text.Length);
    }

    private static void Add(Writer writer, Rune rune, int at)
    {
        if (rune.IsAscii)
            AddAscii(writer, (char)rune.Value, at);
        else
            AddOther(writer, rune, at);
    }

    private static void AddAscii(Writer writer, char c, int at)
    {
        if (c >= ' ' || char.IsWhiteSpace(c))
            writer.Add(char.ToLowerInvariant(c), at);
    }

    private static void AddOther(Writer writer, Rune rune, int at)
    {
        if (Quote(rune.Value) is { } quote)
        {
            writer.Add(quote, at);
            return;
        }

        if (Invisible(rune))
            return;

        foreach (var part in Decomposed(rune).EnumerateRunes())
            if (!Invisible(part))
                AddFolded(writer, part, at);
    }

    private static void AddFolded(Writer writer, Rune rune, int at)
    {
        var lower = Rune.ToLowerInvariant(rune);
        if (lower.IsBmp)
        {
            writer.Add(Plain((char)lower.Value), at);
            return;
        }

        Span<char> pair = stackalloc char[2];
        lower.EncodeToUtf16(pair);
        writer.Add(pair[0], at);
        writer.Add(pair[1], at);
    }

    // NFKD so that an accent becomes a mark of its own and is dropped with the others.
    private static string Decomposed(Rune rune) =>
        rune.Value == 0xFFFD ? " " : rune.ToString().Normalize(NormalizationForm.FormKD);

    private static bool Invisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.ModifierSymbol;

    private static char? Quote(int value) => value switch
    {
        0x2018 or 0x2019 or 0x201A or 0x201B or 0x2032 or 0x00B4 or 0x02BC or 0x02B9 or 0xFF07 => '\'',
        0x201C or 0x201D or 0x201E or 0x2033 or 0x00AB or 0x00BB => '"',
        0x2010 or 0x2011 or 0x2012 or 0x2013 or 0x2014 or 0x2212 => '-',
        0x2026 => '.',
        _ => null,
    };

    // Letters without a decomposition that stand for a Latin one.
    private static char Plain(char c) => c switch
    {
        'ł' => 'l',
        'ø' => 'o',
        'đ' or 'ð' => 'd',
        'ı' => 'i',
        'ß' => 's',
        'æ' => 'a',
        'œ' => 'o',
        _ => c,
    };

    private sealed class Writer(int capacity)
    {
        public char[] Characters { get; private set; } = new char[Math.Max(16, capacity)];

        public int[] Origins { get; private set; } = new int[Math.Max(16, capacity)];

        public int Length { get; private set; }

        public void Add(char c, int origin)
        {
            if (Length == Characters.Length)
                Grow();
            Characters[Length] = c;
            Origins[Length++] = origin;
        }

        private void Grow()
        {
            Characters = Resized(Characters);
            Origins = Resized(Origins);
        }

        private T[] Resized<T>(T[] values)
        {
            Array.Resize(ref values, Length * 2);
            return values;
        }
    }
}
