using System.Security.Claims;

namespace SocialRx.Dashboard.Access;

/// <summary>Who is looking, in which role, at which programme.</summary>
/// <param name="Actor">As it is written down.</param>
/// <param name="DisplayName">As it is shown to them.</param>
public sealed record Viewer(string Actor, string DisplayName, StaffGrant Acting, string ProgrammeId, string ProgrammeName, string AreaName)
{
    public StaffRole Role => Acting.Role;

    internal static StaffGrant ActingAs(ClaimsPrincipal user) =>
        new(RoleOf(user), OrganisationOf(user), user.FindFirstValue(StaffClaims.OrganisationName) ?? "");

    internal static StaffRole RoleOf(ClaimsPrincipal user) =>
        StaffRole.Find(user.FindFirstValue(ClaimTypes.Role)) ?? throw new InvalidOperationException("A page was reached without a role.");

    internal static string OrganisationOf(ClaimsPrincipal user) => user.FindFirstValue(StaffClaims.Organisation) ?? "";
}
