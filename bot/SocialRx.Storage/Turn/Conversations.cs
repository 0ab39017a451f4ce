namespace SocialRx.Storage.Turn;

/// <summary>State and version of conversations: read whole when a turn starts, written whole when it commits.</summary>
public static class Conversations
{
    /// <summary>All a turn needs to know before it starts, in one statement, so that nothing can change between its parts.</summary>
    /// <param name="sentUpTo">The last reply that has been sent, whatever the outbox still holds.</param>
    public static TurnStart Load(Connection connection, string conversationId, string? activityId, long sentUpTo)
    {
        var rows = connection.Query<StartRow>(
            """
            select
              (select version from conversation where conversation_id = @ConversationId) as version,
              (select done_at from inbox where conversation_id = @ConversationId and activity_id = @ActivityId) as done_at,
              (select activity_id from inbox where conversation_id = @ConversationId and done_at is null order by sequence limit 1) as next_up,
              exists (select 1 from outbox where conversation_id = @ConversationId and sequence > @SentUpTo and given_up_at is null) as has_unsent,
              bot_state.state_key,
              bot_state.body
            from (select 1 as one) as one
            left join bot_state on bot_state.conversation_id = @ConversationId
            """,
            new { ConversationId = conversationId, ActivityId = activityId, SentUpTo = sentUpTo });
        return new TurnStart(
            rows[0].Version ?? 0,
            rows[0].DoneAt is not null,
            rows[0].NextUp,
            rows[0].HasUnsent,
            rows.Where(row => row.StateKey is not null).ToDictionary(row => row.StateKey!, row => new SealedText(row.Body!), StringComparer.Ordinal));
    }

    /// <summary>
    /// First of a turn's commit: moves the conversation on from the version the turn started with, and keeps its changed state; null state is
    /// removed. Answers with the new version, or nothing when another turn of the conversation has committed since.
    /// </summary>
    /// <param name="forgets">All that was said and remembered before goes.</param>
    public static Answer<long> Save(SqlBatch batch, string conversationId, long startedFrom, IReadOnlyDictionary<string, SealedText?> changes, DateTimeOffset now, bool forgets = false)
    {
        var version = batch.Ask<long>(
            startedFrom == 0
                ? """
                  insert into conversation (conversation_id, version, created_at, updated_at)
                  values (@ConversationId, 1, @Now, @Now)
                  on conflict (conversation_id) do nothing
                  returning version
                  """
                : """
                  update conversation
                  set version = version + 1, updated_at = @Now
                  where conversation_id = @ConversationId and version = @StartedFrom
                  returning version
                  """,
            ("ConversationId", conversationId),
            ("StartedFrom", startedFrom),
            ("Now", now));
        if (forgets)
            Forget(batch, conversationId);
        foreach (var (key, body) in changes)
            Save(batch, conversationId, key, body);
        return version;
    }

    /// <summary>What an activity said is not in the inbox once it is done; its id stays, so that it is not taken again.</summary>
    private static void Forget(SqlBatch batch, string conversationId)
    {
        batch.Add("update conversation set forgotten_at = updated_at where conversation_id = @ConversationId", ("ConversationId", conversationId));
        foreach (var table in new[] { "bot_state", "outbox", "directline_activity" })
            batch.Add($"delete from {table} where conversation_id = @ConversationId", ("ConversationId", conversationId));
    }

    private static void Save(SqlBatch batch, string conversationId, string key, SealedText? body)
    {
        if (body is null)
            batch.Add("delete from bot_state where conversation_id = @ConversationId and state_key = @Key", ("ConversationId", conversationId), ("Key", key));
        else
            batch.Add(
                """
                insert into bot_state (conversation_id, state_key, body)
                values (@ConversationId, @Key, @State)
                on conflict (conversation_id, state_key) do update set body = excluded.body
                """,
                ("ConversationId", conversationId),
                ("Key", key),
                ("State", body.Value.Value));
    }

    private sealed record StartRow
    {
        public long? Version { get; init; }

        public string? DoneAt { get; init; }

        public string? NextUp { get; init; }

        public required bool HasUnsent { get; init; }

        public string? StateKey { get; init; }

        public string? Body { get; init; }
    }
}

/// <param name="Version">0 when the conversation has had no turn yet.</param>
/// <param name="AlreadyDone">This activity's turn has committed before.</param>
/// <param name="NextUp">Id of the earliest accepted activity whose turn has not committed; null where activities are not accepted before their turn.</param>
/// <param name="HasUnsent">Replies of earlier turns still wait to be sent.</param>
/// <param name="State">Sealed text by storage key.</param>
public sealed record TurnStart(long Version, bool AlreadyDone, string? NextUp, bool HasUnsent, IReadOnlyDictionary<string, SealedText> State);

/// <summary>Another turn of the same conversation committed first: run this one again from fresh state.</summary>
public sealed class TurnConflictException : Exception
{
    public TurnConflictException()
        : base("Another turn of the conversation committed first.")
    {
    }

    public TurnConflictException(string message)
        : base(message)
    {
    }

    public TurnConflictException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
