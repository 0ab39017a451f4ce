namespace SocialRx.Domain.CoDesign;

/// <summary>What a consultation is meant to change.</summary>
public enum ConsultationLevel
{
    MyArea,
    Commissioning,
    Policy,
}

/// <summary>Questions put to young people by a named owner, for a time.</summary>
public sealed record Consultation
{
    public required string Id { get; init; }
    public required string Title { get; init; }

    /// <summary>Who asks and will answer ("Fernbridge Council youth team").</summary>
    public required string Owner { get; init; }

    /// <summary>Shown before the first question: why it is asked and what can come of it.</summary>
    public required string Why { get; init; }
    public required ConsultationLevel Level { get; init; }
    public int MinimumAge { get; init; } = 11;
    public int MaximumAge { get; init; } = 25;
    public required DateOnly Opens { get; init; }
    public required DateOnly Closes { get; init; }
    public required IReadOnlyList<ConsultationQuestion> Questions { get; init; }
}

/// <summary>One question; its kind decides how the answer is read.</summary>
public abstract record ConsultationQuestion(string Id, string Words)
{
    public sealed record Choice(string Id, string Words, IReadOnlyList<ChoiceOption> Options, bool Several = false) : ConsultationQuestion(Id, Words);

    /// <summary>A whole number from 0 to 10; both ends are put in words.</summary>
    public sealed record Scale(string Id, string Words, string Zero, string Ten) : ConsultationQuestion(Id, Words);

    public sealed record FreeText(string Id, string Words) : ConsultationQuestion(Id, Words);
}

public sealed record ChoiceOption(string Id, string Label);
