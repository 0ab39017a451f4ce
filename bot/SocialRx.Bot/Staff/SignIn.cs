using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialRx.Dashboard;
using SocialRx.Dashboard.Access;
using SocialRx.Dashboard.Pages;

namespace SocialRx.Bot.Staff;

/// <summary>The way in: who somebody is, then what they are here to do. And the way out.</summary>
internal static class SignIn
{
    public const string Path = $"{DashboardPages.Path}/sign-in";

    private const string ChoosePath = $"{Path}/role";
    private const string RolePath = "/role";

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet(Path, Ask).AllowAnonymous();
        app.MapPost(Path, DemonstrateAsync).AllowAnonymous();
        app.MapGet($"{Path}/start", StartAsync).AllowAnonymous();
        app.MapGet(ChoosePath, ChooseAsync).AllowAnonymous();
        app.MapPost(ChoosePath, EnterAsync).AllowAnonymous();
        app.MapPost($"{DashboardPages.Path}/sign-out", LeaveAsync).AllowAnonymous();
        var pages = app.Pages([.. StaffRole.All]);
        pages.MapGet(RolePath, AskRole);
        pages.MapPost(RolePath, ChangeRoleAsync);
        pages.MapPost("/sign-out-everywhere", LeaveEverywhereAsync);
    }

    public static RazorComponentResult DidNotWork() => Refusal(
        "You could not be signed in",
        "Your organisation's sign-in did not say who you are. Try again; if it happens again, tell whoever runs the service.",
        StatusCodes.Status400BadRequest);

    private static RazorComponentResult Away() => Refusal(
        "Nobody can sign in just now",
        "Your organisation's sign-in does not answer. Nothing is lost: try again in a few minutes. If a young person may be in danger, do not wait for this page.",
        StatusCodes.Status503ServiceUnavailable);

    private static RazorComponentResult Ask(Arrivals arrivals, HttpContext context) =>
        DashboardPages.Show<Dashboard.Pages.SignIn>(new()
        {
            ["NeedsHttps"] = arrivals.IsOffered && !arrivals.IsSafe(context),
            ["Organisation"] = arrivals.IsOffered ? arrivals.Name : null,
            ["Demonstration"] = arrivals.Demonstration(context),
        });

    private static async Task<IResult> DemonstrateAsync([FromForm] string? role, [FromForm] string? second, Arrivals arrivals, Sessions sessions, HttpContext context)
    {
        if (arrivals.Demonstration(context) is not { Count: > 0 } offered)
            return TypedResults.NotFound();
        return offered.FirstOrDefault(grant => grant.Id == role) is { } grant
            ? await BeginAsync(second is null ? StaffMember.Demonstrating : StaffMember.DemonstratingToo, grant, sessions, context)
            : TypedResults.BadRequest();
    }

    private static async Task<IResult> StartAsync(Arrivals arrivals, Lockout lockout, HttpContext context)
    {
        if (!arrivals.IsOffered || !arrivals.IsSafe(context))
            return TypedResults.LocalRedirect($"~{Path}");
        if (await lockout.WaitAsync(context, null) is { } wait)
            return new Wait(wait);
        return await DirectorySignIn.AnswersAsync(context)
            ? TypedResults.Challenge(new() { RedirectUri = ChoosePath }, [DirectorySignIn.Scheme])
            : Away();
    }

    private static async Task<IResult> ChooseAsync(Arrivals arrivals, Lockout lockout, HttpContext context)
    {
        if (await Arrivals.WhoAsync(context) is not { } member)
            return TypedResults.LocalRedirect($"~{Path}");
        if (await lockout.WaitAsync(context, member) is { } wait)
            return new Wait(wait);
        var grants = arrivals.Directory.GrantsOf(member);
        return grants.Count == 0
            ? await NoRoleAsync(member, lockout, context)
            : DashboardPages.Show<ChooseRole>(new() { ["DisplayName"] = member.DisplayName, ["Grants"] = grants, ["Action"] = ChoosePath });
    }

    private static async Task<IResult> EnterAsync([FromForm] string? role, Arrivals arrivals, Lockout lockout, Sessions sessions, HttpContext context)
    {
        if (await Arrivals.WhoAsync(context) is not { } member)
            return TypedResults.LocalRedirect($"~{Path}");
        if (await lockout.WaitAsync(context, member) is { } wait)
            return new Wait(wait);
        return arrivals.Directory.Find(member, role) is { } grant
            ? await BeginAsync(member, grant, sessions, context)
            : await NoRoleAsync(member, lockout, context);
    }

    private static async Task<IResult> NoRoleAsync(StaffMember member, Lockout lockout, HttpContext context)
    {
        await lockout.RefusedAsync(context, member, "no such role");
        await context.SignOutAsync(DirectorySignIn.ArrivalScheme);
        return Refusal(
            "You have no role here",
            "Your organisation knows you, but nobody has said what you are here to do. Ask whoever runs the service.",
            StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> BeginAsync(StaffMember member, StaffGrant grant, Sessions sessions, HttpContext context)
    {
        await context.SignInAsync(StaffRole.Scheme, await sessions.BeginAsync(member, grant));
        await context.SignOutAsync(DirectorySignIn.ArrivalScheme);
        return TypedResults.LocalRedirect($"~{DashboardPages.Path}");
    }

    private static RazorComponentResult AskRole(Desk desk, StaffDirectory directory, ClaimsPrincipal user)
    {
        var viewer = desk.Viewer(user);
        return DashboardPages.Show<ChooseRole>(new()
        {
            ["Viewer"] = viewer,
            ["DisplayName"] = viewer.DisplayName,
            ["Grants"] = directory.GrantsOf(StaffMember.Of(user)!),
            ["Action"] = $"{DashboardPages.Path}{RolePath}",
        });
    }

    private static async Task<IResult> ChangeRoleAsync([FromForm] string? role, StaffDirectory directory, Sessions sessions, HttpContext context)
    {
        var member = StaffMember.Of(context.User)!;
        if (directory.Find(member, role) is not { } grant)
            return TypedResults.NotFound();
        if (await sessions.ChangeRoleAsync(context.User, member, grant) is { } changed)
            await context.SignInAsync(StaffRole.Scheme, changed);
        return TypedResults.LocalRedirect($"~{DashboardPages.Path}");
    }

    private static async Task<IResult> LeaveAsync([FromForm] string? leave, Sessions sessions, HttpContext context)
    {
        if ((await context.AuthenticateAsync(StaffRole.Scheme)).Principal is { } user)
            await sessions.EndAsync(user);
        await context.SignOutAsync(StaffRole.Scheme);
        return TypedResults.LocalRedirect($"~{Path}");
    }

    private static async Task<IResult> LeaveEverywhereAsync([FromForm] string? leave, Sessions sessions, HttpContext context)
    {
        await sessions.EndAllAsync(context.User, StaffMember.Of(context.User)!);
        await context.SignOutAsync(StaffRole.Scheme);
        return TypedResults.LocalRedirect($"~{Path}");
    }

    private static RazorComponentResult Refusal(string title, string why, int status) =>
        DashboardPages.Show<SignInRefused>(new() { [nameof(SignInRefused.Title)] = title, [nameof(SignInRefused.Why)] = why }, status);

    private sealed class Wait(TimeSpan time) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => StaffLimits.RefuseAsync(httpContext, time);
    }
}
