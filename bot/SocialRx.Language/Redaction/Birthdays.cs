using System.Text.RegularExpressions;

namespace SocialRx.Language.Redaction;

/// <summary>
/// Dates of birth: a date beside a word of birth, in any form; without one only a full date in the years when those who write here were born. Other
/// dates stay: when a trip is identifies nobody.
/// </summary>
internal static class Birthdays
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const int FurthestBefore = 5;
    private const int FurthestAfter = 4;
    private const int FirstYear = 1990;
    private const int LastYear = 2017;
    private const string Months = "(jan(uary)?|feb(r?uary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)";
    private const string Day = "(0?[1-9]|[12][0-9]|3[01])( ?(st|nd|rd|th))?";
    private const string DayWord = "(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|(twenty|thirty)[ -](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|twentieth|thirtieth)";
    private const string Year = "(19|20)[0-9]{2}|[0-9]{2}|two thousand( and)? [a-z]+|twenty (ten|eleven|twelve|thirteen|fourteen|fifteen)|nineteen ninety [a-z]+";

    /// <summary>Dates, with or without a year.</summary>
    public static IReadOnlyList<Regex> All { get; } =
    [
        new(@"\b(0?[1-9]|[12][0-9]|3[01]) ?[/.\-\\] ?(0?[1-9]|1[0-2])( ?[/.\-\\] ?((19|20)?[0-9]{2}))?\b", Linear),
        new(@"\b(0?[1-9]|[12][0-9]|3[01]) (0?[1-9]|1[0-2]) ((19|20)?[0-9]{2})\b", Linear),
        new(@"\b(19|20)[0-9]{2}[/.\-](0?[1-9]|1[0-2])[/.\-](0?[1-9]|[12][0-9]|3[01])\b", Linear),
        new(@"\b(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])((19|20)?[0-9]{2})\b", Linear),
        new(@"\b((the )?" + Day + "|" + DayWord + @")[ \-/]{0,2}(of )?" + Months + @"(,?[ \-/]?('?" + Year + @"))?\b", Linear),
        new(@"\b" + Months + @"[ \-/]?(the )?(" + Day + "|" + DayWord + @")\b(,? ?'?(" + Year + @"))?\b", Linear),
        new(@"\b" + Months + @",? (of )?(19|20)[0-9]{2}\b", Linear),
    ];

    public static void Find(Written text, List<Finding> found)
    {
        var cued = (text.Kinds & WordKind.Birth) != 0 || text.Text.Contains("d.o.b", StringComparison.Ordinal);
        var hasDigit = text.Text.ContainsAnyInRange('0', '9');
        if (!cued && !hasDigit)
            return;
        foreach (var date in All)
            foreach (var match in date.EnumerateMatches(text.Text))
                if (IsBirthday(text, match.Index, match.Index + match.Length, cued))
                    found.Add(new(WithoutThe(text, match.Index), match.Index + match.Length, "DOB"));
    }

    private static int WithoutThe(Written text, int start) => text.Text[start..].StartsWith("the ") ? start + 4 : start;

    private static bool IsBirthday(Written text, int start, int end, bool cued) =>
        (cued && IsBesideBirth(text, start, end)) || IsFullDateOfYouth(text.Text[start..end]);

    private static bool IsBesideBirth(Written text, int start, int end)
    {
        var first = text.WordAt(start);
        for (var before = first - 1; before >= Math.Max(0, first - FurthestBefore); before--)
            if (text.Is(before, WordKind.Birth) && !text.Is(before + 1, "in") | EndsWithYear(text.Text[start..end]))
                return true;
        var next = text.WordAt(end);
        for (var after = next; after < Math.Min(text.Count, next + FurthestAfter); after++)
            if (text.Is(after, WordKind.Birth) && !text.Is(after + 1, "party"))
                return true;
        return text.Text[Math.Max(0, start - 12)..start].Contains("d.o.b", StringComparison.Ordinal);
    }

    private static bool EndsWithYear(ReadOnlySpan<char> date) => date.Length > 4 && !date[^4..].ContainsAnyExceptInRange('0', '9');

    // With day, month and a year of four figures, or of two between strokes or dots.
    private static bool IsFullDateOfYouth(ReadOnlySpan<char> date)
    {
        if (date.Length < 6 || !char.IsAsciiDigit(date[0]) && !date.ContainsAny(" -/"))
            return false;
        var last = date[^4..];
        if (!last.ContainsAnyExceptInRange('0', '9'))
            return int.Parse(last, System.Globalization.CultureInfo.InvariantCulture) is >= FirstYear and <= LastYear && HasDay(date);
        if (!date[..4].ContainsAnyExceptInRange('0', '9'))
            return int.Parse(date[..4], System.Globalization.CultureInfo.InvariantCulture) is >= FirstYear and <= LastYear && date.ContainsAny("-/.");
        return date.Count('/') == 2 && int.TryParse(date[^2..], out var year) && (year >= FirstYear - 1900 || year <= LastYear - 2000);
    }

    private static bool HasDay(ReadOnlySpan<char> date) => date[..^4].ContainsAnyInRange('0', '9') && date.ContainsAny(" -/.");
}
