using SocialRx.Domain;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.PanelPage;

/// <summary>Whose browser it is: a cookie that only this page gets and no script reads, good for one visit.</summary>
internal sealed class PanelVisits(Database database, ProgrammeOptions programme, PanelPageOptions options, IHostEnvironment environment)
{
    private TimeSpan GoodFor => TimeSpan.FromMinutes(options.VisitMinutes);

    // A browser takes a cookie of that name over https only.
    private string Cookie => environment.IsDevelopment() ? "socialrx-panel" : "__Secure-socialrx-panel";

    /// <summary>Null when nobody is there, or not any more.</summary>
    public async Task<TurnIdentity?> VisitorAsync(HttpContext http, DateTimeOffset now) =>
        PanelPass.Read(http.Request.Cookies[Cookie]) is { } visit
            ? await database.ReadAsync(connection => PanelPasses.Visitor(connection, programme.Id, visit, now), http.RequestAborted)
            : null;

    /// <summary>Opens the page with a link; false when it opens nothing any more.</summary>
    public async Task<bool> EnterAsync(HttpContext http, string? code, PanelPass visit, DateTimeOffset now)
    {
        if (PanelPass.Read(code) is not { } link
            || !await database.WriteAsync(connection => PanelPasses.Enter(connection, programme.Id, link, visit, GoodFor, now), http.RequestAborted))
            return false;
        http.Response.Cookies.Append(Cookie, visit.Letters, Protected(GoodFor));
        return true;
    }

    public async Task LeaveAsync(HttpContext http)
    {
        if (PanelPass.Read(http.Request.Cookies[Cookie]) is { } visit)
            await database.WriteAsync(connection => PanelPasses.Leave(connection, programme.Id, visit), http.RequestAborted);
        http.Response.Cookies.Delete(Cookie, Protected(null));
    }

    private CookieOptions Protected(TimeSpan? goodFor) => new()
    {
        Path = PanelPageRoutes.Path,
        HttpOnly = true,
        Secure = !environment.IsDevelopment(),
        SameSite = SameSiteMode.Strict,
        MaxAge = goodFor,
        IsEssential = true,
    };
}
