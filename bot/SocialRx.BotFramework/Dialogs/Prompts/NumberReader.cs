using System.Buffers;
using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace SocialRx.BotFramework;

/// <param name="End">The last character, not the one after it.</param>
internal sealed record NumberInText(decimal Value, int Start, int End);

/// <summary>The numbers in a text, in digits as the language writes them or in its words, in one pass over it.</summary>
internal static class NumberReader
{
    // decimal holds 28 digits; nobody answers a question with more.
    private const int MaxLength = 40;
    private const string ChineseDigits = "〇一二三四五六七八九";
    private static readonly SearchValues<char> ChineseNumerals = SearchValues.Create("〇零一二两三四五六七八九十百千万");

    public static bool TryRead(string text, string locale, out decimal number)
    {
        foreach (var found in ReadAll(text, locale))
        {
            number = found.Value;
            return true;
        }

        number = 0;
        return false;
    }

    /// <summary>Every number, from left to right.</summary>
    public static IEnumerable<NumberInText> ReadAll(string text, string locale)
    {
        text ??= string.Empty;
        var language = Locales.Language(locale);
        var format = Locales.Culture(locale).NumberFormat;
        var words = NumberWords.For(language);
        var said = Words(text);
        for (var i = 0; i < said.Count;)
        {
            var found = Read(text, said, i, words, format) ?? (language is "zh" or "ja" ? ReadChinese(said[i]) : null);
            if (found is null)
            {
                i++;
                continue;
            }

            var isNegative = found.Value > 0 && i > 0 && words.Minus.Contains(said[i - 1].Normalized);
            yield return isNegative ? new NumberInText(-found.Value, said[i - 1].Start, found.End) : found;
            while (i < said.Count && said[i].Start <= found.End)
                i++;
        }
    }

