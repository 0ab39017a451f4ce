using SocialRx.Domain.HandOff;

namespace SocialRx.Storage.HandOff;

/// <summary>Requests to a link worker. A person has at most one that is still open: asking again changes it.</summary>
public static class Referrals
{
    public static void Request(Connection connection, TurnIdentity who, ReferralRequest request, DateTimeOffset now)
    {
        Withdraw(connection, who);
        connection.Change(
            """
            insert into referral (
              programme_id, id, person_id, state, shared_name, shared_contact, shared_age_band, shared_outcode,
              shared_matters, shared_goal, shared_listing_id, safe_contact, wants_company, requested_at, organisation_id)
            values (
              @ProgrammeId, @Id, @PersonId, @State, @SharedName, @SharedContact, @SharedAgeBand, @SharedOutcode,
              @SharedMatters, @SharedGoal, @SharedListingId, @SafeContact, @WantsCompany, @now, @OrganisationId)
            """,
            new
            {
                who.ProgrammeId,
                request.Id,
                PersonId = who.PersonId.Value,
                request.State,
                SharedName = connection.Sealing.SealIfAny(request.SharedName)?.Value,
                SharedContact = connection.Sealing.SealIfAny(request.SharedContact)?.Value,
                request.SharedAgeBand,
                request.SharedOutcode,
                SharedMatters = connection.Sealing.SealIfAny(request.SharedMatters)?.Value,
                SharedGoal = connection.Sealing.SealIfAny(request.SharedGoal)?.Value,
                request.SharedListingId,
                SafeContact = connection.Sealing.SealIfAny(request.SafeContact)?.Value,
                WantsCompany = request.WantsCompany ? 1 : 0,
                now,
                request.OrganisationId,
            });
    }

    /// <summary>Takes back what nobody has accepted yet, and forgets everything that was to be shared.</summary>
    public static void Withdraw(Connection connection, TurnIdentity who) =>
        connection.Change(
            """
            update referral
            set state = 'withdrawn', shared_name = null, shared_contact = null, shared_age_band = null, shared_outcode = null,
              shared_matters = null, shared_goal = null, shared_listing_id = null, safe_contact = null
            where programme_id = @ProgrammeId and person_id = @PersonId and state in ('waiting-for-person', 'requested')
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value });
}
