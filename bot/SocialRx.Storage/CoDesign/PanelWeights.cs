using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.Insights;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Storage.CoDesign;

/// <summary>What stands behind an item, and how much each piece should count for members. Who said so nobody sees.</summary>
public static class PanelWeights
{
    /// <summary>In its order. What is no longer shown to anybody, or no longer there, is left out.</summary>
    public static IReadOnlyList<PanelEvidence> Evidence(Connection connection, string programmeId, string itemId) =>
        [.. connection.Query<EvidenceRow>("select number, kind, about from panel_evidence where programme_id = @programmeId and item_id = @itemId order by number", new { programmeId, itemId })
            .Select(row => Read(connection, programmeId, row))
            .OfType<PanelEvidence>()];

    /// <summary>Numbers of pieces a member has weighed.</summary>
    public static IReadOnlyList<int> Weighed(Connection connection, string programmeId, string itemId, string memberId) =>
        connection.Query<int>("select number from panel_weight where programme_id = @programmeId and item_id = @itemId and member_id = @memberId", new { programmeId, itemId, memberId });

    /// <summary>In place of an earlier weight; nothing when the item is not open to all, or has no such piece.</summary>
    public static void Weigh(Connection connection, TurnIdentity who, string itemId, int number, EvidenceWeight weight, NewNote? reason, DateTimeOffset now)
    {
        if (PanelVotes.SeatOf(connection, who) is not { } seat || PanelVotes.Open(connection, who.ProgrammeId, itemId) is not { } item || item.PanelId != seat.PanelId || item.Step(now) != PanelStep.ForAll)
            return;
        connection.Change(
            """
            insert into panel_weight (programme_id, item_id, member_id, number, weight, reason_id, redacted, reason_state, weighed_at)
            select @ProgrammeId, @itemId, @MemberId, number, @Weight, @ReasonId, @Redacted, @State, @now
            from panel_evidence
            where programme_id = @ProgrammeId and item_id = @itemId and number = @number
            on conflict (programme_id, item_id, member_id, number) do update
            set weight = excluded.weight, reason_id = excluded.reason_id, redacted = excluded.redacted, reason_state = excluded.reason_state, weighed_at = excluded.weighed_at
            """,
            new
            {
                who.ProgrammeId,
                itemId,
                seat.MemberId,
                number,
                Weight = weight.Stored(),
                ReasonId = reason?.Id,
                Redacted = connection.Sealing.SealIfAny(reason?.Redacted)?.Value,
                State = reason is null ? null : "waiting",
                now,
            });
    }

    /// <summary>How members weighed each piece of a decided item, by its number: exact, and never shown as it is.</summary>
    public static IReadOnlyDictionary<int, CountTable> Counts(Connection connection, string programmeId, string itemId)
    {
        var counts = connection.Query<(int Number, string Weight, int Members)>(
            """
            select panel_weight.number, panel_weight.weight, count(*)
            from panel_weight
            join panel_item
              on panel_item.programme_id = panel_weight.programme_id
              and panel_item.id = panel_weight.item_id
              and panel_item.state <> 'open'
            where panel_weight.programme_id = @programmeId and panel_weight.item_id = @itemId
            group by panel_weight.number, panel_weight.weight
            """,
            new { programmeId, itemId });
        return counts.GroupBy(row => row.Number).ToDictionary(piece => piece.Key, piece => Table(itemId, piece.ToDictionary(row => row.Weight, row => row.Members)));
    }

    /// <summary>Reasons of one state, by item; nobody's number is with them.</summary>
    public static IReadOnlyList<WeightReason> Reasons(Connection connection, string programmeId, string state, IReadOnlyCollection<string> itemIds) =>
        [.. connection.Query<WeightReason>(
            "select reason_id as id, item_id, number, weight, redacted from panel_weight where programme_id = @programmeId and reason_state = @state order by item_id, number, reason_id",
            new { programmeId, state })
            .Where(reason => itemIds.Contains(reason.ItemId))
            .Select(reason => reason with { Redacted = connection.Sealing.OpenIfAny(reason.Redacted)! })];

    /// <summary>False when it does not wait, or members still weigh.</summary>
    public static bool DecideReason(Connection connection, string programmeId, string panelId, string id, string? withheldReason, StaffAction by) =>
        connection.Execute(
            """
            update panel_weight
            set reason_state = @State, decided_by = @Actor, withheld_reason = @withheldReason
            where programme_id = @programmeId
              and reason_id = @id
              and reason_state = 'waiting'
              and item_id in (select id from panel_item where programme_id = @programmeId and panel_id = @panelId and state <> 'open')
            """,
            new { programmeId, id, panelId, State = withheldReason is null ? "released" : "withheld", by.Actor, withheldReason }) == 1;

    internal static void Keep(Connection connection, string programmeId, string itemId, IReadOnlyList<NewEvidence> pieces) =>
        connection.Change(
            "insert into panel_evidence (programme_id, item_id, number, kind, about) values (@programmeId, @itemId, @number, @Kind, @About)",
            pieces.Select((piece, index) => new { programmeId, itemId, number = index + 1, piece.Kind, piece.About }));

    private static CountTable Table(string itemId, Dictionary<string, int> members)
    {
        var weights = EvidenceWeights.All.Select(weight => weight.Stored()).ToList();
        return new CountTable($"panel/{itemId}", members.Values.Sum(), weights, [TableIds.Everybody], weights.ConvertAll(weight => (IReadOnlyList<int>)[members.GetValueOrDefault(weight)])) { TotalsDown = true };
    }

    private static PanelEvidence? Read(Connection connection, string programmeId, EvidenceRow row) => row.Kind switch
    {
        "count" => Findings.Find(connection, programmeId, row.About) is { People: { } people, OutOf: { } all } finding ? new PanelEvidence.Count(row.Number, Sentence(finding.Words), people, all) : null,
        "for" or "against" => Statement(connection, programmeId, row.About) is { } words ? new PanelEvidence.Statement(row.Number, Sentence(words), row.Kind == "for") : null,
        "not-heard" => NotHeard(row.Number, row.About.Split(',')),
        _ => new PanelEvidence.Missing(row.Number, Sentence(row.About)),
    };

    private static PanelEvidence.NotHeard NotHeard(int number, IReadOnlyList<string> groups) =>
        new(number, [.. groups.Where(group => char.IsAsciiDigit(group[0]))], [.. groups.Where(group => !char.IsAsciiDigit(group[0]))]);

    private static string? Statement(Connection connection, string programmeId, string id) =>
        connection.Sealing.OpenIfAny(connection.ExecuteScalar<string>("select coalesce(changed, redacted) from statement where programme_id = @programmeId and id = @id and is_shown = 1", new { programmeId, id }));

    private static string Sentence(string words) => words.Trim().TrimEnd('.', ' ');

    private sealed record EvidenceRow
    {
        public required int Number { get; init; }
        public required string Kind { get; init; }
        public required string About { get; init; }
    }
}

public sealed record WeightReason
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required int Number { get; init; }

    /// <summary>a-lot | a-bit | not | unsure.</summary>
    public required string Weight { get; init; }
    public required string Redacted { get; init; }
}
