namespace SocialRx.Language.Readings;

/// <summary>What can be said at every point of a conversation.</summary>
public enum Command
{
    Help,
    Stop,
    Back,
    Skip,
    StartAgain,
    MyData,
    DeleteData,
    Complain,
    Menu,
    Hello,
}

/// <summary>Reads a command when it is the whole message; a sentence that holds such a word is an answer.</summary>
public static class CommandReader
{
    private static readonly (Command Command, string[] Ways)[] All =
    [
        (Command.Help, ["help", "help me", "help please", "i need help", "need help", "what can you do", "what can i say", "commands", "info", "how does this work", "what is this", "who are you", "what are you", "are you real", "are you a robot", "are you a bot", "are you human"]),
        (Command.Stop, ["stop", "quit", "exit", "bye", "goodbye", "bye bye", "cancel", "end chat", "go away", "leave me alone", "im done", "i want to stop", "stop it", "stop asking", "end it here", "finish", "gtg", "got to go", "i have to go", "no more questions"]),
        (Command.Back, ["back", "go back", "previous", "undo", "one back", "go back one", "last question", "previous question", "thats wrong", "oops", "wrong one", "i made a mistake"]),
        (Command.Skip, ["skip", "skip it", "skip this", "skip that", "skip this one", "skip question", "pass", "next", "next question", "move on", "prefer not to say", "id rather not say", "rather not say", "dont want to say", "i dont want to say", "not saying", "⏭️", "⏭"]),
        (Command.StartAgain, ["start again", "start over", "restart", "reset", "begin again", "from the start", "from the beginning", "start from the beginning", "start afresh", "new start"]),
        (Command.MyData, ["my data", "what do you know about me", "what do you know", "my info", "my information", "what have you got on me", "what do you have on me", "what have you saved about me", "show me my data", "show my data", "see my data", "get my data", "export my data", "change my data", "my receipts", "my answers", "download my data", "privacy", "who can see this", "who sees this", "who can see what i say"]),
        (Command.DeleteData, ["delete my data", "delete everything", "delete it all", "delete all of it", "delete all my data", "delete all my stuff", "delete me", "delete my info", "delete my account", "delete this chat", "can you delete everything", "can you delete my data", "i want my data deleted", "erase everything", "erase me", "erase my data", "wipe everything", "wipe it all", "wipe my data", "remove my data", "get rid of my data", "forget me", "forget everything", "forget about me", "forget i was here", "forget i was ever here", "forget what i said", "forget all that"]),
        (Command.Complain, ["i want to complain", "i wanna complain", "complain", "complaint", "make a complaint", "i have a complaint", "how do i complain", "who do i complain to", "can i complain"]),
        (Command.Menu, ["menu", "main menu", "home", "options", "show menu"]),
        (Command.Hello, ["hi", "hii", "hiii", "hello", "hey", "heyy", "heya", "hiya", "hullo", "yo", "sup", "wagwan", "wag1", "good morning", "good afternoon", "good evening", "hi there", "hello there", "👋", "anyone there", "are you there", "you there"]),
    ];

    // Whole answers that lie one slip from a command.
    private static readonly string[] OtherWords =
    [
        "shop", "step", "shops", "ship", "skin", "ski", "sip", "slip", "snip", "skim", "top", "pack", "bank", "bark", "hack", "lack", "black", "beck", "bake", "bath", "held", "hell", "heap", "kelp", "yelp",
        "text", "nest", "past", "pass it", "bass", "mass", "path", "past", "exist", "quiz", "quite", "quiet", "hero", "hey you", "hell", "hills", "rest", "reset it", "menus", "men", "homes", "game", "hope", "him",
        "his", "hit", "hip", "ski", "you", "hallo", "bus", "buy", "yes", "here", "they", "honey", "money", "friends", "parts", "passed", "best", "west", "test", "near", "food", "hat", "home", "next door", "show me",
    ];

    private const int ShortestWithSlips = 3;

    public static Command? Read(string? text)
    {
        var typed = Typed.Of(text);
        if (typed.HasNoWords)
            return Find(way => way == typed.Raw);
        var said = Polite(typed);
        return Find(way => way == said) ?? Nearly(said);
    }

    private static Command? Nearly(string said) =>
        said.Length < ShortestWithSlips || OtherWords.Contains(said) ? null : Find(way => way.Length >= 4 && IsNear(said, way));

    private static bool IsNear(string said, string way)
    {
        var allowed = way.Length switch { < 8 => 1, < 14 => 2, _ => 3 };
        return (said[0] == way[0] || said[1] == way[0]) && Typo.Distance(said, way, allowed) <= allowed;
    }

    private static string Polite(Typed typed) =>
        typed.Tokens.Count > 1 && typed.Tokens[^1] is "please" or "pls" or "plz" && typed.Text is not "help please" ? string.Join(' ', typed.Tokens.SkipLast(1)) : typed.Text;

    private static Command? Find(Func<string, bool> fits)
    {
        foreach (var (command, ways) in All)
        {
            if (ways.Any(fits))
                return command;
        }

        return null;
    }
}
