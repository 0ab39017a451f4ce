using System.Text.RegularExpressions;

namespace SocialRx.Language.Redaction;

/// <summary>Contact details and numbers as people in the UK write them. Every expression is linear in the text (NonBacktracking).</summary>
internal static class IdentifyingPatterns
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>In the order in which they win where they begin together.</summary>
    public static IReadOnlyList<(string Kind, Regex Pattern)> All { get; } =
    [
        ("EMAIL", new(@"[a-z0-9._%+\-]+(@| ?\(at\) ?| ?\[at\] ?)[a-z0-9\-]+(\.[a-z0-9\-]+)+", Linear)),
        ("EMAIL", new(@"\b[a-z0-9_]+( dot [a-z0-9_]+)* at [a-z0-9\-]+( dot [a-z0-9\-]+)* dot (com|uk|org|net|io|me|example|edu|ac)\b", Linear)),
        ("EMAIL", new(@"\b[a-z0-9._]+ at (gmail|hotmail|outlook|yahoo|icloud|live)( ?(\.| dot ) ?(com|co ?(\.| dot ) ?uk))?\b", Linear)),
        ("URL", new(@"\b(https?://|www\.)[^\s<>""]+", Linear)),
        ("URL", new(@"\b[a-z0-9\-]+\.(com|co\.uk|org|org\.uk|net|uk|io|gg|me|tv|ly|app|example)(/[^\s<>""]*)?", Linear)),
        ("NINO", new(@"\b[a-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d]\b", Linear)),
        ("NHS", new(@"\bnhs( ?(number|no\.?|num))?( is|:)? ?[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{4}\b", Linear)),
        ("PHONE", new(@"(\+44|0044)[ \-]?\(?0?\)?[ \-]?[0-9]([ \-.]?[0-9]){8,9}\b", Linear)),
        ("PHONE", new(@"\(?\b0[0-9]([ \-.()]{0,2}[0-9]){8,9}\b", Linear)),
        ("PHONE", new(@"\b(oh|zero|o)( (seven|eight|nine|one|two|three|four|five|six|zero|oh|double|triple)){6,12}\b", Linear)),
        ("NHS", new(@"\b[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{4}\b", Linear)),
        ("POSTCODE", new(@"\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][abd-hjlnp-uw-z]{2}\b", Linear)),
        ("DOB", new(@"\b(0?[1-9]|[12][0-9]|3[01])[/.\-](0?[1-9]|1[0-2])[/.\-]((19|20)?[0-9]{2})\b", Linear)),
        ("DOB", new(@"\b(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\b", Linear)),
        ("DOB", new(@"\b(0?[1-9]|[12][0-9]|3[01])(st|nd|rd|th)?( of)? (jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?),? (19|20)?[0-9]{2}\b", Linear)),
        ("DOB", new(@"\b(born|birthday|bday|dob|d\.o\.b\.?|date of birth)( is| on|:| the)* (0?[1-9]|[12][0-9]|3[01])(st|nd|rd|th)?( of)? (jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\b", Linear)),
        ("DOB", new(@"\b(jan(uary)?|feb(ruary)?|march|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?) (0?[1-9]|[12][0-9]|3[01])(st|nd|rd|th)?,? (19|20)[0-9]{2}\b", Linear)),
        ("ADDRESS", new(@"\b((flat|apartment|unit) ?[0-9]+[a-z]?,? )?[0-9]{1,4}[a-z]?,? ([a-z']+ ){1,3}(street|st|road|rd|avenue|ave|lane|ln|close|drive|crescent|cres|terrace|way|place|court|gardens|grove|square|hill|walk|row|mews|park|green|parade|rise|view)\b", Linear)),
        ("ADDRESS", new(@"\b(flat|apartment) [0-9]+[a-z]?(,? [a-z']+ (house|court|tower|heights|point|lodge))?\b", Linear)),
        ("HANDLE", new(@"(^|[\s(,:;])@[a-z0-9._]{2,30}", Linear)),
        ("HANDLE", new(@"\b(snap(chat)?|insta(gram)?|ig|tiktok|discord|twitter|roblox|psn|gamertag|username|user ?name|xbox|kik|telegram|sc)( is| name is| user is| username is| tag is|:| -|=)+ ?[a-z0-9._#\-]{3,30}", Linear)),
        ("HANDLE", new(@"\badd me on (snap(chat)?|insta(gram)?|ig|tiktok|discord|twitter|roblox|psn|xbox|kik|telegram|sc),?( its| it's| at|:)? [a-z0-9._#\-]{4,30}", Linear)),
        ("HANDLE", new(@"\b[a-z0-9._]{3,30}#[0-9]{4}\b", Linear)),
    ];

    // A school is found by its ending; how far it reaches to the left is read word by word below.
    private static readonly Regex SchoolEnding = new(@"\b(high school|secondary school|primary school|grammar school|girls'? school|boys'? school|junior school|infant school|special school|community school|catholic school|c of e school|comprehensive|academy|sixth form( college)?|school|college|high|grammar|primary|university|uni)\b", Linear);
    private static readonly HashSet<string> NotASchoolsName = new("my a the our this that at in to from of old new her his their your high secondary primary sixth form after before every all some any no for is was and or go going goes went left like hate love skip through during outside since into off finished finish start starting started with about middle boarding home art music drama dance night summer sunday same different another next last one local by near not than whole state private free bunk bunking end whats leave leaving doing do on i im miss missed back hated loved still technical during about medical law business".Split(' '), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<RedactedSpan> Find(string text) =>
        All.SelectMany(rule => rule.Pattern.EnumerateMatches(text).ToSpans(text, rule.Kind)).Concat(Schools(text));

    private static List<RedactedSpan> ToSpans(this Regex.ValueMatchEnumerator matches, string text, string kind)
    {
        var spans = new List<RedactedSpan>();
        foreach (var match in matches)
        {
            var lead = kind == "HANDLE" && !char.IsLetterOrDigit(text[match.Index]) && text[match.Index] != '@' ? 1 : 0;
            spans.Add(new(new(match.Index + lead, match.Length - lead), kind));
        }

        return spans;
    }

    private static List<RedactedSpan> Schools(string text)
    {
        var spans = new List<RedactedSpan>();
        foreach (var ending in SchoolEnding.EnumerateMatches(text))
            if (StartOfName(text, ending.Index) is var start && start < ending.Index)
                spans.Add(new(new(start, ending.Index + ending.Length - start), "SCHOOL"));
        return spans;
    }

    // Up to three words before the ending, as long as they could be part of a name.
    private static int StartOfName(string text, int ending)
    {
        var start = ending;
        for (var words = 0; words < 3 && start >= 2 && text[start - 1] == ' '; words++)
        {
            var from = text.LastIndexOf(' ', start - 2) + 1;
            var word = text[from..(start - 1)];
            if (word.Length == 0 || NotASchoolsName.Contains(word) || !word.All(c => char.IsLetter(c) || c is '\'' or '.' or '-' or '\u2019') || (words > 0 && !char.IsUpper(word[0]) && word is not ("st" or "saint" or "king" or "queen" or "sir" or "lady")))
                break;
            if (words == 0 && !char.IsUpper(word[0]) && !IsCued(text, from))
                break;
            start = from;
        }

        return start;
    }

    // "i go to fernbridge high": lower case, but after a word that leads to a place.
    private static bool IsCued(string text, int from)
    {
        var before = text[..from].TrimEnd();
        return before.EndsWith(" to", StringComparison.OrdinalIgnoreCase) || before.EndsWith("at", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" st", StringComparison.OrdinalIgnoreCase);
    }
}
