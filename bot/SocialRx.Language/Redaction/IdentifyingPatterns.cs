using System.Text.RegularExpressions;

namespace SocialRx.Language.Redaction;

/// <summary>
/// What has a form of its own: e-mail addresses, links, National Insurance numbers, postcodes. Every expression is linear in the text
/// (NonBacktracking) and is tried only where its signs are there.
/// </summary>
internal static class IdentifyingPatterns
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const string Endings = "com|uk|org|net|io|me|example|edu|ac|info|gov|sch|eu|ie|co|xyz|app|dev|test|invalid|pl|ro|de|fr|es|it|pt|live|club";
    private const string Providers = "gmail|googlemail|hotmail|outlook|yahoo|icloud|live|msn|aol|proton|protonmail|ymail|btinternet|sky|mail|me|email|gmx|zoho";

    [Flags]
    internal enum Sign
    {
        Digit = 1,
        At = 2,
        Dot = 4,
        MailWord = 8,
        Bracket = 16,
    }

    public static IReadOnlyList<(string Kind, Sign Needs, Regex Pattern)> All { get; } =
    [
        ("EMAIL", Sign.At, new(@"[a-z0-9._%+\-]+(@| @ |@ )[a-z0-9\-]+((\.| \. ?| dot |\(dot\)|\[dot\])[a-z0-9\-]+)+", Linear)),
        ("EMAIL", Sign.At, new(@"[a-z0-9._%+\-]+ ?@(" + Providers + @")[., ]{1,2}(com|co[., ]uk|net|org)\b", Linear)),
        ("EMAIL", Sign.At, new(@"[a-z0-9._%+\-]+@[a-z0-9][a-z0-9\-]+", Linear)),
        ("EMAIL", Sign.Bracket, new(@"[a-z0-9._%+\-]+ ?[(\[{<] ?at ?[)\]}>] ?[a-z0-9\-]+(( ?[(\[{] ?dot ?[)\]}] ?|\.| \. ?| dot )[a-z0-9\-]+)*", Linear)),
        ("EMAIL", Sign.MailWord, new(@"\b[a-z0-9._\-]+( (dot|underscore|dash|hyphen|minus|plus) [a-z0-9._\-]+)* at [a-z0-9\-]+( dot [a-z0-9\-]+)*( dot |\.| \. ?)(" + Endings + @")\b", Linear)),
        ("EMAIL", Sign.MailWord, new(@"\b[a-z0-9._\-]+( (dot|underscore|dash|hyphen|minus|plus) [a-z0-9._\-]+)* at (" + Providers + @")(\.| | dot | \. ?)(com|co(\.| | dot )uk|net|org|uk)\b", Linear)),
        ("EMAIL", Sign.MailWord, new(@"\b[a-z0-9._\-]+( (dot|underscore|dash|hyphen|minus|plus) [a-z0-9._\-]+)* at (gmail|googlemail|hotmail|icloud|protonmail|ymail)\b", Linear)),
        ("URL", Sign.Dot, new(@"\b(https?://|www\.)[^\s<>""]+", Linear)),
        ("URL", Sign.Dot, new(@"\b([a-z0-9\-]+\.)+(com|co\.uk|org|org\.uk|net|uk|gg|example|test|eu|xyz|app|dev|io)(/[^\s<>""]*)?", Linear)),
        ("URL", Sign.Dot, new(@"\b([a-z0-9\-]+\.)+[a-z]{2,4}/[^\s<>""]+", Linear)),
        ("NINO", Sign.Digit, new(@"\b[a-z]{2}[ \-.]{0,2}[0-9]{2}[ \-.]{0,2}[0-9]{2}[ \-.]{0,2}[0-9]{2}[ \-.]{0,2}[a-d]\b", Linear)),
        ("NINO", Sign.Digit, new(@"\b[a-z]{2}[ \-.]?[0-9]{6}\b", Linear)),
        ("POSTCODE", Sign.Digit, new(@"\b[a-z]{1,2}[0-9][0-9a-z]?[ \-.]{0,3}[0-9][abd-hjlnp-uw-z]{2}\b", Linear)),
        ("HANDLE", Sign.At, new(@"@[a-z0-9._]{2,30}", Linear)),
        ("HANDLE", Sign.Digit, new(@"\b[a-z0-9._]{2,32}#[0-9]{4}\b", Linear)),
    ];

    public static void Find(Written text, List<Finding> found)
    {
        var signs = Signs(text);
        foreach (var (kind, needs, pattern) in All)
            if ((signs & needs) != 0)
                foreach (var match in pattern.EnumerateMatches(text.Text))
                    if (Counted(text, kind, match.Index, match.Index + match.Length) is { } finding)
                        found.Add(finding);
    }

    private static Sign Signs(Written text) =>
        (text.Text.ContainsAnyInRange('0', '9') ? Sign.Digit : 0) | (text.Text.Contains('@') ? Sign.At : 0) | (text.Text.Contains('.') ? Sign.Dot : 0)
        | ((text.Kinds & WordKind.MailWord) != 0 ? Sign.MailWord : 0) | (text.Text.ContainsAny("([{<") ? Sign.Bracket : 0);

    private static Finding? Counted(Written text, string kind, int start, int end) => kind switch
    {
        "URL" or "HANDLE" or "EMAIL" => WithoutStops(text, kind, start, end),
        "POSTCODE" => IsOrdinalNumber(text, end) ? null : new(start, end, kind),
        _ => new(start, end, kind),
    };

    private static Finding? WithoutStops(Written text, string kind, int start, int end)
    {
        end = start + text.Text[start..end].TrimEnd(".,!?;:)'-").Length;
        if (kind == "HANDLE" && start > 0 && char.IsLetterOrDigit(text.Text[start - 1]) && text.Text[start] == '@')
            return null;
        return end - start < 3 ? null : new(start, end, kind);
    }

    // "b2 1st floor": no postcode, unless it is written in capitals.
    private static bool IsOrdinalNumber(Written text, int end)
    {
        var last = text.Text[(end - 3)..end];
        return last is "1st" or "2nd" or "3rd" or "4th" or "5th" or "6th" or "7th" or "8th" or "9th" or "0th" && !text.IsCapitalAt(end - 1);
    }
}
