using System.Globalization;

namespace SocialRx.Storage.Turn;

/// <summary>
/// What a web chat shows, in the order it shows it: each activity has an index (the watermark points at the next one) and a time later than
/// the one before. Bodies are activities as JSON without their timestamp, which belongs to the place in the log.
/// </summary>
public static class DirectLineLog
{
    /// <summary>False when the conversation was started before.</summary>
    public static bool Start(Connection connection, string conversationId, DateTimeOffset now) =>
        connection.Execute(
            """
            insert into directline_conversation (conversation_id, next_watermark, last_at_ms, created_at)
            values (@ConversationId, 0, 0, @Now)
            on conflict (conversation_id) do nothing
            """,
            new { ConversationId = conversationId, Now = now }) == 1;

    public static bool Exists(Connection connection, string conversationId) =>
        connection.ExecuteScalar<int>(
            "select count(*) from directline_conversation where conversation_id = @ConversationId",
            new { ConversationId = conversationId }) > 0;

    /// <summary>The index the next activity will get, or null when there is no such conversation.</summary>
    public static long? NextWatermark(Connection connection, string conversationId) =>
        connection.ExecuteScalar<long?>(
            "select next_watermark from directline_conversation where conversation_id = @ConversationId",
            new { ConversationId = conversationId });

    /// <summary>Adds activities at the end; returns where the first one stands, or null when there is no such conversation.</summary>
    public static LogPlace? Append(Connection connection, string conversationId, IReadOnlyList<SealedText> bodies, DateTimeOffset now)
    {
        var batch = new SqlBatch();
        var place = Append(connection, batch, conversationId, bodies, now);
        if (place is not null)
            batch.Run(connection);
        return place;
    }

    /// <summary>Takes the places at once and adds the rows to the batch.</summary>
    public static LogPlace? Append(Connection connection, SqlBatch batch, string conversationId, IReadOnlyList<SealedText> bodies, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (Reserve(connection, conversationId, bodies.Count, now) is not { } place)
            return null;
        for (var i = 0; i < bodies.Count; i++)
        {
            batch.Add(
                """
                insert into directline_activity (conversation_id, watermark, created_at, body)
                values (@ConversationId, @Watermark, @CreatedAt, @Body)
                """,
                ("ConversationId", conversationId),
                ("Watermark", place.Watermark + i),
                ("CreatedAt", place.At.AddMilliseconds(i)),
                ("Body", bodies[i].Value));
        }

        return place;
    }

    /// <summary>Which of these conversations have more than has been seen of them.</summary>
    public static IReadOnlyList<string> Moved(Connection connection, IReadOnlyDictionary<string, long> seen) =>
        [.. connection.Query<(string ConversationId, long Next)>(
            $"select conversation_id, next_watermark from directline_conversation where {connection.Dialect.In("conversation_id", "Ids")}",
            new { Ids = seen.Keys.ToArray() })
            .Where(row => row.Next > seen[row.ConversationId])
            .Select(row => row.ConversationId)];

    /// <summary>Activities from a watermark on, in order, at most so many.</summary>
    public static IReadOnlyList<LoggedActivity> From(Connection connection, string conversationId, long watermark, int atMost) =>
        connection.Query<LoggedActivity>(
            """
            select watermark, created_at, body
            from directline_activity
            where conversation_id = @ConversationId and watermark >= @Watermark
            order by watermark
            limit @AtMost
            """,
            new { ConversationId = conversationId, Watermark = watermark, AtMost = atMost });

    /// <summary>Takes the next places in order, each a millisecond or more after the one before, also when the clock goes back.</summary>
    private static LogPlace? Reserve(Connection connection, string conversationId, int count, DateTimeOffset now)
    {
        var end = connection.QueryFirstOrDefault<EndOfLog>(
            """
            update directline_conversation
            set next_watermark = next_watermark + @Count,
              last_at_ms = @Count + case when last_at_ms >= @NowMs then last_at_ms else @NowMs - 1 end
            where conversation_id = @ConversationId
            returning next_watermark, last_at_ms
            """,
            new { ConversationId = conversationId, Count = count, NowMs = now.ToUnixTimeMilliseconds() });
        return end is null
            ? null
            : new LogPlace(end.NextWatermark - count, DateTimeOffset.FromUnixTimeMilliseconds(end.LastAtMs - count + 1));
    }

    private sealed record EndOfLog
    {
        public required long NextWatermark { get; init; }

        public required long LastAtMs { get; init; }
    }
}

/// <param name="At">Time of the first activity; those after it follow by a millisecond each.</param>
public sealed record LogPlace(long Watermark, DateTimeOffset At);

/// <summary>One activity of a web chat as it is kept.</summary>
public sealed record LoggedActivity
{
    public required long Watermark { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>JSON without the timestamp; sealed.</summary>
    public required string Body { get; init; }

    /// <summary>JSON as a web chat reads it.</summary>
    public string ToJson(Sealing sealing)
    {
        ArgumentNullException.ThrowIfNull(sealing);
        return string.Create(CultureInfo.InvariantCulture, $"{{\"timestamp\":\"{CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",{sealing.Open(new SealedText(Body)).AsSpan(1)}");
    }
}
