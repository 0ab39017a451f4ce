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

    public static IServiceCollection AddDashboardPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "socialrx-form";
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
        QuotePages.Map(app.Pages(StaffRole.Facilitator));
        ConcernPages.Map(app.Pages(StaffRole.SafeguardingLead));
        ComplaintPages.Map(app.Pages(StaffRole.SafeguardingLead));
        ReferralPages.Map(app.Pages(StaffRole.LinkWorker));
        AuditPages.Map(app.Pages(StaffRole.Administrator));
        app.Pages([.. StaffRole.All]).MapFallback(() => TypedResults.NotFound());
    }

    /// <summary>A page without scripts, complete when it is sent.</summary>
    public static RazorComponentResult Show<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(typeof(TPage), parameters) { PreventStreamingRendering = true, StatusCode = status };

    private static RouteGroupBuilder Pages(this IEndpointRouteBuilder app, params StaffRole[] roles) =>
        app.MapGroup(Path).RequireAuthorization(new AuthorizationPolicyBuilder(StaffRole.Scheme)
            .RequireAuthenticatedUser()
            .RequireRole(roles.Select(role => role.Id))
            .Build())
            .AddEndpointFilter<RouteGroupBuilder, StorageTrouble>();

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
