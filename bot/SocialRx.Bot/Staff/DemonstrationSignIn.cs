using System.Net;

namespace SocialRx.Bot.Staff;

/// <summary>Who may choose a role without saying who they are: whoever sits at this computer, in Development.</summary>
internal sealed class DemonstrationSignIn(StaffOptions options, IHostEnvironment environment)
{
    // A proxy on this computer would make everybody look local, and a page elsewhere may point its own name at loopback.
    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "[::1]"];

    public bool IsOfferedTo(HttpContext context) =>
        options.DemonstrationSignIn
        && environment.IsDevelopment()
        && context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && LocalHosts.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");
}
