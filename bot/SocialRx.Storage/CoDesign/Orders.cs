namespace SocialRx.Storage.CoDesign;

/// <summary>Options that people put in order: the last order of a person counts.</summary>
public static class Orders
{
    /// <summary>The one that matters most first; nothing takes the order back.</summary>
    public static void Replace(Connection connection, TurnIdentity who, string consultationId, string questionId, IReadOnlyList<string> optionIds, DateTimeOffset now)
    {
        People.Persons.Meet(connection, who, now);
        var key = new { who.ProgrammeId, PersonId = who.PersonId.Value, consultationId, questionId };
        connection.Change(
            """
            delete from ranking
            where programme_id = @ProgrammeId and person_id = @PersonId and consultation_id = @consultationId and question_id = @questionId
            """,
            key);
        connection.Change(
            """
            insert into ranking (programme_id, person_id, consultation_id, question_id, option_id, place, answered_at)
            values (@ProgrammeId, @PersonId, @consultationId, @questionId, @option, @place, @now)
            """,
            optionIds.Select((option, index) => new { key.ProgrammeId, key.PersonId, consultationId, questionId, option, place = index + 1, now }));
    }
}
