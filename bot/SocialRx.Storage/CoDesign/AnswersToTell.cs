using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.Insights;
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
                from answer
                where answer.programme_id = conversation_reference.programme_id
                  and answer.person_id = conversation_reference.person_id
                  and answer.consultation_id = @ConsultationId
                  and answer.question_id = @QuestionId
                  and (@RowId = '' or @RowId = case
                    when answer.scale is null then case answer.option_id when '' then @InWords else answer.option_id end
                    when answer.scale <= 3 then '0-3'
                    when answer.scale <= 6 then '4-6'
                    else '7-10'
                  end))
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
            new { programmeId, finding.Id, finding.ConsultationId, finding.QuestionId, finding.RowId, now, TableIds.InWords, ConsentPurpose.CheckIn });
}

public sealed record AnswerToTell(string ConversationId, ReachableAt At);
