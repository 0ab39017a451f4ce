using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Pages;

/// <summary>A consultation away from the screen: a sheet to print, and what a group said, entered by whoever was with them.</summary>
internal static class WorkshopPages
{
    private const int MostPeople = 500;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/consultations/{id}/sheet", Sheet);
        pages.MapGet("/consultations/{id}/workshops", ListAsync);
        pages.MapPost("/consultations/{id}/workshops", EnterAsync);
        pages.MapPost("/workshops/{id}/remove", RemoveAsync);
    }

    private static IResult Sheet(string id, Desk desk, ConsultationBook book, ConsultationOptions options, ClaimsPrincipal user) =>
        book.Current.Find(id) is { WithdrawnBecause: null } consultation
            ? DashboardPages.Show<ConsultationSheet>(new() { ["Viewer"] = desk.Viewer(user), ["Consultation"] = consultation, ["ChatAddress"] = options.ChatAddress })
            : TypedResults.NotFound();

    private static async Task<IResult> ListAsync(string id, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop) =>
        book.Current.Find(id) is { } consultation ? await ShowAsync(consultation, [], new Dictionary<string, string>(), desk, user, stop) : TypedResults.NotFound();

    private static async Task<IResult> EnterAsync(string id, IFormCollection form, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        if (book.Current.Find(id) is not { WithdrawnBecause: null } consultation)
            return TypedResults.NotFound();
        var problems = new List<string>();
        var workshop = Read(desk.NewId(), consultation, form, problems);
        if (DateOnly.FromDateTime(desk.Now.UtcDateTime) < workshop.HeldOn)
            problems.Add("The day is still to come.");
        if (problems.Count > 0)
            return await ShowAsync(consultation, problems, form.ToDictionary(field => field.Key, field => field.Value.ToString()), desk, user, stop);
        var by = desk.By(user);
        await desk.ChangeAsync(
            user,
            "enter",
            $"workshop/{workshop.Id}",
            null,
            connection =>
            {
                Workshops.Enter(connection, desk.ProgrammeId, workshop, by.Actor, by.Now);
                return true;
            },
            stop);
        return Back(id);
    }

    // The empty form makes the antiforgery token compulsory.
    private static async Task<IResult> RemoveAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop)
    {
        string? of = null;
        return await desk.ChangeAsync(user, "remove", $"workshop/{id}", null, connection => (of = Workshops.Remove(connection, desk.ProgrammeId, id)) is not null, stop)
            ? Back(of!)
            : TypedResults.NotFound();
    }

    private static NewWorkshop Read(string newId, Consultation consultation, IFormCollection form, List<string> problems)
    {
        var people = ConsultationForm.Whole(ConsultationForm.Text(form, "people")) ?? 0;
        if (people is 0 or > MostPeople)
            problems.Add($"How many took part must be a whole number from 1 to {MostPeople}.");
        var counts = consultation.Questions.SelectMany(question => Counted(question, form, people, problems)).ToList();
        if (counts.Count == 0)
            problems.Add("Nothing was counted.");
        return new NewWorkshop(newId, consultation.Id, ConsultationForm.Day(ConsultationForm.Text(form, "held-on")) ?? ConsultationForm.Wrong(problems, "The day is missing.", DateOnly.MinValue), people, counts);
    }

    /// <summary>Nothing of a question that was not asked; of one that was, an empty field is nobody.</summary>
    private static IEnumerable<WorkshopCount> Counted(ConsultationQuestion question, IFormCollection form, int people, List<string> problems)
    {
        var rows = WorkshopQuestion.Rows(question);
        var typed = rows.Select(row => ConsultationForm.Text(form, $"{question.Id}/{row}")).ToList();
        if (typed.TrueForAll(text => text.Length == 0))
            return [];
        if (typed.Exists(text => text.Length > 0 && ConsultationForm.Whole(text) is null))
            problems.Add($"“{question.Words}”: numbers must be whole.");
        var counts = typed.ConvertAll(text => ConsultationForm.Whole(text) ?? 0);
        if (WorkshopQuestion.Problem(question, counts, people) is { } problem)
            problems.Add(problem);
        return rows.Zip(counts, (row, count) => new WorkshopCount(question.Id, row, count));
    }

    private static async Task<IResult> ShowAsync(Consultation consultation, IReadOnlyList<string> problems, IReadOnlyDictionary<string, string> typed, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<EnterWorkshop>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Consultation"] = consultation,
            ["Entered"] = await desk.ReadAsync(connection => Workshops.Of(connection, desk.ProgrammeId, consultation.Id), stop),
            ["Problems"] = problems,
            ["Typed"] = typed,
        });

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Back(string id) =>
        TypedResults.LocalRedirect($"~{DashboardPages.Path}/consultations/{Uri.EscapeDataString(id)}/workshops");
}
