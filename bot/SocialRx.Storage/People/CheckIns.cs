using System.Globalization;
using SocialRx.Storage.Turn;

namespace SocialRx.Storage.People;

/// <summary>Who said we may ask how it went, until they have been asked.</summary>
public static class CheckIns
{
    /// <summary>The day after which to ask in this conversation; null is not to ask.</summary>
    public static void Set(Connection connection, TurnIdentity who, DateOnly? askAfter)
    {
        if (askAfter is null)
            Drop(connection, who.ConversationId);
        else
            connection.Change(
                """
                insert into check_in (conversation_id, programme_id, person_id, ask_after)
                values (@ConversationId, @ProgrammeId, @PersonId, @Day)
                on conflict (conversation_id) do update
                set programme_id = excluded.programme_id, person_id = excluded.person_id, ask_after = excluded.ask_after
                """,
                new { who.ConversationId, who.ProgrammeId, PersonId = who.PersonId.Value, Day = Day(askAfter.Value) });
    }

    public static void Drop(Connection connection, string conversationId) =>
        connection.Change("delete from check_in where conversation_id = @conversationId", new { conversationId });

    /// <summary>Whose day has passed and who can be written to, longest waiting first.</summary>
    public static IReadOnlyList<DueCheckIn> Due(Connection connection, string programmeId, DateOnly today, int atMost) =>
        connection.Query<(string ConversationId, string Reference)>(
            """
            select check_in.conversation_id, conversation_reference.reference
            from check_in
            join conversation_reference
              on conversation_reference.conversation_id = check_in.conversation_id
              and conversation_reference.person_id = check_in.person_id
            where check_in.programme_id = @programmeId and check_in.ask_after < @Today
            order by check_in.ask_after, check_in.conversation_id
            limit @atMost
            """,
            new { programmeId, Today = Day(today), atMost })
            .Select(row => new DueCheckIn(row.ConversationId, ReachableAt.Read(connection.Sealing.OpenIfAny(row.Reference)!)))
            .ToList();

    /// <summary>Forgets whose day was before this one: nobody wants to be asked about something long past. Returns how many.</summary>
    public static int Purge(Connection connection, string programmeId, DateOnly before) =>
        connection.Execute("delete from check_in where programme_id = @programmeId and ask_after < @Before", new { programmeId, Before = Day(before) });

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

public sealed record DueCheckIn(string ConversationId, ReachableAt At);
