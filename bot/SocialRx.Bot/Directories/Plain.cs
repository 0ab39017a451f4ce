using System.Globalization;
using System.Net;
using System.Text;

namespace SocialRx.Bot.Directories;

/// <summary>Makes plain, safe text of what a directory holds: other people wrote it, and young people read it.</summary>
internal static class Plain
{
    /// <summary>Of a listing or an organisation; what is longer is no name.</summary>
    public const int LongestName = 120;

    public const int LongestSummary = 600;

    private static readonly string[] Unseen = ["script", "style", "iframe", "object", "svg", "head", "noscript", "template"];

    // 09 premium, 084 and 087 service numbers, 070 personal numbers, 118 directory enquiries (Ofcom, National Telephone Numbering Plan).
    private static readonly string[] CostlyStarts = ["09", "084", "087", "070", "118"];

    /// <summary>Without markup, control and direction characters; what stood in scripts and styles is gone; one space between words.</summary>
    public static string Text(string? html)
    {
        if (html is null)
            return "";

        // Twice: "&lt;script&gt;" is markup once it is decoded.
        return OneSpace(WithoutTags(WebUtility.HtmlDecode(WithoutTags(html))));
    }

    /// <summary>The text without the sentences that hold a number that is dear to call; null when there was none.</summary>
    public static string? WithoutCostlyNumbers(string text)
    {
        if (!text.Any(char.IsAsciiDigit))
            return null;

        var sentences = Sentences(text).ToList();
        var kept = sentences.Where(sentence => !HasCostlyNumber(sentence)).ToList();
        return kept.Count == sentences.Count ? null : string.Join(' ', kept.Select(sentence => sentence.Trim()));
    }

    /// <summary>The text as it may be shown, without dear numbers, at most so long; null when nothing is said.</summary>
    public static string? Optional(string? text, int most) => Text(text) is { Length: > 0 } plain ? Clip(WithoutCostlyNumbers(plain) ?? plain, most) : null;

    /// <summary>A number somebody may call from a phone without credit worries; null when it is dear or no number.</summary>
    public static string? Phone(string? text)
    {
        var plain = Text(text);
        var digits = Digits(plain);
        return digits.Length is >= 3 and <= 13 && !IsCostly(digits) ? Clip(plain, 30) : null;
    }

    public static string? Web(string? text) =>
        Uri.TryCreate(Text(text), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && string.IsNullOrEmpty(address.UserInfo) ? address.AbsoluteUri : null;

    public static string? Email(string? text)
    {
        var plain = Text(text);
        var at = plain.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == plain.LastIndexOf('@') && plain.LastIndexOf('.') > at + 1 && !plain.EndsWith('.') && plain.Length <= 200 && !plain.Contains(' ', StringComparison.Ordinal) ? plain : null;
    }

    /// <summary>At most so many characters, cut at the end of a sentence where there is one, else of a word.</summary>
    public static string Clip(string text, int most)
    {
        if (text.Length <= most)
            return text;

        var cut = text[..most];
        var end = cut.LastIndexOf(". ", StringComparison.Ordinal);
        if (end > most / 2)
            return cut[..(end + 1)];

        var word = cut.LastIndexOf(' ');
        var kept = word > most / 2 ? cut[..word] : cut;
        return (char.IsHighSurrogate(kept[^1]) ? kept[..^1] : kept).TrimEnd() + "…";
    }

    // One pass. An end tag of an unseen element is looked for once: when it is missing, all the rest was unseen.
    private static string WithoutTags(string html)
    {
        if (!html.Contains('<', StringComparison.Ordinal))
            return html;

        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            if (html[at] != '<' || !StartsTag(html, at))
            {
                text.Append(html[at++]);
                continue;
            }

            text.Append(' ');
            at = AfterTag(html, at);
        }

        return text.ToString();
    }

    // "< 5" and "<3" are text.
    private static bool StartsTag(string html, int at) => at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?');

    private static int AfterTag(string html, int at)
    {
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            return After(html, "-->", at);

        var unseen = Unseen.FirstOrDefault(name => html.AsSpan(at + 1).StartsWith(name, StringComparison.OrdinalIgnoreCase) && !IsNameCharacter(html, at + 1 + name.Length));
        return unseen is null ? After(html, ">", at) : After(html, ">", Math.Max(at, After(html, $"</{unseen}", at) - 1));
    }

    private static bool IsNameCharacter(string html, int at) => at < html.Length && char.IsAsciiLetterOrDigit(html[at]);

    private static int After(string html, string end, int from)
    {
        var found = from < html.Length ? html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) : -1;
        return found < 0 ? html.Length : found + end.Length;
    }

    private static string OneSpace(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsText(c))
                plain.Append(c);
            else if (plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }

        return plain.ToString().TrimEnd(' ');
    }

    private static bool IsText(char c) => char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '.' or '!' or '?' && (i + 1 == text.Length || text[i + 1] == ' '))
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < text.Length)
            yield return text[start..];
    }

    private static bool HasCostlyNumber(string sentence)
    {
        var run = new StringBuilder();
        foreach (var c in sentence.Append('x'))
        {
            if (char.IsAsciiDigit(c) || c == '+')
                run.Append(c);
            else if (c is not (' ' or '-' or '(' or ')' or '.'))
            {
                if (run.Length >= 6 && IsCostly(Digits(run.ToString())))
                    return true;
                run.Clear();
            }
        }

        return false;
    }

    private static bool IsCostly(string digits) => Array.Exists(CostlyStarts, start => digits.StartsWith(start, StringComparison.Ordinal));

    private static string Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.StartsWith("0044", StringComparison.Ordinal))
            return "0" + digits[4..].TrimStart('0');

        return digits.StartsWith("44", StringComparison.Ordinal) && digits.Length > 10 ? "0" + digits[2..].TrimStart('0') : digits;
    }
}
