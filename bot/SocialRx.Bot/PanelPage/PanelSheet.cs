using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.PanelPage;

/// <summary>What one member sees: what they can do now, and what was decided. Nothing of how others voted.</summary>
public sealed record PanelSheet(PanelSeat Seat, IReadOnlyList<PanelSheetItem> Waiting, IReadOnlyList<PanelSheetItem> Decided)
{
    private const int MostDecided = 10;

    /// <summary>Null for whoever has no seat.</summary>
    internal static PanelSheet? Read(Connection connection, TurnIdentity who, Consultations consultations, DateTimeOffset now)
    {
        if (PanelVotes.SeatOf(connection, who) is not { } seat)
            return null;
        var waiting = PanelVotes.Waiting(connection, who.ProgrammeId, seat, now);
        var decided = Panels.Items(connection, who.ProgrammeId, seat.PanelId).Where(item => item.State != PanelItemState.Open).Take(MostDecided);
        return new(
            seat,
            [.. waiting.Select(task => Of(connection, who.ProgrammeId, seat, task.Item, task.Deed, consultations))],
            [.. decided.Select(item => Of(connection, who.ProgrammeId, seat, item, null, consultations))]);
    }

    private static PanelSheetItem Of(Connection connection, string programmeId, PanelSeat seat, PanelItem item, PanelDeed? deed, Consultations consultations)
    {
        if (item.ConsultationId is { } id)
            return OfResults(item, deed, id, consultations.Find(id));
        var findings = item.FindingIds.Select(id => Findings.Find(connection, programmeId, id)).OfType<Finding>().ToList();
        var isVote = deed == PanelDeed.Vote;
        return new(
            item,
            deed,
            [.. findings.Select(finding => new PanelSheetOption(finding.Id, finding.Words.Trim().TrimEnd('.')))],
            isVote ? PanelWeights.Evidence(connection, programmeId, item.Id) : [],
            isVote ? PanelWeights.Weighed(connection, programmeId, item.Id, seat.MemberId) : []);
    }

    private static PanelSheetItem OfResults(PanelItem item, PanelDeed? deed, string id, Consultation? consultation) =>
        new(item, deed, [new PanelSheetOption(id, consultation?.Title ?? id)], [], []) { Owner = consultation?.Owner };
}

/// <param name="Deed">What this member can do with it; null when it is decided.</param>
/// <param name="Options">Of a sign-off only the one.</param>
/// <param name="Weighed">Numbers of the evidence this member has weighed.</param>
public sealed record PanelSheetItem(PanelItem Item, PanelDeed? Deed, IReadOnlyList<PanelSheetOption> Options, IReadOnlyList<PanelEvidence> Evidence, IReadOnlyList<int> Weighed)
{
    /// <summary>Of results, who would see them.</summary>
    public string? Owner { get; init; }

    public string Words => string.Join("; ", Options.Select(option => option.Words));
}

public sealed record PanelSheetOption(string Id, string Words);
