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

    /// <summary>The organisation's own sign-in.</summary>
    public DirectorySignInOptions OpenIdConnect { get; init; } = new();

    /// <summary>Hours after which a member of staff has to sign in again, whatever they do.</summary>
    public int SessionHours { get; init; } = 8;

    /// <summary>Minutes without a page after which a member of staff has to sign in again.</summary>
    public int IdleMinutes { get; init; } = 30;

    /// <summary>So many sign-ins of one person, or from one address, may be turned away within <see cref="LockoutMinutes"/>; then they wait.</summary>
    public int LockoutAfterRefusals { get; init; } = 5;

    public int LockoutMinutes { get; init; } = 15;

    /// <summary>Pages and forms of one member of staff.</summary>
    public int RequestsPerPersonPerMinute { get; init; } = 120;

    /// <summary>Pages and forms from one address; a whole office may share one.</summary>
    public int RequestsPerAddressPerMinute { get; init; } = 600;

    /// <summary>Steps of signing in from one address; one sign-in takes about five.</summary>
    public int SignInStepsPerAddressPerMinute { get; init; } = 60;

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
                yield return new($"{nameof(Teams)}:{n}:{nameof(TeamsMember.Role)}", StaffRole.OneOf);
        }

        if (DashboardAddress.Length > 0 && !(Uri.TryCreate(DashboardAddress, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            yield return new(nameof(DashboardAddress), "an address such as \"https://socialrx.example/dashboard\", or nothing");
        if (SessionHours is < 1 or > 24)
            yield return new(nameof(SessionHours), "a whole number from 1 to 24");
        if (IdleMinutes is < 5 or > 1440)
            yield return new(nameof(IdleMinutes), "a whole number from 5 to 1440");
        if (LockoutAfterRefusals is < 1 or > 100)
            yield return new(nameof(LockoutAfterRefusals), "a whole number from 1 to 100");
        if (LockoutMinutes is < 1 or > 1440)
            yield return new(nameof(LockoutMinutes), "a whole number from 1 to 1440");
        foreach (var (key, perMinute) in Limits)
        {
            if (perMinute is < 1 or > 1_000_000)
                yield return new(key, "a whole number from 1 to 1000000");
        }

        foreach (var problem in OpenIdConnect.Problems())
            yield return problem with { Key = $"{nameof(OpenIdConnect)}:{problem.Key}" };
    }

    private IEnumerable<(string Key, int PerMinute)> Limits =>
    [
        (nameof(RequestsPerPersonPerMinute), RequestsPerPersonPerMinute),
        (nameof(RequestsPerAddressPerMinute), RequestsPerAddressPerMinute),
        (nameof(SignInStepsPerAddressPerMinute), SignInStepsPerAddressPerMinute),
    ];
}
