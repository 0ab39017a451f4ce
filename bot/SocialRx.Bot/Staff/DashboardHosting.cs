using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SocialRx.Bot.Configuration;
using SocialRx.Bot.Directories;
using SocialRx.Bot.Directories.Sheets;
using SocialRx.Bot.Schedule;
using SocialRx.Dashboard;
using SocialRx.Dashboard.Access;
using SocialRx.Dashboard.Pages;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;

namespace SocialRx.Bot.Staff;

/// <summary>The staff pages in the process: options, sign-in, sessions, limits, headers, routes.</summary>
internal static class DashboardHosting
{
    // Nothing runs and nothing is fetched but our own style sheet.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly TimeSpan ArrivalLife = TimeSpan.FromMinutes(10);

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        var disclosure = builder.AddSection<DisclosureOptions>();
        var population = builder.AddSection<PopulationOptions>();
        builder.Services.AddSingleton(new PublicationRules(disclosure, population)).AddSingleton<Publication>();
        builder.Services.AddSingleton(services => new Outcomes(
            services.GetRequiredService<Database>(),
            services.GetRequiredService<ProgrammeOptions>(),
            disclosure,
            services.GetRequiredService<ConsultationBook>(),
            services.GetRequiredService<TimeProvider>()));
        builder.AddSection<StatementOptions>();
        var directory = Sections.Read<DirectoryOptions>(builder.Configuration);
        builder.Services.AddSingleton(Sources(directory));
        builder.Services.AddSingleton(services => new SentSheets(
            services.GetRequiredService<Database>(), directory, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<NewId>()).ForPages());
        builder.Services.AddSingleton(new DirectoryText(Plain.Text, Plain.WithoutCostlyNumbers, Plain.Phone, Plain.Web, Plain.Email));
        builder.AddStaff(builder.AddSection<StaffOptions>());
        builder.Services.AddDashboardPages(CookiePrefix(builder.Environment));
    }

    public static void MapDashboard(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<StaffLimits>();
        // Asked for here, so that a grant that cannot be used stops the start.
        app.Services.GetRequiredService<StaffDirectory>();
        app.UseWhen(IsStaff, pages => pages.Use(AddHeadersAsync).Use(limits.LimitAddressAsync).UseStorageTrouble());
        app.UseAuthentication();
        app.UseWhen(IsStaff, pages => pages.Use(limits.LimitPersonAsync));
        app.UseAuthorization();
        app.UseWhen(IsStaff, pages => pages.UseSheetLimit());
        app.UseAntiforgery();
        app.MapSignIn();
        app.MapDashboardPages();
    }

    private static void AddStaff(this WebApplicationBuilder builder, StaffOptions staff)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new StaffBooks(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<ProgrammeOptions>(),
            provider.GetRequiredService<NewId>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StaffLog>();
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<StaffLimits>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Lockout>();
        services.AddSingleton<DemonstrationSignIn>();
        services.AddSingleton<Arrivals>();
        services.AddAuthentication()
            .AddCookie(StaffRole.Scheme, cookie => Configure(cookie, staff, builder.Environment))
            .AddCookie(DirectorySignIn.ArrivalScheme, cookie => ConfigureArrival(cookie, builder.Environment))
            .AddDirectorySignIn(staff, builder.Environment);
        services.AddAuthorization();
    }

    private static DirectorySources Sources(DirectoryOptions options)
    {
        var every = TimeSpan.FromHours(options.SyncEveryHours);
        return new DirectorySources([.. options.Feeds.Select(feed => new ConfiguredSource(feed.SourceId, feed.Address))], every, newestFirst => DirectorySync.DueAt(newestFirst, every));
    }

    private static bool IsStaff(HttpContext context) => context.Request.Path.StartsWithSegments(DashboardPages.Path);

    // Outside development pages are read over https only; a cookie of that name is refused by browsers unless it is so.
    private static string CookiePrefix(IHostEnvironment environment) => environment.IsDevelopment() ? "" : "__Host-";

    private static void Configure(CookieAuthenticationOptions cookie, StaffOptions staff, IHostEnvironment environment)
    {
        Protect(cookie, "socialrx-staff", environment);
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(staff.SessionHours);
        cookie.LoginPath = SignIn.Path;
        cookie.Events.OnRedirectToAccessDenied = context => RefuseAsync(context.HttpContext);
        cookie.Events.OnValidatePrincipal = ValidateAsync;
    }

    // The way back from the directory leads here, which a strict cookie would not go along with. It opens nothing but the choice of a role.
    private static void ConfigureArrival(CookieAuthenticationOptions cookie, IHostEnvironment environment)
    {
        Protect(cookie, "socialrx-arrival", environment);
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = ArrivalLife;
    }

    private static void Protect(CookieAuthenticationOptions cookie, string name, IHostEnvironment environment)
    {
        cookie.Cookie.Name = $"{CookiePrefix(environment)}{name}";
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.SlidingExpiration = false;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (await IsStillSoAsync(context.HttpContext, context.Principal))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(StaffRole.Scheme);
    }

    /// <summary>The session stands, and what the person acts in is still given to them.</summary>
    private static async Task<bool> IsStillSoAsync(HttpContext context, ClaimsPrincipal? user)
    {
        var services = context.RequestServices;
        if (user is null || StaffMember.Of(user) is not { } member || user.FindFirstValue(StaffClaims.Session) is not { } session)
            return false;
        if (member.Provider == StaffMember.Demonstration && !services.GetRequiredService<DemonstrationSignIn>().IsOfferedTo(context))
            return false;
        return IsStillGranted(services.GetRequiredService<StaffDirectory>(), member, user)
            && await services.GetRequiredService<Sessions>().StandsAsync(session);
    }

    private static bool IsStillGranted(StaffDirectory directory, StaffMember member, ClaimsPrincipal user) =>
        directory.GrantsOf(member).Any(grant => grant.Role.Id == user.FindFirstValue(ClaimTypes.Role) && grant.OrganisationId == user.FindFirstValue(StaffClaims.Organisation));

    private static async Task RefuseAsync(HttpContext context)
    {
        await context.RequestServices.GetRequiredService<StaffLog>().RecordAsync(context.User, "refused", context.Request.Path);
        await DashboardPages.Show<NotYourRole>([], StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    }
}
