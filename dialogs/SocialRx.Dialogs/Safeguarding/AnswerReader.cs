namespace SocialRx.Dialogs.Safeguarding;

/// <summary>What somebody answered when asked whether they are safe.</summary>
internal enum SafetyAnswer
{
    Safe,
    NotSafe,
    Talk,
    CarryOn,
}

/// <summary>Reads the answer, tapped or typed. What is not surely an answer is read like any other message.</summary>
internal static class AnswerReader
{
    private static readonly string[] Safe = ["im safe", "i am safe", "safe", "yes", "yeah", "yh", "yep", "im ok", "im okay", "im fine", "yes im safe", "im safe now", "safe now", "yes i am", "ok now"];
    private static readonly string[] NotSafe = ["im not safe", "not safe", "no", "nope", "nah", "i am not safe", "not really", "no im not", "im not", "unsafe", "not rly", "i dont know", "idk"];
    private static readonly string[] Talk = ["talk to someone", "talk", "i want to talk", "talk to sum1", "talk to somebody", "who can i talk to", "someone to talk to"];
    private static readonly string[] CarryOn = ["carry on chatting", "carry on", "continue", "keep going", "keep chatting", "go on", "skip", "move on"];

    public static SafetyAnswer? Read(string said, SafetyWords words)
    {
        var plain = Plain(said);
        return Is(plain, Safe, words["button.safe"]) ? SafetyAnswer.Safe
            : Is(plain, NotSafe, words["button.not-safe"]) ? SafetyAnswer.NotSafe
            : Is(plain, Talk, words["button.talk"]) ? SafetyAnswer.Talk
            : Is(plain, CarryOn, words["button.carry-on"]) ? SafetyAnswer.CarryOn
            : null;
    }

    private static bool Is(string plain, string[] ways, string button) => plain == Plain(button) || ways.Contains(plain);

    private static string Plain(string text) =>
        string.Join(' ', new string([.. text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
