using SocialRx.Dashboard.Access;
using SocialRx.Domain;

namespace SocialRx.Bot.Staff;

/// <summary>"Staff:OpenIdConnect": the organisation's own sign-in; without an authority there is none.</summary>
internal sealed record DirectorySignInOptions
{
    /// <summary>What the link on the sign-in page is called.</summary>
    public string Name { get; init; } = "Sign in";

    /// <summary>Issuer of the organisation's directory, such as "https://login.microsoftonline.com/{tenant}/v2.0".</summary>
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    /// <summary>What this service proves itself with; or <see cref="ClientCertificateFile"/>.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>A PEM file with certificate and private key (RSA): the service then signs what it says to the directory, and no secret travels.</summary>
    public string ClientCertificateFile { get; init; } = "";

    /// <summary>Beside "openid" and "profile".</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Which claim says who it is, always the same and never somebody else's; Microsoft Entra: "oid".</summary>
    public string PersonClaim { get; init; } = "sub";

    /// <summary>Which claim says what to call them.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>Which claim <see cref="Roles"/> looks at: "roles", or "groups" with ids of groups.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Asks the directory's user info endpoint too: some tell name and groups only there.</summary>
    public bool ReadUserInfo { get; init; }

    /// <summary>Asks for the password each time ("login"), for computers that several people use; empty: as the directory decides.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>What may be done by whoever has a value of the role claim.</summary>
    public IReadOnlyList<RoleForValue> Roles { get; init; } = [];

    /// <summary>What may be done by single persons.</summary>
    public IReadOnlyList<RoleForPerson> Members { get; init; } = [];

    public bool IsOn => Authority.Length > 0;

    public IEnumerable<OptionProblem> Problems() => IsOn ? [.. OwnProblems(), .. GrantProblems()] : [];

    private IEnumerable<OptionProblem> OwnProblems()
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            yield return new(nameof(Authority), "the https address of the organisation's directory");
        if (string.IsNullOrWhiteSpace(ClientId))
            yield return new(nameof(ClientId), "the id under which the directory knows this service");
        if (ClientSecret.Length == 0 == (ClientCertificateFile.Length == 0))
            yield return new(nameof(ClientCertificateFile), "a PEM file, or empty with a ClientSecret in its place");
        if (ClientCertificateFile.Length > 0 && !File.Exists(ClientCertificateFile))
            yield return new(nameof(ClientCertificateFile), "a file that is there");
        if (string.IsNullOrWhiteSpace(PersonClaim))
            yield return new(nameof(PersonClaim), "the name of a claim, such as \"sub\" or \"oid\"");
        if (Prompt is not ("" or "login" or "select_account"))
            yield return new(nameof(Prompt), "empty, \"login\" or \"select_account\"");
    }

    private IEnumerable<OptionProblem> GrantProblems()
    {
        for (var n = 0; n < Roles.Count; n++)
        {
            if (string.IsNullOrWhiteSpace(Roles[n].Value))
                yield return new($"{nameof(Roles)}:{n}:{nameof(RoleForValue.Value)}", "a value of the role claim");
            if (StaffRole.Find(Roles[n].Role) is null)
                yield return new($"{nameof(Roles)}:{n}:{nameof(RoleForValue.Role)}", StaffRole.OneOf);
        }

        for (var n = 0; n < Members.Count; n++)
        {
            if (string.IsNullOrWhiteSpace(Members[n].Person))
                yield return new($"{nameof(Members)}:{n}:{nameof(RoleForPerson.Person)}", "a value of the person claim");
            if (StaffRole.Find(Members[n].Role) is null)
                yield return new($"{nameof(Members)}:{n}:{nameof(RoleForPerson.Role)}", StaffRole.OneOf);
        }
    }
}

/// <summary>Whoever has this value may act in this role, of link workers for this organisation.</summary>
internal sealed record RoleForValue
{
    public string Value { get; init; } = "";

    public string Role { get; init; } = "";

    public string Organisation { get; init; } = "";
}

/// <summary>This person may act in this role, of link workers for this organisation.</summary>
internal sealed record RoleForPerson
{
    public string Person { get; init; } = "";

    public string Role { get; init; } = "";

    public string Organisation { get; init; } = "";
}
