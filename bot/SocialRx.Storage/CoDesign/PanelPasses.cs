using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.People;

namespace SocialRx.Storage.CoDesign;

/// <summary>The way from the chat to a member's page: a link opens it once, for a few minutes; then the browser is there for a visit. Both are known by hashes and belong to a seat.</summary>
public static class PanelPasses
{
    /// <summary>Nothing for whoever has no seat. A link given before no longer opens.</summary>
    public static void Give(Connection connection, TurnIdentity who, PanelPass link, TimeSpan goodFor, DateTimeOffset now)
    {
        if (PanelVotes.SeatOf(connection, who) is not { } seat)
            return;
        connection.Change("update panel_pass set used_at = @now where programme_id = @ProgrammeId and member_id = @MemberId and used_at is null", new { who.ProgrammeId, seat.MemberId, now });
        connection.Change(
            "insert into panel_pass (programme_id, hash, member_id, expires_at) values (@ProgrammeId, @Hash, @MemberId, @Until)",
            new { who.ProgrammeId, link.Hash, seat.MemberId, Until = now + goodFor });
    }

    /// <summary>Begins a visit; false when the link was used, its time is over, or nobody was given it. Runs as a write.</summary>
    public static bool Enter(Connection connection, string programmeId, PanelPass link, PanelPass visit, TimeSpan goodFor, DateTimeOffset now) =>
        connection.Execute(
            """
            update panel_pass
            set used_at = @now, visit_hash = @VisitHash, visit_until = @Until
            where programme_id = @programmeId and hash = @Hash and used_at is null and expires_at > @now
            """,
            new { programmeId, link.Hash, VisitHash = visit.Hash, Until = now + goodFor, now }) == 1;

    /// <summary>Whose visit it is; null when it is over, or they no longer sit on an open panel.</summary>
    public static TurnIdentity? Visitor(Connection connection, string programmeId, PanelPass visit, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<(string PersonId, string ConversationId)?>(
            """
            select panel_member.person_id, person.conversation_id
            from panel_pass
            join panel_member
              on panel_member.programme_id = panel_pass.programme_id
              and panel_member.member_id = panel_pass.member_id
            join panel
              on panel.programme_id = panel_member.programme_id
              and panel.id = panel_member.panel_id
              and panel.closed_at is null
            join person
              on person.programme_id = panel_member.programme_id
              and person.person_id = panel_member.person_id
            where panel_pass.programme_id = @programmeId
              and panel_pass.visit_hash = @Hash
              and panel_pass.visit_until > @now
            """,
            new { programmeId, visit.Hash, now }) is { } visitor ? new(programmeId, visitor.ConversationId, new PersonId(visitor.PersonId)) : null;

    public static void Leave(Connection connection, string programmeId, PanelPass visit) =>
        connection.Execute("delete from panel_pass where programme_id = @programmeId and visit_hash = @Hash", new { programmeId, visit.Hash });

    /// <summary>Links and visits whose time was over by then.</summary>
    public static int Purge(Connection connection, DateTimeOffset before) =>
        connection.Execute("delete from panel_pass where expires_at < @before and (visit_until is null or visit_until < @before)", new { before });
}
