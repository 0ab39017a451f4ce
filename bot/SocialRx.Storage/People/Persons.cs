namespace SocialRx.Storage.People;

/// <summary>A person, and the themes, barriers and strengths they named.</summary>
public static class Persons
{
    /// <summary>Makes sure there is a row for the person; what is there already stays as it is, but for where they write now.</summary>
    public static void Meet(Connection connection, TurnIdentity who, DateTimeOffset now) =>
        connection.Change(
            """
            insert into person (programme_id, person_id, conversation_id, first_seen_at)
            values (@ProgrammeId, @PersonId, @ConversationId, @now)
            on conflict (programme_id, person_id) do update
            set conversation_id = excluded.conversation_id
            where person.conversation_id <> excluded.conversation_id
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, who.ConversationId, now });

    /// <summary>Null when the question was skipped or taken back.</summary>
    public static void SetAgeBand(Connection connection, TurnIdentity who, string? ageBand, DateTimeOffset now)
    {
        Meet(connection, who, now);
        connection.Change(
            """
            update person
            set age_band = @ageBand
            where programme_id = @ProgrammeId and person_id = @PersonId
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, ageBand });
    }

    /// <summary>Null when the question was skipped, taken back, or the place is not one we know.</summary>
    public static void SetOutcode(Connection connection, TurnIdentity who, string? outcode, DateTimeOffset now)
    {
        Meet(connection, who, now);
        connection.Change(
            """
            update person
            set outcode = @outcode
            where programme_id = @ProgrammeId and person_id = @PersonId
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, outcode });
    }

    /// <summary>What the person names now stands in place of what they named before.</summary>
    /// <param name="kind">One of <see cref="MentionKind"/>.</param>
    public static void ReplaceMentions(Connection connection, TurnIdentity who, string kind, IEnumerable<string> codes, DateTimeOffset now)
    {
        Meet(connection, who, now);
        connection.Change(
            """
            delete from mention
            where programme_id = @ProgrammeId and person_id = @PersonId and kind = @kind
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value, kind });
        connection.Change(
            """
            insert into mention (programme_id, person_id, kind, code, said_at)
            values (@ProgrammeId, @PersonId, @kind, @code, @now)
            """,
            codes.Distinct().Select(code => new { who.ProgrammeId, PersonId = who.PersonId.Value, kind, code, now }));
    }
}

/// <summary>Stored by id.</summary>
public static class MentionKind
{
    public const string Matters = "matters";
    public const string Barrier = "barrier";
    public const string Strength = "strength";
}
