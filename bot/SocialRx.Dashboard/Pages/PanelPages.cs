using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.Insights;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;

namespace SocialRx.Dashboard.Pages;

/// <summary>What a facilitator does for a youth panel: makes it, invites, puts things to it, and sees that everybody gets a turn. Never who voted how.</summary>
internal static class PanelPages
{
    private const string Path = "/panels";
    private const int LongestName = 60;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapPost(Path, MakeAsync);
        pages.MapGet($"{Path}/{{id}}", OneAsync);
        pages.MapPost($"{Path}/{{id}}/invite", InviteAsync);
        pages.MapPost($"{Path}/{{id}}/priorities", PutPrioritiesAsync);
        pages.MapPost($"{Path}/{{id}}/close", CloseAsync);
        pages.MapPost($"{Path}/{{id}}/notes/{{note}}/release", ReleaseAsync);
        pages.MapPost($"{Path}/{{id}}/notes/{{note}}/withhold", WithholdAsync);
        pages.MapPost($"{Path}/{{id}}/reasons/{{reasonId}}/release", ReleaseReasonAsync);
        pages.MapPost($"{Path}/{{id}}/reasons/{{reasonId}}/withhold", WithholdReasonAsync);
        pages.MapPost($"{Path}/{{id}}/suggestions/{{suggestion}}/release", ReleaseSuggestionAsync);
        pages.MapPost($"{Path}/{{id}}/suggestions/{{suggestion}}/withhold", WithholdSuggestionAsync);
        pages.MapPost($"{Path}/{{id}}/checking", CheckingAsync);
        pages.MapPost($"{FindingPages.Path}/{{id}}/panel", PutFindingAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        List([], await desk.ReadAsync(connection => Panels.All(connection, desk.ProgrammeId), stop), desk, user);

    private static async Task<IResult> MakeAsync([FromForm] string? name, [FromForm] string? quorum, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        IReadOnlyList<string> problems =
        [
            .. string.IsNullOrWhiteSpace(name) || name.Length > LongestName ? ["Give the panel a name its members will know."] : Array.Empty<string>(),
            .. Number(quorum) is >= PanelRules.LeastQuorum and <= PanelRules.MostQuorum ? Array.Empty<string>() : [$"Say how many have to vote, from {PanelRules.LeastQuorum} to {PanelRules.MostQuorum}."],
        ];
        if (problems.Count > 0)
            return List(problems, await desk.ReadAsync(connection => Panels.All(connection, desk.ProgrammeId), stop), desk, user);
        var id = desk.NewId();
        await desk.ChangeAsync(user, "panel made", $"panel/{id}", null, connection =>
        {
            Panels.Make(connection, desk.ProgrammeId, id, name!.Trim(), Number(quorum)!.Value, desk.By(user));
            return true;
        }, stop);
        return TypedResults.LocalRedirect(Address(id));
    }

    private static Task<IResult> OneAsync(string id, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop) => ShowAsync(id, [], null, desk, book, user, stop);

    /// <summary>The code is shown this once: nobody can look it up again.</summary>
    private static async Task<IResult> InviteAsync(string id, [FromForm] string? role, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        var code = Receipt.From($"{desk.NewId()}{desk.NewId()}");
        var asWhat = role switch
        {
            "chair" => PanelRole.Chair,
            "reviewer" => PanelRole.Reviewer,
            _ => PanelRole.Member,
        };
        var invited = await desk.ChangeAsync(user, "panel invitation", $"panel/{id}", null, connection =>
        {
            if (Panels.Find(connection, desk.ProgrammeId, id) is not { ClosedAt: null })
                return false;
            Panels.Invite(connection, desk.ProgrammeId, id, code, asWhat, desk.Now);
            return true;
        }, stop);
        return invited ? await ShowAsync(id, [], code.ToString(), desk, book, user, stop) : TypedResults.NotFound();
    }

    private static async Task<IResult> PutPrioritiesAsync(string id, [FromForm] PutForm? sent, Desk desk, Publication publication, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        var form = sent ?? new PutForm();
        var problems = Problems(form, desk);
        if (problems.Count > 0)
            return await ShowAsync(id, problems, null, desk, book, user, stop);
        var beside = form.Beside(await publication.ForThePanelAsync(stop));
        return await desk.ChangeAsync(user, "put to panel", $"panel/{id}", null, connection => Panels.PutPriorities(connection, desk.ProgrammeId, desk.NewId(), id, FindingPages.Day(form.Closes)!.Value, desk.By(user), beside), stop)
            ? TypedResults.LocalRedirect(Address(id))
            : await ShowAsync(id, ["At least two findings have to be published, and not yet done, before a panel can say which matter most."], null, desk, book, user, stop);
    }

    private static async Task<IResult> PutFindingAsync(string id, [FromForm] PutForm? sent, Desk desk, Publication publication, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => Findings.Find(connection, desk.ProgrammeId, id), stop) is not { State: FindingState.Draft } finding)
            return TypedResults.NotFound();
        var form = sent ?? new PutForm();
        var offered = await desk.ReadAsync(connection => FindingPages.MayStandBeside(connection, desk.ProgrammeId, finding), stop);
        IReadOnlyList<string> problems =
        [
            .. FindingPages.Reading(finding.Words),
            .. Problems(form, desk),
            .. form.Sides.All(side => offered.Any(statement => statement.Id == side.Id)) ? Array.Empty<string>() : ["One of these statements is no longer shown. Choose again."],
        ];
        if (problems.Count > 0)
            return await FindingPages.ShowAsync(finding, problems, null, desk, book, user, stop);
        var beside = form.Beside(await publication.ForThePanelAsync(stop));
        return await desk.ChangeAsync(user, "put to panel", $"finding/{id}", null, connection => Panels.PutFinding(connection, desk.ProgrammeId, desk.NewId(), form.Panel ?? "", id, FindingPages.Day(form.Closes)!.Value, desk.By(user), beside), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}{FindingPages.Path}/{Uri.EscapeDataString(id)}")
            : TypedResults.NotFound();
    }

    private static async Task<IResult> CheckingAsync(string id, [FromForm] string? may, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        may is "yes" or "no"
            ? await desk.ChangeAsync(user, may == "yes" ? "panel may check statements" : "panel may not check statements", $"panel/{id}", null, connection => Panels.LetCheckStatements(connection, desk.ProgrammeId, id, may == "yes"), stop)
                ? TypedResults.LocalRedirect(Address(id))
                : TypedResults.NotFound()
            : TypedResults.BadRequest();

    private static Task<IResult> ReleaseReasonAsync(string id, string reasonId, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DecideAsync(id, $"panel-reason/{reasonId}", null, connection => PanelWeights.DecideReason(connection, desk.ProgrammeId, id, reasonId, null, desk.By(user)), desk, user, stop);

    private static Task<IResult> WithholdReasonAsync(string id, string reasonId, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        Because(reason, () => DecideAsync(id, $"panel-reason/{reasonId}", reason, connection => PanelWeights.DecideReason(connection, desk.ProgrammeId, id, reasonId, reason, desk.By(user)), desk, user, stop));

    private static Task<IResult> ReleaseSuggestionAsync(string id, string suggestion, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DecideAsync(id, $"panel-suggestion/{suggestion}", null, connection => PanelProposals.Let(connection, desk.ProgrammeId, id, suggestion, null, desk.By(user)), desk, user, stop);

    private static Task<IResult> WithholdSuggestionAsync(string id, string suggestion, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        Because(reason, () => DecideAsync(id, $"panel-suggestion/{suggestion}", reason, connection => PanelProposals.Let(connection, desk.ProgrammeId, id, suggestion, reason, desk.By(user)), desk, user, stop));

    // The empty form makes the antiforgery token compulsory.
    private static async Task<IResult> CloseAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ChangeAsync(user, "panel closed", $"panel/{id}", null, connection => Panels.Close(connection, desk.ProgrammeId, id, desk.Now), stop)
            ? TypedResults.LocalRedirect(Address(id))
            : TypedResults.NotFound();

    private static Task<IResult> ReleaseAsync(string id, string note, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DecideAsync(id, $"panel-note/{note}", null, connection => PanelVotes.DecideNote(connection, desk.ProgrammeId, id, note, null, desk.By(user)), desk, user, stop);

    private static Task<IResult> WithholdAsync(string id, string note, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        Because(reason, () => DecideAsync(id, $"panel-note/{note}", reason, connection => PanelVotes.DecideNote(connection, desk.ProgrammeId, id, note, reason, desk.By(user)), desk, user, stop));

    /// <summary>Only for a reason on the list.</summary>
    private static Task<IResult> Because(string? reason, Func<Task<IResult>> decide) =>
        reason is not null && QuotePages.Reasons.Contains(reason) ? decide() : Task.FromResult<IResult>(TypedResults.BadRequest());

    private static async Task<IResult> DecideAsync(string id, string subject, string? withheldReason, Func<Storage.Connection, bool> decide, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ChangeAsync(user, withheldReason is null ? "release" : "withhold", subject, withheldReason, decide, stop)
            ? TypedResults.LocalRedirect(Address(id))
            : TypedResults.NotFound();

    private static async Task<IResult> ShowAsync(string id, IReadOnlyList<string> problems, string? code, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => Read(connection, desk.ProgrammeId, book.Current, id), stop) is not { } sheet)
            return TypedResults.NotFound();
        return DashboardPages.Show<OnePanel>(
            new() { ["Viewer"] = desk.Viewer(user), ["Sheet"] = sheet, ["Problems"] = problems, ["Code"] = code, ["Today"] = FindingPages.Today(desk) },
            FindingPages.Status(problems));
    }

    private static PanelSheet? Read(Storage.Connection connection, string programmeId, Consultations consultations, string id)
    {
        if (Panels.Find(connection, programmeId, id) is not { } panel)
            return null;
        var items = Panels.Items(connection, programmeId, id);
        var closed = items.Where(item => item.State != PanelItemState.Open).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            panel,
            items,
            About(items, Findings.All(connection, programmeId), consultations),
            PanelVotes.Attendance(connection, programmeId, id),
            PanelVotes.Notes(connection, programmeId, "waiting", closed))
        {
            Reasons = PanelWeights.Reasons(connection, programmeId, "waiting", closed),
            Suggestions = PanelProposals.Waiting(connection, programmeId, id),
            ReviewerWords = PanelVotes.ReviewerWords(connection, programmeId, id),
        };
    }

    private static Dictionary<string, string> About(IReadOnlyList<PanelItem> items, IReadOnlyList<Finding> findings, Consultations consultations) =>
        items.ToDictionary(item => item.Id, item => item.Kind switch
        {
            PanelItemKind.SignOff => findings.FirstOrDefault(finding => item.FindingIds.Contains(finding.Id))?.Words ?? "Something that is no longer here",
            PanelItemKind.Results => $"May results be seen: {consultations.Find(item.ConsultationId)?.Title ?? "a consultation that is no longer here"}",
            _ => "Which matter most?",
        });

    internal const string NotADay = "Choose a day after today, at most two months away.";

    internal static DateOnly? Closes(string? written, Desk desk) =>
        FindingPages.Day(written) is { } day && day > FindingPages.Today(desk) && day <= FindingPages.Today(desk).AddDays(PanelRules.MostDaysOpen) ? day : null;

    private static IReadOnlyList<string> Problems(PutForm form, Desk desk) =>
        [.. Closes(form.Closes, desk) is null ? [NotADay] : Array.Empty<string>(), .. EvidenceRules.Problems(form.Sides.Count, form.Missing)];

    private static RazorComponentResult List(IReadOnlyList<string> problems, IReadOnlyList<Panel> panels, Desk desk, ClaimsPrincipal user) =>
        DashboardPages.Show<PanelList>(new() { ["Viewer"] = desk.Viewer(user), ["Lines"] = panels, ["Problems"] = problems }, FindingPages.Status(problems));

    private static int? Number(string? written) => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Address(string id) => $"~{DashboardPages.Path}{Path}/{Uri.EscapeDataString(id)}";
}

/// <summary>Everything a facilitator sees of a panel.</summary>
/// <param name="About">What each item is about, by its id.</param>
/// <param name="Notes">That wait to be released, of items that are decided.</param>
public sealed record PanelSheet(
    Panel Panel,
    IReadOnlyList<PanelItem> Items,
    IReadOnlyDictionary<string, string> About,
    IReadOnlyList<PanelAttendance> Attendance,
    IReadOnlyList<PanelNote> Notes)
{
    /// <summary>Why evidence should not count, that wait to be released, of items that are decided.</summary>
    public IReadOnlyList<WeightReason> Reasons { get; init; } = [];

    /// <summary>Questions members would ask, that wait to be let through to the others.</summary>
    public IReadOnlyList<PanelProposal> Suggestions { get; init; } = [];

    /// <summary>What reviewers would change, by item.</summary>
    public IReadOnlyDictionary<string, string> ReviewerWords { get; init; } = new Dictionary<string, string>();
}

/// <summary>How something is put to a panel, as a form sends it.</summary>
public sealed record PutForm
{
    public string? Panel { get; init; }
    public string? Closes { get; init; }

    /// <summary>Statements that stand beside it: "for/{id}", "against/{id}", or empty.</summary>
    public IReadOnlyList<string>? Side { get; init; }

    /// <summary>What nobody knows, in a sentence.</summary>
    public string? Missing { get; init; }

    internal IReadOnlyList<(string Kind, string Id)> Sides =>
        [.. (Side ?? []).Select(side => side.Split('/', 2)).Where(side => side is ["for" or "against", _]).Select(side => (side[0], side[1]))];

    /// <summary>Statements, groups that are certainly under their share, and what is not known.</summary>
    internal IReadOnlyList<NewEvidence> Beside(PublishedNumbers numbers)
    {
        var groups = new[] { TableIds.PeopleByAge, TableIds.PeopleByOutcode }.SelectMany(numbers.NotHeard).Where(group => group.Heard is not null).Select(group => group.Id).ToList();
        return
        [
            .. Sides.Select(side => new NewEvidence(side.Kind, side.Id)),
            .. groups.Count > 0 ? [new NewEvidence("not-heard", string.Join(',', groups))] : Array.Empty<NewEvidence>(),
            .. string.IsNullOrWhiteSpace(Missing) ? Array.Empty<NewEvidence>() : [new NewEvidence("missing", Missing.Trim())],
        ];
    }
}
