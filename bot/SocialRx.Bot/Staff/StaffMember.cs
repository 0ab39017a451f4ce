using System.Security.Claims;
using SocialRx.Dashboard.Access;

namespace SocialRx.Bot.Staff;

/// <summary>Who somebody is in their organisation's directory, before it is said what they may do.</summary>
/// <param name="Provider">How they signed in: <see cref="Directory"/> or <see cref="Demonstration"/>.</param>
/// <param name="Person">Always the same, and never somebody else's.</param>
/// <param name="DisplayName">What to call them.</param>
/// <param name="Values">What the directory says of them that a role is given for.</param>
internal sealed record StaffMember(string Provider, string Person, string DisplayName, IReadOnlyList<string> Values)
{
    public const string Directory = "directory";
    public const string Demonstration = "demonstration";

    private const int LongestName = 80;

    public static StaffMember Demonstrating { get; } = new(Demonstration, Demonstration, "Demonstration", []);

    /// <summary>Somebody else, to try out what two people have to look at.</summary>
    public static StaffMember DemonstratingToo { get; } = new(Demonstration, $"{Demonstration}-2", "Demonstration, second person", []);

    /// <summary>As it is written down: a name may be changed or shared, who it is may not.</summary>
    public string Actor => Provider == Demonstration ? Person : $"{DisplayName} [{Person}]";

    /// <summary>Null for nobody.</summary>
    public static StaffMember? Of(ClaimsPrincipal? user) =>
        user?.FindFirstValue(StaffClaims.Provider) is { } provider && user.FindFirstValue(StaffClaims.Person) is { } person
            ? new(provider, person, user.FindFirstValue(StaffClaims.DisplayName) ?? "", [.. user.FindAll(StaffClaims.Value).Select(claim => claim.Value)])
            : null;

    /// <summary>What a directory says of somebody, as far as anything here asks for it. Null when it does not say who it is.</summary>
    public static StaffMember? Said(ClaimsPrincipal by, DirectorySignInOptions options)
    {
        var asked = options.Roles.Select(role => role.Value).ToHashSet(StringComparer.Ordinal);
        return by.FindFirstValue(options.PersonClaim) is { Length: > 0 } person
            ? new(
                Directory,
                person,
                Shown(by.FindFirstValue(options.NameClaim) ?? person),
                [.. by.FindAll(options.RoleClaim).Select(claim => claim.Value).Where(asked.Contains).Distinct()])
            : null;
    }

    /// <summary>Somebody who is known, and may do nothing yet.</summary>
    public ClaimsPrincipal Arriving(string scheme) => new(new ClaimsIdentity(Claims(), scheme));

    /// <summary>Somebody at work.</summary>
    public ClaimsPrincipal Acting(StaffGrant grant, string sessionId) =>
        new(new ClaimsIdentity(
            [
                .. Claims(),
                new(StaffClaims.Session, sessionId),
                new(ClaimTypes.Name, Actor),
                new(ClaimTypes.Role, grant.Role.Id),
                new(StaffClaims.Organisation, grant.OrganisationId),
                new(StaffClaims.OrganisationName, grant.OrganisationName),
            ],
            StaffRole.Scheme));

    private IEnumerable<Claim> Claims() =>
        [
            new(StaffClaims.Provider, Provider),
            new(StaffClaims.Person, Person),
            new(StaffClaims.DisplayName, DisplayName),
            .. Values.Select(value => new Claim(StaffClaims.Value, value)),
        ];

    private static string Shown(string name)
    {
        var plain = string.Concat(name.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)).Trim();
        return plain.Length <= LongestName ? plain : plain[..LongestName];
    }
}
