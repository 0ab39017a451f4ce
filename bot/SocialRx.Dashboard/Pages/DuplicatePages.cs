using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Dashboard.Pages;

/// <summary>What may be the same thing in two sources: a person decides, and can take it back.</summary>
internal static class DuplicatePages
{
    public const string Path = "/duplicates";

    private const int AtATime = 10;
    private const int MostDecided = 50;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapPost($"{Path}/{{id}}/same", SameAsync);
        pages.MapPost($"{Path}/{{id}}/different", DifferentAsync);
        pages.MapPost($"{Path}/{{id}}/undo", UndoAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<Duplicates>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Waiting"] = await desk.ReadAsync(connection => SameThings.Waiting(connection, AtATime), stop),
            ["InAll"] = await desk.ReadAsync(SameThings.CountWaiting, stop),
            ["Decided"] = await desk.ReadAsync(connection => SameThings.Decided(connection, MostDecided), stop),
        });

    /// <param name="lead">"first" or "second": the one that is shown from now on.</param>
    private static async Task<IResult> SameAsync(string id, [FromForm] string? lead, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        lead is "first" or "second"
            ? Back(await desk.ChangeAsync(user, "merge", $"duplicate/{id}", null, connection => SameThings.Merge(connection, id, lead == "first", desk.Viewer(user).Actor, desk.Now), stop))
            : TypedResults.BadRequest();

    // The empty form makes the antiforgery token compulsory.
    private static async Task<IResult> DifferentAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        Back(await desk.ChangeAsync(user, "keep apart", $"duplicate/{id}", null, connection => SameThings.KeepApart(connection, id, desk.Viewer(user).Actor, desk.Now), stop));

    private static async Task<IResult> UndoAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        Back(await desk.ChangeAsync(user, "undo", $"duplicate/{id}", null, connection => SameThings.TakeBack(connection, id, desk.Now), stop));

    private static IResult Back(bool done) => done ? TypedResults.LocalRedirect($"~{DashboardPages.Path}{Path}") : TypedResults.NotFound();
}
