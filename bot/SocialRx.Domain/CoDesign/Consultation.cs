using System.Text.Json.Serialization;
using SocialRx.Domain.CoDesign.Rounds;

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

    /// <summary>Areas it is about ("FB1"); none: everywhere.</summary>
    public IReadOnlyList<string> Outcodes { get; init; } = [];

    /// <summary>Languages its words are in, as "en"; English is among them.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [English];

    /// <summary>Of why it is asked.</summary>
    public IReadOnlyList<Translation> Translations { get; init; } = [];

    /// <summary>First and last day, in London.</summary>
    public required DateOnly Opens { get; init; }

    /// <inheritdoc cref="Opens"/>
    public required DateOnly Closes { get; init; }
    public required IReadOnlyList<ConsultationQuestion> Questions { get; init; }

    public const string English = "en";

    /// <summary>Which of its versions this is; 0 before it is stored.</summary>
    public int Version { get; init; }

    /// <summary>Why it was stopped before its last day; null: it was not.</summary>
    public string? WithdrawnBecause { get; init; }
}

/// <summary>One question; its kind decides how the answer is read.</summary>
public abstract record ConsultationQuestion(string Id, string Words)
{
    /// <summary>Null: it is asked once.</summary>
    public SecondRound? SecondRound { get; init; }

    /// <summary>Of its words and all that can be picked.</summary>
    public IReadOnlyList<Translation> Translations { get; init; } = [];

    /// <summary>As it is written in files and forms.</summary>
    public QuestionKind Kind => this switch
    {
        Choice => QuestionKind.Choice,
        Scale => QuestionKind.Scale,
        Ranking => QuestionKind.Ranking,
        Pairwise => QuestionKind.Pairs,
        Statements => QuestionKind.Statements,
        Budget => QuestionKind.Budget,
        _ => QuestionKind.Words,
    };

    /// <summary>What can be picked, in its order; nothing where numbers or words are the answer.</summary>
    public IReadOnlyList<ChoiceOption> Picks => this switch
    {
        Choice choice => choice.Options,
        Ranking ranking => ranking.Options,
        Pairwise pairwise => pairwise.Options,
        Budget budget => [.. budget.Projects.Select(project => new ChoiceOption(project.Id, project.Label) { Also = project.Also })],
        _ => [],
    };

    /// <summary>An answer may be of more than one side.</summary>
    public bool TakesSeveral => this is Choice { Several: true };

    public sealed record Choice(string Id, string Words, IReadOnlyList<ChoiceOption> Options, bool Several = false) : ConsultationQuestion(Id, Words);

    /// <summary>A whole number from 0 to 10; both ends are put in words.</summary>
    public sealed record Scale(string Id, string Words, string Zero, string Ten) : ConsultationQuestion(Id, Words);

    public sealed record FreeText(string Id, string Words) : ConsultationQuestion(Id, Words);

    /// <summary>Options put in order, the one that matters most first.</summary>
    public sealed record Ranking(string Id, string Words, IReadOnlyList<ChoiceOption> Options) : ConsultationQuestion(Id, Words);

    /// <summary>Two options at a time: which matters more?</summary>
    public sealed record Pairwise(string Id, string Words, IReadOnlyList<ChoiceOption> Options) : ConsultationQuestion(Id, Words);

    /// <summary>Statements to agree or disagree with, to which young people add their own.</summary>
    /// <param name="Seeds">The owner's, to begin with; about what should change, never about who somebody is.</param>
    public sealed record Statements(string Id, string Words, IReadOnlyList<SeedStatement> Seeds) : ConsultationQuestion(Id, Words);

    /// <summary>Which projects to pay for out of a sum that does not pay for all.</summary>
    /// <param name="Total">Whole pounds.</param>
    public sealed record Budget(string Id, string Words, int Total, IReadOnlyList<BudgetProject> Projects) : ConsultationQuestion(Id, Words);
}

public enum QuestionKind
{
    Choice,
    Scale,
    Words,
    Ranking,
    Pairs,
    Statements,
    Budget,
}

public sealed record SeedStatement(string Id, string Words)
{
    /// <summary>As it is shown to somebody who is asked in two languages; null: in its own words. What is kept and compared is always in English.</summary>
    [JsonIgnore]
    public string? InBoth { get; init; }
}

/// <param name="Cost">Whole pounds.</param>
public sealed record BudgetProject(string Id, string Label, int Cost)
{
    /// <inheritdoc cref="ChoiceOption.Also"/>
    [JsonIgnore]
    public IReadOnlyList<string> Also { get; init; } = [];
}

public sealed record ChoiceOption(string Id, string Label)
{
    /// <summary>Each language of a label in two languages, in lower case.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Also { get; init; } = [];
}
