namespace SocialRx.Storage.CoDesign;

/// <summary>Answers to consultations: the last answer of a person to a question is the one that counts.</summary>
public static class Answers
{
    /// <summary>Nothing in <paramref name="answer"/> takes the answer back.</summary>
    public static void Replace(Connection connection, TurnIdentity who, GivenAnswer answer, DateTimeOffset now)
    {
        People.Persons.Meet(connection, who, now);
        var key = new { who.ProgrammeId, PersonId = who.PersonId.Value, answer.ConsultationId, answer.QuestionId };
        connection.Change(
            """
            delete from answer
            where programme_id = @ProgrammeId and person_id = @PersonId and consultation_id = @ConsultationId and question_id = @QuestionId
            """,
            key);
        connection.Change(
            """
            insert into answer (programme_id, person_id, consultation_id, question_id, option_id, scale, answered_at)
            values (@ProgrammeId, @PersonId, @ConsultationId, @QuestionId, @option, @Scale, @now)
            """,
            Options(answer).Select(option => new { key.ProgrammeId, key.PersonId, key.ConsultationId, key.QuestionId, option, answer.Scale, now }));
    }

    private static IReadOnlyList<string> Options(GivenAnswer answer) =>
        answer.OptionIds.Count > 0 ? answer.OptionIds
        : answer.Scale is not null || answer.SaidSomething ? [""]
        : [];
}

/// <param name="SaidSomething">Free words were given; they are kept elsewhere, and only if the person agreed.</param>
public sealed record GivenAnswer(
    string ConsultationId,
    string QuestionId,
    IReadOnlyList<string> OptionIds,
    int? Scale = null,
    bool SaidSomething = false);
