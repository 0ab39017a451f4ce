using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Language.Prompts;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Pages;

/// <summary>
/// Consultations are written by one panel facilitator and opened by another, after every word was checked for how it reads. Commissioners read those that were opened.
/// </summary>
internal static class ConsultationPages
{
    private const int LargestFile = 256 * 1024;
    private const int LongestReason = 300;
    private const string List = $"~{DashboardPages.Path}/consultations";

    public static void Map(RouteGroupBuilder readers, RouteGroupBuilder writers)
    {
        readers.MapGet("/consultations", ListAsync);
        readers.MapGet("/consultations/{id}", OneAsync);
        writers.MapGet("/new-consultation", New);
        writers.MapPost("/new-consultation", KeepNewAsync);
        writers.MapPost("/import-consultations", ImportAsync);
        writers.MapGet("/consultations/{id}/edit", EditAsync);
        writers.MapPost("/consultations/{id}/edit", KeepAsync);
        writers.MapPost("/consultations/{id}/open", OpenAsync);
        writers.MapPost("/consultations/{id}/withdraw", WithdrawAsync);
    }

    private static Task<IResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) => ShowListAsync([], desk, user, stop);

    private static async Task<IResult> ShowListAsync(IReadOnlyList<string> problems, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<ConsultationList>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Lines"] = (await desk.ReadAsync(connection => ConsultationShelf.List(connection, desk.ProgrammeId), stop)).Where(line => MayRead(user, line)).ToList(),
            ["Now"] = desk.Now,
            ["Problems"] = problems,
        });

    private static Task<IResult> OneAsync(string id, Desk desk, PreviewConsultation preview, ClaimsPrincipal user, CancellationToken stop) => ShowOneAsync(id, [], desk, preview, user, stop);

    private static async Task<IResult> ShowOneAsync(string id, IReadOnlyList<string> problems, Desk desk, PreviewConsultation preview, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => ConsultationShelf.Find(connection, desk.ProgrammeId, id), stop) is not { } shelved || !MayRead(user, shelved))
            return TypedResults.NotFound();
        var versions = (await desk.ReadAsync(connection => ConsultationShelf.Versions(connection, desk.ProgrammeId, id), stop)).Where(version => IsWriter(user) || version.OpenedAt is not null).ToList();
        var shown = IsWriter(user) ? shelved.Newest() : versions[0].Consultation();
        return DashboardPages.Show<OneConsultation>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Shelved"] = shelved,
            ["Shown"] = shown,
            ["Versions"] = versions,
            ["Prompts"] = PromptCheck.Of(shown),
            ["Translated"] = PromptCheck.OfTranslations(shown),
            ["Outdated"] = ConsultationChange.Outdated([.. versions.Skip(1).Reverse().Select(version => version.Consultation())], shown).ToList(),
            ["Preview"] = preview(shown),
            ["InLanguages"] = shown.Offered().Select(language => (SpokenLanguage.Of(language), preview(shown.In(language)))).ToList(),
            ["Problems"] = problems,
            ["Now"] = desk.Now,
        });
    }

    private static RazorComponentResult New(Desk desk, ClaimsPrincipal user) => ShowForm(new ConsultationForm(), [], desk, user);

    private static async Task<IResult> EditAsync(string id, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => ConsultationShelf.Find(connection, desk.ProgrammeId, id), stop) is { State: not "withdrawn" } shelved
            ? ShowForm(ConsultationForm.Of(shelved.Newest()), [], desk, user)
            : TypedResults.NotFound();

    private static Task<IResult> KeepNewAsync(IFormCollection form, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        KeepFormAsync(ConsultationForm.Read(form) with { BasedOn = 0 }, ConsultationForm.Text(form, "do"), desk, user, stop);

    private static async Task<IResult> KeepAsync(string id, IFormCollection form, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        await desk.ReadAsync(connection => ConsultationShelf.Find(connection, desk.ProgrammeId, id), stop) is { State: not "withdrawn" }
            ? await KeepFormAsync(ConsultationForm.Read(form) with { Id = id }, ConsultationForm.Text(form, "do"), desk, user, stop)
            : TypedResults.NotFound();

    private static async Task<IResult> KeepFormAsync(ConsultationForm form, string deed, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (deed != "keep")
            return ShowForm(form.After(deed), [], desk, user);
        var (consultation, problems) = form.ToConsultation();
        if (consultation is null)
            return ShowForm(form, problems, desk, user);
        var by = desk.By(user);
        var kept = await desk.ChangeAsync(user, "write", $"consultation/{consultation.Id}", null, connection => ConsultationShelf.Keep(connection, desk.ProgrammeId, consultation, form.BasedOn, by.Actor, by.Now), stop);
        return kept
            ? TypedResults.LocalRedirect($"{List}/{Uri.EscapeDataString(consultation.Id)}")
            : ShowForm(form, [form.BasedOn == 0 ? $"There is a consultation “{consultation.Id}” already. Give this one another id." : "Somebody else has changed it since you began. Open it again and put your changes in."], desk, user);
    }

    private static async Task<IResult> ImportAsync(IFormCollection form, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var file = form.Files["file"];
        if (file is null || file.Length is 0 or > LargestFile)
            return await ShowListAsync([$"Choose a JSON file of at most {LargestFile / 1024} KB."], desk, user, stop);
        using var reader = new StreamReader(file.OpenReadStream());
        return ConsultationText.Read(await reader.ReadToEndAsync(stop)) switch
        {
            ConsultationReading.Read { All: [var first, ..] all } => await KeepAllAsync(all, first.Id, desk, user, stop),
            ConsultationReading.Refused refused => await ShowListAsync(refused.Problems, desk, user, stop),
            _ => await ShowListAsync(["There is no consultation in the file."], desk, user, stop),
        };
    }

    /// <summary>All or none: each as a new draft, or as the next version of the one of its id.</summary>
    private static async Task<IResult> KeepAllAsync(IReadOnlyList<Consultation> all, string first, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        var by = desk.By(user);
        var taken = "";
        var kept = await desk.ChangeAsync(
            user,
            "import",
            $"consultation/{string.Join(',', all.Select(consultation => consultation.Id))}",
            null,
            connection =>
            {
                var shelf = ConsultationShelf.List(connection, desk.ProgrammeId).ToDictionary(line => line.ConsultationId);
                taken = all.FirstOrDefault(consultation => shelf.GetValueOrDefault(consultation.Id) is { State: "withdrawn" })?.Id ?? "";
                return taken.Length == 0 && all.All(consultation => ConsultationShelf.Keep(connection, desk.ProgrammeId, consultation, shelf.GetValueOrDefault(consultation.Id)?.LatestVersion ?? 0, by.Actor, by.Now));
            },
            stop);
        return !kept ? await ShowListAsync([taken.Length > 0 ? $"“{taken}” was withdrawn. Give it another id to ask anew." : "Somebody else has changed one of them meanwhile. Import the file again."], desk, user, stop)
            : all.Count == 1 ? TypedResults.LocalRedirect($"{List}/{Uri.EscapeDataString(first)}")
            : TypedResults.LocalRedirect(List);
    }

    private static async Task<IResult> OpenAsync(string id, [FromForm] int? version, Desk desk, ConsultationBook book, PreviewConsultation preview, ClaimsPrincipal user, CancellationToken stop)
    {
        if (version is null || await desk.ReadAsync(connection => ConsultationShelf.Find(connection, desk.ProgrammeId, id), stop) is not { } shelved)
            return TypedResults.NotFound();
        // A version never changes, so what is checked here is what is opened.
        if (!PromptCheck.MayBeAsked(shelved.Newest()))
            return await ShowOneAsync(id, ["It cannot be opened: some words have to change first. They are marked below."], desk, preview, user, stop);
        OpeningOutcome outcome = new OpeningOutcome.NotThere();
        var by = desk.By(user);
        await desk.ChangeAsync(
            user,
            "open",
            $"consultation/{id}/{version}",
            null,
            connection => (outcome = ConsultationShelf.Open(connection, desk.ProgrammeId, id, version.Value, by.Actor, by.Now)) is OpeningOutcome.Opened,
            stop);
        return outcome is OpeningOutcome.Refused refused ? await ShowOneAsync(id, refused.Because, desk, preview, user, stop) : await DoneAsync(id, desk, book, stop);
    }

    private static async Task<IResult> WithdrawAsync(string id, [FromForm] string? reason, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        var why = reason?.Trim() ?? "";
        if (why.Length is 0 or > LongestReason)
            return TypedResults.BadRequest();
        var by = desk.By(user);
        return await desk.ChangeAsync(user, "withdraw", $"consultation/{id}", why, connection => ConsultationShelf.Withdraw(connection, desk.ProgrammeId, id, why, by.Actor, by.Now), stop)
            ? await DoneAsync(id, desk, book, stop)
            : TypedResults.NotFound();
    }

    /// <summary>This process asks so from now on; the others have seen it within seconds.</summary>
    private static async Task<IResult> DoneAsync(string id, Desk desk, ConsultationBook book, CancellationToken stop)
    {
        book.Turn(await desk.ReadAsync(connection => ConsultationShelf.Opened(connection, desk.ProgrammeId), stop));
        return TypedResults.LocalRedirect($"{List}/{Uri.EscapeDataString(id)}");
    }

    private static RazorComponentResult ShowForm(ConsultationForm form, IReadOnlyList<string> problems, Desk desk, ClaimsPrincipal user) =>
        DashboardPages.Show<EditConsultation>(new() { ["Viewer"] = desk.Viewer(user), ["Form"] = form, ["Problems"] = problems });

    private static bool IsWriter(ClaimsPrincipal user) => Viewer.RoleOf(user) == StaffRole.Facilitator;

    private static bool MayRead(ClaimsPrincipal user, ShelvedConsultation shelved) => IsWriter(user) || shelved.OpenVersion is not null;
}
