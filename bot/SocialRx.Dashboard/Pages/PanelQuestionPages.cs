using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Language.Prompts;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Pages;

/// <summary>Questions that youth panels want asked. Whoever owns the questions answers each with a reason, which the panel reads in the chat.</summary>
internal static class PanelQuestionPages
{
    public const string Path = "/panel-questions";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Path, ListAsync);
        pages.MapPost($"{Path}/{{id}}/answer", AnswerAsync);
    }

    private static Task<RazorComponentResult> ListAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) => ShowAsync([], new ProposalForm(), "", desk, user, stop);

    private static async Task<IResult> AnswerAsync(string id, [FromForm] ProposalForm? sent, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        if (await desk.ReadAsync(connection => PanelProposals.Find(connection, desk.ProgrammeId, id), stop) is not { State: ProposalState.Forward })
            return TypedResults.NotFound();
        var form = sent ?? new ProposalForm();
        IReadOnlyList<string> problems = [.. ProposalRules.Problems(form.Chosen(), form.Reason, form.Words), .. Readable(form)];
        if (problems.Count > 0)
            return await ShowAsync(problems, form, id, desk, user, stop);
        var reply = form.Reply(mayDraft: desk.Viewer(user).Role == StaffRole.Facilitator);
        return await desk.ChangeAsync(user, "panel question answered", $"panel-proposal/{id}", null, connection => PanelProposals.Answer(connection, desk.ProgrammeId, id, reply, desk.By(user)), stop)
            ? TypedResults.LocalRedirect($"~{DashboardPages.Path}{Path}")
            : await ShowAsync(["That consultation cannot take it: it was withdrawn or changed meanwhile, or it would have too many questions. Choose another, or none."], form, id, desk, user, stop);
    }

    private static IEnumerable<string> Readable(ProposalForm form) =>
        form.Chosen() == ProposalAnswer.Changed && form.Words is { Length: > 0 } words ? PromptCheck.Read("The question", words).Problems : [];

    private static async Task<RazorComponentResult> ShowAsync(IReadOnlyList<string> problems, ProposalForm form, string about, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<PanelQuestionList>(
            new()
            {
                ["Viewer"] = desk.Viewer(user),
                ["Lines"] = await desk.ReadAsync(connection => PanelProposals.Forward(connection, desk.ProgrammeId), stop),
                ["Consultations"] = (await desk.ReadAsync(connection => ConsultationShelf.List(connection, desk.ProgrammeId), stop)).Where(shelved => shelved.State != "withdrawn").ToList(),
                ["Problems"] = problems,
                ["Form"] = form,
                ["About"] = about,
                ["Now"] = desk.Now,
            },
            FindingPages.Status(problems));
}

/// <summary>An answer to a panel, as a form sends it.</summary>
public sealed record ProposalForm
{
    public string? Answer { get; init; }
    public string? Reason { get; init; }
    public string? Words { get; init; }

    /// <summary>Where it becomes a draft; empty: nowhere yet.</summary>
    public string? Consultation { get; init; }

    public ProposalAnswer? Chosen() => Answer switch
    {
        "used" => ProposalAnswer.Used,
        "changed" => ProposalAnswer.Changed,
        "not-used" => ProposalAnswer.NotUsed,
        _ => null,
    };

    /// <param name="mayDraft">Whoever answers may write consultations.</param>
    public ProposalReply Reply(bool mayDraft)
    {
        var answer = Chosen()!.Value;
        return new(
            answer,
            Reason!.Trim(),
            answer == ProposalAnswer.Changed ? Words!.Trim() : null,
            mayDraft && answer != ProposalAnswer.NotUsed && !string.IsNullOrEmpty(Consultation) ? Consultation : null);
    }
}
