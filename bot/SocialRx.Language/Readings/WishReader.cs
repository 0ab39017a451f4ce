using System.Globalization;
using SocialRx.Domain.CoDesign;

namespace SocialRx.Language.Readings;

/// <summary>
/// Reads what a thing to do should be like from whole sentences: "under a fiver", "walking distance", "outdoors", "girls only", "where they speak polish". Only what is
/// plainly asked counts; what stands behind a no does not.
/// </summary>
public static class WishReader
{
    private const int NoReaches = 3;

    private static readonly string[] No = ["no", "not", "cant", "cannot", "dont", "never", "without", "nobody", "no1", "noone", "isnt", "wont", "hate"];

    private static readonly (string Id, string[] Ways)[] Travels =
    [
        ("walk", ["walking distance", "can walk", "could walk", "walk there", "walk to", "walk it", "on foot", "by foot", "have to walk", "within walking"]),
        ("cycle", ["on my bike", "by bike", "can cycle", "could cycle", "cycle there", "can bike", "bike there", "ride my bike there", "bike it"]),
        ("bus", ["by bus", "get the bus", "get a bus", "catch the bus", "catch a bus", "take the bus", "on the bus", "bus is fine", "got a bus pass", "have a bus pass", "by train", "get the train", "by tram", "get the tram"]),
        ("lift", ["get a lift", "got a lift", "gives me a lift", "give me a lift", "can drive", "drive me", "drives me", "by car", "got a car", "have a car", "i drive"]),
    ];

    private static readonly (string Id, string[] Ways)[] Settings =
    [
        ("outdoors", ["outdoors", "outdoor", "in the fresh air", "out in the open", "outside in the"]),
        ("indoors", ["indoors", "indoor", "inside", "in the warm", "not outside", "not outdoors", "out of the rain"]),
        ("alone", ["one to one", "1 to 1", "1 2 1", "not in a group", "not a group", "no groups", "something on my own", "do on my own", "do by myself", "something by myself", "without a group"]),
        ("group", ["in a group", "in a team", "part of a team", "part of a group", "with a group", "team sport", "join a team", "with other people", "with others"]),
    ];

    private static readonly (string Id, string[] Ways)[] Groups =
    [
        ("girls", ["girls only", "girl only", "only girls", "just girls", "just for girls", "all girls", "only for girls", "girls group", "girls club", "women only", "no boys", "no lads"]),
        ("boys", ["boys only", "lads only", "only boys", "only lads", "just lads", "just boys", "just for boys", "only for boys", "only for lads", "boys group", "lads group"]),
        ("lgbt", ["lgbt group", "lgbtq group", "lgbtqia group", "lgbt club", "lgbtq club", "lgbt youth", "lgbtq youth", "queer group", "queer club", "queer space", "gay group", "trans group", "for lgbt", "for lgbtq", "for queer", "for trans", "im trans", "im gay", "im queer", "im bi", "im lgbt", "im lgbtq", "im nonbinary", "im non binary", "im a lesbian"]),
        ("young-carers", ["young carers group", "young carer group", "young carers club", "for young carers", "im a young carer", "am a young carer", "being a young carer"]),
        ("send", ["send group", "sen group", "autism group", "autistic group", "for autistic", "adhd group", "for disabled", "disability group", "disabled group", "im autistic", "am autistic", "ive got autism", "i have autism", "im disabled"]),
        ("care-experienced", ["care leavers group", "for care leavers", "im a care leaver", "in care group", "im in care", "for kids in care", "for people in care", "im in foster", "im care experienced"]),
        ("refugees", ["refugee group", "refugees group", "for refugees", "im a refugee", "im an asylum seeker", "for asylum seekers"]),
        ("young-parents", ["young parents group", "young mums group", "for young mums", "for young parents", "for teen mums", "young dads group", "for young dads", "im a young mum", "im a young dad", "im a teen mum"]),
        ("muslim", ["muslim group", "muslim youth", "for muslims", "for muslim"]),
        ("christian", ["christian group", "christian youth", "for christians", "church youth"]),
        ("jewish", ["jewish group", "jewish youth", "for jewish"]),
        ("sikh", ["sikh group", "sikh youth", "for sikhs", "for sikh"]),
        ("hindu", ["hindu group", "hindu youth", "for hindus", "for hindu"]),
        ("ethnic-minority", ["black youth group", "asian youth group", "black group", "asian group", "for black", "for asian", "black girls group", "asian girls group"]),
        ("deaf", ["deaf group", "deaf club", "for deaf", "im deaf"]),
    ];

    private static readonly string[] Free =
    [
        "for free", "something free", "sumthing free", "summat free", "anything free", "free stuff", "free things", "free clubs", "free ones", "its free", "thats free", "be free", "must be free", "free only", "only free", "nothing that costs",
        "without paying", "no cost", "costs nothing", "doesnt cost", "dont cost", "no money", "skint", "cant pay", "cant afford anything", "no dosh", "no p", "brassic",
    ];

    // "under a fiver", "i have only got 3 quid", "5 quid max".
    private static readonly string[] Limits = ["under", "below", "than", "max", "maximum", "most", "upto", "to", "only", "got", "have", "pay", "spend", "afford", "within"];
    private static readonly string[] LimitsBehind = ["max", "maximum", "tops", "or less", "or under", "at most", "a week", "a time", "a session", "to spend"];

