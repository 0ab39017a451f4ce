using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialRx.BotFramework;

/// <summary>Decides whether an activity comes from whom its token says. Throws <see cref="RefusedException"/>.</summary>
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
    private readonly ChannelTokens channelTokens;
    private readonly ChannelTokens botTokens;

    public RequestAuthentication(CloudSettings cloud, ServiceClientCredentialsFactory credentials, AuthenticationConfiguration rules, bool isEmulatorAllowed, string[] tenants)
    {
        this.cloud = cloud;
        this.credentials = credentials;
        this.rules = rules;
        this.isEmulatorAllowed = isEmulatorAllowed;
        this.tenants = tenants;
        channelTokens = new ChannelTokens(cloud.ChannelMetadata, (issuer, _, _) => issuer == cloud.ChannelIssuer ? issuer : throw new SecurityTokenInvalidIssuerException());
        botTokens = new ChannelTokens(cloud.EmulatorMetadata, (issuer, _, _) => IsBotIssuer(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException());
    }

    public async Task<ClaimsIdentity> AuthenticateAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var token = BearerOf(authHeader);
        var issuer = IssuerOf(token);
        var identity = issuer == cloud.ChannelIssuer ? await ChannelAsync(activity, token, cancellationToken).ConfigureAwait(false)
            : IsBotIssuer(issuer) && isEmulatorAllowed ? await BotAsync(token, cancellationToken).ConfigureAwait(false)
            : throw new RefusedException("issuer");
        RefuseOtherTenants(activity, identity);
        return identity;
    }

    private static string BearerOf(string authHeader)
    {
        if (string.IsNullOrWhiteSpace(authHeader))
            throw new RefusedException("no-token");
        return authHeader.Split(' ') is [var scheme, { Length: > 0 } token] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? token
            : throw new RefusedException("scheme");
    }

    private static string IssuerOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            throw new RefusedException("token");
        }
    }

    private static bool IsBotIssuer(string issuer) => BotTenants.Any(tenant =>
        issuer == $"https://sts.windows.net/{tenant}/"
        || issuer == $"https://login.microsoftonline.com/{tenant}/v2.0"
        || issuer == $"https://login.microsoftonline.us/{tenant}/v2.0");

    private async Task<ClaimsIdentity> ChannelAsync(Activity activity, string token, CancellationToken cancellationToken)
    {
        var (identity, key) = await channelTokens.ReadAsync(token, credentials.IsValidAppIdAsync, cancellationToken).ConfigureAwait(false);
        if (!ChannelTokens.IsEndorsed(key, [activity.ChannelId ?? "", .. rules.RequiredEndorsements ?? []]))
            throw new RefusedException("endorsement");
        var serviceUrl = identity.FindFirst(AuthenticationConstants.ServiceUrlClaim)?.Value;
        if (serviceUrl is null || !serviceUrl.Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase))
            throw new RefusedException("serviceurl");
        return identity;
    }

    private async Task<ClaimsIdentity> BotAsync(string token, CancellationToken cancellationToken)
    {
        var (identity, _) = await botTokens.ReadAsync(token, credentials.IsValidAppIdAsync, cancellationToken).ConfigureAwait(false);
        var caller = identity.FindFirst(AuthenticationConstants.VersionClaim)?.Value == "2.0"
            ? identity.FindFirst(AuthenticationConstants.AuthorizedParty)?.Value
            : identity.FindFirst(AuthenticationConstants.AppIdClaim)?.Value;
        if (caller is null)
            throw new RefusedException("appid");
        if (!await credentials.IsValidAppIdAsync(caller, cancellationToken).ConfigureAwait(false))
            await JudgeOtherBotAsync(identity).ConfigureAwait(false);
        return identity;
    }

    private async Task JudgeOtherBotAsync(ClaimsIdentity identity)
    {
        if (rules.ClaimsValidator is null)
            throw new RefusedException("other-bot");
        await rules.ClaimsValidator.ValidateClaimsAsync([.. identity.Claims]).ConfigureAwait(false);
    }

    // Teams names the tenant in the activity, whose channel is verified by now; other bots name it in their token.
    private void RefuseOtherTenants(Activity activity, ClaimsIdentity identity)
    {
        if (tenants.Length == 0)
            return;
        var tenant = identity.FindFirst("tid")?.Value ?? (activity.ChannelId == Channels.Msteams ? TeamsTenantOf(activity) : null);
        var isNeeded = activity.ChannelId == Channels.Msteams || tenant is not null;
        if (isNeeded && !tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase))
            throw new RefusedException("tenant", isForbidden: true);
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
