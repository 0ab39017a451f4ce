using System.Globalization;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.CoDesign;

/// <summary>Youth panels, who may join them, and what is put to them. How a member votes is in <see cref="PanelVotes"/>.</summary>
public static class Panels
{
    /// <summary>A code that lies about is good for so long.</summary>
    public const int InviteDays = 14;

    public static void Make(Connection connection, string programmeId, string id, string name, int quorum, StaffAction by) =>
        connection.Execute(
            "insert into panel (programme_id, id, name, quorum, made_by, made_at) values (@programmeId, @id, @name, @quorum, @Actor, @Now)",
            new { programmeId, id, name, quorum, by.Actor, by.Now });

    /// <summary>False when there is no such open panel.</summary>
    public static bool Close(Connection connection, string programmeId, string id, DateTimeOffset now) =>
        connection.Execute("update panel set closed_at = @now where programme_id = @programmeId and id = @id and closed_at is null", new { programmeId, id, now }) == 1;

    public static IReadOnlyList<Panel> All(Connection connection, string programmeId) =>
        [.. connection.Query<PanelRow>("select id, name, quorum, made_at, closed_at, checks_statements from panel where programme_id = @programmeId order by made_at, id", new { programmeId }).Select(row => row.Panel())];

    /// <summary>Whether members may check statements. False when there is no such open panel.</summary>
    public static bool LetCheckStatements(Connection connection, string programmeId, string id, bool may) =>
        connection.Execute("update panel set checks_statements = @May where programme_id = @programmeId and id = @id and closed_at is null", new { programmeId, id, May = may ? 1 : 0 }) == 1;

    public static Panel? Find(Connection connection, string programmeId, string id) => All(connection, programmeId).FirstOrDefault(panel => panel.Id == id);

