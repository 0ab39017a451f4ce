using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Storage.People;

namespace SocialRx.Dashboard.Pages;

/// <summary>What young people are not content with. Reading the page is recorded; each complaint is closed with what was done.</summary>
internal static class ComplaintPages
{
    private const int MostShown = 100;
    private const int LongestAnswer = 2000;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/complaints", ListAsync);
        pages.MapPost("/complaints/{id}/answer", AnswerAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<Complaints>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Lines"] = await desk.OpenAsync(user, "read", "complaints", null, connection => Storage.People.Complaints.List(connection, desk.ProgrammeId, MostShown), stop),
            ["Now"] = desk.Now,
        });

    private static async Task<IResult> AnswerAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestAnswer)
            return TypedResults.BadRequest();
        return await desk.WriteAsync(connection => Storage.People.Complaints.Answer(connection, desk.ProgrammeId, id, reason.Trim(), desk.By(user)), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}/complaints")
            : TypedResults.NotFound();
    }
}
