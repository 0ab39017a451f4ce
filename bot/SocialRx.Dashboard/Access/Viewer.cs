using System.Security.Claims;

namespace SocialRx.Dashboard.Access;

/// <summary>Who is looking, at which programme.</summary>
public sealed record Viewer(string Actor, StaffRole Role, string ProgrammeId, string ProgrammeName, string AreaName)
{
    internal static StaffRole RoleOf(ClaimsPrincipal user) =>
        StaffRole.Find(user.FindFirstValue(ClaimTypes.Role)) ?? throw new InvalidOperationException("A page was reached without a role.");
}
