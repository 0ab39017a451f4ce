using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Pages;

/// <summary>How the directory's sources were read. The directory is everybody's: nothing here belongs to a person or to one organisation.</summary>
internal static class CuratorPages
{
    private const int MostShown = 100;
    private const int MostNotes = 500;

    public static void Map(RouteGroupBuilder pages)
    {
        SourcePages.Map(pages);
        SheetPages.Map(pages);
        TermPages.Map(pages);
        ListingPages.Map(pages);
        pages.MapGet("/imports", ListAsync);
        pages.MapGet("/imports/{id}", OneAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<Imports>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Runs"] = await desk.ReadAsync(connection => ImportReports.Latest(connection, MostShown), stop),
        });

    private static async Task<IResult> OneAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => ImportReports.Find(connection, id), stop) is { } run
            ? DashboardPages.Show<OneImport>(new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Run"] = run,
                ["Notes"] = await desk.ReadAsync(connection => ImportReports.Notes(connection, id, MostNotes), stop),
            })
            : TypedResults.NotFound();
}
