using SocialRx.Domain.People;

namespace SocialRx.Domain.HandOff;

/// <summary>Where a referral stands. Stored by id.</summary>
public static class ReferralState
{
    /// <summary>Somebody looks at it before a link worker does: the person is young and no parent is involved.</summary>
    public const string WaitingForPerson = "waiting-for-person";

    public const string Requested = "requested";
    public const string Accepted = "accepted";
    public const string Declined = "declined";
    public const string Closed = "closed";
    public const string Withdrawn = "withdrawn";

    /// <summary>Somebody still has to do something about it.</summary>
    public static bool IsOpen(string state) => state is not (Declined or Closed or Withdrawn);

    /// <summary>A referral waits for a person when the age is under the programme's limit, may be under it, or was not told.</summary>
    public static string AtFirst(AgeBand? age, ProgrammeOptions programme) =>
        age is null || age.From < programme.ReferralAloneAge ? WaitingForPerson : Requested;
}

/// <summary>What a young person asks a link worker for; every shared item is null unless that very item was agreed to.</summary>
public sealed record ReferralRequest
{
    public required string Id { get; init; }
    public required string State { get; init; }

    /// <summary>Whose link workers it is for; empty: the programme has one team.</summary>
    public string OrganisationId { get; init; } = "";
    public string? SharedName { get; init; }
    public string? SharedContact { get; init; }
    public string? SharedAgeBand { get; init; }
    public string? SharedOutcode { get; init; }
    public string? SharedMatters { get; init; }
    public string? SharedGoal { get; init; }
    public string? SharedListingId { get; init; }

    /// <summary>How and when it is safe to be in touch, in the person's words.</summary>
    public string? SafeContact { get; init; }
    public bool WantsCompany { get; init; }
}
