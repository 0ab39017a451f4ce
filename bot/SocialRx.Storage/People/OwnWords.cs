namespace SocialRx.Storage.People;

/// <summary>What people said in their own words, kept only if they agreed. New words about the same thing replace the old, and wait for release again.</summary>
public static class OwnWords
{
    public static void Keep(Connection connection, TurnIdentity who, KeptWords kept, DateTimeOffset now)
    {
        Drop(connection, who, kept.About);
        connection.Change(
            """
            insert into own_words (programme_id, id, person_id, about, words, redacted, said_at)
            values (@ProgrammeId, @Id, @PersonId, @About, @Words, @Redacted, @now)
            """,
            new { who.ProgrammeId, kept.Id, PersonId = who.PersonId.Value, kept.About, Words = connection.Sealing.Seal(kept.Words).Value, Redacted = connection.Sealing.Seal(kept.Redacted).Value, now });
        Point(connection, who, kept.About, kept.Id);
    }

    public static void Drop(Connection connection, TurnIdentity who, string about)
    {
        connection.Change(
            """
            delete from own_words
            where programme_id = @ProgrammeId and person_id = @PersonId and about = @about
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, about });
        Point(connection, who, about, null);
    }

    /// <summary>The person no longer agrees to be quoted: their words go, and answers no longer point at them.</summary>
    public static void DropAll(Connection connection, TurnIdentity who)
    {
        var person = new { who.ProgrammeId, PersonId = who.PersonId.Value };
        connection.Change("delete from own_words where programme_id = @ProgrammeId and person_id = @PersonId", person);
        connection.Change("update answer set own_words_id = null where programme_id = @ProgrammeId and person_id = @PersonId", person);
    }

    // An answer in a consultation says where its words are.
    private static void Point(Connection connection, TurnIdentity who, string about, string? id) =>
        connection.Change(
            """
            update answer
            set own_words_id = @id
            where programme_id = @ProgrammeId and person_id = @PersonId and consultation_id || '/' || question_id = @about
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, about, id });
}

/// <param name="About">"matters", "strength", "goal", or "{consultationId}/{questionId}".</param>
/// <param name="Redacted">The words with names and contact details taken out.</param>
public sealed record KeptWords(string Id, string About, string Words, string Redacted);
