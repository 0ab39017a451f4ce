using SocialRx.Storage.Turn;

namespace SocialRx.Storage.Safeguarding;

/// <summary>Who the person behind a concern is, as far as the service knows: usually it does not.</summary>
public static class ConcernIdentity
{
    /// <summary>All that is kept, with the row in the audit log that says who asked and why; null when there is no such concern. Runs as a write.</summary>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    public static KnownIdentity? Reveal(Connection connection, string programmeId, string concernId, StaffAction by, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (Concerns.Find(connection, programmeId, concernId) is not { } concern)
            return null;
        Concerns.Record(connection, programmeId, concernId, by, "concern identity revealed", reason);
        return new KnownIdentity(concern.ConversationId.Split('/')[0], Shared(connection, programmeId, concern.PersonId), Account(connection, programmeId, concern.PersonId));
    }

    /// <summary>What they last agreed to share with a link worker.</summary>
    private static SharedIdentity? Shared(Connection connection, string programmeId, string personId)
    {
        var shared = connection.QueryFirstOrDefault<SharedIdentity>(
            """
            select shared_name as name, shared_contact as contact, safe_contact, requested_at
            from referral
            where programme_id = @programmeId
              and person_id = @personId
              and (shared_name is not null or shared_contact is not null)
            order by requested_at desc, id desc
            limit 1
            """,
            new { programmeId, personId });
        return shared is null
            ? null
            : shared with
            {
                Name = connection.Sealing.OpenIfAny(shared.Name),
                Contact = connection.Sealing.OpenIfAny(shared.Contact),
                SafeContact = connection.Sealing.OpenIfAny(shared.SafeContact),
            };
    }

    private static KnownAccount? Account(Connection connection, string programmeId, string personId)
    {
        var reference = connection.QueryFirstOrDefault<string>(
            """
            select reference
            from conversation_reference
            where programme_id = @programmeId
              and person_id = @personId
            order by updated_at desc
            limit 1
            """,
            new { programmeId, personId });
        return reference is null || ReachableAt.Read(connection.Sealing.OpenIfAny(reference)!) is not { } at ? null : new KnownAccount(at.Channel, at.UserId, at.TenantId, at.ConversationId);
    }
}

/// <param name="Channel">How they wrote: "directline" is the web chat.</param>
/// <param name="Shared">Null when they never shared a name or a contact with a link worker, or took it back.</param>
/// <param name="Account">Null where nobody can be written to: always in the web chat.</param>
public sealed record KnownIdentity(string Channel, SharedIdentity? Shared, KnownAccount? Account);

public sealed record SharedIdentity
{
    public string? Name { get; init; }
    public string? Contact { get; init; }
    public string? SafeContact { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
}

public sealed record KnownAccount(string Channel, string UserId, string? TenantId, string ConversationId);
