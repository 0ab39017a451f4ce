using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;
using Kept = SocialRx.Storage.Safeguarding.Concerns;

namespace SocialRx.Dashboard.Pages;

/// <summary>Concerns, for the safeguarding lead only; what was written is read only with a reason, and every such reading is recorded.</summary>
internal static class ConcernPages
{
    private const int MostShown = 200;
    private const int LongestNote = 2000;

    public static IReadOnlyList<string> CloseReasons { get; } =
        ["Passed to another service", "Spoke with the young person", "No risk found on review", "Already known and being helped"];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/concerns", ListAsync);
        pages.MapGet("/concerns/{id}", OneAsync);
        pages.MapPost("/concerns/{id}/acknowledge", AcknowledgeAsync);
        pages.MapPost("/concerns/{id}/note", NoteAsync);
        pages.MapPost("/concerns/{id}/close", CloseAsync);
        pages.MapPost("/concerns/{id}/evidence", EvidenceAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<Concerns>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Rows"] = await desk.ReadAsync(connection => Kept.List(connection, desk.ProgrammeId, withClosed: true, MostShown), stop),
            ["Now"] = desk.Now,
        });

    private static Task<IResult> OneAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        ShowAsync(id, [], desk, user, stop);

    private static Task<IResult> AcknowledgeAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        ChangeAsync(id, desk, connection => Kept.Acknowledge(connection, desk.ProgrammeId, id, desk.By(user)), stop);

    private static async Task<IResult> NoteAsync(string id, [FromForm] string? words, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(words) || words.Length > LongestNote
            ? TypedResults.BadRequest()
            : await ChangeAsync(id, desk, connection => Kept.AddNote(connection, desk.ProgrammeId, id, desk.NewId(), words.Trim(), desk.By(user)), stop);

    private static async Task<IResult> CloseAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        reason is null || !CloseReasons.Contains(reason)
            ? TypedResults.BadRequest()
            : await ChangeAsync(id, desk, connection => Kept.Close(connection, desk.ProgrammeId, id, reason, desk.By(user)), stop);

    private static async Task<IResult> EvidenceAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestNote)
            return TypedResults.BadRequest();
        var evidence = await desk.WriteAsync(connection => Kept.ReadEvidence(connection, desk.ProgrammeId, id, desk.By(user), reason.Trim()), stop);
        return await ShowAsync(id, evidence, desk, user, stop);
    }

    private static async Task<IResult> ChangeAsync(string id, Desk desk, Func<Connection, bool> change, CancellationToken stop) =>
        await desk.WriteAsync(change, stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}/concerns/{Uri.EscapeDataString(id)}")
            : TypedResults.NotFound();

    private static async Task<IResult> ShowAsync(string id, IReadOnlyList<EvidenceRow> evidence, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var concern = await desk.ReadAsync(connection => Kept.Find(connection, desk.ProgrammeId, id), stop);
        return concern is null
            ? TypedResults.NotFound()
            : DashboardPages.Show<OneConcern>(new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Concern"] = concern,
                ["Notes"] = await desk.ReadAsync(connection => Kept.Notes(connection, desk.ProgrammeId, id), stop),
                ["Evidence"] = evidence,
                ["Now"] = desk.Now,
            });
    }
}
