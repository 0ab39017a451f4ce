namespace SocialRx.Dashboard.Access;

/// <summary>A role somebody may act in, and for which organisation.</summary>
/// <param name="OrganisationId">Whose young people's requests they see; empty: the programme has one team, or the role has nothing to do with it.</param>
/// <param name="OrganisationName">As staff read it.</param>
public sealed record StaffGrant(StaffRole Role, string OrganisationId = "", string OrganisationName = "")
{
    /// <summary>As a form sends it.</summary>
    public string Id => OrganisationId.Length == 0 ? Role.Id : $"{Role.Id}@{OrganisationId}";

    public string Label => OrganisationName.Length == 0 ? Role.Label : $"{Role.Label}, {OrganisationName}";
}
