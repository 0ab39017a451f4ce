using System.Text.Json.Serialization;

namespace SocialRx.Domain.CoDesign;

/// <summary>Words of a question in another language, or of why it is asked: written by a person, approved by a person, never made by a machine.</summary>
public sealed record Translation
{
    public const string Zero = "zero";
    public const string Ten = "ten";

    /// <summary>As in BCP 47: "pl".</summary>
    public required string Language { get; init; }

    // What a file leaves out reaches these two as null.

    /// <summary>Of the question itself; empty while it is not translated.</summary>
    public string Words { get; init => field = value ?? ""; } = "";

    /// <summary>Of its options, projects or statements, by their ids; the ends of a scale are "zero" and "ten".</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>Who has read these very words beside the English and found them right; null: nobody yet.</summary>
    public string? ApprovedBy { get; init; }
    public DateOnly? ApprovedOn { get; init; }

    [JsonIgnore]
    public bool IsApproved => ApprovedBy is not null && ApprovedOn is not null;

    public bool IsSameAs(Translation other) =>
        (Language, Words, ApprovedBy, ApprovedOn) == (other.Language, other.Words, other.ApprovedBy, other.ApprovedOn)
        && Labels.Count == other.Labels.Count && Labels.All(label => other.Labels.GetValueOrDefault(label.Key) == label.Value);
}

/// <summary>What is translated and approved as one: a question with its options, or why it is asked.</summary>
/// <param name="QuestionId">Null: why it is asked.</param>
/// <param name="Words">In English.</param>
/// <param name="Labels">In English.</param>
public sealed record TranslatedPart(string? QuestionId, string Where, string Words, IReadOnlyList<ChoiceOption> Labels, IReadOnlyList<Translation> Translations)
{
    /// <summary>False: each is a sentence of its own.</summary>
    public bool AreButtons { get; init; } = true;

    public Translation? In(string language) => Translations.FirstOrDefault(translation => translation.Language == language);

    /// <summary>Every line that is there, beside its English.</summary>
    public IEnumerable<(string English, string Theirs)> Lines(Translation translation) =>
        Labels.Select(label => (English: label.Label, Theirs: translation.Labels.GetValueOrDefault(label.Id) ?? ""))
            .Prepend((English: Words, Theirs: translation.Words))
            .Where(line => !string.IsNullOrWhiteSpace(line.Theirs));

    public bool HasSameEnglishAs(TranslatedPart other) => Words == other.Words && Labels.SequenceEqual(other.Labels);

    /// <summary>What is not there in a language; nothing when it may be used.</summary>
    public IEnumerable<string> Missing(string language)
    {
        if (In(language) is not { } translation)
            return [$"{Where}: all of it"];
        return
        [
            .. string.IsNullOrWhiteSpace(translation.Words) ? [$"{Where}: “{Words}”"] : Array.Empty<string>(),
            .. Labels.Where(label => string.IsNullOrWhiteSpace(translation.Labels.GetValueOrDefault(label.Id))).Select(label => $"{Where}: “{label.Label}”"),
            .. translation.IsApproved ? Array.Empty<string>() : [$"{Where}: nobody has approved it"],
        ];
    }
}

/// <summary>Which languages a consultation can be put in, and how it reads there.</summary>
public static class Translations
{
    private const string Between = " · ";

    /// <summary>In the order of reading.</summary>
    public static IReadOnlyList<TranslatedPart> Parts(this Consultation consultation) =>
    [
        new(null, "Why it is asked", consultation.Why, [], consultation.Translations),
        .. consultation.Questions.Select((question, index) => new TranslatedPart(question.Id, $"Question {index + 1}", question.Words, Labels(question), question.Translations) { AreButtons = question is not ConsultationQuestion.Statements }),
    ];

    /// <summary>Languages of its words beside English, whole or not.</summary>
    public static IReadOnlyList<string> OtherLanguages(this Consultation consultation) => [.. consultation.Languages.Where(language => language != Consultation.English)];

    /// <summary>What keeps it from being put in a language, in the order of reading; nothing when it can be.</summary>
    public static IReadOnlyList<string> Missing(this Consultation consultation, string language) => [.. consultation.Parts().SelectMany(part => part.Missing(language))];

    /// <summary>Languages beside English in which every line is there and approved: only those are offered.</summary>
    public static IReadOnlyList<string> Offered(this Consultation consultation) => [.. consultation.OtherLanguages().Where(language => consultation.Missing(language).Count == 0)];

    /// <summary>
    /// Every line in a language it is offered in and in English after it, because the language may have been taken wrongly and whoever stands by has to
    /// understand it too. Ids stay, so that all answers are counted together. In English alone where it is not offered.
    /// </summary>
    public static Consultation In(this Consultation consultation, string? language) =>
        language is null || !consultation.Offered().Contains(language) ? consultation
        : consultation with
        {
            Why = Lines(consultation.Why, Of(consultation.Translations, language).Words),
            Questions = [.. consultation.Questions.Select(question => In(question, Of(question.Translations, language)))],
        };

    private static Translation Of(IReadOnlyList<Translation> translations, string language) => translations.First(translation => translation.Language == language);

    private static ConsultationQuestion In(ConsultationQuestion question, Translation theirs) => (question with { Words = Lines(theirs.Words, question.Words) }) switch
    {
        ConsultationQuestion.Choice choice => choice with { Options = In(choice.Options, theirs) },
        ConsultationQuestion.Scale scale => scale with { Zero = Both(theirs.Labels[Translation.Zero], scale.Zero), Ten = Both(theirs.Labels[Translation.Ten], scale.Ten) },
        ConsultationQuestion.Ranking ranking => ranking with { Options = In(ranking.Options, theirs) },
        ConsultationQuestion.Pairwise pairwise => pairwise with { Options = In(pairwise.Options, theirs) },
        ConsultationQuestion.Statements statements => statements with { Seeds = [.. statements.Seeds.Select(seed => seed with { InBoth = Lines(theirs.Labels[seed.Id], seed.Words) })] },
        ConsultationQuestion.Budget budget => budget with { Projects = [.. budget.Projects.Select(project => project with { Label = Both(theirs.Labels[project.Id], project.Label), Also = Ways(theirs.Labels[project.Id], project.Label) })] },
        var words => words,
    };

    private static IReadOnlyList<ChoiceOption> In(IReadOnlyList<ChoiceOption> options, Translation theirs) =>
        [.. options.Select(option => option with { Label = Both(theirs.Labels[option.Id], option.Label), Also = Ways(theirs.Labels[option.Id], option.Label) })];

    private static IReadOnlyList<ChoiceOption> Labels(ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Scale scale => [new(Translation.Zero, scale.Zero), new(Translation.Ten, scale.Ten)],
        ConsultationQuestion.Statements statements => [.. statements.Seeds.Select(seed => new ChoiceOption(seed.Id, seed.Words))],
        _ => question.Picks,
    };

    private static string Lines(string one, string other) => $"{one}\n\n{other}";

    private static string Both(string theirs, string english) => theirs == english ? english : $"{theirs}{Between}{english}";

    private static IReadOnlyList<string> Ways(string theirs, string english) => [theirs.ToLowerInvariant(), english.ToLowerInvariant()];
}
