using SocialRx.Domain.CoDesign;

namespace SocialRx.Storage.CoDesign;

/// <summary>Which of two options matters more, as people said: one vote a person and pair, the last.</summary>
public static class PairVotes
{
    /// <param name="chosenId">Empty: they cannot decide. Null takes the vote back.</param>
    public static void Set(Connection connection, TurnIdentity who, string consultationId, string questionId, OptionPair pair, string? chosenId, DateTimeOffset now)
    {
        People.Persons.Meet(connection, who, now);
        var vote = new { who.ProgrammeId, PersonId = who.PersonId.Value, consultationId, questionId, pair.First, pair.Second, chosenId, now };
        if (chosenId is null)
        {
            connection.Change(
                """
                delete from pair_vote
                where programme_id = @ProgrammeId and person_id = @PersonId and consultation_id = @consultationId and question_id = @questionId
                  and first_id = @First and second_id = @Second
                """,
                vote);
            return;
        }

        connection.Change(
            """
            insert into pair_vote (programme_id, person_id, consultation_id, question_id, first_id, second_id, chosen_id, answered_at)
            values (@ProgrammeId, @PersonId, @consultationId, @questionId, @First, @Second, @chosenId, @now)
            on conflict (programme_id, person_id, consultation_id, question_id, first_id, second_id) do update
            set chosen_id = excluded.chosen_id, answered_at = excluded.answered_at
            """,
            vote);
    }

    /// <summary>How many people have answered each pair, whoever they are.</summary>
    public static IReadOnlyDictionary<OptionPair, int> Counts(Connection connection, string programmeId, string consultationId, string questionId) =>
        connection.Query<(string First, string Second, long Votes)>(
            """
            select first_id, second_id, count(*) as votes
            from pair_vote
            where programme_id = @programmeId and consultation_id = @consultationId and question_id = @questionId
            group by first_id, second_id
            """,
            new { programmeId, consultationId, questionId }).ToDictionary(row => new OptionPair(row.First, row.Second), row => (int)row.Votes);
}
