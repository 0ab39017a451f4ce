using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;

namespace SocialRx.Storage.CoDesign;

/// <summary>
/// Where there is a youth panel, it sees what young people answered before those who decide do: the results of a consultation are shown to
/// nobody but whoever prepares the panel until it has signed them off.
/// </summary>
/// <param name="Panels">Open ones, the oldest first; none: nothing is held back.</param>
/// <param name="Asked">What panels were asked about results, newest first.</param>
public sealed record ResultsGate(IReadOnlyList<Panel> Panels, IReadOnlyList<PanelItem> Asked)
{
    public static ResultsGate Read(Connection connection, string programmeId) =>
        new(
            [.. CoDesign.Panels.All(connection, programmeId).Where(panel => panel.ClosedAt is null)],
            CoDesign.Panels.Items(connection, "item.programme_id = @programmeId and item.kind = 'results'", new { programmeId }));

    public bool IsClosed(string consultationId) =>
        Panels.Count > 0 && !Asked.Any(item => item.ConsultationId == consultationId && item.State == PanelItemState.SignedOff);

    /// <summary>Whether words about this wait with the results of their consultation; what was said outside of one never does.</summary>
    /// <param name="about">Consultation and question, or what a young person talked about otherwise.</param>
    public bool HoldsBack(string about) => about.Split('/') is [var consultationId, _] && IsClosed(consultationId);

    /// <summary>Since there is a panel, or since the consultation began if that was later.</summary>
    public DateTimeOffset WaitsSince(Consultation consultation)
    {
        var (panel, opened) = (Panels[0].MadeAt, London.At(consultation.Opens.ToDateTime(TimeOnly.MinValue)));
        return panel > opened ? panel : opened;
    }

    /// <summary>What was last put to a panel about these results.</summary>
    public PanelItem? Latest(string consultationId) => Asked.FirstOrDefault(item => item.ConsultationId == consultationId);
}
