using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Storage;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Pages;

/// <summary>Requests to the link workers of one organisation; opening one shows what was agreed to be shared and is recorded.</summary>
internal static class ReferralPages
{
    private const int MostShown = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/referrals", ListAsync);
        pages.MapGet("/referrals/{id}", OneAsync);
        pages.MapPost("/referrals/{id}/accept", AcceptAsync);
        pages.MapPost("/referrals/{id}/close", CloseAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<Referrals>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Lines"] = await desk.ReadAsync(connection => ReferralList.List(connection, desk.ProgrammeId, Desk.OrganisationOf(user), MostShown), stop),
            ["Now"] = desk.Now,
        });

    private static async Task<IResult> OneAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.OpenAsync(user, "read", $"referral/{id}", null, connection => ReferralList.Find(connection, desk.ProgrammeId, Desk.OrganisationOf(user), id), stop) is { } referral
            ? DashboardPages.Show<OneReferral>(new() { ["Viewer"] = desk.Viewer(user), ["Referral"] = referral, ["Now"] = desk.Now })
            : TypedResults.NotFound();

    private static Task<IResult> AcceptAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        MoveAsync(id, "accept", desk, user, connection => ReferralList.Accept(connection, desk.ProgrammeId, Desk.OrganisationOf(user), id), stop);

    private static Task<IResult> CloseAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        MoveAsync(id, "close", desk, user, connection => ReferralList.Close(connection, desk.ProgrammeId, Desk.OrganisationOf(user), id), stop);

    private static async Task<IResult> MoveAsync(string id, string action, Desk desk, ClaimsPrincipal user, Func<Connection, bool> change, CancellationToken stop) =>
        await desk.ChangeAsync(user, action, $"referral/{id}", null, change, stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}/referrals/{Uri.EscapeDataString(id)}")
            : TypedResults.NotFound();
}
