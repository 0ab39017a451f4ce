namespace SocialRx.Domain.CoDesign.Findings;

/// <summary>How far a finding has come.</summary>
public enum FindingState
{
    /// <summary>Written down, and nobody else has looked at it.</summary>
    Draft,

    /// <summary>Said out loud in young people's name: its owner has to answer.</summary>
    Published,

    /// <summary>No longer said. Who was told of it keeps what they were told.</summary>
    Withdrawn,
}

/// <summary>"You said": one thing that those who answered a question said, who has to answer it and by when. "We did": what was answered, latest last.</summary>
public sealed record Finding
{
    public required string Id { get; init; }
    public required string ConsultationId { get; init; }
    public required string QuestionId { get; init; }

    /// <summary>
    /// What it is about, as people said it: an option ("evenings"), the band of a scale ("4-6"), the kind of answer ("in-words"), what comes first in an
    /// order, a project, one that was chosen of pairs ("park") or of one pair ("bus|park|second"), a statement ("s1") or those who agreed with it or did not
    /// ("s1|agree"). Empty: the question as a whole.
    /// </summary>
    public required string RowId { get; init; }

    /// <summary>A plain sentence, as it is said to young people.</summary>
    public required string Words { get; init; }

    /// <summary>People who said so, from rounded numbers as they were published; null: the sentence needs none.</summary>
    public int? People { get; init; }

    /// <summary>People who answered the question, rounded.</summary>
    public int? OutOf { get; init; }

    /// <summary>Who has to answer: an organisation, as young people read it.</summary>
    public required string Owner { get; init; }
    public required DateOnly AnswerBy { get; init; }
    public required FindingState State { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public string? PublishedBy { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public IReadOnlyList<FindingAnswer> Answers { get; init; } = [];

    public FindingAnswer? Latest => Answers.Count > 0 ? Answers[^1] : null;

    /// <summary>The last day on which the next answer is in time; null when nothing more is owed.</summary>
    public DateOnly? Owed => State != FindingState.Published ? null : Latest is null ? AnswerBy : Latest.By;

    public bool IsOverdue(DateOnly today) => Owed < today;

    /// <summary>Whether this is what somebody said who answered so.</summary>
    /// <param name="rows">Each option, band or kind of answer they gave to that question.</param>
    public bool IsSaidBy(string consultationId, string questionId, IReadOnlyCollection<string> rows) =>
        consultationId == ConsultationId && questionId == QuestionId && rows.Count > 0 && (RowId.Length == 0 || rows.Contains(RowId));
}

/// <summary>What the owner of a finding answers.</summary>
public enum FindingAnswerKind
{
    WeWill,
    WeDid,
    WeCannot,
}

/// <param name="Number">From 1, in the order given.</param>
/// <param name="Words">What exactly, or why not; as it is said to young people.</param>
/// <param name="By">Until when, of <see cref="FindingAnswerKind.WeWill"/>; otherwise null.</param>
public sealed record FindingAnswer(int Number, FindingAnswerKind Kind, string Words, DateOnly? By, string AnsweredBy, DateTimeOffset AnsweredAt);
