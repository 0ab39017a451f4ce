using System.Globalization;

namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Ages of school years as directories write them: "Year 7-9", "Yrs 10 to 11", "Y12+", "KS3", "sixth form".</summary>
public static class YearGroups
{
    private const int Youngest = 1;
    private const int Oldest = 13;

    /// <summary>The ages in whole years, both ends included; <c>To</c> is null for "and up". Null when the text names no school year.</summary>
    public static (int From, int? To)? Read(string? text)
    {
        var words = Words(text);
        for (var at = 0; at < words.Count; at++)
        {
            if (Stage(words, at) is { } stage)
                return Ages(stage.First, stage.Last);
            if (Years(words, at) is { } years)
                return Ages(years.First, years.Last);
        }

        return null;
    }

    /// <summary>Whoever is in year 7 is 11 at its start and 12 at its end.</summary>
    private static (int From, int? To) Ages(int first, int? last) => (first + 4, last + 5);

    // Key stages of the national curriculum of England.
    private static (int First, int? Last)? Stage(List<string> words, int at) => (words[at], At(words, at + 1), At(words, at + 2)) switch
    {
        ("ks", var number, _) => Stage(number),
        ("key", "stage" or "stages", var number) => Stage(number),
        ("sixth" or "6th", "form" or "formers", _) => (12, 13),
        _ => null,
    };

    private static (int First, int? Last)? Stage(string? number) => number switch
    {
        "1" => (1, 2),
        "2" => (3, 6),
        "3" => (7, 9),
        "4" => (10, 11),
        "5" => (12, 13),
        _ => null,
    };

    private static (int First, int? Last)? Years(List<string> words, int at)
    {
        if (words[at] is not ("year" or "years" or "yr" or "yrs" or "y") || Year(words, at + 1) is not { } first)
            return null;

        var then = At(words, at + 2);
        if (then is "+" || (then is "and" && At(words, at + 3) is "above" or "over" or "up" or "upwards"))
            return (first, null);
        if (then is not ("-" or "to" or "and" or "&" or "until"))
            return (first, first);

        var last = Year(words, at + 3) ?? (At(words, at + 3) is "year" or "yr" or "y" ? Year(words, at + 4) : null);
        return last >= first ? (first, last) : (first, first);
    }

    private static int? Year(List<string> words, int at) =>
        int.TryParse(At(words, at), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= Youngest and <= Oldest && At(words, at + 1) is not ("old" or "olds") ? year : null;

    private static string? At(List<string> words, int at) => at < words.Count ? words[at] : null;

    // "Y7-9" is y, 7, -, 9.
    private static List<string> Words(string? text)
    {
        var words = new List<string>();
        var before = ' ';
        foreach (var c in (text ?? "").Length > 2_000 ? text![..2_000] : text ?? "")
        {
            var now = char.IsAsciiDigit(c) ? 'n' : char.IsAsciiLetter(c) ? 'w' : c is '+' or '&' ? c : c is '-' or '–' or '—' ? '-' : ' ';
            if (now != ' ' && now == before && now is 'n' or 'w')
                words[^1] += char.ToLowerInvariant(c);
            else if (now != ' ')
                words.Add(now == '-' ? "-" : char.ToLowerInvariant(c).ToString());
            before = now;
        }

        return words;
    }
}
