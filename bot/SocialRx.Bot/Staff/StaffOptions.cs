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

    public IEnumerable<OptionProblem> Problems()
    {
        if (SessionHours is < 1 or > 24)
            yield return new(nameof(SessionHours), "a whole number from 1 to 24");
    }
}
