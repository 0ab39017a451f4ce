namespace SocialRx.Storage.Turn;

/// <summary>Activities that came in: accepted once, turned once.</summary>
public static class Inbox
{
    /// <summary>Keeps an activity until its turn has committed. False when it was accepted before.</summary>
    public static bool Accept(Connection connection, string conversationId, string activityId, long sequence, string body, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into inbox (conversation_id, activity_id, sequence, received_at, body)
            values (@ConversationId, @ActivityId, @Sequence, @Now, @Body)
            on conflict (conversation_id, activity_id) do nothing
            """,
            new { ConversationId = conversationId, ActivityId = activityId, Sequence = sequence, Now = now, Body = body }) == 1;

    /// <summary>Whether this activity was accepted before.</summary>
    public static bool Contains(Connection connection, string conversationId, string activityId) =>
        connection.ExecuteScalar<int>(
            "select count(*) from inbox where conversation_id = @ConversationId and activity_id = @ActivityId",
            new { ConversationId = conversationId, ActivityId = activityId }) > 0;

    /// <summary>Part of a turn's commit: the activity is never turned again, and what it said is not kept here.</summary>
    /// <exception cref="TurnConflictException">It has been turned already.</exception>
    public static void MarkDone(Connection connection, string conversationId, string activityId, DateTimeOffset now)
    {
        var marked = connection.Execute(
            """
            insert into inbox (conversation_id, activity_id, sequence, received_at, done_at)
            values (@ConversationId, @ActivityId, 0, @Now, @Now)
            on conflict (conversation_id, activity_id) do update set done_at = excluded.done_at, body = null
              where inbox.done_at is null
            """,
            new { ConversationId = conversationId, ActivityId = activityId, Now = now });
        if (marked == 0)
            throw new TurnConflictException();
    }

    /// <summary>At a start: what was accepted and not turned, in order, each counted as found once more.</summary>
    public static IReadOnlyList<PendingActivity> TakePending(Connection connection)
    {
        connection.Execute("update inbox set attempts = attempts + 1 where done_at is null");
        return connection.Query<PendingActivity>(
            """
            select conversation_id, activity_id, received_at, body, attempts
            from inbox
            where done_at is null
            order by conversation_id, sequence
            """);
    }

    /// <summary>Forgets old activities whose turn is done, a bounded number at a time; returns how many.</summary>
    public static int Purge(Connection connection, DateTimeOffset before, int atMost) =>
        connection.Execute(
            """
            delete from inbox
            where (conversation_id, activity_id) in (
              select conversation_id, activity_id
              from inbox
              where received_at < @Before and done_at is not null
              limit @AtMost)
            """,
            new { Before = before, AtMost = atMost });
}

/// <summary>Accepted, and its turn not committed.</summary>
public sealed record PendingActivity
{
    public required string ConversationId { get; init; }

    public required string ActivityId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Body { get; init; }

    /// <summary>How many starts of the service have found it unfinished, this one included.</summary>
    public required int Attempts { get; init; }
}
