using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.People;

/// <summary>What people are not content with, for the staff to read and answer. A complaint outlives the person's other data, without saying whose it was.</summary>
public static class Complaints
{
    public static void Make(Connection connection, TurnIdentity who, string id, string words, DateTimeOffset now)
    {
        Persons.Meet(connection, who, now);
        connection.Change(
            """
            insert into complaint (programme_id, id, person_id, words, made_at)
            values (@ProgrammeId, @id, @PersonId, @Words, @now)
            """,
            new { who.ProgrammeId, id, PersonId = who.PersonId.Value, Words = connection.Sealing.Seal(words).Value, now });
    }

    /// <summary>Newest last; with what was answered.</summary>
    public static IReadOnlyList<Complaint> Of(Connection connection, TurnIdentity who) =>
        Opened(connection, "programme_id = @ProgrammeId and person_id = @PersonId order by made_at, id", new { who.ProgrammeId, PersonId = who.PersonId.Value });

    /// <summary>Those that wait for an answer first, longest waiting first; then the newest that have one.</summary>
    public static IReadOnlyList<Complaint> List(Connection connection, string programmeId, int limit) =>
        Opened(
            connection,
            """
            programme_id = @programmeId
            order by case when answered_at is null then 0 else 1 end, case when answered_at is null then made_at end, made_at desc, id
            limit @limit
            """,
            new { programmeId, limit });

    /// <summary>False when there is no such complaint that waits for an answer.</summary>
    public static bool Answer(Connection connection, string programmeId, string id, string answer, StaffAction by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(answer);
        var changed = connection.Execute(
            """
            update complaint
            set answered_by = @Actor, answered_at = @Now, answer = @Answer
            where programme_id = @programmeId
              and id = @id
              and answered_at is null
            """,
            new { programmeId, id, by.Actor, by.Now, Answer = connection.Sealing.Seal(answer).Value });
        if (changed > 0)
            Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, "complaint answered", $"complaint/{id}", null, by.Now);
        return changed > 0;
    }

    /// <summary>From now on nobody can tell whose they were.</summary>
    /// <param name="whose">With ProgrammeId and PersonId.</param>
    internal static void NobodysAnyMore(Connection connection, object whose) =>
        connection.Change("update complaint set person_id = null where programme_id = @ProgrammeId and person_id = @PersonId", whose);

    private static IReadOnlyList<Complaint> Opened(Connection connection, string which, object parameters) =>
        [.. connection.Query<Complaint>($"select id, words, made_at, answered_by, answered_at, answer from complaint where {which}", parameters)
            .Select(complaint => complaint with { Words = connection.Sealing.OpenIfAny(complaint.Words)!, Answer = connection.Sealing.OpenIfAny(complaint.Answer) })];
}

public sealed record Complaint
{
    public required string Id { get; init; }
    public required string Words { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public string? AnsweredBy { get; init; }

    /// <summary>Null while it waits.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? Answer { get; init; }
}
