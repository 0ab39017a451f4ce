using System.Globalization;
using System.Text;
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

    /// <summary>"Ask a link worker": a real adult is to get in touch.</summary>
    LinkWorker,

    /// <summary>"You got me wrong", "I was joking".</summary>
    Misread,
}

/// <summary>Reads the answer, tapped or typed, in English or their own language. What is not surely an answer is read like any other message.</summary>
internal static class AnswerReader
{
    private const int LongestAnswer = 120;

    private static readonly (string Key, SafetyAnswer Answer)[] Buttons =
    [
        ("button.safe", SafetyAnswer.Safe),
        ("button.not-safe", SafetyAnswer.NotSafe),
        ("button.talk", SafetyAnswer.Talk),
        ("button.carry-on", SafetyAnswer.CarryOn),
        ("button.link-worker", SafetyAnswer.LinkWorker),
    ];

    private static readonly Choice[] Ways =
    [
        new(nameof(SafetyAnswer.NotSafe), "I'm not safe", ["im not safe", "not safe", "i am not safe", "not rly", "no im not", "im not", "unsafe", "not okay", "not ok", "im not ok", "idk", "i dont know", "im scared"]),
        new(nameof(SafetyAnswer.Safe), "I'm safe now", ["im safe", "i am safe", "safe", "safe now", "im ok", "im ok now", "ok now", "im okay now", "im fine", "im fine now", "im alright", "im good", "yes im safe", "yes i am"]),
        new(nameof(SafetyAnswer.Talk), "Talk to someone", ["talk", "i want to talk", "talk to somebody", "talk to sum1", "who can i talk to", "someone to talk to", "a person", "talk to a person", "i want a person"]),
        new(nameof(SafetyAnswer.CarryOn), "Carry on chatting", ["carry on", "continue", "keep going", "keep chatting", "go on", "move on", "skip"]),
        new(nameof(SafetyAnswer.LinkWorker), "Ask a link worker", ["link worker", "a link worker", "ask the link worker", "yes ask", "ask them", "ask someone", "ask for me"]),
        new(
            nameof(SafetyAnswer.Misread),
            "You got me wrong",
            [
                "u got me wrong", "got me wrong", "you have got me wrong", "youve got me wrong", "you misunderstood", "you misunderstood me", "u misunderstood", "thats not what i meant", "not what i meant", "i didnt mean it", "i didnt mean that", "i didnt mean it like that",
                "didnt mean it like that", "not like that", "i was joking", "im joking", "i was only joking", "i was just joking", "im only joking", "im just joking", "only joking", "just joking", "joking", "just kidding", "im kidding", "i was kidding", "it was a joke", "its a joke",
                "was a joke", "only a joke", "just a joke", "jk", "jks", "lol jk", "jk lol", "i was messing", "im messing", "just messing", "i was messing around", "its a song", "its just a song", "its lyrics", "its song lyrics", "its from a game",
            ]),
    ];

    public static SafetyAnswer? Read(string said, SafetySpeech speech) =>
        said.Length > LongestAnswer ? null : Tapped(said, speech) ?? InTheirs(said, speech.Theirs) ?? Way(said) ?? YesNoReader.ReadWhole(said) switch
        {
            YesNo.Yes => SafetyAnswer.Safe,

            // "dunno" is no yes: it is answered as a no.
            YesNo.No or YesNo.Unsure => SafetyAnswer.NotSafe,
            _ => null,
        };

    public static bool IsSame(string said, string known) => said.Length <= LongestAnswer && Plain(said) is { Length: > 0 } plain && plain == Plain(known);

    private static SafetyAnswer? Tapped(string said, SafetySpeech speech) =>
        Buttons.Where(button => speech.IsButton(button.Key, said)).Select(button => (SafetyAnswer?)button.Answer).FirstOrDefault();

    private static SafetyAnswer? InTheirs(string said, SafetyWords? theirs) =>
        (theirs?.Written.Answers ?? new Dictionary<string, IReadOnlyList<string>>())
            .Where(answer => answer.Value.Any(known => IsSame(said, known)))
            .Select(answer => (SafetyAnswer?)Enum.Parse<SafetyAnswer>(answer.Key, ignoreCase: true))
            .FirstOrDefault();

    /// <summary>As it was typed, slips forgiven, but only the whole of it: "im safe" and not "im safe when hes out".</summary>
    private static SafetyAnswer? Way(string said)
    {
        var plain = Plain(said);
        return Ways
            .Where(way => way.Also.Append(Plain(way.Label)).Any(known => plain == known || (known.Length > 3 && Spelling.IsSlipOf(plain, known))))
            .Select(way => (SafetyAnswer?)Enum.Parse<SafetyAnswer>(way.Id))
            .FirstOrDefault();
    }

    /// <summary>Lower case, without Latin accents and punctuation; vowel signs of other scripts stay, as words differ in them alone.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        // Rune by rune, as half a surrogate pair cannot be normalised.
        foreach (var c in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || IsVowelSign(c))
                plain.Append(c);
            else if (char.IsWhiteSpace(c))
                plain.Append(' ');
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsVowelSign(char c) =>
        c > '\u036F' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && c is not (>= '\u064B' and <= '\u0652');
}
