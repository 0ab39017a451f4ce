namespace SocialRx.Language.Readings;

/// <summary>What a short answer comes to.</summary>
public enum YesNo
{
    Yes,
    No,

    /// <summary>"idk", "whatever", a shrug: an answer, and nothing to ask twice about.</summary>
    Unsure,
}

/// <summary>Reads yes, no and "dunno" in the ways people type them.</summary>
public static class YesNoReader
{
    private const int LongestTail = 6;

    private static readonly string[] Yes =
    [
        "y", "yes", "ye", "yh", "yeh", "yeah", "yea", "yep", "yup", "ya", "yah", "aye", "sure", "ok", "okay", "okey", "oki", "k", "kk", "alright", "aight", "fine", "go on", "go on then",
        "go ahead", "why not", "i guess", "i guess so", "i suppose", "please", "definitely", "def", "defo", "absolutely", "course", "of course", "sounds good", "cool", "safe", "bet", "say less", "do it",
        "happy to", "i do", "i would", "id like that", "yes pls", "👍", "✅", "👌", "💯", "😊", "🙂", "🆗", "❤️", "❤",
    ];

    private static readonly string[] No =
    [
        "n", "no", "nah", "nahh", "naa", "na", "nope", "noo", "nay", "no thanks", "no thank you", "no ta", "not now", "not really", "not today", "no way", "never", "allow it", "allow that", "leave it",
        "leave that", "id rather not", "rather not", "dont", "dont want to", "i dont", "not for me", "no need", "im good", "im okay", "im ok", "nothing", "none", "nowt", "nothing really", "👎", "❌", "🙅", "🚫",
    ];

    private static readonly string[] Unsure =
    [
        "idk", "dunno", "donno", "dno", "dont know", "i dont know", "i dunno", "not sure", "im not sure", "unsure", "maybe", "perhaps", "whatever", "whatevs", "meh", "idc", "dont care", "i dont care", "dont mind",
        "i dont mind", "no idea", "no clue", "hmm", "hm", "erm", "um", "eh", "cant think", "i cant think", "who knows", "depends", "idek", "ion know", "🤷", "🤷‍♀️", "🤷‍♂️", "😐", "🤔",
    ];

    /// <summary>Null when it is none of the three, so an answer of another kind.</summary>
    public static YesNo? Read(string? text)
    {
        var typed = Typed.Of(text);
        return ReadWhole(typed) ?? (typed.Tokens.Count is > 1 and <= LongestTail ? Opening(typed) : null);
    }

    /// <summary>As <see cref="Read"/>, but only when nothing else was said: "nah" and not "nah too many people".</summary>
    public static YesNo? ReadWhole(string? text) => ReadWhole(Typed.Of(text));

    private static YesNo? ReadWhole(Typed typed) => Plain(typed) ?? (typed.Text.Length is > 2 and <= 16 && typed.Text[^1] == typed.Text[^2] ? ReadWhole(Typed.Of(typed.Text[..^1])) : null);

    // "yesss" and "nahhh" lose their tails one letter at a time; nothing longer than a word or two gets that far.
    private static YesNo? Plain(Typed typed) =>
        Says(typed, Unsure) ? YesNo.Unsure
        : Says(typed, No) ? YesNo.No
        : Says(typed, Yes) ? YesNo.Yes
        : null;

    // "yeah that's fine", "nah im alright": the first word decides when it is plain.
    private static YesNo? Opening(Typed typed) => typed.Tokens[0] switch
    {
        "yes" or "yeah" or "yep" or "yh" or "yup" or "yea" => YesNo.Yes,
        "no" or "nah" or "nope" => YesNo.No,
        "idk" or "dunno" or "maybe" => YesNo.Unsure,
        _ => null,
    };

    private static bool Says(Typed typed, string[] ways) =>
        typed.HasNoWords ? IsEmoji(typed.Raw, ways) : ways.Contains(typed.Text) || (typed.Text.Length >= 4 && ways.Any(way => way.Length >= 4 && Typo.Matches(typed.Text, way)));

    private static bool IsEmoji(string raw, string[] ways) =>
        raw.Length > 0 && ways.Any(way => !char.IsAsciiLetter(way[0]) && raw.StartsWith(way, StringComparison.Ordinal));
}
