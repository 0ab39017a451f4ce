using SocialRx.Storage.Insights;

namespace SocialRx.Storage.Staff;

/// <summary>Requests to one organisation's link workers, with what the person agreed to share and nothing else. Another organisation's are not there.</summary>
public static class ReferralList
{
    /// <summary>Longest waiting first, what is done last; no names and no contact details.</summary>
    public static IReadOnlyList<ReferralLine> List(Connection connection, string programmeId, string organisationId, int limit) =>
        connection.Query<ReferralLine>(
            $"""
            select id, state, wants_company, requested_at, overdue_since
            from (
              {InState("requested", 0)}
              union all
              {InState("waiting-for-person", 1)}
              union all
              {InState("accepted", 2)}
              union all
              {InState("withdrawn", 3, "and taken_back_at is not null")}
              union all
              {InState("declined", 4)}
              union all
              {InState("closed", 4)}) as lines
            order by place, requested_at, id
            limit @limit
            """,
            new { programmeId, organisationId, limit });

    /// <summary>As many as the list may need of one state, longest waiting first.</summary>
    private static string InState(string state, int place, string and = "") =>
        $"""
        select *
        from (
          select id, state, wants_company, requested_at, overdue_since, {place} as place
          from referral
          where programme_id = @programmeId and organisation_id = @organisationId and state = '{state}' {and}
          order by requested_at, id
          limit @limit) as line
        """;

    /// <summary>Null when this organisation has no such request, or it was changed before anybody had it. Of one that was taken back only that is known.</summary>
    public static SharedReferral? Find(Connection connection, string programmeId, string organisationId, string id)
    {
        var shared = connection.QuerySingleOrDefault<SharedReferral>(
            """
            select referral.id, referral.state, referral.shared_name, referral.shared_contact, referral.shared_age_band, referral.shared_outcode,
              referral.shared_matters, referral.shared_goal, coalesce(listing.name, referral.shared_listing_id) as shared_listing,
              referral.safe_contact, referral.wants_company, referral.requested_at, referral.overdue_since
            from referral
            left join listing on listing.listing_id = referral.shared_listing_id
            where referral.programme_id = @programmeId
              and referral.organisation_id = @organisationId
              and referral.id = @id
              and (referral.state <> 'withdrawn' or referral.taken_back_at is not null)
            """,
            new { programmeId, organisationId, id });
        return shared is null ? null : Opened(connection.Sealing, shared);
    }

    private static SharedReferral Opened(Sealing sealing, SharedReferral shared) => shared with
    {
        SharedName = sealing.OpenIfAny(shared.SharedName),
        SharedContact = sealing.OpenIfAny(shared.SharedContact),
        SharedMatters = sealing.OpenIfAny(shared.SharedMatters),
        SharedGoal = sealing.OpenIfAny(shared.SharedGoal),
        SafeContact = sealing.OpenIfAny(shared.SafeContact),
    };

    /// <summary>False when it is not in a state from which that may happen.</summary>
    public static bool Accept(Connection connection, string programmeId, string organisationId, string id) =>
        Move(connection, programmeId, organisationId, id, "requested", "waiting-for-person", "accepted");

    /// <inheritdoc cref="Accept"/>
    public static bool Close(Connection connection, string programmeId, string organisationId, string id) =>
        Move(connection, programmeId, organisationId, id, "accepted", "accepted", "closed");

    private static bool Move(Connection connection, string programmeId, string organisationId, string id, string from, string orFrom, string to) =>
        connection.ExecuteScalar<string>(
            """
            select person_id
            from referral
            where programme_id = @programmeId and organisation_id = @organisationId and id = @id
            """,
            new { programmeId, organisationId, id }) is { } personId
        && Counters.Keeping(connection, programmeId, personId, open => open.Execute(
            """
            update referral
            set state = @to, overdue_since = null, alarmed_at = null
            where programme_id = @programmeId
              and id = @id
              and state in (@from, @orFrom)
            """,
            new { programmeId, id, from, orFrom, to }) == 1);
}

public record ReferralLine
{
    public required string Id { get; init; }
    public required string State { get; init; }
    public required bool WantsCompany { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Null when it is not, or somebody has accepted it.</summary>
    public DateTimeOffset? OverdueSince { get; init; }
}

public sealed record SharedReferral : ReferralLine
{
    public string? SharedName { get; init; }
    public string? SharedContact { get; init; }
    public string? SharedAgeBand { get; init; }
    public string? SharedOutcode { get; init; }
    public string? SharedMatters { get; init; }
    public string? SharedGoal { get; init; }

    /// <summary>Name of what they would like to go to; its id when it is no longer in the directory.</summary>
    public string? SharedListing { get; init; }
    public string? SafeContact { get; init; }
}
