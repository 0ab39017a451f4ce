using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Pages;

/// <summary>Statements young people wrote for each other: two people let one through, one turns it down with a reason its writer reads. Whose it is nobody sees.</summary>
internal static class StatementPages
{
    private const int AtATime = 20;
    private const int MostShown = 200;
    private const int LongestReason = 2000;
    private const int DaysOfTimes = 90;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/statements", ListAsync);
        pages.MapGet("/statements/log", LogAsync);
        pages.MapPost("/statements/{id}/approve", ApproveAsync);
        pages.MapPost("/statements/{id}/reject", RejectAsync);
        pages.MapPost("/statements/{id}/reword", RewordAsync);
        pages.MapPost("/statements/checking", CheckingAsync);
        pages.MapPost("/statements/flags/{id}/apart", ApartAsync);
        pages.MapPost("/statements/flags/{id}/dismiss", DismissAsync);
    }

    private static async Task<IResult> ListAsync(Desk desk, ConsultationBook book, StatementOptions rules, DisclosureOptions disclosure, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<StatementsToCheck>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Waiting"] = await desk.ReadAsync(connection => StatementModeration.Waiting(connection, desk.ProgrammeId, AtATime), stop),
            ["Shown"] = await desk.ReadAsync(connection => StatementModeration.Shown(connection, desk.ProgrammeId, MostShown), stop),
            ["Times"] = await desk.ReadAsync(connection => StatementModeration.Times(connection, desk.ProgrammeId, desk.Now.AddDays(-DaysOfTimes), desk.Now), stop),
            ["Flags"] = await desk.ReadAsync(connection => StatementFlags.List(connection, desk.ProgrammeId, AtATime), stop),
            ["Opinions"] = await desk.ReadAsync(connection => Questions(book.Current).ToDictionary(question => question.Of, question => OpinionReading.Of(connection, desk.ProgrammeId, question.Of, disclosure, desk.Viewer(user).Role)), stop),
            ["Questions"] = await desk.ReadAsync(connection => CheckedQuestions(connection, desk.ProgrammeId, book.Current), stop),
            ["Consultations"] = book.Current,
            ["Rules"] = rules,
            ["Now"] = desk.Now,
        });

    private static async Task<IResult> LogAsync(Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        DashboardPages.Show<StatementDecisions>(new()
        {
            ["Viewer"] = desk.Viewer(user),
            ["Rows"] = await desk.ReadAsync(connection => StatementLog.Latest(connection, desk.ProgrammeId, MostShown), stop),
        });

    // The empty form makes the antiforgery token compulsory.
    private static Task<IResult> ApproveAsync(string id, [FromForm] string? reason, Desk desk, StatementOptions rules, ClaimsPrincipal user, CancellationToken stop) =>
        DecideAsync(id, new NewDecision(desk.NewId(), StatementDeed.Approve), desk, rules, user, stop);

    private static Task<IResult> RejectAsync(string id, [FromForm] string? reason, Desk desk, StatementOptions rules, ClaimsPrincipal user, CancellationToken stop) =>
        StatementRejection.Find(reason) is { } rejection
            ? DecideAsync(id, new NewDecision(desk.NewId(), StatementDeed.Reject, rejection.Id), desk, rules, user, stop)
            : Task.FromResult<IResult>(TypedResults.BadRequest());

    private static Task<IResult> RewordAsync(string id, [FromForm] string? words, Desk desk, StatementOptions rules, ClaimsPrincipal user, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(words) || words.Length > rules.Longest
            ? Task.FromResult<IResult>(TypedResults.BadRequest())
            : DecideAsync(id, new NewDecision(desk.NewId(), StatementDeed.Reword, Words: words.Trim()), desk, rules, user, stop);

    private static async Task<IResult> DecideAsync(string id, NewDecision decision, Desk desk, StatementOptions rules, ClaimsPrincipal user, CancellationToken stop) =>
        Answer(await desk.WriteAsync(connection => StatementModeration.Decide(connection, desk.ProgrammeId, id, decision, rules.ApprovalsNeeded, desk.By(user)), stop));

    private static async Task<IResult> CheckingAsync([FromForm] string? about, [FromForm] string? deed, [FromForm] string? reason, Desk desk, ConsultationBook book, ClaimsPrincipal user, CancellationToken stop)
    {
        if (deed is not ("on" or "off") || string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return TypedResults.BadRequest();
        if (Questions(book.Current).FirstOrDefault(question => Address(question.Of) == about).Of is not { } of)
            return TypedResults.NotFound();
        var decided = await desk.WriteAsync(connection => StatementChecks.Decide(connection, desk.ProgrammeId, of, desk.NewId(), deed == "off", reason.Trim(), desk.By(user)), stop);
        return Answer(decided ? DecisionTaken.Done : DecisionTaken.NotByThem);
    }

    private static Task<IResult> ApartAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) => DecideFlagAsync(id, true, reason, desk, user, stop);

    private static Task<IResult> DismissAsync(string id, [FromForm] string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) => DecideFlagAsync(id, false, reason, desk, user, stop);

    private static async Task<IResult> DecideFlagAsync(string id, bool apart, string? reason, Desk desk, ClaimsPrincipal user, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason
            ? TypedResults.BadRequest()
            : Answer(await desk.WriteAsync(connection => StatementFlags.Decide(connection, desk.ProgrammeId, id, desk.NewId(), apart, reason.Trim(), desk.By(user)), stop));

    private static IResult Answer(DecisionTaken taken) => taken switch
    {
        DecisionTaken.Done => TypedResults.LocalRedirect($"~{DashboardPages.Path}/statements"),
        DecisionTaken.NotByThem => TypedResults.Conflict(),
        _ => TypedResults.NotFound(),
    };

    /// <summary>How a form names a question.</summary>
    internal static string Address(StatementQuestion of) => $"{of.ConsultationId}/{of.QuestionId}";

    private static IEnumerable<(StatementQuestion Of, string Words)> Questions(Consultations consultations) =>
        consultations.All.SelectMany(consultation => consultation.Questions.OfType<ConsultationQuestion.Statements>().Select(question => (new StatementQuestion(consultation.Id, question.Id), question.Words)));

    private static IReadOnlyList<CheckedQuestion> CheckedQuestions(Connection connection, string programmeId, Consultations consultations) =>
        [.. Questions(consultations).Select(question => new CheckedQuestion(question.Of, question.Words, StatementChecks.Deeds(connection, programmeId, question.Of)))];
}

/// <summary>A question with statements, and who wanted what of their being checked.</summary>
public sealed record CheckedQuestion(StatementQuestion Of, string Words, IReadOnlyList<CheckingDeed> Deeds)
{
    public bool IsStrict => StatementChecking.IsStrict(Deeds);

    public IReadOnlyList<string> WantItOff => StatementChecking.WantItOff(Deeds);
}
