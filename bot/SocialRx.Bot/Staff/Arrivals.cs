using Microsoft.AspNetCore.Authentication;
using SocialRx.Dashboard.Access;

namespace SocialRx.Bot.Staff;

/// <summary>Which ways of signing in are offered to whom.</summary>
internal sealed class Arrivals(StaffOptions options, StaffDirectory directory, DemonstrationSignIn demonstration, IHostEnvironment environment)
{
    public StaffDirectory Directory => directory;

    /// <summary>There is an organisation's sign-in.</summary>
    public bool IsOffered => options.OpenIdConnect.IsOn;

    public string Name => options.OpenIdConnect.Name;

    /// <summary>Nobody on the way can read a cookie; while developing it need not be so.</summary>
    public bool IsSafe(HttpContext context) => context.Request.IsHttps || environment.IsDevelopment();

    /// <summary>Roles to look around with.</summary>
    public IReadOnlyList<StaffGrant> Demonstration(HttpContext context) =>
        demonstration.IsOfferedTo(context) ? directory.GrantsOf(StaffMember.Demonstrating) : [];

    /// <summary>Who has come from the organisation's sign-in and not chosen a role yet.</summary>
    public static async Task<StaffMember?> WhoAsync(HttpContext context) =>
        StaffMember.Of((await context.AuthenticateAsync(DirectorySignIn.ArrivalScheme)).Principal);
}
