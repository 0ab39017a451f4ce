using System.Security.Claims;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Judges the claims of callers; throws <see cref="UnauthorizedAccessException"/> to refuse.</summary>
public abstract class ClaimsValidator
{
    public abstract Task ValidateClaimsAsync(IList<Claim> claims);
}

/// <summary>Lets other bots call whose app ids are on a list; an asterisk on it lets all.</summary>
public class AllowedCallersClaimsValidator : ClaimsValidator
{
    private readonly IList<string> allowed;

    public AllowedCallersClaimsValidator(IList<string> allowedCallers) => allowed = allowedCallers ?? [];

    public override Task ValidateClaimsAsync(IList<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (!claims.IsSkillClaim() || allowed.Contains("*"))
            return Task.CompletedTask;
        var appId = claims.GetAppIdFromClaims();
        return allowed.Contains(appId)
            ? Task.CompletedTask
            : throw new UnauthorizedAccessException($"Received a request from a bot with an app ID of \"{appId}\". To enable requests from this caller, add the app ID to the configured set of allowedCallers.");
    }
}

/// <summary>Lets those bots call back whose app ids are on a list: the skills of this one.</summary>
public class AllowedSkillsClaimsValidator : ClaimsValidator
{
    private readonly IList<string> allowed;

    public AllowedSkillsClaimsValidator(IList<string> allowedSkillAppIds) => allowed = allowedSkillAppIds ?? [];

    public override Task ValidateClaimsAsync(IList<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var appId = claims.IsSkillClaim() ? claims.GetAppIdFromClaims() : null;
        return appId is null || allowed.Contains(appId)
            ? Task.CompletedTask
            : throw new UnauthorizedAccessException($"Received a request from an application with an appID of \"{appId}\". To enable requests from this skill, add the skill to your configuration file.");
    }
}

public static class ClaimsExtensions
{
    /// <summary>Whether these are the claims of a bot that calls another one: their audience is a bot, and not the bot they are from.</summary>
    public static bool IsSkillClaim(this IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var all = claims as IList<Claim> ?? [.. claims];
        if (all.Any(claim => claim is { Type: AuthenticationConstants.AppIdClaim, Value: AuthenticationConstants.AnonymousSkillAppId }))
            return true;
        var audience = all.Value(AuthenticationConstants.AudienceClaim);
        if (string.IsNullOrWhiteSpace(all.Value(AuthenticationConstants.VersionClaim)) || string.IsNullOrWhiteSpace(audience) || IsChannel(audience))
            return false;
        var appId = all.GetAppIdFromClaims();
        return !string.IsNullOrWhiteSpace(appId) && appId != audience;
    }

    /// <summary>Which app a token is from; tokens of both versions say it differently. Null where none is named.</summary>
    public static string GetAppIdFromClaims(this IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var all = claims as IList<Claim> ?? [.. claims];
        return all.Value(AuthenticationConstants.VersionClaim) switch
        {
            "2.0" => all.Value(AuthenticationConstants.AuthorizedParty),
            null or "1.0" or "" => all.Value(AuthenticationConstants.AppIdClaim),
            _ => null,
        };
    }

    private static bool IsChannel(string audience) =>
        audience.Equals(AuthenticationConstants.ToBotFromChannelTokenIssuer, StringComparison.OrdinalIgnoreCase);

    private static string Value(this IList<Claim> claims, string type) => claims.FirstOrDefault(claim => claim.Type == type)?.Value;
}

public static class JwtTokenValidation
{
    public static string GetAppIdFromClaims(IEnumerable<Claim> claims) => ClaimsExtensions.GetAppIdFromClaims(claims);

    /// <summary>Asks the configured judge of claims. Without one other bots may not call.</summary>
    public static async Task ValidateClaimsAsync(AuthenticationConfiguration authConfig, IList<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(authConfig);
        if (authConfig.ClaimsValidator is { } judge)
            await judge.ValidateClaimsAsync(claims).ConfigureAwait(false);
        else if (ClaimsExtensions.IsSkillClaim(claims))
            throw new UnauthorizedAccessException("ClaimsValidator is required for validation of Skill Host calls.");
    }

    /// <summary>Whether a header is Bearer and one more word.</summary>
    public static bool IsValidTokenFormat(string authHeader) =>
        !string.IsNullOrWhiteSpace(authHeader) && authHeader.Split(' ') is [var scheme, _] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
}

public class SkillValidation
{
    public static bool IsSkillClaim(IEnumerable<Claim> claims) => ClaimsExtensions.IsSkillClaim(claims);

    /// <summary>What a token says it is; whether that holds is for <see cref="BotFrameworkAuthentication"/> to find out.</summary>
    public static bool IsSkillToken(string authHeader) =>
        JwtTokenValidation.IsValidTokenFormat(authHeader) && IsSkillClaim(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(authHeader.Split(' ')[1]).Claims);

    public static ClaimsIdentity CreateAnonymousSkillClaim() =>
        new([new Claim(AuthenticationConstants.AppIdClaim, AuthenticationConstants.AnonymousSkillAppId)], AuthenticationConstants.AnonymousAuthType);
}

public static class EndorsementsValidator
{
    /// <summary>Whether a key may speak for a channel or has an endorsement; nothing needs none.</summary>
    public static bool Validate(string expectedEndorsement, HashSet<string> endorsements)
    {
        if (string.IsNullOrEmpty(expectedEndorsement))
            return true;
        ArgumentNullException.ThrowIfNull(endorsements);
        return endorsements.Contains(expectedEndorsement);
    }
}
