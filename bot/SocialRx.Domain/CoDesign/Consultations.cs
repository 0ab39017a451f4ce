using SocialRx.Domain.People;

namespace SocialRx.Domain.CoDesign;

/// <summary>All consultations of the programme, as configured.</summary>
public sealed record Consultations(IReadOnlyList<Consultation> All)
{
    /// <summary>Those that a person may answer on a day: open, and for their age; somebody who did not say their age may answer all.</summary>
    public IEnumerable<Consultation> OpenTo(AgeBand? age, DateOnly today) =>
        All.Where(consultation => consultation.Opens <= today && today <= consultation.Closes)
            .Where(consultation => age is null || (age.To >= consultation.MinimumAge && age.From <= consultation.MaximumAge));

    public Consultation? Find(string? id) => All.FirstOrDefault(consultation => consultation.Id == id);
}

/// <summary>Section "Consultations".</summary>
public sealed record ConsultationOptions : IOptionsSection
{
    public static string Section => "Consultations";

    /// <summary>A JSON file of consultations, relative to the program; empty for none.</summary>
    public string File { get; init; } = "";

    public IEnumerable<OptionProblem> Problems()
    {
        if (File.Length > 0 && !File.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            yield return new(nameof(File), "the path of a .json file of consultations, or empty for none");
    }
}
