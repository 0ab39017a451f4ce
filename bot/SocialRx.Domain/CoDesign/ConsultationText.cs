using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SocialRx.Domain.CoDesign.Rounds;

namespace SocialRx.Domain.CoDesign;

/// <summary>Consultations as JSON: in a file of an organisation, and as they are stored.</summary>
public static class ConsultationText
{
    // "é" and not "\u00E9": somebody may read it.
    private static readonly ConsultationJson Readable = new(new JsonSerializerOptions(ConsultationJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>One consultation, or a list of them.</summary>
    public static ConsultationReading Read(string json)
    {
        try
        {
            var written = json.AsSpan().TrimStart().StartsWith("{")
                ? [JsonSerializer.Deserialize(json, ConsultationJson.Default.WrittenConsultation)!]
                : JsonSerializer.Deserialize(json, ConsultationJson.Default.ListWrittenConsultation) ?? [];
            return Checked([.. written.Select(consultation => consultation.ToConsultation())]);
        }
        catch (JsonException error)
        {
            return new ConsultationReading.Refused([error.Message]);
        }
    }

    /// <summary>The same text for the same content, so that it can be compared.</summary>
    public static string Write(Consultation consultation) => JsonSerializer.Serialize(WrittenConsultation.Of(consultation), Readable.WrittenConsultation);

    /// <summary>What was stored.</summary>
    public static Consultation Stored(string body) => JsonSerializer.Deserialize(body, ConsultationJson.Default.WrittenConsultation)!.ToConsultation();

    private static ConsultationReading Checked(IReadOnlyList<Consultation> all)
    {
        List<string> problems =
        [
            .. all.GroupBy(consultation => consultation.Id).Where(same => same.Count() > 1).Select(same => $"the consultation \"{same.Key}\" is there twice"),
            .. all.SelectMany(consultation => ConsultationRules.Problems(consultation).Select(problem => $"\"{consultation.Id}\": {problem}")),
        ];
        return problems.Count == 0 ? new ConsultationReading.Read(all) : new ConsultationReading.Refused(problems);
    }
}

/// <summary>What a text of consultations comes to.</summary>
public abstract record ConsultationReading
{
    private ConsultationReading() { }

    public sealed record Read(IReadOnlyList<Consultation> All) : ConsultationReading;

    /// <param name="Problems">For whoever wrote it.</param>
    public sealed record Refused(IReadOnlyList<string> Problems) : ConsultationReading;
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<WrittenConsultation>))]
[JsonSerializable(typeof(WrittenConsultation))]
internal sealed partial class ConsultationJson : JsonSerializerContext;

internal sealed record WrittenConsultation
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Owner { get; init; }
    public required string Why { get; init; }
    public required ConsultationLevel Level { get; init; }
    public int? MinimumAge { get; init; }
    public int? MaximumAge { get; init; }
    public IReadOnlyList<string>? Outcodes { get; init; }
    public IReadOnlyList<string>? Languages { get; init; }
    public IReadOnlyList<Translation>? Translations { get; init; }
    public required DateOnly Opens { get; init; }
    public required DateOnly Closes { get; init; }
    public required IReadOnlyList<WrittenQuestion> Questions { get; init; }

    public static WrittenConsultation Of(Consultation consultation) => new()
    {
        Id = consultation.Id,
        Title = consultation.Title,
        Owner = consultation.Owner,
        Why = consultation.Why,
        Level = consultation.Level,
        MinimumAge = consultation.MinimumAge,
        MaximumAge = consultation.MaximumAge,
        Outcodes = consultation.Outcodes,
        Languages = consultation.Languages,
        Translations = consultation.Translations is { Count: > 0 } translations ? translations : null,
        Opens = consultation.Opens,
        Closes = consultation.Closes,
        Questions = [.. consultation.Questions.Select(WrittenQuestion.Of)],
    };

    public Consultation ToConsultation() => new()
    {
        Id = Id,
        Title = Title,
        Owner = Owner,
        Why = Why,
        Level = Level,
        MinimumAge = MinimumAge ?? 11,
        MaximumAge = MaximumAge ?? 25,
        Outcodes = Outcodes ?? [],
        Languages = Languages ?? [Consultation.English],
        Translations = Translations ?? [],
        Opens = Opens,
        Closes = Closes,
        Questions = [.. Questions.Select(question => question.ToQuestion())],
    };
}

/// <summary>Without a kind: with options a choice, with both ends a scale, otherwise free words.</summary>
internal sealed record WrittenQuestion
{
    public required string Id { get; init; }
    public required string Words { get; init; }
    public QuestionKind? Kind { get; init; }
    public IReadOnlyList<ChoiceOption>? Options { get; init; }
    public bool? Several { get; init; }
    public string? Zero { get; init; }
    public string? Ten { get; init; }
    public IReadOnlyList<SeedStatement>? Statements { get; init; }
    public int? Total { get; init; }
    public IReadOnlyList<BudgetProject>? Projects { get; init; }
    public SecondRound? SecondRound { get; init; }
    public IReadOnlyList<Translation>? Translations { get; init; }

    public static WrittenQuestion Of(ConsultationQuestion question)
    {
        var written = new WrittenQuestion { Id = question.Id, Words = question.Words, Kind = question.Kind, SecondRound = question.SecondRound, Translations = question.Translations is { Count: > 0 } translations ? translations : null };
        return question switch
        {
            ConsultationQuestion.Choice choice => written with { Options = choice.Options, Several = choice.Several },
            ConsultationQuestion.Scale scale => written with { Zero = scale.Zero, Ten = scale.Ten },
            ConsultationQuestion.Ranking ranking => written with { Options = ranking.Options },
            ConsultationQuestion.Pairwise pairwise => written with { Options = pairwise.Options },
            ConsultationQuestion.Statements statements => written with { Statements = statements.Seeds },
            ConsultationQuestion.Budget budget => written with { Total = budget.Total, Projects = budget.Projects },
            _ => written,
        };
    }

    public ConsultationQuestion ToQuestion() => AskedOnce() with { SecondRound = SecondRound, Translations = Translations ?? [] };

    private ConsultationQuestion AskedOnce() => (Kind ?? Implied) switch
    {
        QuestionKind.Choice => new ConsultationQuestion.Choice(Id, Words, Options ?? [], Several ?? false),
        QuestionKind.Scale => new ConsultationQuestion.Scale(Id, Words, Zero ?? "", Ten ?? ""),
        QuestionKind.Ranking => new ConsultationQuestion.Ranking(Id, Words, Options ?? []),
        QuestionKind.Pairs => new ConsultationQuestion.Pairwise(Id, Words, Options ?? []),
        QuestionKind.Statements => new ConsultationQuestion.Statements(Id, Words, Statements ?? []),
        QuestionKind.Budget => new ConsultationQuestion.Budget(Id, Words, Total ?? 0, Projects ?? []),
        _ => new ConsultationQuestion.FreeText(Id, Words),
    };

    private QuestionKind Implied =>
        Options is { Count: > 0 } ? QuestionKind.Choice
        : Zero is not null && Ten is not null ? QuestionKind.Scale
        : QuestionKind.Words;
}
