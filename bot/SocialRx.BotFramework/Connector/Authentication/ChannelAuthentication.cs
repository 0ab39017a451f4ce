using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace SocialRx.BotFramework;

/// <summary>Who may speak to a bot in one cloud, as whom the bot speaks there, and to which hosts.</summary>
/// <param name="Cloud">Addresses and names.</param>
/// <param name="Hosts">Where anything may be sent to.</param>
/// <param name="IsOpenAllowed">Whether a bot without an app id answers anybody.</param>
/// <param name="IsEmulatorAllowed">Whether tokens the bot has for itself are good for calling it.</param>
/// <param name="Tenants">The tenants that may call; none for all.</param>
/// <param name="IsTrial">Whether a bot without an app id, which has no token to lose, may send anywhere.</param>
internal sealed record ChannelRules(CloudSettings Cloud, OutboundHosts Hosts, bool IsOpenAllowed, bool IsEmulatorAllowed, string[] Tenants, bool IsTrial = false);

internal sealed class ChannelAuthentication(ChannelRules rules, ServiceClientCredentialsFactory credentials, AuthenticationConfiguration configuration, IHttpClientFactory clients)
    : BotFrameworkAuthentication
{
    private readonly ConcurrentDictionary<(string AppId, string Audience), Task<ServiceClientCredentials>> credentialsOf = new();
    private readonly RequestAuthentication requests = new(rules.Cloud, credentials, configuration, rules.IsEmulatorAllowed, rules.Tenants);
    private readonly Uri tokenService = new(rules.Cloud.TokenService);

    public override string GetOriginatingAudience() => rules.Cloud.Scope;

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var identity = await IsOpenToAsync(authHeader, cancellationToken).ConfigureAwait(false)
            ? AnonymousOf(activity)
            : await requests.AuthenticateAsync(activity, authHeader, cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(activity.ServiceUrl) && !await AllowsAsync(activity.ServiceUrl, cancellationToken).ConfigureAwait(false))
            throw Refused.Because("service-host", isForbidden: true);
        return await ResultAsync(identity, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken)
    {
        var isOpen = await IsOpenToAsync(authHeader, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(channelIdHeader) && !isOpen)
            throw Refused.Because("no-channel");
        var identity = isOpen ? new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType) : await requests.AuthenticateAsync(authHeader, channelIdHeader, cancellationToken).ConfigureAwait(false);
        return await ResultAsync(identity, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        await IsOpenToAsync(authHeader, cancellationToken).ConfigureAwait(false)
            ? SkillValidation.CreateAnonymousSkillClaim()
            : await requests.AuthenticateAsync(authHeader, "unknown", cancellationToken).ConfigureAwait(false);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new Connectors(this, AppIdOf(claimsIdentity));

    public override async Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken)
    {
        var appId = AppIdOf(claimsIdentity);
        var own = await CredentialsAsync(appId, rules.Cloud.Scope, cancellationToken).ConfigureAwait(false);
        return new TokenServiceClient(appId, new ChannelHttp(tokenService, Http(), own));
    }

    public override BotFrameworkClient CreateBotFrameworkClient() => new SkillClient(CredentialsAsync, Http());

    private static ClaimsIdentity AnonymousOf(Activity activity) =>
        activity.ChannelId == Channels.Emulator && activity.Recipient?.Role == RoleTypes.Skill
            ? SkillValidation.CreateAnonymousSkillClaim()
            : new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType);

    // A channel names the bot as its token's audience, the emulator as its app.
    private static string AppIdOf(ClaimsIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return (identity.FindFirst(AuthenticationConstants.AudienceClaim) ?? identity.FindFirst(AuthenticationConstants.AppIdClaim))?.Value;
    }

    // Who brings a token anyway is held to it.
    private async Task<bool> IsOpenToAsync(string authHeader, CancellationToken cancellationToken)
    {
        var isOpen = await credentials.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false);
        return isOpen && !rules.IsOpenAllowed ? throw Refused.Because("no-app-id") : isOpen && string.IsNullOrWhiteSpace(authHeader);
    }

    private async Task<bool> AllowsAsync(string serviceUrl, CancellationToken cancellationToken) =>
        rules.Hosts.Allows(serviceUrl)
        || (rules.IsTrial && Uri.IsWellFormedUriString(serviceUrl, UriKind.Absolute) && await credentials.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false));

    private async Task<AuthenticateRequestResult> ResultAsync(ClaimsIdentity identity, CancellationToken cancellationToken) => new()
    {
        ClaimsIdentity = identity,
        Audience = identity.Claims.IsSkillClaim() ? identity.Claims.GetAppIdFromClaims() : rules.Cloud.Scope,
        CallerId = await GenerateCallerIdAsync(credentials, identity, rules.Cloud.CallerId, cancellationToken).ConfigureAwait(false),
        ConnectorFactory = CreateConnectorFactory(identity),
    };

    private HttpClient Http() => clients?.CreateClient() ?? ChannelHttp.Pooled;

    /// <summary>Credentials keep their token, so there is one of them for each audience; those that could not be made are made again.</summary>
    private async Task<ServiceClientCredentials> CredentialsAsync(string appId, string audience, CancellationToken cancellationToken)
    {
        var key = (appId ?? "", audience ?? "");
        if (credentialsOf.TryGetValue(key, out var known) && !known.IsFaulted && !known.IsCanceled)
            return await known.WaitAsync(cancellationToken).ConfigureAwait(false);
        var made = credentials.CreateCredentialsAsync(appId, audience, rules.Cloud.LoginUrl, rules.Cloud.ValidateAuthority, CancellationToken.None);
        var kept = credentialsOf.AddOrUpdate(key, made, (_, other) => other.IsFaulted || other.IsCanceled ? made : other);
        return await kept.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed class Connectors(ChannelAuthentication bot, string appId) : ConnectorFactory
    {
        public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            if (!await bot.AllowsAsync(serviceUrl, cancellationToken).ConfigureAwait(false))
                throw Refused.Because("service-host", isForbidden: true);
            var own = await bot.CredentialsAsync(appId, audience ?? bot.GetOriginatingAudience(), cancellationToken).ConfigureAwait(false);
            return new ConnectorClient(new Uri(serviceUrl), own, bot.Http(), disposeHttpClient: false);
        }
    }
}
