namespace SocialRx.Storage.Turn;

/// <summary>Activities that came in: accepted once, turned once.</summary>
public static class Inbox
{
    /// <summary>Keeps an activity until its turn has committed. False when it was accepted before.</summary>
    /// <param name="process">Who will turn it.</param>
    public static bool Accept(Connection connection, NewActivity activity, long sequence, int process, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return connection.Execute(
            """
            insert into inbox (conversation_id, activity_id, sequence, received_at, body, process)
            values (@ConversationId, @ActivityId, @sequence, @now, @Body, @process)
            on conflict (conversation_id, activity_id) do nothing
            """,
            new { activity.ConversationId, activity.ActivityId, sequence, now, Body = activity.Body.Value, process }) == 1;
    }

    /// <summary>Whether this activity was accepted before.</summary>
    public static bool Contains(Connection connection, string conversationId, string activityId) =>
        connection.ExecuteScalar<int>(
            "select count(*) from inbox where conversation_id = @ConversationId and activity_id = @ActivityId",
            new { ConversationId = conversationId, ActivityId = activityId }) > 0;

    /// <summary>Whether this activity's turn has committed.</summary>
    public static bool IsDone(Connection connection, string conversationId, string activityId) =>
        connection.ExecuteScalar<int>(
            "select count(*) from inbox where conversation_id = @ConversationId and activity_id = @ActivityId and done_at is not null",
            new { ConversationId = conversationId, ActivityId = activityId }) > 0;

    /// <summary>Part of a turn's commit: the activity is never turned again, and what it said is not kept here.</summary>
    public static void MarkDone(SqlBatch batch, string conversationId, string activityId, DateTimeOffset now) =>
        batch.Add(
            """
            insert into inbox (conversation_id, activity_id, sequence, received_at, done_at)
            values (@ConversationId, @ActivityId, 0, @Now, @Now)
            on conflict (conversation_id, activity_id) do update set done_at = excluded.done_at, body = null
            """,
            ("ConversationId", conversationId),
            ("ActivityId", activityId),
            ("Now", now));

    /// <summary>The activity is left out: it has no turn.</summary>
    public static void LeaveOut(Connection connection, string conversationId, string activityId, DateTimeOffset now)
    {
        var batch = new SqlBatch();
        MarkDone(batch, conversationId, activityId, now);
        batch.Run(connection);
    }

    /// <summary>Accepted and not turned yet; null when it is done, or was never there.</summary>
    public static PendingActivity? Pending(Connection connection, string conversationId, string activityId) =>
        connection.QuerySingleOrDefault<PendingActivity>(
            """
            select conversation_id, sequence, activity_id, received_at, body, attempts, process
            from inbox
            where conversation_id = @conversationId and activity_id = @activityId and done_at is null
            """,
            new { conversationId, activityId });
}

/// <param name="Body">The whole activity as JSON.</param>
public sealed record NewActivity(string ConversationId, string ActivityId, SealedText Body);

/// <summary>Accepted, and its turn not committed.</summary>
public sealed record PendingActivity
{
    public required string ConversationId { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>Order within the conversation.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Sealed.</summary>
    public required string Body { get; init; }

    /// <summary>How often it was taken over from a process that had stopped.</summary>
    public required int Attempts { get; init; }

    /// <summary>Who has taken it on.</summary>
    public required int Process { get; init; }
}
