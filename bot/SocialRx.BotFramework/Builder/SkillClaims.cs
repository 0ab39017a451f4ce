using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;

namespace SocialRx.BotFramework;

/// <summary>Tells a call of another bot, whose token names both, from a call of a channel.</summary>
internal static class SkillClaims
{
    public static bool AreThoseOfABot(ClaimsIdentity identity)
    {
        if (identity.HasClaim("appid", AuthenticationConstants.AnonymousSkillAppId))
            return true;
        if (identity.FindFirst("ver")?.Value is not { } version)
            return false;
        var audience = identity.FindFirst("aud")?.Value;
        var caller = identity.FindFirst(version == "2.0" ? "azp" : "appid")?.Value;
        return !string.IsNullOrEmpty(audience) && !string.IsNullOrEmpty(caller) && caller != audience
            && audience is not ("https://api.botframework.com" or "https://api.botframework.us");
    }
}
