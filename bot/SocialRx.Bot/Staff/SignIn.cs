using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialRx.Dashboard;
using SocialRx.Dashboard.Access;

namespace SocialRx.Bot.Staff;

internal static class SignIn
{
    public const string Path = $"{DashboardPages.Path}/sign-in";

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet(Path, Ask).AllowAnonymous();
        app.MapPost(Path, EnterAsync).AllowAnonymous();
        app.MapPost($"{DashboardPages.Path}/sign-out", LeaveAsync).AllowAnonymous();
    }

    private static RazorComponentResult Ask(DemonstrationSignIn demonstration, HttpContext context) =>
        DashboardPages.Show<Dashboard.Pages.SignIn>(new() { ["Demonstration"] = demonstration.IsOfferedTo(context) });

    private static async Task<IResult> EnterAsync(
        [FromForm] string? role,
        DemonstrationSignIn demonstration,
        StaffLog log,
        HttpContext context)
    {
        if (!demonstration.IsOfferedTo(context))
            return TypedResults.NotFound();
        if (StaffRole.Find(role) is not { } chosen)
            return TypedResults.BadRequest();

        var staff = DemonstrationSignIn.As(chosen);
        await log.RecordAsync(staff, "sign-in", "dashboard");
        await context.SignInAsync(StaffRole.Scheme, staff);
        return TypedResults.LocalRedirect($"~{DashboardPages.Path}");
    }

    private static async Task<IResult> LeaveAsync([FromForm] string? leave, HttpContext context)
    {
        await context.SignOutAsync(StaffRole.Scheme);
        return TypedResults.LocalRedirect($"~{Path}");
    }
}
