using SocialRx.Bot.Channels.Teams;
using SocialRx.Dashboard.Access;
using SocialRx.Domain;

namespace SocialRx.Bot.Staff;

/// <summary>Section "Staff": how members of staff sign in.</summary>
internal sealed record StaffOptions : IOptionsSection
{
    public static string Section => "Staff";

    /// <summary>Lets whoever sits at this computer choose a role; only ever in Development and from loopback.</summary>
    public bool DemonstrationSignIn { get; init; } = true;

    /// <summary>Hours after which a member of staff has to sign in again.</summary>
    public int SessionHours { get; init; } = 8;

    /// <summary>Who may ask for the summary in Teams, known by the organisation's directory.</summary>
    public IReadOnlyList<TeamsMember> Teams { get; init; } = [];

    /// <summary>Where staff find the dashboard, for links that lead to it; empty: none do.</summary>
    public string DashboardAddress { get; init; } = "";

    public IEnumerable<OptionProblem> Problems()
    {
        for (var n = 0; n < Teams.Count; n++)
        {
            if (!Guid.TryParseExact(Teams[n].TenantId, "D", out _))
                yield return new($"{nameof(Teams)}:{n}:{nameof(TeamsMember.TenantId)}", "the GUID of the organisation's tenant");
            if (!Guid.TryParseExact(Teams[n].AadObjectId, "D", out _))
                yield return new($"{nameof(Teams)}:{n}:{nameof(TeamsMember.AadObjectId)}", "the GUID of the person in that tenant's directory");
            if (!Teams[n].HasRole)
                yield return new($"{nameof(Teams)}:{n}:{nameof(TeamsMember.Role)}", $"one of {string.Join(", ", StaffRole.All.Select(role => role.Id))}");
        }

        if (DashboardAddress.Length > 0 && !(Uri.TryCreate(DashboardAddress, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            yield return new(nameof(DashboardAddress), "an address such as \"https://socialrx.example/dashboard\", or nothing");
        if (SessionHours is < 1 or > 24)
            yield return new(nameof(SessionHours), "a whole number from 1 to 24");
    }
}
