namespace SocialRx.Storage.CoDesign;

/// <summary>What people would pay for out of a sum: the last ballot of a person counts.</summary>
public static class Ballots
{
    /// <summary>Somebody who would pay for nothing has a ballot too.</summary>
    /// <param name="projectIds">Null takes the ballot back.</param>
    public static void Replace(Connection connection, TurnIdentity who, string consultationId, string questionId, IReadOnlyList<string>? projectIds, DateTimeOffset now)
    {
        People.Persons.Meet(connection, who, now);
        var key = new { who.ProgrammeId, PersonId = who.PersonId.Value, consultationId, questionId };
        connection.Change(
            """
            delete from budget_ballot
            where programme_id = @ProgrammeId and person_id = @PersonId and consultation_id = @consultationId and question_id = @questionId
            """,
            key);
        IReadOnlyList<string> rows = projectIds is { Count: 0 } ? [""] : projectIds ?? [];
        connection.Change(
            """
            insert into budget_ballot (programme_id, person_id, consultation_id, question_id, project_id, answered_at)
            values (@ProgrammeId, @PersonId, @consultationId, @questionId, @project, @now)
            """,
            rows.Select(project => new { key.ProgrammeId, key.PersonId, consultationId, questionId, project, now }));
    }
}
