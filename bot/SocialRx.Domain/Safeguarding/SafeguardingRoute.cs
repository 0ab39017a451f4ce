namespace SocialRx.Domain.Safeguarding;

/// <summary>
/// How to respond to what somebody wrote. Never a level of risk: NICE NG225 and NHS England's "Staying safe from suicide" reject sorting
/// people into low, medium and high. Ordered by what goes first when one message calls for several.
/// </summary>
public enum SafeguardingRoute
{
    None,

    /// <summary>Help for a friend.</summary>
    ThirdParty,

    /// <summary>One warm question, lines offered, remembered.</summary>
    Amber,

    /// <summary>Safety message now, and a person told durably.</summary>
    Red,
}

/// <summary>Routes as they are stored and printed.</summary>
public static class SafeguardingRoutes
{
    public static string Stored(this SafeguardingRoute route) => route switch
    {
        SafeguardingRoute.Red => "red",
        SafeguardingRoute.Amber => "amber",
        SafeguardingRoute.ThirdParty => "third-party",
        _ => "none",
    };

    public static SafeguardingRoute Of(string stored) => stored switch
    {
        "red" => SafeguardingRoute.Red,
        "amber" => SafeguardingRoute.Amber,
        "third-party" => SafeguardingRoute.ThirdParty,
        _ => SafeguardingRoute.None,
    };
}
