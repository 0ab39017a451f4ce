namespace SocialRx.Storage.Staff;

/// <summary>Redacted words that wait for a person to release or withhold them.</summary>
public static class QuoteReview
{
    /// <summary>Oldest first; only what its writer still agrees to have quoted.</summary>
    public static IReadOnlyList<WaitingQuote> Waiting(Connection connection, string programmeId, int limit) =>
        [.. connection.Query<WaitingQuote>(
            """
            select id, about, redacted
            from quotable_words
            where programme_id = @programmeId
              and release_state = 'waiting'
            order by said_at, id
            limit @limit
            """,
            new { programmeId, limit }).Select(row => row with { Redacted = connection.Sealing.OpenIfAny(row.Redacted)! })];

    /// <summary>False when there is no such quote of this programme waiting.</summary>
    /// <param name="withheldReason">Null releases it.</param>
    public static bool Decide(Connection connection, string programmeId, string id, string actor, string? withheldReason, DateTimeOffset now) =>
        connection.Execute(
            """
            update own_words
            set release_state = @State, released_by = @actor, released_at = @now, withheld_reason = @withheldReason
            where programme_id = @programmeId
              and id = @id
              and release_state = 'waiting'
            """,
            new { State = withheldReason is null ? "released" : "withheld", programmeId, id, actor, withheldReason = connection.Sealing.SealIfAny(withheldReason)?.Value, now }) == 1;
}

public sealed record WaitingQuote
{
    public required string Id { get; init; }
    public required string About { get; init; }
    public required string Redacted { get; init; }
}
