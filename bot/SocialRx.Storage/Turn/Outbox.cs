namespace SocialRx.Storage.Turn;

/// <summary>Replies on their way to a channel: written with their turn, removed once sent.</summary>
public static class Outbox
{
    private const int MostRepliesOfATurn = 1000;

    /// <summary>Where a reply stands in its conversation: turns in order of their versions, up to 1,000 replies each.</summary>
    public static long Sequence(long version, int place) => (version * MostRepliesOfATurn) + place;

    /// <summary>Part of a turn's commit. A place is taken already only where the turn has lost and is undone.</summary>
    /// <param name="process">Who sends them.</param>
    public static void Add(SqlBatch batch, string conversationId, long version, IReadOnlyList<OutgoingReply> replies, int process, DateTimeOffset now)
    {
        for (var place = 0; place < replies.Count; place++)
        {
            batch.Add(
                """
                insert into outbox (conversation_id, sequence, activity_id, body, created_at, next_attempt_at, process)
                values (@ConversationId, @Sequence, @Reply, @Body, @Now, @Now, @Process)
                on conflict (conversation_id, sequence) do nothing
                """,
                ("ConversationId", conversationId),
                ("Sequence", Sequence(version, place)),
                ("Reply", replies[place].ActivityId),
                ("Body", replies[place].Body.Value),
                ("Now", now),
                ("Process", process));
        }
    }

    /// <summary>Removes, of each of these conversations, the replies up to and including that one: they have been sent.</summary>
    public static void Sent(Connection connection, IEnumerable<KeyValuePair<string, long>> upTo) =>
        connection.Change(
            "delete from outbox where conversation_id = @ConversationId and sequence <= @UpTo and given_up_at is null",
            upTo.Select(sent => new { ConversationId = sent.Key, UpTo = sent.Value }));

    /// <summary>
    /// Conversations whose first unsent reply is this process's and is due, longest waiting first. One that is to wait longer than anything waits was
    /// postponed before the clock was put back: it is due.
    /// </summary>
    public static IReadOnlyList<string> Due(Connection connection, int process, DateTimeOffset now, int atMost) =>
        connection.Query<string>(
            """
            select outbox.conversation_id
            from outbox
            where outbox.given_up_at is null and outbox.process = @process
              and (outbox.next_attempt_at <= @now or outbox.next_attempt_at > @AfterAnyWait)
              and not exists (
                select 1
                from outbox as earlier
                where earlier.conversation_id = outbox.conversation_id and earlier.sequence < outbox.sequence and earlier.given_up_at is null)
            order by outbox.next_attempt_at
            limit @atMost
            """,
            new { process, now, AfterAnyWait = now.AddMinutes(15), atMost });

    /// <summary>All unsent replies of one conversation in order, whoever sends them.</summary>
    public static IReadOnlyList<WaitingReply> Waiting(Connection connection, string conversationId) =>
        connection.Query<WaitingReply>(
            """
            select sequence, activity_id, body, created_at, attempts, process
            from outbox
            where conversation_id = @ConversationId and given_up_at is null
            order by sequence
            """,
            new { ConversationId = conversationId });

    /// <summary>The reply could not be sent; it, and with it all after it, waits.</summary>
    public static void TryLater(Connection connection, string conversationId, long sequence, DateTimeOffset nextAttempt) =>
        connection.Execute(
            """
            update outbox
            set attempts = attempts + 1, next_attempt_at = @NextAttempt
            where conversation_id = @ConversationId and sequence = @Sequence
            """,
            new { ConversationId = conversationId, Sequence = sequence, NextAttempt = nextAttempt });

    /// <summary>The reply will not be sent any more; what it said is not kept.</summary>
    public static void GiveUp(Connection connection, string conversationId, long sequence, DateTimeOffset now) =>
        connection.Execute(
            "update outbox set given_up_at = @Now, body = '' where conversation_id = @ConversationId and sequence = @Sequence",
            new { ConversationId = conversationId, Sequence = sequence, Now = now });
}

/// <param name="Body">The whole activity as JSON.</param>
public sealed record OutgoingReply(string ActivityId, SealedText Body);

/// <summary>A reply that has not been sent yet.</summary>
public sealed record WaitingReply
{
    public required long Sequence { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>Sealed.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Who sends it.</summary>
    public required int Process { get; init; }
}
