using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Statements;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Pages;

/// <summary>A consultation away from the screen: a sheet to print, and what a group said, entered by whoever was with them. Statements and words from the room wait for others to approve them.</summary>
internal static class WorkshopPages
{
    private const int MostPeople = 500;
    private const int MostSaid = 40;
    private const int LongestWords = 500;

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

    private static async Task<IResult> EnterAsync(string id, IFormCollection form, Desk desk, ConsultationBook book, StatementOptions rules, ClaimsPrincipal user, CancellationToken stop)
    {
        if (book.Current.Find(id) is not { WithdrawnBecause: null } consultation)
            return TypedResults.NotFound();
        var problems = new List<string>();
        var workshop = Read(desk, consultation, form, rules, problems);
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
                Workshops.Enter(connection, desk.ProgrammeId, workshop, rules, by.Actor, by.Now);
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

    private static NewWorkshop Read(Desk desk, Consultation consultation, IFormCollection form, StatementOptions rules, List<string> problems)
    {
        var people = ConsultationForm.Whole(ConsultationForm.Text(form, "people")) ?? 0;
        if (people is 0 or > MostPeople)
            problems.Add($"How many took part must be a whole number from 1 to {MostPeople}.");
        var counts = consultation.Questions.SelectMany(question => Counted(question, form, people, problems)).ToList();
        var said = consultation.Questions.OfType<ConsultationQuestion.Statements>().SelectMany(question => Said(desk, consultation.Id, question, form, rules, problems)).ToList();
        var words = consultation.Questions.OfType<ConsultationQuestion.FreeText>().SelectMany(question => InWords(desk, question, form, problems)).ToList();
        if (counts.Count + said.Count + words.Count == 0 && problems.Count == 0)
            problems.Add("Nothing was counted and nothing was said.");
        return new NewWorkshop(desk.NewId(), consultation.Id, ConsultationForm.Day(ConsultationForm.Text(form, "held-on")) ?? ConsultationForm.Wrong(problems, "The day is missing.", DateOnly.MinValue), people, counts) { Said = said, Words = words };
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

    /// <summary>One statement a line.</summary>
    private static List<NewStatement> Said(Desk desk, string consultationId, ConsultationQuestion.Statements question, IFormCollection form, StatementOptions rules, List<string> problems)
    {
        var read = Lines(question, form, rules.GoodLength, rules.Longest, problems);
        foreach (var one in read.Where(one => StatementShape.IsTooShort(one.Words)))
            problems.Add($"“{question.Words}”: “{one.Words}” is too short to agree or disagree with.");
        var of = new StatementQuestion(consultationId, question.Id);
        return read.ConvertAll(one => new NewStatement(of, desk.NewId(), one.Words, one.Redacted, one.Flags(rules.GoodLength), question.Seeds));
    }

    private static List<SaidInRoom> InWords(Desk desk, ConsultationQuestion.FreeText question, IFormCollection form, List<string> problems) =>
        Lines(question, form, LongestWords, LongestWords, problems).ConvertAll(one => new SaidInRoom(desk.NewId(), question.Id, one.Redacted));

    /// <summary>What was written on the sheets, a line each. What may be about somebody's safety is not taken before whoever enters it says that the safeguarding lead knows.</summary>
    private static List<CoachedStatement> Lines(ConsultationQuestion question, IFormCollection form, int goodLength, int longest, List<string> problems)
    {
        var lines = ConsultationForm.Text(form, SaidField(question)).Split('\n').Select(Line).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (lines.Count > MostSaid)
            problems.Add($"“{question.Words}”: {MostSaid} lines at most at a time.");
        if (lines.Find(line => line.Length > longest) is { } tooLong)
            problems.Add($"“{question.Words}”: “{tooLong[..40]} …” is longer than {longest} characters.");
        if (problems.Count > 0)
            return [];
        var read = lines.ConvertAll(line => CoachedStatement.Read(line, goodLength));
        if (read.Find(one => one.IsWorrying) is { } worrying && ConsultationForm.Text(form, LeadKnows).Length == 0)
            problems.Add($"“{question.Words}”: this may be about somebody's safety: “{worrying.Redacted}”. Tell the safeguarding lead now, then tick that they know of it.");
        return read;
    }

    private static string Line(string line) => string.Join(' ', line.Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal const string LeadKnows = "lead-knows";

    internal static string SaidField(ConsultationQuestion question) => $"{question.Id}/said";

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
