using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Dashboard.Parts;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.Insights;
using SocialRx.Language.Prompts;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;

namespace SocialRx.Dashboard.Pages;

/// <summary>You said, we did: a facilitator writes down what was said, another publishes it, a commissioner answers, and everybody sees what is owed.</summary>
internal static class FindingPages
{
    public const string Path = "/findings";

    private const int LongestReason = 300;
    private const int MostStatements = 200;

    public static void Read(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapGet($"{Path}/{{id}}", OneAsync);
    }

    public static void Write(RouteGroupBuilder pages)
    {
        pages.MapGet($"{Path}/new", NewAsync);
        pages.MapPost(Path, DraftAsync);
        pages.MapPost($"{Path}/{{id}}/publish", PublishAsync);
        pages.MapPost($"{Path}/{{id}}/withdraw", WithdrawAsync);
    }

    public static void Answer(RouteGroupBuilder pages) => pages.MapPost($"{Path}/{{id}}/answer", AnswerAsync);

    private static async Task<IResult> ListAsync(Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<FindingList>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Lines"] = (await desk.ReadAsync(connection => Findings.All(connection, desk.ProgrammeId), stop)).Where(finding => MaySee(desk, user, finding)).ToList(),
            ["Priorities"] = await desk.ReadAsync(connection => PanelVotes.Priorities(connection, desk.ProgrammeId), stop),
            ["Consultations"] = book.Current,
            ["Today"] = Today(desk),
        });

    private static async Task<IResult> OneAsync(string id, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => Findings.Find(connection, desk.ProgrammeId, id), stop) is { } finding && MaySee(desk, user, finding)
            ? await ShowAsync(finding, [], null, desk, book, user, stop)
            : TypedResults.NotFound();

    private static async Task<IResult> NewAsync(Desk desk, Publication publication, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop) =>
        New(new FindingForm(), [], await SubjectsAsync(desk, publication, book, stop), desk, user);

    private static async Task<IResult> DraftAsync([FromForm] FindingForm form, Desk desk, Publication publication, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        var subjects = await SubjectsAsync(desk, publication, book, stop);
        var subject = subjects.FirstOrDefault(one => one.Id == form.About);
        IReadOnlyList<string> problems =
        [
            .. subject is null ? ["Choose what it is about."] : Array.Empty<string>(),
            .. FindingRules.Problems(form.Words, form.Owner, Day(form.AnswerBy), Today(desk)),
            .. Reading(form.Words),
        ];
        if (problems.Count > 0)
            return New(form, problems, subjects, desk, user);

        var finding = Finding(form, subject!, desk, user);
        await desk.ChangeAsync(user, "finding written", $"finding/{finding.Id}", null, connection =>
        {
            Findings.Draft(connection, desk.ProgrammeId, finding);
            return true;
        }, stop);
        return TypedResults.LocalRedirect(Address(finding.Id));
    }

    // The empty form makes the antiforgery token compulsory.
    private static async Task<IResult> PublishAsync(string id, [FromForm] string? reason, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => Findings.Find(connection, desk.ProgrammeId, id), stop) is not { State: FindingState.Draft } finding)
            return TypedResults.NotFound();
        if (Reading(finding.Words) is { Count: > 0 } hard)
            return await ShowAsync(finding, hard, null, desk, book, user, stop);
        if (await desk.ReadAsync(connection => Panels.All(connection, desk.ProgrammeId).Any(panel => panel.ClosedAt is null), stop))
            return await ShowAsync(finding, ["There is a youth panel: only it can publish this."], null, desk, book, user, stop);
        if (finding.MadeBy == desk.Viewer(user).Actor)
            return await ShowAsync(finding, ["You wrote this. Somebody else has to look at it and publish it."], null, desk, book, user, stop);
        return await desk.ChangeAsync(user, "finding published", $"finding/{id}", null, connection => Findings.Publish(connection, desk.ProgrammeId, id, desk.By(user)), stop)
            ? TypedResults.LocalRedirect(Address(id))
            : TypedResults.NotFound();
    }

    private static async Task<IResult> WithdrawAsync(string id, [FromForm] string? reason, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => Findings.Find(connection, desk.ProgrammeId, id), stop) is not { } finding)
            return TypedResults.NotFound();
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return await ShowAsync(finding, ["Say why it is taken back, in a sentence."], null, desk, book, user, stop);
        return await desk.ChangeAsync(user, "finding withdrawn", $"finding/{id}", reason.Trim(), connection => Findings.Withdraw(connection, desk.ProgrammeId, id), stop)
            ? TypedResults.LocalRedirect(Address(id))
            : TypedResults.NotFound();
    }

    private static async Task<IResult> AnswerAsync(string id, [FromForm] AnswerForm form, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => Findings.Find(connection, desk.ProgrammeId, id), stop) is not { State: FindingState.Published } finding)
            return TypedResults.NotFound();
        if (form.Kind() is not { } kind)
            return await ShowAsync(finding, ["Choose an answer."], form, desk, book, user, stop);
        IReadOnlyList<string> problems = [.. FindingRules.Problems(kind, form.Words, Day(form.By), Today(desk)), .. Reading(form.Words)];
        if (problems.Count > 0)
            return await ShowAsync(finding, problems, form, desk, book, user, stop);
        var by = kind == FindingAnswerKind.WeWill ? Day(form.By) : null;
        return await desk.ChangeAsync(user, "finding answered", $"finding/{id}", null, connection => Findings.Answer(connection, desk.ProgrammeId, id, kind, form.Words!.Trim(), by, desk.By(user)), stop)
            ? TypedResults.LocalRedirect(Address(id))
            : TypedResults.NotFound();
    }

    private static bool MaySee(Desk desk, ClaimsPrincipal user, Finding finding) =>
        finding.State == FindingState.Published || desk.Viewer(user).Role == StaffRole.Facilitator;

    /// <summary>Why young people could not read it as it is, or it asks for what nobody should say; with the words to look at first.</summary>
    internal static IReadOnlyList<string> Reading(string? text)
    {
        var reading = PromptCheck.Read("", text ?? "");
        return reading.Problems.Count == 0 || reading.HardWords.Count == 0
            ? reading.Problems
            : [.. reading.Problems, $"Long words to look at first: {string.Join(", ", reading.HardWords)}."];
    }

    private static async Task<IReadOnlyList<FindingSubject>> SubjectsAsync(Desk desk, Publication publication, ConsultationBook book, CancellationToken stop) =>
        FindingSubject.All(book.Current, await publication.ForThePanelAsync(stop), await StatementsAsync(desk, stop));

    private static Task<IReadOnlyDictionary<string, string>> StatementsAsync(Desk desk, CancellationToken stop) =>
        desk.ReadAsync(connection => StatementVotesTable.Words(connection, desk.ProgrammeId), stop);

    private static RazorComponentResult New(FindingForm form, IReadOnlyList<string> problems, IReadOnlyList<FindingSubject> subjects, Desk desk, ClaimsPrincipal user) =>
        DashboardPages.Show<NewFinding>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Form"] = form,
                ["Problems"] = problems,
                ["Subjects"] = subjects,
                ["Today"] = Today(desk),
            },
            Status(problems));

    internal static async Task<RazorComponentResult> ShowAsync(Finding finding, IReadOnlyList<string> problems, AnswerForm? form, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        var before = await desk.ReadAsync(connection => BeforePanels(connection, desk.ProgrammeId, finding), stop);
        return DashboardPages.Show<OneFinding>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Finding"] = finding,
                ["Problems"] = problems,
                ["Form"] = form ?? new AnswerForm(),
                ["Consultation"] = book.Current.Find(finding.ConsultationId),
                ["Statements"] = await StatementsAsync(desk, stop),
                ["Today"] = Today(desk),
                ["Before"] = before,
            },
            Status(problems));
    }

    private static FindingBeforePanels BeforePanels(Storage.Connection connection, string programmeId, Finding finding)
    {
        var items = Panels.ItemsAbout(connection, programmeId, finding.Id).Where(item => item.Kind == PanelItemKind.SignOff).ToList();
        var ids = items.ConvertAll(item => item.Id);
        return new(
            [.. Panels.All(connection, programmeId).Where(panel => panel.ClosedAt is null)],
            items,
            PanelVotes.Notes(connection, programmeId, "released", ids),
            PanelWeights.Reasons(connection, programmeId, "released", ids),
            items.Where(item => item.State != PanelItemState.Open).ToDictionary(item => item.Id, item => Weighed(connection, programmeId, item.Id)),
            finding.State == FindingState.Draft ? MayStandBeside(connection, programmeId, finding) : []);
    }

    private static IReadOnlyList<WeighedPiece> Weighed(Storage.Connection connection, string programmeId, string itemId)
    {
        var shown = PanelWeights.Counts(connection, programmeId, itemId);
        return [.. PanelWeights.Evidence(connection, programmeId, itemId).Select(piece => new WeighedPiece(piece, shown.GetValueOrDefault(piece.Number)))];
    }

    /// <summary>Statements of the same consultation that others are shown.</summary>
    internal static IReadOnlyList<ModeratedStatement> MayStandBeside(Storage.Connection connection, string programmeId, Finding finding) =>
        [.. StatementModeration.Shown(connection, programmeId, MostStatements).Where(statement => statement.ConsultationId == finding.ConsultationId)];

    private static Finding Finding(FindingForm form, FindingSubject subject, Desk desk, ClaimsPrincipal user) => new()
    {
        Id = desk.NewId(),
        ConsultationId = subject.ConsultationId,
        QuestionId = subject.QuestionId,
        RowId = subject.RowId,
        Words = form.Words!.Trim(),
        People = subject.People,
        OutOf = subject.OutOf,
        Owner = form.Owner!.Trim(),
        AnswerBy = Day(form.AnswerBy)!.Value,
        State = FindingState.Draft,
        MadeBy = desk.Viewer(user).Actor,
        MadeAt = desk.Now,
    };

    internal static int Status(IReadOnlyList<string> problems) => problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    private static string Address(string id) => $"~{DashboardPages.Path}{Path}/{Uri.EscapeDataString(id)}";

    internal static DateOnly Today(Desk desk) => DateOnly.FromDateTime(London.Local(desk.Now).DateTime);

    internal static DateOnly? Day(string? written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>As a form sends it.</summary>
public sealed record FindingForm
{
    public string? About { get; init; }
    public string? Words { get; init; }
    public string? Owner { get; init; }
    public string? AnswerBy { get; init; }
}

/// <inheritdoc cref="FindingForm"/>
public sealed record AnswerForm
{
    public string? Answer { get; init; }
    public string? Words { get; init; }
    public string? By { get; init; }

    public FindingAnswerKind? Kind() => Answer switch
    {
        "we-will" => FindingAnswerKind.WeWill,
        "we-did" => FindingAnswerKind.WeDid,
        "we-cannot" => FindingAnswerKind.WeCannot,
        _ => null,
    };
}

/// <summary>What panels were asked about a finding, what members made of it, and what it may be put with to a panel.</summary>
/// <param name="Panels">Open ones.</param>
/// <param name="Notes">Released ones.</param>
/// <param name="Reasons">Released ones.</param>
/// <param name="Weighed">Of decided items.</param>
/// <param name="MayStandBeside">Statements of the same consultation.</param>
public sealed record FindingBeforePanels(
    IReadOnlyList<Panel> Panels,
    IReadOnlyList<PanelItem> Items,
    IReadOnlyList<PanelNote> Notes,
    IReadOnlyList<WeightReason> Reasons,
    IReadOnlyDictionary<string, IReadOnlyList<WeighedPiece>> Weighed,
    IReadOnlyList<ModeratedStatement> MayStandBeside);

/// <param name="Members">How members weighed it, exact; null when nobody did.</param>
public sealed record WeighedPiece(PanelEvidence Evidence, CountTable? Members);