    /// <summary>Runs of letters, digits and marks.</summary>
    internal static List<Token> Words(string text) => Tokenizer.Split(text, character => !char.IsLetterOrDigit(character) && char.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));

    private static NumberInText Read(string text, List<Token> said, int at, NumberWords words, NumberFormatInfo format)
    {
        if (char.IsAsciiDigit(said[at].Text[0]))
            return ReadDigits(text, said[at].Start, format) is { } digits ? Scaled(text, said, at, digits, words, format) : null;
        return ReadWords(text, said, at, words);
    }

    private static NumberInText ReadDigits(string text, int first, NumberFormatInfo format)
    {
        var end = first;
        while (end < text.Length && end - first < MaxLength && BelongsToNumber(text, end, format))
            end++;
        if (end < text.Length && char.IsAsciiDigit(text[end]))
            return null;
        first = HasPointBefore(text, first, format) ? first - 1 : first;
        var isSigned = first > 0 && text[first - 1] is '-' or '\u2212' && (first == 1 || !char.IsLetterOrDigit(text[first - 2]));
        if (!decimal.TryParse(text.AsSpan(first, end - first), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, format, out var number))
            return null;
        return isSigned ? new NumberInText(-number, first - 1, end - 1) : new NumberInText(number, first, end - 1);
    }

    // ".5", but not the end of "v.5" or "3.5"
    private static bool HasPointBefore(string text, int first, NumberFormatInfo format) =>
        first > 0 && text[first - 1] == format.NumberDecimalSeparator[0] && (first == 1 || char.IsWhiteSpace(text[first - 2]) || text[first - 2] is '-' or '\u2212');

    private static bool BelongsToNumber(string text, int at, NumberFormatInfo format)
    {
        if (char.IsAsciiDigit(text[at]))
            return true;
        var rest = text.AsSpan(at);
        var isSeparator = rest.StartsWith(format.NumberDecimalSeparator, StringComparison.Ordinal) || (rest.StartsWith(format.NumberGroupSeparator, StringComparison.Ordinal) && IsGroup(text, at + 1));
        return isSeparator && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);
    }

    // Three digits and no fourth: 1,234 is one number, 1,2 is not.
    private static bool IsGroup(string text, int at) =>
        at + 3 <= text.Length && text.AsSpan(at, 3).IndexOfAnyExceptInRange('0', '9') < 0 && (at + 3 == text.Length || !char.IsAsciiDigit(text[at + 3]));

    // "3 million", "5k", "1/2", "2 1/2"
    private static NumberInText Scaled(string text, List<Token> said, int at, NumberInText digits, NumberWords words, NumberFormatInfo format)
    {
        var after = digits.End + 1;
        if (after < text.Length && text[after] is 'k' or 'K' && (after + 1 == text.Length || !char.IsLetterOrDigit(text[after + 1])))
            return Times(digits, 1000, after);
        if (after + 1 < text.Length && text[after] == '/' && char.IsAsciiDigit(text[after + 1]) && IsWhole(digits.Value))
            return ReadDigits(text, after + 1, format) is { Value: > 0 } under && IsWhole(under.Value) && !(under.End + 1 < text.Length && text[under.End + 1] == '/') ? new NumberInText(digits.Value / under.Value, digits.Start, under.End) : digits;
        var next = at + 1;
        while (next < said.Count && said[next].Start <= digits.End)
            next++;
        return next < said.Count && IsOneSpace(text, digits.End, said[next].Start) && words.Scales.TryGetValue(said[next].Normalized, out var scale) ? Times(digits, scale, said[next].End) : digits;
    }

    private static bool IsWhole(decimal value) => value == decimal.Truncate(value);

    private static bool IsOneSpace(string text, int end, int start) => start == end + 2 && text[end + 1] == ' ';

    private static NumberInText Times(NumberInText number, decimal scale, int end) =>
        Math.Abs(number.Value) < 1_000_000_000_000m ? new NumberInText(number.Value * scale, number.Start, end) : number;

    private static NumberInText ReadWords(string text, List<Token> said, int first, NumberWords words)
    {
        var sum = new Sum();
        var last = -1;
        var isArticle = words.Articles.Contains(said[first].Normalized);
        for (var i = first; i < said.Count && i - first < MaxLength; i++)
        {
            var word = said[i].Normalized;
            if (i == first && isArticle)
            {
                // "un" is a number when nothing else is said, "a hundred" when something is counted.
                var countsNext = first + 1 < said.Count && words.Scales.ContainsKey(said[first + 1].Normalized);
                if (!countsNext && (said.Count > 1 || word is "a" or "an"))
                    return null;
                if (!countsNext)
                    return new NumberInText(1, said[first].Start, said[first].End);
                sum.Add(1);
                continue;
            }

            if (i > first && words.And.Contains(word) && sum.MayHaveAnd && i + 1 < said.Count && words.Parts(said[i + 1].Normalized) is not null)
            {
                sum.And();
                continue;
            }

            if (i > first && words.Point.Contains(word) && ReadDecimals(said, i + 1, words) is { } decimals)
                return new NumberInText(sum.Total + decimals.Value, said[first].Start, decimals.End);
            if (words.Parts(word) is not { } parts || !sum.TryAddAll(parts, words))
                break;
            last = i;
        }

        if (last < 0)
            return null;
        var total = sum.Total;
        return Fraction(said, first, last, total, words) ?? new NumberInText(total, said[first].Start, said[last].End);
    }

    // "three quarters", "one half"
    private static NumberInText Fraction(List<Token> said, int first, int last, decimal total, NumberWords words)
    {
        var next = last + 1;
        return next < said.Count && said[next].Normalized != "second" && words.Fractions.TryGetValue(said[next].Normalized, out var under) && total is > 0 and < 100
            && !words.Ordinals.ContainsKey(said[next].Normalized) ? new NumberInText(total / under, said[first].Start, said[next].End) : null;
    }

    // "point one four"
    private static NumberInText ReadDecimals(List<Token> said, int from, NumberWords words)
    {
        var (value, place, end) = (0m, 0.1m, -1);
        for (var i = from; i < said.Count && i - from < 10 && words.Small.TryGetValue(said[i].Normalized, out var digit); i++)
        {
            if (digit >= 10 && i > from)
                break;
            value += digit >= 10 ? digit / 100 : digit * place;
            place /= 10;
            end = said[i].End;
            if (digit >= 10)
                break;
        }

        return end < 0 ? null : new NumberInText(value, said[from].Start, end);
    }

    // 三十五, 一百零二, 两万
    private static NumberInText ReadChinese(Token word)
    {
        var first = word.Text.AsSpan().IndexOfAny(ChineseNumerals);
        if (first < 0)
            return null;
        var (total, group, digit, at) = (0m, 0m, -1m, first);
        for (; at < word.Text.Length && at - first < MaxLength; at++)
        {
            var character = word.Text[at] switch { '两' => '二', '零' => '〇', var other => other };
            var scale = character switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10_000, _ => 0 };
            if (ChineseDigits.IndexOf(character, StringComparison.Ordinal) is >= 0 and var value)
            {
                digit = value;
            }
            else if (scale == 10_000)
            {
                total = (total + group + Math.Max(digit, 0)) * scale;
                (group, digit) = (0, -1);
            }
            else if (scale > 0)
            {
                group += (digit < 0 ? 1 : digit) * scale;
                digit = -1;
            }
            else
            {
                break;
            }
        }

        return new NumberInText(total + group + Math.Max(digit, 0), word.Start + first, word.Start + at - 1);
    }

    /// <summary>What the words so far come to, and whether another may go on.</summary>
    private sealed class Sum
    {
        private decimal whole;
        private decimal group;
        private decimal last = -1;
        private decimal lastScale = decimal.MaxValue;
        private bool hasAnd;

        public decimal Total => whole + group;

        public bool MayHaveAnd => last is >= 0 && !hasAnd && (last >= 20 || last < 10);

        public void And() => hasAnd = true;

        public void Add(decimal value)
        {
            group += value;
            last = value;
            hasAnd = false;
        }

        public bool TryAddAll(List<string> parts, NumberWords words)
        {
            var (beforeWhole, beforeGroup, beforeLast, beforeScale, beforeAnd) = (whole, group, last, lastScale, hasAnd);
            foreach (var part in parts)
            {
                if (TryAdd(part, words))
                    continue;
                (whole, group, last, lastScale, hasAnd) = (beforeWhole, beforeGroup, beforeLast, beforeScale, beforeAnd);
                return false;
            }

            return true;
        }

        private bool TryAdd(string part, NumberWords words)
        {
            if (words.Small.TryGetValue(part, out var small) || (words.Articles.Contains(part) && (small = 1) == 1))
                return TryAddSmall(small, words.IsGlued);
            if (words.Scales.TryGetValue(part, out var scale))
                return TryScale(scale);
            hasAnd = true;
            return true;
        }

        private bool TryAddSmall(decimal value, bool isUnitFirst)
        {
            // French: four twenties.
            if (last == 4 && value == 20 && !hasAnd && !isUnitFirst)
            {
                group += 76;
                last = 80;
                return true;
            }

            var goesOn = last switch
            {
                -1 => true,
                _ when isUnitFirst && hasAnd && last is > 0 and < 10 && value is >= 20 and < 100 => true,
                0 => false,
                60 or 80 => value is > 0 and < 20,
                >= 100 => value < last,
                >= 20 => value is > 0 and < 10,
                10 => !hasAnd && value is >= 7 and <= 9 && group % 100 is 70 or 90 or 10,
                _ => false,
            };
            if (goesOn)
                Add(value);
            return goesOn;
        }

        private bool TryScale(decimal scale)
        {
            if (hasAnd && last >= 0 && last < scale && last < 20)
                return false;
            if (scale == 100)
            {
                var tens = group % 100;
                group = group - tens + (Math.Max(tens, 1) * 100);
            }
            else
            {
                if (scale >= lastScale)
                    return false;
                whole += Math.Max(group, 1) * scale;
                group = 0;
                lastScale = scale;
            }

            last = scale;
            hasAnd = false;
            return true;
        }
    }
}

