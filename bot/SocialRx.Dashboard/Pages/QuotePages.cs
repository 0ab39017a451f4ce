using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Staff;

namespace SocialRx.Dashboard.Pages;

/// <summary>A person releases every quote, or withholds it with a reason from the list.</summary>
internal static class QuotePages
{
    private const int AtATime = 20;

    public static IReadOnlyList<string> Reasons { get; } =
        ["Somebody could be recognised", "Names somebody else", "Could hurt the writer", "Could hurt others", "Cannot be understood"];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/quotes", ListAsync);
        pages.MapPost("/quotes/{id}/release", ReleaseAsync);
        pages.MapPost("/quotes/{id}/withhold", WithholdAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ConsultationBook consultations, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<QuotesToReview>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["InRooms"] = await desk.ReadAsync(connection => WorkshopWords.Waiting(connection, desk.ProgrammeId, AtATime), stop),
            ["Waiting"] = await desk.ReadAsync(connection => QuoteReview.Waiting(connection, desk.ProgrammeId, AtATime), stop),
            ["Consultations"] = consultations.Current,
        });

    // The empty form makes the antiforgery token compulsory.
    private static Task<IResult> ReleaseAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DecideAsync(id, null, desk, user, stop);

    private static Task<IResult> WithholdAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        reason is not null && Reasons.Contains(reason)
            ? DecideAsync(id, reason, desk, user, stop)
            : Task.FromResult<IResult>(TypedResults.BadRequest());

    private static async Task<IResult> DecideAsync(string id, string? withheldReason, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var decided = await desk.ChangeAsync(
            user,
            withheldReason is null ? "release" : "withhold",
            $"quote/{id}",
            withheldReason,
            connection =>
                QuoteReview.Decide(connection, desk.ProgrammeId, id, desk.Viewer(user).Actor, withheldReason, desk.Now)
                || WorkshopWords.Decide(connection, desk.ProgrammeId, id, desk.Viewer(user).Actor, withheldReason, desk.Now),
            stop);
        return decided ? TypedResults.LocalRedirect($"~{DashboardPages.Path}/quotes") : TypedResults.NotFound();
    }
}
