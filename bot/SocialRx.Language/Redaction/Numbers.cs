using System.Buffers;

namespace SocialRx.Language.Redaction;

/// <summary>
/// Telephone and NHS numbers, however the digits are grouped, as figures or as words ("oh seven seven double oh"). Numbers of public helplines stay.
/// </summary>
internal static class Numbers
{
    private const int MostDigits = 16;
    private const int WidestGap = 3;

    private static readonly SearchValues<char> Gaps = SearchValues.Create(" .-()/_");

    // Childline, Samaritans in long form, The Mix, Papyrus, National Domestic Abuse, Runaway, NSPCC, Victim Support, Frank: they identify nobody.
    private static readonly HashSet<string> Helplines =
    [
        "08001111", "08088084994", "08000684141", "08082000247", "08088005000", "08081689111", "03001236600", "08001111222", "08088010677", "08088010711", "08088020925",
    ];

    public static void Find(Written text, List<Finding> found)
    {
        for (var at = 0; at < text.Text.Length;)
            at = TryRead(text, at, found) is var end and > 0 ? end : at + 1;
    }

    private static int TryRead(Written text, int start, List<Finding> found)
    {
        if (!BeginsNumber(text.Text, start))
            return 0;
        var run = new Run();
        var (kind, best, at) = ("", 0, start);
        while (run.Count <= MostDigits && PieceEnd(text.Text, at, ref run) is var end and > 0)
        {
            if (KindOf(text, run, start, end) is { } here)
                (kind, best) = (here, end);
            at = SkipGap(text.Text, end);
            if (at == 0)
                break;
            run.Groups++;
        }

        if (best > 0 && kind.Length > 0)
            found.Add(new(start, best, kind));
        return best > 0 ? best : AfterPiece(text.Text, start);
    }

    private static bool BeginsNumber(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || (text[at - 1] is '.' or '_' && at > 1 && char.IsLetterOrDigit(text[at - 2]))))
            return false;
        return char.IsAsciiDigit(text[at]) || (text[at] is '+' or '(' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '+'))
            || (text[at] == 'o' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) || DigitsOfWord(WordAt(text, at)).Length > 0;
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 9 && char.IsAsciiLetter(text[end]))
            end++;
        return end < text.Length && char.IsLetterOrDigit(text[end]) ? default : text[at..end];
    }

    private static ReadOnlySpan<char> DigitsOfWord(ReadOnlySpan<char> word) => word switch
    {
        "zero" or "oh" or "o" or "nought" or "naught" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "double" => "D",
        "triple" or "treble" => "T",
        "hundred" => "00",
        "plus" => "+",
        _ => default,
    };

    // One group of figures or one word of digits; 0 if none is here.
    private static int PieceEnd(ReadOnlySpan<char> text, int at, ref Run run)
    {
        if (WordAt(text, at) is var word && DigitsOfWord(word) is { Length: > 0 } digits)
        {
            run.AddWord(digits);
            return at + word.Length;
        }

        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] == '+' && run.Count == 0) || (text[end] is '(' && end == at) || (text[end] == 'o' && IsZero(text, end))))
            run.Add(text[end++]);
        return end == at || (end < text.Length && char.IsLetter(text[end])) ? 0 : end;
    }

    // The letter o among figures.
    private static bool IsZero(ReadOnlySpan<char> text, int at) =>
        (at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == 'o')) || (at > 0 && char.IsAsciiDigit(text[at - 1]) && (at + 1 == text.Length || !char.IsLetter(text[at + 1])));

    private static int SkipGap(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < WidestGap && Gaps.Contains(text[end]))
            end++;
        return end < text.Length && (end > at || text[end] == '(') && (char.IsAsciiDigit(text[end]) || text[end] is '(' or 'o' || DigitsOfWord(WordAt(text, end)).Length > 0) ? end : 0;
    }

    private static int AfterPiece(ReadOnlySpan<char> text, int at)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        return end;
    }

    private static string? KindOf(Written text, in Run run, int start, int end)
    {
        var digits = run.Digits;
        if (run.HasPlus ? digits.Length is >= 8 and <= 15 : IsUkNumber(digits) && !IsDate(text.Text[start..end]))
            return Helplines.Contains(digits.ToString()) ? "" : "PHONE";
        if (digits.SequenceEqual("08001111"))
            return "";
        if (digits.Length != 10 || digits[0] == '0')
            return null;
        var isPlain = run.Groups == 0 || (run.Groups == 2 && text.Text[start..end].IndexOfAny(Gaps) == 3);
        if (digits[0] == '7' && (run.Groups == 2 || run.Groups == 1) && !isPlain)
            return "PHONE";
        return isPlain || IsAfterNhs(text, start) ? "NHS" : null;
    }

    private static bool IsUkNumber(ReadOnlySpan<char> digits)
    {
        if (digits.StartsWith("0044"))
            return digits.Length is 13 or 14 or 15;
        if (digits.StartsWith("44"))
            return digits.Length is 12 or 13 && digits[2] is '7' or '1' or '2' or '0';
        if (digits.Length < 10 || digits.Length > 11 || digits[0] != '0' || digits[1] is '0' or '4' or '6')
            return false;
        return digits.Length == 11 || digits[1] is '1' or '2' or '8' or '3' or '7';
    }

    // "01/02/2026 10.30": the first group is a day.
    private static bool IsDate(ReadOnlySpan<char> number) => number.IndexOf('/') is 1 or 2;

    private static bool IsAfterNhs(Written text, int start)
    {
        var word = text.WordAt(start);
        for (var before = word - 1; before >= Math.Max(0, word - 5); before--)
            if (text.Is(before, "nhs"))
                return true;
        return false;
    }

    private struct Run
    {
        private Buffer _digits;
        private int _times;

        [System.Runtime.CompilerServices.InlineArray(MostDigits + 4)]
        private struct Buffer
        {
            private char _first;
        }

        public int Count { get; private set; }

        public int Groups { get; set; }

        public bool HasPlus { get; private set; }

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public readonly ReadOnlySpan<char> Digits => ((ReadOnlySpan<char>)_digits)[..Count];

        public void Add(char c)
        {
            if (c == '+')
                HasPlus = true;
            else if (c != '(' && Count < MostDigits + 4)
                _digits[Count++] = c == 'o' ? '0' : c;
        }

        public void AddWord(ReadOnlySpan<char> digits)
        {
            if (digits is "D" or "T")
            {
                _times = digits is "D" ? 2 : 3;
                return;
            }

            for (var time = Math.Max(1, _times); time > 0; time--)
                foreach (var digit in digits)
                    Add(digit);
            _times = 0;
        }
    }
}
