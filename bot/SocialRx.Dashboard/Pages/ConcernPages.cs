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
    private const int LongestName = 100;
    private const string Me = "me";

    public static IReadOnlyList<string> CloseReasons { get; } =
        ["Passed to another service", "Spoke with the young person", "No risk found on review", "Already known and being helped"];

    public static IReadOnlyList<string> Outcomes { get; } =
    [
        "Safe now, no more needed from us", "Help arranged with another service", "Children's social care or the police told", "Emergency services called",
        "Parent, carer or school told", "Could not be reached", "Another outcome, see the notes",
    ];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/concerns", ListAsync);
        pages.MapGet("/concerns/{id}", OneAsync);
        pages.MapPost("/concerns/{id}/acknowledge", AcknowledgeAsync);
        pages.MapPost("/concerns/{id}/assign", AssignAsync);
        pages.MapPost("/concerns/{id}/note", NoteAsync);
        pages.MapPost("/concerns/{id}/close", CloseAsync);
        pages.MapPost("/concerns/{id}/evidence", EvidenceAsync);
        pages.MapPost("/concerns/{id}/who", WhoAsync);
    }

    private static async Task<IResult> ListAsync(string? show, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var all = show == "all";
        var rows = await desk.ReadAsync(connection => Kept.List(connection, desk.ProgrammeId, all, MostShown), stop);
        await desk.WriteAsync(connection => Kept.NoteListed(connection, desk.ProgrammeId, all, desk.By(user)), stop);
        return DashboardPages.Show<Concerns>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Rows"] = rows,
            ["Told"] = await desk.ReadAsync(connection => ConcernDeliveries.Tally(connection, desk.ProgrammeId, rows.Select(row => row.Id)), stop),
            ["Failing"] = await desk.ReadAsync(connection => ConcernDeliveries.Failing(connection, desk.ProgrammeId, MostShown), stop),
            ["All"] = all,
            ["IsCut"] = rows.Count == MostShown,
            ["Now"] = desk.Now,
        });
    }

    private static async Task<IResult> OneAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => Kept.Find(connection, desk.ProgrammeId, id), stop) is not { } concern)
            return TypedResults.NotFound();
        await desk.WriteAsync(connection => Kept.NoteOpened(connection, desk.ProgrammeId, id, desk.By(user)), stop);
        return await ShowAsync(concern, [], null, desk, user, stop);
    }

    private static Task<IResult> AcknowledgeAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        ChangeAsync(id, desk, connection => Kept.Acknowledge(connection, desk.ProgrammeId, id, desk.By(user)), stop);

    private static async Task<IResult> AssignAsync(string id, [FromForm] string? to, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var name = to?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
            return TypedResults.BadRequest();
        var by = desk.By(user);
        return await ChangeAsync(id, desk, connection => Kept.Assign(connection, desk.ProgrammeId, id, name.Equals(Me, StringComparison.OrdinalIgnoreCase) ? by.Actor : name, by), stop);
    }

    private static async Task<IResult> NoteAsync(string id, [FromForm] string? words, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(words) || words.Length > LongestNote
            ? TypedResults.BadRequest()
            : await ChangeAsync(id, desk, connection => Kept.AddNote(connection, desk.ProgrammeId, id, desk.NewId(), words.Trim(), desk.By(user)), stop);

    private static async Task<IResult> CloseAsync(string id, [FromForm] string? reason, [FromForm] string? outcome, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        reason is null || !CloseReasons.Contains(reason) || outcome is null || !Outcomes.Contains(outcome)
            ? TypedResults.BadRequest()
            : await ChangeAsync(id, desk, connection => Kept.Close(connection, desk.ProgrammeId, id, reason, outcome, desk.By(user)), stop);

    private static async Task<IResult> EvidenceAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestNote)
            return TypedResults.BadRequest();
        var evidence = await desk.WriteAsync(connection => Kept.ReadEvidence(connection, desk.ProgrammeId, id, desk.By(user), reason.Trim()), stop);
        return await ShowAsync(id, evidence, null, desk, user, stop);
    }

    private static async Task<IResult> WhoAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestNote)
            return TypedResults.BadRequest();
        var identity = await desk.WriteAsync(connection => ConcernIdentity.Reveal(connection, desk.ProgrammeId, id, desk.By(user), reason.Trim()), stop);
        return await ShowAsync(id, [], identity, desk, user, stop);
    }

    private static async Task<IResult> ChangeAsync(string id, Desk desk, Func<Connection, bool> change, CancellationToken stop) =>
        await desk.WriteAsync(change, stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}/concerns/{Uri.EscapeDataString(id)}")
            : TypedResults.NotFound();

    private static async Task<IResult> ShowAsync(string id, IReadOnlyList<EvidenceRow> evidence, KnownIdentity? identity, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => Kept.Find(connection, desk.ProgrammeId, id), stop) is { } concern
            ? await ShowAsync(concern, evidence, identity, desk, user, stop)
            : TypedResults.NotFound();

    private static async Task<IResult> ShowAsync(ConcernRow concern, IReadOnlyList<EvidenceRow> evidence, KnownIdentity? identity, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<OneConcern>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Concern"] = concern,
            ["Notes"] = await desk.ReadAsync(connection => Kept.Notes(connection, desk.ProgrammeId, concern.Id), stop),
            ["Deliveries"] = await desk.ReadAsync(connection => ConcernDeliveries.Of(connection, desk.ProgrammeId, concern.Id), stop),
            ["Evidence"] = evidence,
            ["Identity"] = identity,
            ["Now"] = desk.Now,
        });
}
