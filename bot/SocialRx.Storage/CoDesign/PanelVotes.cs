using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.CoDesign;

/// <summary>How members vote, and what comes of it: a finding or results that a panel signs off are out at that moment, by nobody else's hand.</summary>
public static class PanelVotes
{
    public const string For = "for";
    public const string Against = "against";
    public const string LeftOut = "left-out";

    /// <summary>Null for whoever has no seat, or whose panel is closed.</summary>
    public static PanelSeat? SeatOf(Connection connection, TurnIdentity who) =>
        connection.QuerySingleOrDefault<PanelSeat>(
            """
            select panel_member.panel_id, panel_member.member_id, panel_member.number, panel_member.role, panel.name as panel_name, panel.checks_statements
            from panel_member
            join panel
              on panel.programme_id = panel_member.programme_id
              and panel.id = panel_member.panel_id
              and panel.closed_at is null
            where panel_member.programme_id = @ProgrammeId
              and panel_member.person_id = @PersonId
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value });

    /// <summary>What a member can do now with open items of their panel: the item that closes first before others, and what is to be closed last.</summary>
    public static IReadOnlyList<PanelTask> Waiting(Connection connection, string programmeId, PanelSeat seat, DateTimeOffset now)
    {
        var voted = connection.Query<(string ItemId, string MemberId)>(
            """
            select distinct panel_vote.item_id, panel_vote.member_id
            from panel_vote
            join panel_item
              on panel_item.programme_id = panel_vote.programme_id
              and panel_item.id = panel_vote.item_id
              and panel_item.state = 'open'
            where panel_vote.programme_id = @programmeId and panel_item.panel_id = @PanelId
            """,
            new { programmeId, seat.PanelId }).ToLookup(vote => vote.ItemId, vote => vote.MemberId);
        var members = Members(connection, programmeId, seat.PanelId);
        return
        [
            .. Panels.Items(connection, "item.programme_id = @programmeId and item.panel_id = @PanelId and item.state = 'open'", new { programmeId, seat.PanelId })
                .Select(item => Deed(item, seat, [.. voted[item.Id]], members, now) is { } deed ? new PanelTask(item, deed) : null)
                .OfType<PanelTask>()
                .OrderBy(task => task.Deed == PanelDeed.Close)
                .ThenBy(task => task.Item.Closes)
                .ThenBy(task => task.Item.OpenedAt)
                .ThenBy(task => task.Item.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The reviewer has read the words. Nothing when it is not theirs to read, or somebody was first.</summary>
    public static void Review(Connection connection, TurnIdentity who, string itemId, bool isFine, string? redacted, DateTimeOffset now)
    {
        if (Before(connection, who, itemId, "reviewer", now) is { Step: PanelStep.ForReviewer, Seat: var seat })
            connection.Change(
                """
                insert into panel_review (programme_id, item_id, member_id, is_fine, redacted, reviewed_at)
                values (@ProgrammeId, @itemId, @MemberId, @Fine, @Redacted, @now)
                on conflict do nothing
                """,
                new { who.ProgrammeId, itemId, seat.MemberId, Fine = isFine ? 1 : 0, Redacted = connection.Sealing.SealIfAny(redacted)?.Value, now });
    }

    /// <summary>The chair puts an item before the others.</summary>
    public static void Show(Connection connection, TurnIdentity who, string itemId, DateTimeOffset now)
    {
        if (Before(connection, who, itemId, "chair", now) is { Step: PanelStep.ForChair })
            connection.Change("update panel_item set shown_at = @now where programme_id = @ProgrammeId and id = @itemId and shown_at is null", new { who.ProgrammeId, itemId, now });
    }

    /// <summary>The chair does not wait for the last votes. Nothing when too few have voted.</summary>
    public static void Close(Connection connection, TurnIdentity who, string itemId, DateTimeOffset now)
    {
        if (Before(connection, who, itemId, "chair", now) is not { Step: PanelStep.ForAll, Item: var item })
            return;
        var voted = connection.ExecuteScalar<int>("select count(distinct member_id) from panel_vote where programme_id = @ProgrammeId and item_id = @itemId", new { who.ProgrammeId, itemId });
        if (PanelRules.MayClose(voted, Members(connection, who.ProgrammeId, item.PanelId), item.Quorum))
            Decide(connection, who.ProgrammeId, item, isOver: true, now);
    }

    /// <summary>What reviewers would change, by item, with names taken out.</summary>
    public static IReadOnlyDictionary<string, string> ReviewerWords(Connection connection, string programmeId, string panelId) =>
        connection.Query<(string ItemId, string Redacted)>(
            """
            select panel_review.item_id, panel_review.redacted
            from panel_review
            join panel_item on panel_item.programme_id = panel_review.programme_id and panel_item.id = panel_review.item_id
            where panel_review.programme_id = @programmeId and panel_item.panel_id = @panelId and panel_review.redacted is not null
            """,
            new { programmeId, panelId }).ToDictionary(row => row.ItemId, row => connection.Sealing.OpenIfAny(row.Redacted)!, StringComparer.Ordinal);

    /// <summary>In place of an earlier vote; nothing when the item is no longer open. Whoever votes last decides it.</summary>
    public static void Vote(Connection connection, TurnIdentity who, string itemId, IReadOnlyList<string> choices, DateTimeOffset now)
    {
        if (SeatOf(connection, who) is not { } seat || Open(connection, who.ProgrammeId, itemId) is not { } item || item.PanelId != seat.PanelId || item.Step(now) != PanelStep.ForAll || !item.MayChoose(choices))
            return;
        var key = new { who.ProgrammeId, itemId, seat.MemberId };
        foreach (var table in new[] { "panel_vote", "panel_note" })
            connection.Change($"delete from {table} where programme_id = @ProgrammeId and item_id = @itemId and member_id = @MemberId", key);
        foreach (var choice in choices)
            connection.Change(
                "insert into panel_vote (programme_id, item_id, member_id, choice, voted_at) values (@ProgrammeId, @itemId, @MemberId, @choice, @now)",
                new { who.ProgrammeId, itemId, seat.MemberId, choice, now });
        Decide(connection, who.ProgrammeId, item, isOver: false, now);
    }

    /// <summary>
    /// What a member wants said beside their vote against it, in place of an earlier note nobody has decided about; null: nothing. It comes a message after the vote, which may have been
    /// the last and have decided the item.
    /// </summary>
    public static void Note(Connection connection, TurnIdentity who, string itemId, NewNote? note, DateTimeOffset now)
    {
        if (SeatOf(connection, who) is not { } seat)
            return;
        connection.Change(
            "delete from panel_note where programme_id = @ProgrammeId and item_id = @itemId and member_id = @MemberId and state = 'waiting'",
            new { who.ProgrammeId, itemId, seat.MemberId });
        if (note is null)
            return;
        connection.Change(
            """
            insert into panel_note (programme_id, id, item_id, member_id, redacted, state, written_at)
            select panel_vote.programme_id, @Id, panel_vote.item_id, panel_vote.member_id, @Redacted, 'waiting', @now
            from panel_vote
            where panel_vote.programme_id = @ProgrammeId
              and panel_vote.item_id = @itemId
              and panel_vote.member_id = @MemberId
              and panel_vote.choice = @Against
              and not exists (
                select 1
                from panel_note
                where panel_note.programme_id = panel_vote.programme_id
                  and panel_note.item_id = panel_vote.item_id
                  and panel_note.member_id = panel_vote.member_id)
            """,
            new { who.ProgrammeId, note.Id, itemId, seat.MemberId, Redacted = connection.Sealing.Seal(note.Redacted).Value, Against, now });
    }

    /// <summary>Decides what was open longer than its last day. Returns how many.</summary>
    public static int DecideOver(Connection connection, string programmeId, DateOnly today, DateTimeOffset now)
    {
        var over = Panels.Items(connection, "item.programme_id = @programmeId and item.state = 'open'", new { programmeId }).Where(item => item.Closes < today).ToList();
        foreach (var item in over)
            Decide(connection, programmeId, item, isOver: true, now);
        return over.Count;
    }

    /// <summary>Most wanted first, of the last time that was asked and decided; empty when it never was.</summary>
    public static IReadOnlyList<string> Priorities(Connection connection, string programmeId) =>
        connection.Query<string>(
            """
            select panel_item_finding.finding_id
            from panel_item_finding
            left join panel_vote
              on panel_vote.programme_id = panel_item_finding.programme_id
              and panel_vote.item_id = panel_item_finding.item_id
              and panel_vote.choice = panel_item_finding.finding_id
            where panel_item_finding.programme_id = @programmeId
              and panel_item_finding.item_id = (
                select id
                from panel_item
                where programme_id = @programmeId and state = 'ranked'
                order by decided_at desc, id desc
                limit 1)
            group by panel_item_finding.finding_id
            order by count(panel_vote.member_id) desc, panel_item_finding.finding_id
            """,
            new { programmeId });

    /// <summary>How often each member took part since they joined; members by their numbers only. Who wrote a note is not told: only somebody who was against it can have.</summary>
    public static IReadOnlyList<PanelAttendance> Attendance(Connection connection, string programmeId, string panelId) =>
        connection.Query<PanelAttendance>(
            """
            select panel_member.number, panel_member.role,
              (select count(*)
                from panel_item
                where panel_item.programme_id = panel_member.programme_id
                  and panel_item.panel_id = panel_member.panel_id
                  and panel_item.state <> 'open'
                  and panel_item.decided_at >= panel_member.joined_at) as items,
              (select count(distinct panel_vote.item_id)
                from panel_vote
                join panel_item on panel_item.programme_id = panel_vote.programme_id and panel_item.id = panel_vote.item_id and panel_item.state <> 'open'
                where panel_vote.programme_id = panel_member.programme_id
                  and panel_vote.member_id = panel_member.member_id) as voted,
              (select count(distinct panel_weight.item_id)
                from panel_weight
                where panel_weight.programme_id = panel_member.programme_id
                  and panel_weight.member_id = panel_member.member_id) as weighed,
              (select count(*)
                from statement_decision
                where statement_decision.programme_id = panel_member.programme_id
                  and statement_decision.member_id = panel_member.member_id) as checked,
              (select count(*)
                from panel_proposal
                where panel_proposal.programme_id = panel_member.programme_id
                  and panel_proposal.member_id = panel_member.member_id) as suggested,
              (select count(*)
                from panel_support
                where panel_support.programme_id = panel_member.programme_id
                  and panel_support.member_id = panel_member.member_id) as supported,
              (select count(*)
                from panel_review
                where panel_review.programme_id = panel_member.programme_id
                  and panel_review.member_id = panel_member.member_id) as reviewed
            from panel_member
            where panel_member.programme_id = @programmeId and panel_member.panel_id = @panelId
            order by panel_member.number
            """,
            new { programmeId, panelId });

    /// <summary>Notes of one state, by item; nobody's name or number is with them.</summary>
    public static IReadOnlyList<PanelNote> Notes(Connection connection, string programmeId, string state, IReadOnlyCollection<string> itemIds) =>
        [.. connection.Query<PanelNote>("select id, item_id, redacted from panel_note where programme_id = @programmeId and state = @state order by item_id, id", new { programmeId, state })
            .Where(note => itemIds.Contains(note.ItemId))
            .Select(note => note with { Redacted = connection.Sealing.OpenIfAny(note.Redacted)! })];

    /// <summary>False when it does not wait.</summary>
    public static bool DecideNote(Connection connection, string programmeId, string panelId, string id, string? withheldReason, StaffAction by) =>
        connection.Execute(
            """
            update panel_note
            set state = @State, decided_by = @Actor, withheld_reason = @withheldReason
            where programme_id = @programmeId
              and id = @id
              and state = 'waiting'
              and item_id in (select id from panel_item where programme_id = @programmeId and panel_id = @panelId and state <> 'open')
            """,
            new { programmeId, id, panelId, State = withheldReason is null ? "released" : "withheld", by.Actor, withheldReason }) == 1;

    private static PanelDeed? Deed(PanelItem item, PanelSeat seat, IReadOnlyCollection<string> voted, int members, DateTimeOffset now) => item.Step(now) switch
    {
        PanelStep.ForReviewer => seat.Role == "reviewer" ? PanelDeed.Review : null,
        PanelStep.ForChair => seat.Role == "chair" ? PanelDeed.Show : null,
        _ when !voted.Contains(seat.MemberId) => PanelDeed.Vote,
        _ => seat.Role == "chair" && PanelRules.MayClose(voted.Count, members, item.Quorum) ? PanelDeed.Close : null,
    };

    /// <summary>An open item of the panel of a member who sits there as this; null when it is none.</summary>
    private static (PanelItem Item, PanelSeat Seat, PanelStep Step)? Before(Connection connection, TurnIdentity who, string itemId, string role, DateTimeOffset now) =>
        SeatOf(connection, who) is { } seat && seat.Role == role && Open(connection, who.ProgrammeId, itemId) is { } item && item.PanelId == seat.PanelId ? (item, seat, item.Step(now)) : null;

    private static int Members(Connection connection, string programmeId, string panelId) =>
        connection.ExecuteScalar<int>("select count(*) from panel_member where programme_id = @programmeId and panel_id = @panelId", new { programmeId, panelId });

    internal static PanelItem? Open(Connection connection, string programmeId, string itemId) =>
        Panels.Items(connection, "item.programme_id = @programmeId and item.id = @itemId and item.state = 'open'", new { programmeId, itemId }).SingleOrDefault();

    private static void Decide(Connection connection, string programmeId, PanelItem item, bool isOver, DateTimeOffset now)
    {
        connection.Lock($"panel/{item.Id}");
        var tally = connection.QuerySingleOrDefault<TallyRow>(
            """
            select count(distinct member_id) as voted,
              count(case when choice = @For then 1 end) as in_favour,
              count(case when choice = @Against then 1 end) as against
            from panel_vote
            where programme_id = @programmeId and item_id = @Id
            """,
            new { programmeId, item.Id, For, Against })!;
        var members = Members(connection, programmeId, item.PanelId);
        var state = PanelRules.Decide(item.Kind, new(tally.Voted, tally.InFavour, tally.Against), members, item.Quorum, isOver);
        if (state == PanelItemState.Open)
            return;
        var decided = connection.Execute(
            "update panel_item set state = @State, voted = @Voted, members = @Members, decided_at = @now where programme_id = @programmeId and id = @Id and state = 'open'",
            new { programmeId, item.Id, State = PanelItem.Stored(state), tally.Voted, Members = Math.Max(members, tally.Voted), now });
        if (decided == 0)
            return;
        if (state == PanelItemState.SignedOff && item.Kind == PanelItemKind.SignOff)
            Findings.SignedOff(connection, programmeId, item.FindingIds[0], item.PanelName, now);
        Audit.Record(connection, programmeId, $"panel-{item.Id}-{PanelItem.Stored(state)}", "youth panel", "youth panel", PanelItem.Stored(state), $"panel-item/{item.Id}", null, now);
    }

    private sealed record TallyRow
    {
        public required int Voted { get; init; }
        public required int InFavour { get; init; }
        public required int Against { get; init; }
    }
}

/// <param name="Redacted">With names and contact details taken out, as the member has seen and agreed to.</param>
public sealed record NewNote(string Id, string Redacted);

public sealed record PanelSeat
{
    public required string PanelId { get; init; }
    public required string PanelName { get; init; }
    public required string MemberId { get; init; }
    public required int Number { get; init; }

    /// <summary>member | chair | reviewer.</summary>
    public required string Role { get; init; }
    public bool ChecksStatements { get; init; }

    /// <summary>As it is written down who did something: a number, no name.</summary>
    public string Actor => $"{PanelName}, seat {Number}";
}

/// <summary>What somebody can do with an item.</summary>
public enum PanelDeed
{
    Review,
    Show,
    Vote,
    Close,
}

public sealed record PanelTask(PanelItem Item, PanelDeed Deed);

public sealed record PanelAttendance
{
    public required int Number { get; init; }
    public required string Role { get; init; }

    /// <summary>Decided since they joined.</summary>
    public required int Items { get; init; }
    public required int Voted { get; init; }

    /// <summary>Items whose evidence they weighed.</summary>
    public required int Weighed { get; init; }

    /// <summary>Statements they checked.</summary>
    public required int Checked { get; init; }
    public required int Suggested { get; init; }

    /// <summary>Suggestions of others they said something to.</summary>
    public required int Supported { get; init; }
    public required int Reviewed { get; init; }

    public int Turns => Voted + Weighed + Checked + Suggested + Supported + Reviewed;
}

public sealed record PanelNote
{
    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required string Redacted { get; init; }
}
