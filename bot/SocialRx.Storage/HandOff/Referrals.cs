using SocialRx.Domain.HandOff;
using SocialRx.Storage.Staff;

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
        Withdraw(connection, who, "programme_id = @ProgrammeId and person_id = @PersonId and state in ('waiting-for-person', 'requested')");

    /// <summary>
    /// The person no longer agrees: what was shared is gone at once, also from somebody who has accepted it, and who sees that it was taken back.
    /// </summary>
    public static void TakeBack(Connection connection, TurnIdentity who, DateTimeOffset now)
    {
        connection.Change(
            $"update referral set taken_back_at = @now where {Open}",
            new { who.ProgrammeId, PersonId = who.PersonId.Value, now });
        Withdraw(connection, who, Open);
    }

    /// <summary>In an open request.</summary>
    public static void ChangeContact(Connection connection, TurnIdentity who, string contact) =>
        connection.Change(
            $"update referral set shared_contact = @Contact where {Open}",
            new { who.ProgrammeId, PersonId = who.PersonId.Value, Contact = connection.Sealing.Seal(contact).Value });

    /// <summary>That an open request is about to be deleted, for whoever was working on it.</summary>
    public static void NoteDeleted(Connection connection, TurnIdentity who, string auditId, DateTimeOffset now)
    {
        foreach (var (id, at) in connection.Query<string>($"select id from referral where {Open} order by id", new { who.ProgrammeId, PersonId = who.PersonId.Value }).Select((id, at) => (id, at)))
            Audit.Record(connection, who.ProgrammeId, $"{auditId}-{at}", "young person", "young person", "deleted", $"referral/{id}", null, now);
    }

    private const string Open = "programme_id = @ProgrammeId and person_id = @PersonId and state in ('waiting-for-person', 'requested', 'accepted')";

    private static void Withdraw(Connection connection, TurnIdentity who, string which) =>
        connection.Change(
            $"""
            update referral
            set state = 'withdrawn', shared_name = null, shared_contact = null, shared_age_band = null, shared_outcode = null,
              shared_matters = null, shared_goal = null, shared_listing_id = null, safe_contact = null, overdue_since = null, alarmed_at = null
            where {which}
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value });
}
