namespace SocialRx.Storage.Turn;

/// <summary>State and version of conversations: read whole when a turn starts, written whole when it commits.</summary>
public static class Conversations
{
    /// <summary>All a turn needs to know before it starts, in one statement, so that nothing can change between its parts.</summary>
    public static TurnStart Load(Connection connection, string conversationId, string? activityId)
    {
        var rows = connection.Query<StartRow>(
            """
            select
              (select version from conversation where conversation_id = @ConversationId) as version,
              (select done_at from inbox where conversation_id = @ConversationId and activity_id = @ActivityId) as done_at,
              exists (select 1 from outbox where conversation_id = @ConversationId and given_up_at is null) as has_unsent,
              bot_state.state_key,
              bot_state.body
            from (select 1 as one) as one
            left join bot_state on bot_state.conversation_id = @ConversationId
            """,
            new { ConversationId = conversationId, ActivityId = activityId });
        return new TurnStart(
            rows[0].Version ?? 0,
            rows[0].DoneAt is not null,
            rows[0].HasUnsent,
            rows.Where(row => row.StateKey is not null).ToDictionary(row => row.StateKey!, row => row.Body!, StringComparer.Ordinal));
    }

    /// <summary>Moves the conversation on from the version the turn started with, and keeps its changed state; null state is removed.</summary>
    /// <exception cref="TurnConflictException">Another turn of the conversation has committed since.</exception>
    public static void Save(Connection connection, string conversationId, long startedFrom, IReadOnlyDictionary<string, string?> changes, DateTimeOffset now)
    {
        Advance(connection, conversationId, startedFrom, now);
        foreach (var (key, body) in changes)
            Save(connection, conversationId, key, body);
    }

    /// <summary>Forgets what the conversation remembers, for a person who asks for that; the version stays.</summary>
    public static void ForgetState(Connection connection, string conversationId) =>
        connection.Execute("delete from bot_state where conversation_id = @ConversationId", new { ConversationId = conversationId });

    private static void Advance(Connection connection, string conversationId, long startedFrom, DateTimeOffset now)
    {
        var moved = connection.Execute(
            startedFrom == 0
                ? """
                  insert into conversation (conversation_id, version, created_at, updated_at)
                  values (@ConversationId, 1, @Now, @Now)
                  on conflict (conversation_id) do nothing
                  """
                : """
                  update conversation
                  set version = version + 1, updated_at = @Now
                  where conversation_id = @ConversationId and version = @StartedFrom
                  """,
            new { ConversationId = conversationId, StartedFrom = startedFrom, Now = now });
        if (moved == 0)
            throw new TurnConflictException();
    }

    private static void Save(Connection connection, string conversationId, string key, string? body) =>
        connection.Execute(
            body is null
                ? "delete from bot_state where conversation_id = @ConversationId and state_key = @Key"
                : """
                  insert into bot_state (conversation_id, state_key, body)
                  values (@ConversationId, @Key, @Body)
                  on conflict (conversation_id, state_key) do update set body = excluded.body
                  """,
            new { ConversationId = conversationId, Key = key, Body = body });

    private sealed record StartRow
    {
        public long? Version { get; init; }

        public string? DoneAt { get; init; }

        public required bool HasUnsent { get; init; }

        public string? StateKey { get; init; }

        public string? Body { get; init; }
    }
}

/// <param name="Version">0 when the conversation has had no turn yet.</param>
/// <param name="AlreadyDone">This activity's turn has committed before.</param>
/// <param name="HasUnsent">Replies of earlier turns still wait to be sent.</param>
/// <param name="State">Text by storage key.</param>
public sealed record TurnStart(long Version, bool AlreadyDone, bool HasUnsent, IReadOnlyDictionary<string, string> State);

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
