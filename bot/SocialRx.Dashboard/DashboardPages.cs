using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Dashboard.Access;
using SocialRx.Dashboard.Pages;

namespace SocialRx.Dashboard;

/// <summary>Every page under /dashboard, each with the roles it opens to.</summary>
public static class DashboardPages
{
    public const string Path = "/dashboard";

    private static readonly byte[] Style = ReadStyle();

    internal static string StyleAddress { get; } = $"{Path}/style.css?v={Convert.ToHexStringLower(SHA256.HashData(Style))[..12]}";

    /// <param name="services">Of the process.</param>
    /// <param name="cookiePrefix">"__Host-" where pages are read over https only: such a cookie no other host can set.</param>
    public static IServiceCollection AddDashboardPages(this IServiceCollection services, string cookiePrefix)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = $"{cookiePrefix}socialrx-form";
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services.AddSingleton<Desk>();
    }

    /// <summary>Needs authentication with <see cref="StaffRole.Scheme"/>, authorisation and antiforgery in the pipeline.</summary>
    public static void MapDashboardPages(this IEndpointRouteBuilder app)
    {
        app.MapGet($"{Path}/style.css", (HttpContext context) => StyleSheet(context)).AllowAnonymous();
        InsightPages.Map(app.Pages([.. StaffRole.All]));
        InsightPages.PutToPanel(app.Pages(StaffRole.Facilitator));
        FindingPages.Write(app.Pages(StaffRole.Facilitator));
        PanelPages.Map(app.Pages(StaffRole.Facilitator));
        PanelQuestionPages.Map(app.Pages(StaffRole.Facilitator, StaffRole.Commissioner));
        FindingPages.Answer(app.Pages(StaffRole.Commissioner));
        FindingPages.Read(app.Pages([.. StaffRole.All]));
        ConsultationPages.Map(app.Pages(StaffRole.Facilitator, StaffRole.Commissioner), app.Pages(StaffRole.Facilitator));
        WorkshopPages.Map(app.Pages(StaffRole.Facilitator, StaffRole.LinkWorker));
        QuotePages.Map(app.Pages(StaffRole.Facilitator));
        StatementPages.Map(app.Pages(StaffRole.Facilitator));
        ConcernPages.Map(app.Pages(StaffRole.SafeguardingLead));
        ComplaintPages.Map(app.Pages(StaffRole.SafeguardingLead));
        ReferralPages.Map(app.Pages(StaffRole.LinkWorker));
        CuratorPages.Map(app.Pages(StaffRole.Curator));
        DuplicatePages.Map(app.Pages(StaffRole.Curator));
        ListingPages.MapSheet(app.Pages(StaffRole.Curator, StaffRole.LinkWorker));
        AuditPages.Map(app.Pages(StaffRole.Administrator));
        app.Pages([.. StaffRole.All]).MapFallback(() => Show<NothingHere>([], StatusCodes.Status404NotFound));
    }

    /// <summary>A page without scripts, complete when it is sent.</summary>
    public static RazorComponentResult Show<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(typeof(TPage), parameters) { PreventStreamingRendering = true, StatusCode = status };

    /// <summary>What a page, a check or a form needs of the database is said plainly when it cannot be had.</summary>
    public static IApplicationBuilder UseStorageTrouble(this IApplicationBuilder app) => app.UseMiddleware<StorageTrouble>();

    /// <summary>Needs routing and authorisation before it, and antiforgery after it.</summary>
    public static IApplicationBuilder UseSheetLimit(this IApplicationBuilder app) => app.UseMiddleware<SheetLimit>();

    /// <summary>A group of pages that opens to these roles.</summary>
    public static RouteGroupBuilder Pages(this IEndpointRouteBuilder app, params StaffRole[] roles) =>
        app.MapGroup(Path).RequireAuthorization(new AuthorizationPolicyBuilder(StaffRole.Scheme)
            .RequireAuthenticatedUser()
            .RequireRole(roles.Select(role => role.Id))
            .Build())
            .AddEndpointFilter<RouteGroupBuilder, NotThere>();

    private static FileContentHttpResult StyleSheet(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.File(Style, "text/css; charset=utf-8");
    }

    private static byte[] ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("dashboard.css")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
