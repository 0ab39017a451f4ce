using SocialRx.Domain.ActivityDirectory;
using SocialRx.Language.Readings;

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
    private static readonly Choice[] Ways =
    [
        new(nameof(SafetyAnswer.NotSafe), "I'm not safe", ["im not safe", "not safe", "i am not safe", "not rly", "no im not", "im not", "unsafe", "not okay", "not ok", "im not ok", "idk", "i dont know", "im scared"]),
        new(nameof(SafetyAnswer.Safe), "I'm safe now", ["im safe", "i am safe", "safe", "safe now", "im ok", "im ok now", "ok now", "im okay now", "im fine", "im fine now", "im alright", "im good", "yes im safe", "yes i am"]),
        new(nameof(SafetyAnswer.Talk), "Talk to someone", ["talk", "i want to talk", "talk to somebody", "talk to sum1", "who can i talk to", "someone to talk to"]),
        new(nameof(SafetyAnswer.CarryOn), "Carry on chatting", ["carry on", "continue", "keep going", "keep chatting", "go on", "move on", "skip"]),
    ];

    public static SafetyAnswer? Read(string said, SafetyWords words) =>
        Tapped(Plain(said), words) ?? Way(said) ?? YesNoReader.ReadWhole(said) switch
        {
            YesNo.Yes => SafetyAnswer.Safe,

            // "dunno" is no yes: it is answered as a no.
            YesNo.No or YesNo.Unsure => SafetyAnswer.NotSafe,
            _ => null,
        };

    private static SafetyAnswer? Tapped(string plain, SafetyWords words) =>
        plain == Plain(words["button.safe"]) ? SafetyAnswer.Safe
        : plain == Plain(words["button.not-safe"]) ? SafetyAnswer.NotSafe
        : plain == Plain(words["button.talk"]) ? SafetyAnswer.Talk
        : plain == Plain(words["button.carry-on"]) ? SafetyAnswer.CarryOn
        : null;

    /// <summary>As it was typed, slips forgiven, but only the whole of it: "im safe" and not "im safe when hes out".</summary>
    private static SafetyAnswer? Way(string said)
    {
        var plain = Plain(said);
        return Ways
            .Where(way => way.Also.Append(Plain(way.Label)).Any(known => Spelling.IsSlipOf(plain, known)))
            .Select(way => (SafetyAnswer?)Enum.Parse<SafetyAnswer>(way.Id))
            .FirstOrDefault();
    }

    private static string Plain(string text) =>
        string.Join(' ', new string([.. text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
