using System.Text.Json;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage.Turn;

namespace SocialRx.Storage.CoDesign;

/// <summary>What somebody was shown of others' answers, and what they answer since; their first answer is kept elsewhere and stays as it is.</summary>
public static class SecondLooks
{
    private const string Mine = "programme_id = @ProgrammeId and person_id = @PersonId and consultation_id = @ConsultationId and question_id = @QuestionId";

    /// <summary>Reasons others gave that moderators let through, whatever is shown of other statements before it is checked.</summary>
    public static IReadOnlyList<SideReason> Reasons(Connection connection, TurnIdentity who, StatementQuestion of) =>
        [.. connection.Query<(string Id, string SideId, string Words)>(
            """
            select id, side_id, coalesce(changed, redacted)
            from statement
            where programme_id = @ProgrammeId
              and consultation_id = @ConsultationId
              and question_id = @QuestionId
              and side_id is not null
              and state = 'approved'
              and is_shown = 1
              and (person_id is null or person_id <> @PersonId)
            """,
            Key(who, of)).Select(row => new SideReason(row.Id, row.SideId, connection.Sealing.OpenIfAny(row.Words)!))];

    /// <summary>In place of what they were shown before, until they have answered again.</summary>
    /// <param name="version">Of the consultation.</param>
    public static void Show(Connection connection, TurnIdentity who, StatementQuestion of, int version, RoundView view, DateTimeOffset now)
    {
        People.Persons.Meet(connection, who, now);
        connection.Change(
            """
            insert into second_look (programme_id, person_id, consultation_id, question_id, version, counted_at, shown, shown_at)
            values (@ProgrammeId, @PersonId, @ConsultationId, @QuestionId, @version, @CountedAt, @Shown, @now)
            on conflict (programme_id, person_id, consultation_id, question_id) do update
            set version = excluded.version, counted_at = excluded.counted_at, shown = excluded.shown, shown_at = excluded.shown_at
            where second_look.outcome is null
              and second_look.shown <> excluded.shown
            """,
            new
            {
                who.ProgrammeId,
                PersonId = who.PersonId.Value,
                of.ConsultationId,
                of.QuestionId,
                version,
                view.CountedAt,
                Shown = JsonSerializer.Serialize(view.Sides.Select(side => new { side = side.Id, people = side.People, reasons = side.Reasons.Select(reason => reason.Id) })),
                now,
            });
    }

    /// <summary>In place of what they answered before; without an outcome it is taken back.</summary>
    public static void Answer(Connection connection, TurnIdentity who, StatementQuestion of, SecondAnswer answer, DateTimeOffset now)
    {
        connection.Change($"delete from second_answer where {Mine}", Key(who, of));
        connection.Change(
            $"update second_look set outcome = @Outcome, scale = @Scale, answered_at = @AnsweredAt where {Mine}",
            new { who.ProgrammeId, PersonId = who.PersonId.Value, of.ConsultationId, of.QuestionId, answer.Outcome, answer.Scale, AnsweredAt = answer.Outcome is null ? (DateTimeOffset?)null : now });
        connection.Change(
            """
            insert into second_answer (programme_id, person_id, consultation_id, question_id, side_id, now_id)
            values (@ProgrammeId, @PersonId, @ConsultationId, @QuestionId, @SideId, @NowId)
            """,
            answer.Moves.Select(move => new { who.ProgrammeId, PersonId = who.PersonId.Value, of.ConsultationId, of.QuestionId, move.SideId, move.NowId }));
    }

    /// <summary>Who answered before this was asked again, has not looked, was not told, can be written to and agreed to be; longest ago first.</summary>
    public static IReadOnlyList<DueNews> Due(Connection connection, string programmeId, StatementQuestion of, int atMost) =>
        [.. connection.Query<(string ConversationId, string Reference)>(
            $"""
            select conversation_reference.conversation_id, conversation_reference.reference
            from conversation_reference
            join (
              select programme_id, person_id, min(answered_at) as answered_at
              from answer
              where programme_id = @programmeId
                and consultation_id = @ConsultationId
                and question_id = @QuestionId
              group by programme_id, person_id) as answered
              on answered.programme_id = conversation_reference.programme_id
              and answered.person_id = conversation_reference.person_id
            where not exists (
                select 1
                from second_look
                where second_look.programme_id = answered.programme_id
                  and second_look.person_id = answered.person_id
                  and second_look.consultation_id = @ConsultationId
                  and second_look.question_id = @QuestionId)
              and not exists (
                select 1
                from second_round_told
                where second_round_told.programme_id = answered.programme_id
                  and second_round_told.person_id = answered.person_id
                  and second_round_told.consultation_id = @ConsultationId
                  and second_round_told.question_id = @QuestionId)
              and coalesce((
                select given
                from consent
                where consent.programme_id = answered.programme_id
                  and consent.person_id = answered.person_id
                  and consent.purpose = '{ConsentPurpose.CheckIn}'
                order by decided_at desc, id desc
                limit 1), 0) = 1
            order by answered.answered_at, conversation_reference.conversation_id
            limit @atMost
            """,
            new { programmeId, of.ConsultationId, of.QuestionId, atMost })
            .Select(row => new DueNews(row.ConversationId, ReachableAt.Read(connection.Sealing.OpenIfAny(row.Reference)!)))];

    /// <summary>That somebody who answered one of these has been told that it is asked again, or could not be.</summary>
    public static void NoteTold(Connection connection, TurnIdentity who, IReadOnlyList<StatementQuestion> all, DateTimeOffset now) =>
        connection.Change(
            """
            insert into second_round_told (programme_id, person_id, consultation_id, question_id, told_at)
            select distinct programme_id, person_id, consultation_id, question_id, @now
            from answer
            where programme_id = @ProgrammeId and person_id = @PersonId and consultation_id = @ConsultationId and question_id = @QuestionId
            on conflict do nothing
            """,
            all.Select(of => new { who.ProgrammeId, PersonId = who.PersonId.Value, of.ConsultationId, of.QuestionId, now }));

    private static object Key(TurnIdentity who, StatementQuestion of) => new { who.ProgrammeId, PersonId = who.PersonId.Value, of.ConsultationId, of.QuestionId };
}

/// <param name="Outcome">Of <see cref="RoundOutcome"/>; null: not answered again.</param>
/// <param name="Scale">Where the answer is a number.</param>
public sealed record SecondAnswer(string? Outcome, int? Scale, IReadOnlyList<Move> Moves);
