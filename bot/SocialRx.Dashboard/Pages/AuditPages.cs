using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Pages;

internal static class AuditPages
{
    private const int MostShown = 500;

    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/audit", ListAsync);

    private static async Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<AuditLog>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Rows"] = await desk.ReadAsync(connection => Audit.Latest(connection, desk.ProgrammeId, MostShown), stop),
        });
}