    public static void Invite(Connection connection, string programmeId, string panelId, Receipt code, PanelRole role, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into panel_invite (programme_id, hash, panel_id, role, made_at, expires_at)
            values (@programmeId, @Hash, @panelId, @Role, @now, @Expires)
            """,
            new { programmeId, code.Hash, panelId, Role = Stored(role), now, Expires = now.AddDays(InviteDays) });

    /// <summary>Null when nobody can join with it: unknown, used, expired, or the panel is closed.</summary>
    public static PanelInvitation? FindInvite(Connection connection, string programmeId, Receipt code, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<PanelInvitation>(
            """
            select panel.id as panel_id, panel.name as panel_name
            from panel_invite
            join panel
              on panel.programme_id = panel_invite.programme_id
              and panel.id = panel_invite.panel_id
              and panel.closed_at is null
            where panel_invite.programme_id = @programmeId
              and panel_invite.hash = @Hash
              and panel_invite.used_at is null
              and panel_invite.expires_at > @now
            """,
            new { programmeId, code.Hash, now });

    /// <summary>Takes a seat with a code that nobody has used. Who has a seat already has the new one instead; a code that is used meanwhile changes nothing.</summary>
    public static void Join(Connection connection, TurnIdentity who, Receipt code, string memberId, DateTimeOffset now)
    {
        People.Persons.Meet(connection, who, now);
        var key = new { who.ProgrammeId, PersonId = who.PersonId.Value, code.Hash, memberId, now };
        var invite = connection.QuerySingleOrDefault<(string PanelId, string Role)?>(
            "update panel_invite set used_at = @now where programme_id = @ProgrammeId and hash = @Hash and used_at is null and expires_at > @now returning panel_id, role",
            key);
        if (invite is not { } used)
            return;
        var number = connection.ExecuteScalar<int>(
            """
            insert into panel_seat (programme_id, panel_id, seats)
            values (@ProgrammeId, @PanelId, 1)
            on conflict (programme_id, panel_id) do update
            set seats = panel_seat.seats + 1
            returning seats
            """,
            new { who.ProgrammeId, used.PanelId });
        connection.Change("delete from panel_member where programme_id = @ProgrammeId and person_id = @PersonId", key);
        connection.Change(
            """
            insert into panel_member (programme_id, panel_id, person_id, member_id, number, role, joined_at)
            values (@ProgrammeId, @PanelId, @PersonId, @memberId, @number, @Role, @now)
            """,
            new { who.ProgrammeId, used.PanelId, PersonId = who.PersonId.Value, memberId, number, used.Role, now });
    }

    /// <summary>Puts a draft to a panel. False when it is no draft, lies before a panel already, or the panel is closed.</summary>
    /// <param name="beside">What members weigh before they vote, beside the numbers of the finding.</param>
    public static bool PutFinding(Connection connection, string programmeId, string itemId, string panelId, string findingId, DateOnly closes, StaffAction by, params IReadOnlyList<NewEvidence> beside)
    {
        if (Findings.Find(connection, programmeId, findingId) is not { State: FindingState.Draft } finding || Find(connection, programmeId, panelId) is not { ClosedAt: null } || IsOpen(connection, programmeId, findingId))
            return false;
        Put(connection, programmeId, new NewItem(itemId, panelId, PanelItemKind.SignOff, [findingId]), closes, by);
        PanelWeights.Keep(connection, programmeId, itemId, [.. Counts([finding]), .. beside]);
        return true;
    }

    /// <summary>Asks a panel which of what is published matters most. False when there is nothing to choose from, or the panel is closed.</summary>
    public static bool PutPriorities(Connection connection, string programmeId, string itemId, string panelId, DateOnly closes, StaffAction by, params IReadOnlyList<NewEvidence> beside)
    {
        var findings = Findings.Published(connection, programmeId).Where(finding => finding.Latest?.Kind != FindingAnswerKind.WeDid).ToList();
        if (findings.Count < 2 || Find(connection, programmeId, panelId) is not { ClosedAt: null })
            return false;
        Put(connection, programmeId, new NewItem(itemId, panelId, PanelItemKind.Priorities, [.. findings.Select(finding => finding.Id)]), closes, by);
        PanelWeights.Keep(connection, programmeId, itemId, [.. Counts(findings).Take(EvidenceRules.MostCounts), .. beside]);
        return true;
    }

    /// <summary>Puts the results of a consultation to a panel. False when they lie before one or are signed off already, or the panel is closed.</summary>
    public static bool PutResults(Connection connection, string programmeId, string itemId, string panelId, string consultationId, DateOnly closes, StaffAction by)
    {
        var gate = ResultsGate.Read(connection, programmeId);
        if (!gate.IsClosed(consultationId) || gate.Latest(consultationId) is { State: PanelItemState.Open } || gate.Panels.All(panel => panel.Id != panelId))
            return false;
        Put(connection, programmeId, new NewItem(itemId, panelId, PanelItemKind.Results, []) { ConsultationId = consultationId }, closes, by);
        return true;
    }

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<PanelItem> Items(Connection connection, string programmeId, string panelId) =>
        Items(connection, "item.programme_id = @programmeId and item.panel_id = @panelId", new { programmeId, panelId });

    /// <summary>What was put to panels about one finding, newest first.</summary>
    public static IReadOnlyList<PanelItem> ItemsAbout(Connection connection, string programmeId, string findingId) =>
        Items(connection, "item.programme_id = @programmeId and exists (select 1 from panel_item_finding about where about.programme_id = item.programme_id and about.item_id = item.id and about.finding_id = @findingId)", new { programmeId, findingId });

    internal static IReadOnlyList<PanelItem> Items(Connection connection, string which, object parameters)
    {
        var rows = connection.Query<ItemRow>(
            $"""
            select item.programme_id, item.id, item.panel_id, panel.name as panel_name, panel.quorum, item.kind, item.consultation_id, item.opened_at, item.closes, item.state, item.voted, item.members, item.decided_at, item.shown_at,
              (select is_fine from panel_review where panel_review.programme_id = item.programme_id and panel_review.item_id = item.id) as is_fine,
              (select count(*) from panel_member where panel_member.programme_id = item.programme_id and panel_member.panel_id = item.panel_id and panel_member.role = 'reviewer') as reviewers,
              (select count(*) from panel_member where panel_member.programme_id = item.programme_id and panel_member.panel_id = item.panel_id and panel_member.role = 'chair') as chairs
            from panel_item item
            join panel on panel.programme_id = item.programme_id and panel.id = item.panel_id
            where {which}
            order by item.opened_at desc, item.id desc
            """,
            parameters);
        return [.. rows.Select(row => row.Item(row.ConsultationId is not null ? [] : connection.Query<string>(
            "select finding_id from panel_item_finding where programme_id = @ProgrammeId and item_id = @Id order by finding_id",
            new { row.ProgrammeId, row.Id })))];
    }

    private static IEnumerable<NewEvidence> Counts(IEnumerable<Finding> findings) =>
        findings.Where(finding => finding is { People: not null, OutOf: > 0 }).Select(finding => new NewEvidence("count", finding.Id));

    private static bool IsOpen(Connection connection, string programmeId, string findingId) =>
        ItemsAbout(connection, programmeId, findingId).Any(item => item is { Kind: PanelItemKind.SignOff, State: PanelItemState.Open });

    private static void Put(Connection connection, string programmeId, NewItem item, DateOnly closes, StaffAction by)
    {
        connection.Execute(
            """
            insert into panel_item (programme_id, id, panel_id, kind, consultation_id, opened_by, opened_at, closes, state)
            values (@programmeId, @Id, @PanelId, @Kind, @ConsultationId, @Actor, @Now, @Closes, 'open')
            """,
            new { programmeId, item.Id, item.PanelId, Kind = PanelItem.Stored(item.Kind), item.ConsultationId, by.Actor, by.Now, Closes = closes.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        foreach (var findingId in item.FindingIds)
            connection.Execute("insert into panel_item_finding (programme_id, item_id, finding_id) values (@programmeId, @ItemId, @findingId)", new { programmeId, ItemId = item.Id, findingId });
    }

    private sealed record NewItem(string Id, string PanelId, PanelItemKind Kind, IReadOnlyList<string> FindingIds)
    {
        public string? ConsultationId { get; init; }
    }

    private static string Stored(PanelRole role) => role switch
    {
        PanelRole.Chair => "chair",
        PanelRole.Reviewer => "reviewer",
        _ => "member",
    };

    private sealed record PanelRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required int Quorum { get; init; }
        public required DateTimeOffset MadeAt { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
        public required bool ChecksStatements { get; init; }

        public Panel Panel() => new(Id, Name, Quorum, MadeAt, ClosedAt, ChecksStatements);
    }

    private sealed record ItemRow
    {
        public required string ProgrammeId { get; init; }
        public required string Id { get; init; }
        public required string PanelId { get; init; }
        public required string PanelName { get; init; }
        public required int Quorum { get; init; }
        public required string Kind { get; init; }
        public string? ConsultationId { get; init; }
        public required DateTimeOffset OpenedAt { get; init; }
        public required string Closes { get; init; }
        public required string State { get; init; }
        public int? Voted { get; init; }
        public int? Members { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }
        public DateTimeOffset? ShownAt { get; init; }
        public bool? IsFine { get; init; }
        public required int Reviewers { get; init; }
        public required int Chairs { get; init; }

        public PanelItem Item(IReadOnlyList<string> findings) => new()
        {
            Id = Id,
            PanelId = PanelId,
            PanelName = PanelName,
            Quorum = Quorum,
            Kind = PanelItem.ReadKind(Kind),
            ConsultationId = ConsultationId,
            FindingIds = findings,
            OpenedAt = OpenedAt,
            Closes = DateOnly.ParseExact(Closes, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            State = PanelItem.Read(State),
            Voted = Voted,
            Members = Members,
            DecidedAt = DecidedAt,
            ReviewerIsFine = IsFine,
            // Results have no words of ours to review.
            HasReviewer = Reviewers > 0 && ConsultationId is null,
            HasChair = Chairs > 0,
            IsShown = ShownAt is not null,
        };
    }
}

public sealed record PanelInvitation
{
    public required string PanelId { get; init; }
    public required string PanelName { get; init; }
}

/// <summary>Something a panel is asked, and what it decided.</summary>
public sealed record PanelItem
{
    public required string Id { get; init; }
    public required string PanelId { get; init; }
    public required string PanelName { get; init; }
    public required int Quorum { get; init; }
    public required PanelItemKind Kind { get; init; }
    public required IReadOnlyList<string> FindingIds { get; init; }

    /// <summary>Whose results it is about; null when it is about findings.</summary>
    public string? ConsultationId { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly Closes { get; init; }
    public required PanelItemState State { get; init; }

    /// <summary>Of <see cref="Members"/>, when it was decided.</summary>
    public int? Voted { get; init; }
    public int? Members { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    internal static PanelItemKind ReadKind(string stored) => stored switch
    {
        "sign-off" => PanelItemKind.SignOff,
        "results" => PanelItemKind.Results,
        _ => PanelItemKind.Priorities,
    };

    internal static string Stored(PanelItemKind kind) => kind switch
    {
        PanelItemKind.SignOff => "sign-off",
        PanelItemKind.Results => "results",
        _ => "priorities",
    };

    /// <summary>How the words read to the reviewer; null when none has looked.</summary>
    public bool? ReviewerIsFine { get; init; }
    public bool HasReviewer { get; init; }
    public bool HasChair { get; init; }
    public bool IsShown { get; init; }

    /// <summary>One vote, or several of what is to be ranked; none takes a vote back.</summary>
    public bool MayChoose(IReadOnlyList<string> choices) =>
        choices is [] or [PanelVotes.LeftOut]
        || (Kind is PanelItemKind.SignOff or PanelItemKind.Results ? choices is [PanelVotes.For or PanelVotes.Against] : choices.All(FindingIds.Contains) && choices.Distinct().Count() == choices.Count);

    public PanelStep Step(DateTimeOffset now) => PanelRules.Step(new(OpenedAt, Closes, HasReviewer, ReviewerIsFine is not null, HasChair, IsShown), now);

    internal static PanelItemState Read(string stored) => stored switch
    {
        "signed-off" => PanelItemState.SignedOff,
        "returned" => PanelItemState.Returned,
        "ranked" => PanelItemState.Ranked,
        "no-quorum" => PanelItemState.NoQuorum,
        _ => PanelItemState.Open,
    };

    internal static string Stored(PanelItemState state) => state switch
    {
        PanelItemState.SignedOff => "signed-off",
        PanelItemState.Returned => "returned",
        PanelItemState.Ranked => "ranked",
        PanelItemState.NoQuorum => "no-quorum",
        _ => "open",
    };
}