    private static readonly SpokenLanguage[] Languages =
    [
        .. new[] { "ar", "bn", "cy", "de", "es", "fa", "fr", "hi", "lt", "pa", "pl", "ps", "pt", "ro", "ru", "so", "sq", "tr", "uk", "ur", "vi", "zh-Hant", "ckb" }.Select(SpokenLanguage.Of),
    ];

    public static SpokenWishes Read(string? text)
    {
        var tokens = Tokens.Of(WithPounds(text));
        var said = $" {string.Join(' ', tokens)} ";
        return new SpokenWishes
        {
            MostPounds = MostPounds(tokens) ?? (Free.Any(way => Says(said, way)) ? 0 : null),
            Travel = Travels.Where(travel => travel.Ways.Any(way => SaysPlainly(said, way))).Select(travel => travel.Id).LastOrDefault(),
            Settings = Wanted(said),
            Languages = [.. Languages.Where(language => Asks(said, language)).Select(language => language.Tag)],
            BelongsTo = [.. Groups.Where(group => group.Ways.Any(way => Says(said, way))).Select(group => group.Id)],
        };
    }

    // Who says both, or one and its opposite, has no wish we can keep.
    private static List<string> Wanted(string said)
    {
        var found = Settings.Where(setting => setting.Ways.Any(way => way.StartsWith("no", StringComparison.Ordinal) ? Says(said, way) : SaysPlainly(said, way))).Select(setting => setting.Id).ToList();
        if (found.Contains("indoors") && found.Contains("outdoors"))
            found.RemoveAll(id => id is "indoors" or "outdoors");
        if (found.Contains("alone") && found.Contains("group"))
            found.Remove("group");
        return found;
    }

    private static bool Says(string said, string way) => said.Contains($" {way} ", StringComparison.Ordinal);

    private static bool SaysPlainly(string said, string way)
    {
        var at = said.IndexOf($" {way} ", StringComparison.Ordinal);
        return at >= 0 && !said[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(NoReaches).Any(No.Contains);
    }

    // "in polish", "speak polish", "polish speaking": a language alone may be food or people.
    private static bool Asks(string said, SpokenLanguage language)
    {
        var name = language.Tag switch { "ckb" => "kurdish", "fa" => "farsi", _ => language.Name.ToLowerInvariant() };
        return new[] { $"in {name}", $"speak {name}", $"speaks {name}", $"speaking {name}", $"{name} speaking", $"{name} speakers", $"speak only {name}", $"only speak {name}" }.Any(way => Says(said, way));
    }

    private static string WithPounds(string? text)
    {
        var said = text ?? "";
        var at = said.IndexOf('£', StringComparison.Ordinal);
        return at < 0 ? said : said.Replace("£", " £", StringComparison.Ordinal).Replace("£", "pounds ", StringComparison.Ordinal);
    }

    private static decimal? MostPounds(IReadOnlyList<string> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Amount(tokens, at) is { } amount && IsLimit(tokens, at, at + amount.Length))
                return amount.Pounds;
        }

        return null;
    }

    private static bool IsLimit(IReadOnlyList<string> tokens, int at, int end)
    {
        var behind = $"{Tokens.At(tokens, end)} {Tokens.At(tokens, end + 1)}";
        return Enumerable.Range(1, 3).Any(back => Limits.Contains(Tokens.At(tokens, at - back))) || LimitsBehind.Any(way => behind == way || behind.StartsWith(way + " ", StringComparison.Ordinal));
    }

    // "a fiver", "pounds 3", "3 : 50 pounds", "couple of quid", "50 p".
    private static (decimal Pounds, int Length)? Amount(IReadOnlyList<string> tokens, int at)
    {
        var (one, two, three) = (tokens[at], Tokens.At(tokens, at + 1), Tokens.At(tokens, at + 2));
        return (one, two, three) switch
        {
            ("fiver" or "fivers", _, _) => (5, 1),
            ("tenner" or "tenners", _, _) => (10, 1),
            ("couple", "quid" or "pound" or "pounds", _) => (2, 2),
            ("couple", "of", "quid" or "pound" or "pounds") => (2, 3),
            ("few", "quid" or "pound" or "pounds", _) => (3, 2),
            ("a", "quid" or "pound", _) => (1, 2),
            ("pounds", not null, _) => Figure(tokens, at + 1) is { } behind ? (behind.Value, behind.Length + 1) : null,
            _ => Named(tokens, at),
        };
    }

    private static (decimal Pounds, int Length)? Named(IReadOnlyList<string> tokens, int at) =>
        Figure(tokens, at) is { } figure
            ? Tokens.At(tokens, at + figure.Length) switch
            {
                "quid" or "pound" or "pounds" => (figure.Value, figure.Length + 1),
                "p" or "pence" => (figure.Value / 100, figure.Length + 1),
                _ => null,
            }
            : null;

    private static (decimal Value, int Length)? Figure(IReadOnlyList<string> tokens, int at)
    {
        if (Tokens.Number(tokens, at) is not { } whole)
            return null;
        if (Tokens.At(tokens, at + whole.Length) == ":" && Tokens.At(tokens, at + whole.Length + 1) is { Length: 1 or 2 } pence && decimal.TryParse($"0.{pence}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part))
            return (whole.Value + part, whole.Length + 2);

        return (whole.Value, whole.Length);
    }
}
