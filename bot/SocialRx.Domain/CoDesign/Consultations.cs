using SocialRx.Domain.People;

namespace SocialRx.Domain.CoDesign;

/// <summary>All consultations of the programme that were ever opened, each as it was opened last.</summary>
/// <param name="Revision">Grows with every change.</param>
public sealed record Consultations(IReadOnlyList<Consultation> All, long Revision = 0)
{
    /// <summary>Those that a person may answer now; somebody who did not say their age or where they live may answer all.</summary>
    public IEnumerable<Consultation> OpenTo(AgeBand? age, string? outcode, DateTimeOffset now) =>
        All.Where(consultation => StandingOf(consultation, now) == ConsultationStanding.Open)
            .Where(consultation => age is null || (age.To >= consultation.MinimumAge && age.From <= consultation.MaximumAge))
            .Where(consultation => outcode is null || consultation.Outcodes.Count == 0 || consultation.Outcodes.Contains(outcode, StringComparer.OrdinalIgnoreCase));

    public Consultation? Find(string? id) => All.FirstOrDefault(consultation => consultation.Id == id);

    /// <summary>Days begin and end in London.</summary>
    public static ConsultationStanding StandingOf(Consultation consultation, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(London.Local(now).DateTime);
        return consultation.WithdrawnBecause is not null ? ConsultationStanding.Withdrawn
            : today < consultation.Opens ? ConsultationStanding.NotYetOpen
            : today > consultation.Closes ? ConsultationStanding.Closed
            : ConsultationStanding.Open;
    }
}

public enum ConsultationStanding
{
    NotYetOpen,
    Open,
    Closed,
    Withdrawn,
}

/// <summary>The consultations as they are now. Whoever holds it sees changes made in any process within seconds, and reading it costs nothing.</summary>
public sealed class ConsultationBook(Consultations first)
{
    private Consultations _current = first;

    public Consultations Current => Volatile.Read(ref _current);

    /// <summary>Older ones than there are already change nothing.</summary>
    public void Turn(Consultations to)
    {
        for (var before = Current; to.Revision > before.Revision; before = Current)
        {
            if (ReferenceEquals(Interlocked.CompareExchange(ref _current, to, before), before))
                return;
        }
    }
}

/// <summary>Section "Consultations".</summary>
public sealed record ConsultationOptions : IOptionsSection
{
    public static string Section => "Consultations";

    /// <summary>A JSON file of consultations, relative to the program, taken into the database at the start; empty for none.</summary>
    public string File { get; init; } = "";

    /// <summary>Where young people open the chat ("https://chat.example/"), for the QR code on printed sheets; empty: sheets have none.</summary>
    public string ChatAddress { get; init; } = "";

    public IEnumerable<OptionProblem> Problems()
    {
        if (File.Length > 0 && !File.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            yield return new(nameof(File), "the path of a .json file of consultations, or empty for none");
        if (ChatAddress.Length > 0 && !(Uri.TryCreate(ChatAddress, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && ChatAddress.Length <= 300))
            yield return new(nameof(ChatAddress), "the address of the chat, such as \"https://chat.example/\", or empty for none");
    }
}
