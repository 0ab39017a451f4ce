using Microsoft.AspNetCore.Authentication.Cookies;
using SocialRx.Bot.Configuration;
using SocialRx.Dashboard;
using SocialRx.Dashboard.Access;
using SocialRx.Dashboard.Pages;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;

namespace SocialRx.Bot.Staff;

/// <summary>The staff pages in the process: options, sign-in by cookie, headers, routes.</summary>
internal static class DashboardHosting
{
    // Nothing runs and nothing is fetched but our own style sheet.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        var disclosure = builder.AddSection<DisclosureOptions>();
        var population = builder.AddSection<PopulationOptions>();
        var staff = builder.AddSection<StaffOptions>();
        builder.Services.AddSingleton(services => new Publication(
            services.GetRequiredService<Database>(),
            services.GetRequiredService<ProgrammeOptions>(),
            new PublicationRules(disclosure, population),
            services.GetRequiredService<Consultations>(),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<DemonstrationSignIn>();
        builder.Services.AddSingleton<StaffLog>();
        builder.Services.AddAuthentication().AddCookie(StaffRole.Scheme, cookie => Configure(cookie, staff));
        builder.Services.AddAuthorization();
        builder.Services.AddDashboardPages();
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(DashboardPages.Path), pages => pages.Use(AddHeadersAsync));
        app.UseAntiforgery();
        app.MapSignIn();
        app.MapDashboardPages();
    }

    private static void Configure(CookieAuthenticationOptions cookie, StaffOptions staff)
    {
        cookie.Cookie.Name = "socialrx-staff";
        cookie.Cookie.Path = DashboardPages.Path;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(staff.SessionHours);
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignIn.Path;
        cookie.Events.OnRedirectToAccessDenied = context => RefuseAsync(context.HttpContext);
        cookie.Events.OnValidatePrincipal = context =>
        {
            if (!context.HttpContext.RequestServices.GetRequiredService<DemonstrationSignIn>().IsOfferedTo(context.HttpContext))
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
    }

    private static async Task RefuseAsync(HttpContext context)
    {
        await context.RequestServices.GetRequiredService<StaffLog>().RecordAsync(context.User, "refused", context.Request.Path);
        await DashboardPages.Show<NotYourRole>([], StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    }
}
