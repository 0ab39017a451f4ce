namespace SocialRx.Dashboard.Access;

/// <summary>What a signed-in member of staff's cookie says beside who (name) and the role they act in.</summary>
public static class StaffClaims
{
    /// <summary>The row that keeps the session alive.</summary>
    public const string Session = "socialrx:session";

    /// <summary>How they signed in.</summary>
    public const string Provider = "socialrx:provider";

    /// <summary>Who they are in their organisation's directory.</summary>
    public const string Person = "socialrx:person";

    /// <summary>What to call them on the page.</summary>
    public const string DisplayName = "socialrx:display";

    /// <summary>What the directory says of them that a role is given for, one claim each.</summary>
    public const string Value = "socialrx:value";

    public const string Organisation = "socialrx:organisation";

    public const string OrganisationName = "socialrx:organisation-name";
}
