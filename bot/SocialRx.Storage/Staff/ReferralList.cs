using System.Data.Common;
using Dapper;

namespace SocialRx.Storage.Staff;

/// <summary>Requests for a link worker, with what the person agreed to share and nothing else.</summary>
public static class ReferralList
{
    /// <summary>Longest waiting first, what is done last; no names and no contact details.</summary>
    public static IReadOnlyList<ReferralLine> List(DbConnection connection, string programmeId, int limit) =>
        connection.Query<ReferralLine>(
            """
            select id, state, wants_company, requested_at
            from referral
            where programme_id = @programmeId
              and state <> 'withdrawn'
            order by case state when 'requested' then 0 when 'waiting-for-person' then 1 when 'accepted' then 2 else 3 end, requested_at
            limit @limit
            """,
            new { programmeId, limit }).AsList();

    /// <summary>Null when this programme has no such request, or it was taken back.</summary>
    public static SharedReferral? Find(DbConnection connection, string programmeId, string id) =>
        connection.QuerySingleOrDefault<SharedReferral>(
            """
            select id, state, shared_name, shared_contact, shared_age_band, shared_outcode, shared_matters, shared_goal, safe_contact,
              wants_company, requested_at
            from referral
            where programme_id = @programmeId
              and id = @id
              and state <> 'withdrawn'
            """,
            new { programmeId, id });

    /// <summary>False when it is not in a state from which that may happen.</summary>
    public static bool Accept(DbConnection connection, string programmeId, string id) =>
        Move(connection, programmeId, id, "requested", "waiting-for-person", "accepted");

    /// <inheritdoc cref="Accept"/>
    public static bool Close(DbConnection connection, string programmeId, string id) =>
        Move(connection, programmeId, id, "accepted", "accepted", "closed");

    private static bool Move(DbConnection connection, string programmeId, string id, string from, string orFrom, string to) =>
        connection.Execute(
            """
            update referral
            set state = @to
            where programme_id = @programmeId
              and id = @id
              and state in (@from, @orFrom)
            """,
            new { programmeId, id, from, orFrom, to }) == 1;
}

public record ReferralLine
{
    public required string Id { get; init; }
    public required string State { get; init; }
    public required bool WantsCompany { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
}

public sealed record SharedReferral : ReferralLine
{
    public string? SharedName { get; init; }
    public string? SharedContact { get; init; }
    public string? SharedAgeBand { get; init; }
    public string? SharedOutcode { get; init; }
    public string? SharedMatters { get; init; }
    public string? SharedGoal { get; init; }
    public string? SafeContact { get; init; }
}
