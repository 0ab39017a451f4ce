namespace SocialRx.Storage.CoDesign;

/// <summary>Words from a room: without names, entered by whoever was there, released or withheld by somebody else.</summary>
public static class WorkshopWords
{
    internal static void Enter(Connection connection, string programmeId, string workshopId, string consultationId, IEnumerable<SaidInRoom> said, string by, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into workshop_words (programme_id, id, workshop_id, consultation_id, question_id, redacted, entered_by, said_at)
            values (@programmeId, @Id, @workshopId, @consultationId, @QuestionId, @Redacted, @by, @now)
            """,
            said.Select(one => new { programmeId, one.Id, workshopId, consultationId, one.QuestionId, Redacted = connection.Sealing.Seal(one.Redacted).Value, by, now }));

    internal static void TakeOut(Connection connection, string programmeId, string workshopId) =>
        connection.Execute("delete from workshop_words where programme_id = @programmeId and workshop_id = @workshopId", new { programmeId, workshopId });

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<WaitingWords> Waiting(Connection connection, string programmeId, int limit) =>
        [.. connection.Query<WaitingWords>(
            """
            select id, consultation_id || '/' || question_id as about, redacted, entered_by
            from workshop_words
            where programme_id = @programmeId
              and release_state = 'waiting'
            order by said_at, id
            limit @limit
            """,
            new { programmeId, limit }).Select(row => row with { Redacted = connection.Sealing.OpenIfAny(row.Redacted)! })];

    /// <summary>False when there are no such words waiting, or the one who decides has entered them.</summary>
    /// <param name="withheldReason">Null releases them.</param>
    public static bool Decide(Connection connection, string programmeId, string id, string actor, string? withheldReason, DateTimeOffset now) =>
        connection.Execute(
            """
            update workshop_words
            set release_state = @State, released_by = @actor, released_at = @now, withheld_reason = @withheldReason
            where programme_id = @programmeId
              and id = @id
              and release_state = 'waiting'
              and entered_by <> @actor
            """,
            new { State = withheldReason is null ? "released" : "withheld", programmeId, id, actor, withheldReason = connection.Sealing.SealIfAny(withheldReason)?.Value, now }) == 1;

    /// <summary>Released words by question, where the groups who were asked had enough people together; in an order that says nothing about who said what when.</summary>
    public static ILookup<string, string> Released(Connection connection, string programmeId, string consultationId, int leastShown) =>
        connection.Query<(string QuestionId, string Redacted)>(
            """
            select words.question_id, words.redacted
            from workshop_words words
            where words.programme_id = @programmeId
              and words.consultation_id = @consultationId
              and words.release_state = 'released'
              and @leastShown <= (
                select sum(workshop.people)
                from workshop
                where workshop.programme_id = words.programme_id
                  and exists (
                    select 1 from workshop_words also
                    where also.programme_id = words.programme_id and also.workshop_id = workshop.workshop_id and also.question_id = words.question_id))
            """,
            new { programmeId, consultationId, leastShown })
            .Select(row => (row.QuestionId, Words: connection.Sealing.OpenIfAny(row.Redacted)!))
            .OrderBy(row => row.Words, StringComparer.Ordinal)
            .ToLookup(row => row.QuestionId, row => row.Words, StringComparer.Ordinal);
}

public sealed record SaidInRoom(string Id, string QuestionId, string Redacted);

public sealed record WaitingWords
{
    public required string Id { get; init; }
    public required string About { get; init; }
    public required string Redacted { get; init; }
    public required string EnteredBy { get; init; }
}
