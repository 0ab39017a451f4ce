namespace SocialRx.Language.Readings;

/// <summary>Why somebody wants the screen cleared.</summary>
public enum QuietExit
{
    /// <summary>They said so: "quick exit", "hide this".</summary>
    Leave,

    /// <summary>They said that somebody is coming, or can see: "my mum is coming", "someones behind me".</summary>
    SomebodyComes,
}

/// <summary>Reads it when it is the whole message: "my mum is coming with me" is an answer like any other.</summary>
public static class QuietExitReader
{
    private const int MostWords = 12;

    private static readonly string[] Leaving =
    [
        "quick exit", "quick escape", "quick leave", "quickly exit", "fast exit", "exit quick", "exit fast", "exit now", "exit page", "exit this page", "exit the page", "leave page", "leave this page", "leave the page", "leave now", "close this",
        "close this page", "close page", "close the page", "close chat", "close the chat", "hide", "hide this", "hide it", "hide that", "hide now", "hide page", "hide this page", "hide chat", "hide the chat", "hide my chat", "hide my messages", "hide the screen",
        "hide screen", "hide everything", "clear this", "clear chat", "clear the chat", "clear screen", "clear the screen", "panic button", "boss key", "get me off this page", "make it disappear", "make this disappear",
    ];

    private static readonly HashSet<string> Around = ["omg", "omfg", "oh", "no", "shit", "fuck", "crap", "quick", "quickly", "fast", "wait", "sorry", "brb", "gtg", "g2g", "got", "to", "go", "i", "think", "now", "rn", "pls", "please", "bye", "hurry", "up", "ok", "bruh"];

    private static readonly HashSet<string> Owners = ["my", "the", "me", "our", "his", "her", "that"];

    private static readonly HashSet<string> People =
    [
        "someone", "somebody", "he", "she", "they", "mum", "mom", "mam", "mummy", "mother", "dad", "daddy", "father", "stepdad", "stepmum", "stepfather", "stepmother", "brother", "bro", "sister", "sis", "nan", "grandad", "uncle", "aunt", "auntie", "cousin",
        "parents", "boyfriend", "bf", "girlfriend", "gf", "husband", "teacher", "foster", "carer", "people",
    ];

    private static readonly string[] Coming =
    [
        "coming", "coming in", "coming back", "coming upstairs", "coming home", "here", "back", "home", "just came in", "came in", "walked in", "just walked in", "just got home", "got home", "behind me", "next to me", "watching", "watching me",
        "looking", "looking at my phone", "looking at my screen", "looking over my shoulder", "can see", "can see this", "can see me", "can see my phone", "can see my screen", "can see what im typing", "in the room", "at the door", "outside my room", "outside my door",
    ];

    public static QuietExit? Read(string? text)
    {
        var typed = Typed.Of(text);
        if (typed.Tokens.Count is 0 or > MostWords)
            return null;
        if (Leaving.Any(way => Typo.Matches(typed.Text, way) && (way.Length > 5 || typed.Text == way)))
            return QuietExit.Leave;
        var said = typed.Tokens.SkipWhile(Around.Contains).ToList();
        return IsSomebodyComing(said) ? QuietExit.SomebodyComes : null;
    }

    private static bool IsSomebodyComing(List<string> said)
    {
        var at = said.Count > 1 && Owners.Contains(said[0]) ? 1 : 0;
        if (at >= said.Count || Person(said[at]) is not { } isVerb)
            return false;
        at++;
        if (!isVerb && at < said.Count && said[at] is "is" or "are" or "has")
            at++;
        var rest = said.Skip(at).ToList();
        while (rest.Count > 0 && !Coming.Contains(string.Join(' ', rest)) && Around.Contains(rest[^1]))
            rest.RemoveAt(rest.Count - 1);
        return Coming.Contains(string.Join(' ', rest));
    }

    /// <summary>Whether the verb is already in it ("mums", "hes"); null when it is nobody.</summary>
    private static bool? Person(string word) =>
        People.Contains(word) ? false
        : word is "theyre" ? true
        : word.EndsWith('s') && People.Contains(word[..^1]) ? true
        : null;
}
