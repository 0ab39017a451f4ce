using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialRx.BotFramework;

/// <summary>Decides whether an activity comes from whom its token says. Throws <see cref="Refused"/>.</summary>
internal sealed class RequestAuthentication
{
    // Microsoft's own tenants, from which the emulator and other bots call.
    private static readonly string[] BotTenants =
    [
        "d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "69e9b82d-4842-4902-8d1e-abc5b98a55e8", "cab8a31a-1906-4287-a0d8-4eef66b95f6e",
    ];

    private readonly CloudSettings cloud;
    private readonly ServiceClientCredentialsFactory credentials;
    private readonly AuthenticationConfiguration rules;
    private readonly bool isEmulatorAllowed;
    private readonly string[] tenants;
    private readonly Lazy<ChannelTokens> channelTokens;
    private readonly Lazy<ChannelTokens> botTokens;

    public RequestAuthentication(CloudSettings cloud, ServiceClientCredentialsFactory credentials, AuthenticationConfiguration rules, bool isEmulatorAllowed, string[] tenants)
    {
        this.cloud = cloud;
        this.credentials = credentials;
        this.rules = rules;
        this.isEmulatorAllowed = isEmulatorAllowed;
        this.tenants = tenants;
        channelTokens = new(() => new ChannelTokens(cloud.ChannelMetadata, (issuer, _, _) => IsChannelIssuer(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException()));
        botTokens = new(() => new ChannelTokens(cloud.EmulatorMetadata, (issuer, _, _) => IsBotIssuer(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException()));
    }

    public async Task<ClaimsIdentity> AuthenticateAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var identity = await AuthenticateAsync(authHeader, activity.ChannelId, activity.ServiceUrl, isServiceNamed: true, cancellationToken).ConfigureAwait(false);
        RefuseOtherTenants(activity, identity);
        return identity;
    }

    /// <summary>A caller that has not said yet which service it is.</summary>
    public Task<ClaimsIdentity> AuthenticateAsync(string authHeader, string channelId, CancellationToken cancellationToken) =>
        AuthenticateAsync(authHeader, channelId, null, isServiceNamed: false, cancellationToken);

    private async Task<ClaimsIdentity> AuthenticateAsync(string authHeader, string channelId, string serviceUrl, bool isServiceNamed, CancellationToken cancellationToken)
    {
        var token = BearerOf(authHeader);
        var issuer = IssuerOf(token);
        var identity = IsChannelIssuer(issuer) ? await ChannelAsync(token, channelId, cancellationToken).ConfigureAwait(false)
            : IsBotIssuer(issuer) && (isEmulatorAllowed || rules.ClaimsValidator is not null) ? await BotAsync(token, cancellationToken).ConfigureAwait(false)
            : throw Refused.Because("issuer");
        if (isServiceNamed && IsChannelIssuer(issuer) && !IsOfService(identity, serviceUrl))
            throw Refused.Because("serviceurl");
        if (rules.ClaimsValidator is { } judge)
            await judge.ValidateClaimsAsync([.. identity.Claims]).ConfigureAwait(false);
        return identity;
    }

    private static string BearerOf(string authHeader)
    {
        if (string.IsNullOrWhiteSpace(authHeader))
            throw Refused.Because("no-token");
        return authHeader.Split(' ') is [var scheme, { Length: > 0 } token] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? token
            : throw Refused.Because("scheme");
    }

    private static string IssuerOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            throw Refused.Because("token");
        }
    }

    private static bool IsOfService(ClaimsIdentity identity, string serviceUrl) =>
        identity.FindFirst(AuthenticationConstants.ServiceUrlClaim)?.Value is { } claimed && claimed.Equals(serviceUrl, StringComparison.OrdinalIgnoreCase);

    private bool IsChannelIssuer(string issuer) => issuer == cloud.ChannelIssuer;

    private bool IsBotIssuer(string issuer) =>
        rules.ValidTokenIssuers?.Contains(issuer) == true
        || BotTenants.Any(tenant =>
            issuer == $"https://sts.windows.net/{tenant}/"
            || issuer == $"https://login.microsoftonline.com/{tenant}/v2.0"
            || issuer == $"https://login.microsoftonline.us/{tenant}/v2.0");

    private async Task<ClaimsIdentity> ChannelAsync(string token, string channelId, CancellationToken cancellationToken)
    {
        var (identity, key) = await channelTokens.Value.ReadAsync(token, credentials.IsValidAppIdAsync, cancellationToken).ConfigureAwait(false);
        return ChannelTokens.IsEndorsed(key, [channelId ?? "", .. rules.RequiredEndorsements ?? []]) ? identity : throw Refused.Because("endorsement");
    }

    private async Task<ClaimsIdentity> BotAsync(string token, CancellationToken cancellationToken)
    {
        var (identity, _) = await botTokens.Value.ReadAsync(token, credentials.IsValidAppIdAsync, cancellationToken).ConfigureAwait(false);
        if (identity.FindFirst(AuthenticationConstants.VersionClaim) is null || identity.Claims.GetAppIdFromClaims() is not { Length: > 0 } caller)
            throw Refused.Because("appid");
        if (identity.Claims.IsSkillClaim())
            return rules.ClaimsValidator is null ? throw Refused.Because("other-bot") : identity;
        // A token of the bot for itself is what the emulator brings.
        return isEmulatorAllowed && await credentials.IsValidAppIdAsync(caller, cancellationToken).ConfigureAwait(false) ? identity : throw Refused.Because("emulator");
    }

    // Teams names the tenant in the activity, whose channel is verified by now; other bots name it in their token.
    private void RefuseOtherTenants(Activity activity, ClaimsIdentity identity)
    {
        if (tenants.Length == 0)
            return;
        var tenant = identity.FindFirst("tid")?.Value ?? (activity.ChannelId == Channels.Msteams ? TeamsTenantOf(activity) : null);
        var isNeeded = activity.ChannelId == Channels.Msteams || tenant is not null;
        if (isNeeded && !tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase))
            throw Refused.Because("tenant", isForbidden: true);
    }

    private static string TeamsTenantOf(Activity activity) =>
        activity.TryGetChannelData<TeamsTenant>(out var data) && data.Tenant?.Id is { } id ? id : activity.Conversation?.TenantId;

    private sealed record TeamsTenant
    {
        public Named Tenant { get; init; }

        public sealed record Named
        {
            public string Id { get; init; }
        }
    }
}
