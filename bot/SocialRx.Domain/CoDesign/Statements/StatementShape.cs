namespace SocialRx.Domain.CoDesign.Statements;

/// <summary>What about a statement may keep others from voting on it; kept by name and shown to moderators.</summary>
public static class StatementFlag
{
    /// <summary>Longer than what reads well.</summary>
    public const string Long = "long";
    public const string Question = "question";
    public const string SeveralIdeas = "several-ideas";
    public const string AboutSomebody = "about-somebody";

    /// <summary>Safeguarding was not sure about it, so a concern was raised.</summary>
    public const string Worry = "worry";

    /// <summary>The program took out a name or a contact, and the writer sent it so.</summary>
    public const string NameTakenOut = "name-taken-out";
    public const string Same = "same";
    public const string Alike = "alike";

    /// <summary>One of many much like it within minutes.</summary>
    public const string Burst = "burst";
}

/// <summary>Reads whether a text is one short idea about what should change. It errs: the writer may send it as it is, and a person decides.</summary>
public static class StatementShape
{
    private const int ShortestIdea = 3;
    private const int ShortestTwoIdeas = 9;

    private static readonly string[] AskingWords = ["what", "how", "when", "where", "who", "which", "whose"];
    private static readonly string[] Turned = ["is", "are", "do", "does", "did", "can", "could", "would", "will", "has", "have"];
    private static readonly string[] Subjects = ["we", "there", "they", "you", "u", "i", "it", "someone", "somebody", "anyone", "anybody"];

    // "i am", "im", "as a": what comes next says who the writer is.
    private static readonly string[][] SayingWho =
    [
        ["i", "am"], ["im"], ["iam"], ["as", "a"], ["as", "an"], ["my", "name"], ["i", "live"], ["i", "go", "to"], ["i", "was", "born"], ["i", "come", "from"], ["i", "identify"], ["my", "age"], ["my", "gender"],
        ["my", "religion"], ["my", "pronouns"], ["we", "are"], ["i", "have", "adhd"], ["i", "have", "autism"], ["i", "have", "a", "disability"], ["i", "speak"],
    ];

    // "i am tired of ...", "i am not allowed": a state of things, not who somebody is.
    private static readonly string[] NotWho = ["tired", "sick", "fed", "bored", "scared", "worried", "not", "sure", "allowed", "always", "never", "stuck", "told", "happy", "sad", "angry", "annoyed", "treated", "left", "ignored", "made"];

    /// <summary>The first thing to be coached about, as one of <see cref="StatementFlag"/>; null when it is fine.</summary>
    public static string? Read(string text, int goodLength)
    {
        var words = StatementLikeness.Words(text);
        return IsQuestion(text, words) ? StatementFlag.Question
            : SaysWho(words) ? StatementFlag.AboutSomebody
            : text.Length > goodLength ? StatementFlag.Long
            : HasSeveralIdeas(text, words) ? StatementFlag.SeveralIdeas
            : null;
    }

    /// <summary>Too little to agree or disagree with.</summary>
    public static bool IsTooShort(string text) => StatementLikeness.Words(text).Count < ShortestIdea;

    private static bool IsQuestion(string text, IReadOnlyList<string> words) =>
        text.TrimEnd().EndsWith('?')
        || (words.Count > 1 && (words[0] == "why"
            || (AskingWords.Contains(words[0]) && (words[1] == "about" || Turned.Contains(words[1])))
            || (Turned.Contains(words[0]) && Subjects.Contains(words[1]))));

    private static bool SaysWho(IReadOnlyList<string> words) => SayingWho.Any(way => Begins(words, way) && !(words.Count > way.Length && NotWho.Contains(words[way.Length])));

    private static bool Begins(IReadOnlyList<string> words, string[] way) => words.Count >= way.Length && way.SequenceEqual(words.Take(way.Length));

    private static bool HasSeveralIdeas(string text, IReadOnlyList<string> words) =>
        words.Count >= ShortestTwoIdeas && (Sentences(text) > 1 || IsJoined(text.ToLowerInvariant()));

    private static int Sentences(string text) => text.Split(['.', '!', ';', '\n'], StringSplitOptions.RemoveEmptyEntries).Count(part => !IsTooShort(part));

    /// <summary>"... and also ...", or an "and" with an idea's worth of words and a word of wanting on both sides.</summary>
    private static bool IsJoined(string text)
    {
        if (text.Contains(" and also ", StringComparison.Ordinal) || text.Contains(" as well as ", StringComparison.Ordinal))
            return true;
        var parts = text.Split([" and ", " & ", ", "], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && parts.Count(Wants) > 1;
    }

    private static bool Wants(string part) =>
        StatementLikeness.Words(part) is { Count: >= ShortestIdea } words && words.Any(word => word is "should" or "shud" or "need" or "needs" or "want" or "must" or "shouldnt" or "more");
}
