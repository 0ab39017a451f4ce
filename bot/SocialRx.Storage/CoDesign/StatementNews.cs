using SocialRx.Domain.People;
using SocialRx.Storage.Turn;

namespace SocialRx.Storage.CoDesign;

/// <summary>Who can be written to because something of theirs was decided: only people who agreed to be asked later, and about each decision once.</summary>
public static class StatementNews
{
    /// <summary>Longest waiting first; nobody who was written to about a statement since.</summary>
    public static IReadOnlyList<DueNews> Due(Connection connection, string programmeId, DateTimeOffset notSince, int atMost) =>
        [.. connection.Query<(string ConversationId, string Reference)>(
            $"""
            select conversation_reference.conversation_id, conversation_reference.reference
            from statement
            join conversation_reference
              on conversation_reference.programme_id = statement.programme_id
              and conversation_reference.person_id = statement.person_id
            where statement.programme_id = @programmeId
              and statement.decided_at is not null
              and statement.told_at is null
              and statement.written_at is null
              and coalesce((
                select given
                from consent
                where consent.programme_id = statement.programme_id
                  and consent.person_id = statement.person_id
                  and consent.purpose = '{ConsentPurpose.CheckIn}'
                order by decided_at desc, id desc
                limit 1), 0) = 1
              and not exists (
                select 1
                from statement as other
                where other.programme_id = statement.programme_id
                  and other.person_id = statement.person_id
                  and other.written_at > @notSince)
            group by conversation_reference.conversation_id, conversation_reference.reference
            order by min(statement.decided_at), conversation_reference.conversation_id
            limit @atMost
            """,
            new { programmeId, notSince, atMost })
            .Select(row => new DueNews(row.ConversationId, ReachableAt.Read(connection.Sealing.OpenIfAny(row.Reference)!)))];

    /// <summary>That the person has been written to about all that was decided so far, or could not be.</summary>
    public static void NoteWritten(Connection connection, TurnIdentity who, DateTimeOffset now) =>
        connection.Change(
            """
            update statement
            set written_at = @now
            where programme_id = @ProgrammeId
              and person_id = @PersonId
              and decided_at is not null
              and written_at is null
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, now });
}

public sealed record DueNews(string ConversationId, ReachableAt At);
