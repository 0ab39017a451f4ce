namespace SocialRx.Domain.CoDesign.Panels;

/// <summary>How far a question that a member suggested has come.</summary>
public enum ProposalState
{
    /// <summary>Nobody of the staff has looked at it.</summary>
    Waiting,
    Withheld,

    /// <summary>Before the other members.</summary>
    Open,

    /// <summary>The panel wants it asked: its owner has to answer.</summary>
    Forward,
    Answered,
}

public enum ProposalAnswer
{
    Used,

    /// <summary>In other words.</summary>
    Changed,
    NotUsed,
}

/// <summary>A question as a member would ask it.</summary>
/// <param name="Options">What can be picked, or what 0 and 10 mean; none where own words are the answer.</param>
public sealed record ProposedQuestion(QuestionKind Kind, string Words, IReadOnlyList<string> Options)
{
    /// <summary>As part of a consultation.</summary>
    /// <param name="id">Of the question there.</param>
    public ConsultationQuestion ToQuestion(string id) => Kind switch
    {
        QuestionKind.Choice => new ConsultationQuestion.Choice(id, Words, [.. Options.Select((option, index) => new ChoiceOption($"option-{index + 1}", option))]),
        QuestionKind.Scale => new ConsultationQuestion.Scale(id, Words, Options[0], Options[1]),
        _ => new ConsultationQuestion.FreeText(id, Words),
    };
}

/// <summary>What the owner of a question answers to a panel that suggested it.</summary>
/// <param name="Reason">As members read it.</param>
/// <param name="ChangedWords">Of <see cref="ProposalAnswer.Changed"/>.</param>
/// <param name="ConsultationId">Where it is put as a draft; null: nowhere yet.</param>
public sealed record ProposalReply(ProposalAnswer Answer, string Reason, string? ChangedWords, string? ConsultationId);

public static class ProposalRules
{
    public const int LongestWords = 200;
    public const int LeastOptions = 2;
    public const int MostOptions = 8;
    public const int LongestReason = 300;

    /// <summary>Suggestions of one member within 24 hours.</summary>
    public const int PerMemberADay = 3;

    /// <summary>Labels as a member typed them, between commas or on lines; null when they are too few, too many or too long.</summary>
    public static IReadOnlyList<string>? Options(string text, QuestionKind kind)
    {
        IReadOnlyList<string> options = [.. text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        var most = kind == QuestionKind.Scale ? 2 : MostOptions;
        return options.Count >= LeastOptions && options.Count <= most && options.All(option => option.Length <= ConsultationRules.LongestLabel) ? options : null;
    }

    public static IEnumerable<string> Problems(ProposalAnswer? answer, string? reason, string? changed)
    {
        if (answer is null)
            yield return "Choose an answer.";
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason || reason.Any(char.IsControl))
            yield return $"Give the panel a reason, on one line of at most {LongestReason} characters.";
        if (answer == ProposalAnswer.Changed && (string.IsNullOrWhiteSpace(changed) || changed.Length > ConsultationRules.LongestText || changed.Any(char.IsControl)))
            yield return "Write the words it is asked in.";
    }
}
