using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace SocialRx.BotFramework;

/// <summary>The first number in a text, in one pass over it.</summary>
internal static class NumberReader
{
    // decimal holds 28 digits; nobody answers a question with more.
    private const int MaxLength = 40;

    private static readonly Dictionary<string, int> Small = new(StringComparer.Ordinal)
    {
        ["zero"] = 0, ["nought"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9,
        ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["dozen"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17,
        ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fourty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70,
        ["eighty"] = 80, ["ninety"] = 90,
    };

    private static readonly Dictionary<string, decimal> Scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 100, ["thousand"] = 1_000, ["million"] = 1_000_000, ["billion"] = 1_000_000_000,
    };

    private static readonly Dictionary<string, int> Ordinals = new(StringComparer.Ordinal)
    {
        ["first"] = 1, ["1st"] = 1, ["second"] = 2, ["2nd"] = 2, ["third"] = 3, ["3rd"] = 3, ["fourth"] = 4, ["4th"] = 4, ["fifth"] = 5, ["5th"] = 5, ["sixth"] = 6,
        ["6th"] = 6, ["seventh"] = 7, ["7th"] = 7, ["eighth"] = 8, ["8th"] = 8, ["ninth"] = 9, ["9th"] = 9, ["tenth"] = 10, ["10th"] = 10,
    };

    public static bool TryRead(string text, CultureInfo culture, out decimal number)
    {
        foreach (var found in ReadAll(text, culture))
        {
            number = found.Value;
            return true;
        }

        number = 0;
        return false;
    }

    /// <summary>Every number, from left to right.</summary>
    public static IEnumerable<NumberInText> ReadAll(string text, CultureInfo culture)
    {
        var words = Tokenizer.DefaultTokenizer(text ?? string.Empty);
        for (var i = 0; i < words.Count;)
        {
            var found = char.IsAsciiDigit(words[i].Text[0]) ? ReadDigits(text, words[i].Start, culture.NumberFormat)
                : IsNumberWord(words[i].Normalized) ? ReadWords(words, i)
                : null;
            if (found is null)
            {
                i++;
                continue;
            }

            var isNegative = found.Value > 0 && i > 0 && words[i - 1].Normalized is "minus" or "negative";
            yield return isNegative ? found with { Value = -found.Value } : found;
            while (i < words.Count && words[i].Start <= found.End)
                i++;
        }
    }

    /// <summary>Places in a list: the third, 2nd, the last.</summary>
    public static IEnumerable<NumberInText> ReadOrdinals(string text, int count)
    {
        foreach (var word in Tokenizer.DefaultTokenizer(text ?? string.Empty))
        {
            if (word.Normalized == "last")
                yield return new NumberInText(count, word.Start, word.End);
            else if (Ordinals.TryGetValue(word.Normalized, out var place))
                yield return new NumberInText(place, word.Start, word.End);
        }
    }

    private static bool IsNumberWord(string word) => Small.ContainsKey(word) || Scales.ContainsKey(word);

    private static NumberInText ReadDigits(string text, int first, NumberFormatInfo format)
    {
        var end = first;
        while (end < text.Length && end - first < MaxLength && BelongsToNumber(text, end, format))
            end++;
        if (end < text.Length && char.IsAsciiDigit(text[end]))
            return null;
        var isSigned = first > 0 && text[first - 1] is '-' or '\u2212' && (first == 1 || !char.IsLetterOrDigit(text[first - 2]));
        if (!decimal.TryParse(text.AsSpan(first, end - first), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, format, out var number))
            return null;
        return isSigned ? new NumberInText(-number, first - 1, end - 1) : new NumberInText(number, first, end - 1);
    }

    private static bool BelongsToNumber(string text, int at, NumberFormatInfo format)
    {
        if (char.IsAsciiDigit(text[at]))
            return true;
        var isSeparator = text.AsSpan(at).StartsWith(format.NumberDecimalSeparator) || (text.AsSpan(at).StartsWith(format.NumberGroupSeparator) && IsGroup(text, at + 1));
        return isSeparator && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);
    }

    // Three digits and no fourth: 1,234 is one number, 1,2 is not.
    private static bool IsGroup(string text, int at) =>
        at + 3 <= text.Length && text.AsSpan(at, 3).IndexOfAnyExceptInRange('0', '9') < 0 && (at + 3 == text.Length || !char.IsAsciiDigit(text[at + 3]));

    private static NumberInText ReadWords(List<Token> words, int first)
    {
        var (total, group, last, end) = (0m, 0m, 0, first);
        for (var i = first; i < words.Count && i - first < MaxLength; i++)
        {
            var word = words[i].Normalized;
            if (Small.TryGetValue(word, out var small))
            {
                // "three four" is two numbers; "twenty four" is one.
                var goesOn = i == first || last is 0 or 100 || (last >= 20 && small is > 0 and < 10);
                if (!goesOn)
                    break;
                group += small;
                (last, end) = (small, i);
            }
            else if (word == "hundred")
            {
                group = Math.Max(group, 1) * 100;
                (last, end) = (100, i);
            }
            else if (Scales.TryGetValue(word, out var scale))
            {
                total += Math.Max(group, 1) * scale;
                (group, last, end) = (0, 100, i);
            }
            else if (word != "and" || last != 100)
            {
                break;
            }
        }

        return new NumberInText(total + group, words[first].Start, words[end].End);
    }
}

/// <param name="End">The last character, not the one after it.</param>
internal sealed record NumberInText(decimal Value, int Start, int End);
