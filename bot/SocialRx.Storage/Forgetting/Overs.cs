using SocialRx.Domain.People;

namespace SocialRx.Storage.Forgetting;

/// <summary>Conversations and people whose time is over, found beside the writer and removed one at a time.</summary>
public static class Overs
{
    /// <summary>The last message was long ago, or was the one that had everything deleted.</summary>
    private const string IsOver = "(conversation.updated_at < @LastWrote or (conversation.forgotten_at = conversation.updated_at and conversation.updated_at <= @Deleted))";

    /// <summary>Something of it still has to be done: by the staff for one of its people, or by the service.</summary>
    private const string IsHeld =
        $"""
        (exists (select 1 from concern where concern.conversation_id = conversation.conversation_id and concern.state <> 'closed')
        or exists (select 1 from person where person.conversation_id = conversation.conversation_id and {PersonOver.IsWaitedFor})
        or exists (select 1 from inbox where inbox.conversation_id = conversation.conversation_id and inbox.done_at is null)
        or exists (select 1 from outbox where outbox.conversation_id = conversation.conversation_id and outbox.given_up_at is null))
        """;

    public static IReadOnlyList<string> Conversations(Connection connection, KeepUntil until, int atMost) =>
        connection.Query<string>(
            $"""
            select conversation_id
            from conversation
            where {IsOver} and not {IsHeld}
            order by updated_at
            limit @atMost
            """,
            new { until.LastWrote, until.Deleted, atMost });

    /// <summary>
    /// Removes the conversation and what its people told in it; returns how many rows, 0 when it turns out not to be over. A turn that is under way
    /// takes the same row first, and finds nothing of before when it comes after this.
    /// </summary>
    public static int Forget(Connection connection, string programmeId, string conversationId, KeepUntil until)
    {
        var key = new { conversationId, until.LastWrote, until.Deleted };
        var lastWrote = connection.QuerySingleOrDefault<DateTimeOffset?>(
            $"delete from conversation where conversation_id = @conversationId and {IsOver} and not {IsHeld} returning updated_at",
            key);
        if (lastWrote is null)
            return 0;
        var removed = 1;
        foreach (var person in connection.Query<string>("select person_id from person where programme_id = @programmeId and conversation_id = @conversationId", new { programmeId, conversationId }))
            removed += PersonOver.Forget(connection, new TurnIdentity(programmeId, conversationId, new PersonId(person)), lastWrote.Value, until);
        return removed + PersonalTables.OfConversation.SkipLast(1).Sum(table => connection.Execute($"delete from {table} where conversation_id = @conversationId", key));
    }

    /// <summary>People whose conversation is forgotten, and of whom something stayed whose own time is over now.</summary>
    public static IReadOnlyList<LeftPerson> People(Connection connection, string programmeId, KeepUntil until, int atMost) =>
        [.. connection.Query<(string PersonId, string ConversationId, DateTimeOffset LeftAt)>(
            $"""
            select person_id, conversation_id, left_at
            from person
            where {Left(until)}
            order by left_at, person_id
            limit @atMost
            """,
            new { programmeId, until.Said, atMost }).Select(row => new LeftPerson(new TurnIdentity(programmeId, row.ConversationId, new PersonId(row.PersonId)), row.LeftAt))];

    /// <inheritdoc cref="Forget(Connection, string, string, KeepUntil)"/>
    public static int Forget(Connection connection, LeftPerson person, KeepUntil until) => PersonOver.Forget(connection, person.Who, person.LeftAt, until);

    /// <summary>How many there are, since when, and how many are over: of conversations.</summary>
    public static Kept KeptConversations(Connection connection, KeepUntil until) =>
        connection.QuerySingleOrDefault<Kept>(
            $"""
            select count(*) as rows, min(updated_at) as oldest,
              count(case when {IsOver} and not {IsHeld} then 1 end) as overdue,
              count(case when {IsOver} and {IsHeld} then 1 end) as held
            from conversation
            """,
            new { until.LastWrote, until.Deleted })!;

    /// <inheritdoc cref="KeptConversations"/>
    /// <remarks>Of people whose conversation is forgotten and of whom something stays.</remarks>
    public static Kept KeptPeople(Connection connection, string programmeId, KeepUntil until) =>
        connection.QuerySingleOrDefault<Kept>(
            $"""
            select count(*) as rows, min(left_at) as oldest, count(case when {Left(until)} then 1 end) as overdue, 0 as held
            from person
            where programme_id = @programmeId and left_at is not null
            """,
            new { programmeId, until.Said })!;

    private static string Left(KeepUntil until) =>
        $"""
        person.programme_id = @programmeId
        and person.left_at is not null
        and not exists (select 1 from conversation where conversation.conversation_id = person.conversation_id)
        and not {PersonOver.IsWaitedFor}
        and (
          exists (select 1 from own_words where own_words.programme_id = person.programme_id and own_words.person_id = person.person_id and own_words.said_at < @Said)
          or (person.left_at < {Referred(until)}
            and exists (select 1 from referral where referral.programme_id = person.programme_id and referral.person_id = person.person_id))
          or not exists (
            select 1 from own_words where own_words.programme_id = person.programme_id and own_words.person_id = person.person_id
            union all
            select 1 from referral where referral.programme_id = person.programme_id and referral.person_id = person.person_id))
        """;

    private static string Referred(KeepUntil until) =>
        $"case person.age_band {string.Join(' ', AgeBand.All.Select(band => $"when '{band.Id}' then '{Rows.Text(until.Referred(band))}'"))} else '{Rows.Text(until.Referred(null))}' end";
}

/// <summary>Somebody whose conversation is forgotten.</summary>
public sealed record LeftPerson(TurnIdentity Who, DateTimeOffset LeftAt);

/// <summary>What is kept of one kind of data; counts only.</summary>
public sealed record Kept
{
    public required long Rows { get; init; }

    /// <summary>Null when there are none.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>Whose time is over: none, once what is due has been removed.</summary>
    public required long Overdue { get; init; }

    /// <summary>Whose time would be over, if nothing of it were still to be done.</summary>
    public required long Held { get; init; }
}
