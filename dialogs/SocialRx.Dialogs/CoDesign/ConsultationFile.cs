using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Domain.CoDesign;

namespace SocialRx.Dialogs.CoDesign;

/// <summary>Reads consultations from the file an organisation keeps them in, and says what is wrong with it.</summary>
public static class ConsultationFile
{
    /// <exception cref="InvalidDataException">The file is missing, is not what it should be, or uses an id twice; the message is for the operator.</exception>
    public static Consultations Read(string path)
    {
        var all = Parse(path).Select(written => written.ToConsultation()).ToList();
        Refuse(path, "consultation", all.Select(consultation => consultation.Id));
        foreach (var consultation in all)
            Refuse(path, $"question of \"{consultation.Id}\"", consultation.Questions.Select(question => question.Id));
        return new Consultations(all);
    }

    private static List<WrittenConsultation> Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ConsultationJson.Default.ListWrittenConsultation) ?? [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"Consultations:File \"{path}\" cannot be read: {error.Message}", error);
        }
    }

    private static void Refuse(string path, string what, IEnumerable<string> ids)
    {
        var twice = ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new InvalidDataException($"Consultations:File \"{path}\": the {what} \"{twice.Key}\" is there twice.");
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(List<WrittenConsultation>))]
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
    public required DateOnly Opens { get; init; }
    public required DateOnly Closes { get; init; }
    public required IReadOnlyList<WrittenQuestion> Questions { get; init; }

    public Consultation ToConsultation() => new()
    {
        Id = Id,
        Title = Title,
        Owner = Owner,
        Why = Why,
        Level = Level,
        MinimumAge = MinimumAge ?? 11,
        MaximumAge = MaximumAge ?? 25,
        Opens = Opens,
        Closes = Closes,
        Questions = [.. Questions.Select(question => question.ToQuestion())],
    };
}

/// <summary>Its kind: with options a choice, with both ends a scale, otherwise free words.</summary>
internal sealed record WrittenQuestion
{
    public required string Id { get; init; }
    public required string Words { get; init; }
    public IReadOnlyList<ChoiceOption>? Options { get; init; }
    public bool Several { get; init; }
    public string? Zero { get; init; }
    public string? Ten { get; init; }

    public ConsultationQuestion ToQuestion() =>
        Options is { Count: > 0 } ? new ConsultationQuestion.Choice(Id, Words, Options, Several)
        : Zero is not null && Ten is not null ? new ConsultationQuestion.Scale(Id, Words, Zero, Ten)
        : new ConsultationQuestion.FreeText(Id, Words);
}
