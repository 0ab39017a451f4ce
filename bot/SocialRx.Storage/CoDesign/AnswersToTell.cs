using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.People;
using SocialRx.Storage.Turn;

namespace SocialRx.Storage.CoDesign;

/// <summary>Who said something that has been answered, can be written to, and agreed to be; until they have been told.</summary>
public static class AnswersToTell
{
    public static void Drop(Connection connection, string conversationId) =>
        connection.Change("delete from answer_to_tell where conversation_id = @conversationId", new { conversationId });

    /// <summary>Longest waiting first.</summary>
    public static IReadOnlyList<AnswerToTell> Due(Connection connection, string programmeId, int atMost) =>
        [.. connection.Query<(string ConversationId, string Reference)>(
            """
            select waiting.conversation_id, conversation_reference.reference
            from (
              select conversation_id, person_id, min(since) as since
              from answer_to_tell
              where programme_id = @programmeId
              group by conversation_id, person_id) as waiting
            join conversation_reference
              on conversation_reference.conversation_id = waiting.conversation_id
              and conversation_reference.person_id = waiting.person_id
            order by waiting.since, waiting.conversation_id
            limit @atMost
            """,
            new { programmeId, atMost })
            .Select(row => new AnswerToTell(row.ConversationId, ReachableAt.Read(connection.Sealing.OpenIfAny(row.Reference)!)))];

    internal static void Note(Connection connection, string programmeId, Finding finding, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into answer_to_tell (conversation_id, programme_id, person_id, finding_id, since)
            select conversation_reference.conversation_id, conversation_reference.programme_id, conversation_reference.person_id, @Id, @now
            from conversation_reference
            where conversation_reference.programme_id = @programmeId
              and exists (
                select 1
                from said_row
                where said_row.programme_id = conversation_reference.programme_id
                  and said_row.person_id = conversation_reference.person_id
                  and said_row.consultation_id = @ConsultationId
                  and said_row.question_id = @QuestionId
                  and (@RowId = '' or said_row.row_id = @RowId))
              and 1 = (
                select consent.given
                from consent
                where consent.programme_id = conversation_reference.programme_id
                  and consent.person_id = conversation_reference.person_id
                  and consent.purpose = @CheckIn
                order by consent.decided_at desc, consent.id desc
                limit 1)
            on conflict (conversation_id, finding_id) do update
            set since = excluded.since
            """,
            new { programmeId, finding.Id, finding.ConsultationId, finding.QuestionId, finding.RowId, now, ConsentPurpose.CheckIn });
}

public sealed record AnswerToTell(string ConversationId, ReachableAt At);