/// <summary>Places in a list: the third, 2nd, the last, the last but one.</summary>
internal static class OrdinalReader
{
    public static List<NumberInText> ReadAll(string text, string locale, int count)
    {
        var places = new List<NumberInText>();
        var language = Locales.Language(locale);
        var words = NumberWords.For(language);
        var said = NumberReader.Words(text);
        for (var i = 0; i < said.Count; i++)
        {
            var word = said[i].Normalized;
            if (language is "zh" or "ja")
                AddInside(places, said[i], words, count);
            else if (words.Last.Contains(word))
                places.Add(BeforeLast(said, i, count));
            else if ((words.Ordinals.TryGetValue(word, out var place) || TryNumbered(word, language, out place)) && !IsCountingFromLast(said, i, words))
                places.Add(new NumberInText(place, said[i].Start, said[i].End));
        }

        return places;
    }

    // "second to last", "next to last", "second last"
    private static NumberInText BeforeLast(List<Token> said, int at, int count)
    {
        var first = at > 1 && said[at - 1].Normalized is "to" or "from" ? at - 2 : at - 1;
        var back = first < 0 ? 0 : said[first].Normalized switch { "next" when first == at - 2 => 1, "second" => 1, "third" => 2, "fourth" => 3, _ => 0 };
        return back == 0 ? new NumberInText(count, said[at].Start, said[at].End) : new NumberInText(count - back, said[first].Start, said[at].End);
    }

    private static bool IsCountingFromLast(List<Token> said, int at, NumberWords words) =>
        said[at].Normalized is "second" or "third" or "fourth"
        && ((at + 1 < said.Count && words.Last.Contains(said[at + 1].Normalized)) || (at + 2 < said.Count && said[at + 1].Normalized is "to" or "from" && words.Last.Contains(said[at + 2].Normalized)));

    // 1st, 2º, 3e, 4te
    private static bool TryNumbered(string word, string language, out int place)
    {
        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        place = 0;
        if (digits is < 1 or > 4 || !int.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out place))
            return false;
        return (language, word[digits..]) switch
        {
            ("es" or "pt" or "it", "º" or "ª" or "o" or "a" or "ro" or "ra" or "do" or "da") => true,
            ("fr", "e" or "er" or "re" or "ère" or "ème" or "eme" or "nd" or "nde") => true,
            ("nl", "e" or "de" or "ste") => true,
            ("de", "te" or "ten" or "ter") => true,
            ("es" or "pt" or "it" or "fr" or "nl" or "de", _) => false,
            (_, "st" or "nd" or "rd" or "th") => true,
            _ => false,
        };
    }

    private static void AddInside(List<NumberInText> places, Token word, NumberWords words, int count)
    {
        foreach (var last in words.Last.Where(last => word.Text.Contains(last, StringComparison.Ordinal)))
            places.Add(new NumberInText(count, word.Start, word.End));
        for (var at = word.Text.IndexOf('第', StringComparison.Ordinal); at >= 0 && at + 1 < word.Text.Length; at = word.Text.IndexOf('第', at + 1))
        {
            if (words.Ordinals.TryGetValue(word.Text.Substring(at, 2), out var place))
                places.Add(new NumberInText(place, word.Start + at, word.Start + at + 1));
        }
    }
}
