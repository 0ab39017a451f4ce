using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Rest;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>
/// Authentication as the configuration describes it: MicrosoftAppType, -Id, -Password, -TenantId, ChannelService and the keys that replace
/// single addresses; <c>BotFramework:AllowedTenants</c>, <c>BotFramework:AllowedServiceHosts</c> (more than the known ones) and
/// <c>BotFramework:AllowEmulator</c>. Without MicrosoftAppId nobody is asked for a token, which is for Development and loopback only.
/// </summary>
public partial class ConfigurationBotFrameworkAuthentication : BotFrameworkAuthentication
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ServiceClientCredentials>>> credentialsOf = new(StringComparer.Ordinal);
    private readonly ServiceClientCredentialsFactory credentials;
    private readonly CloudSettings cloud;
    private readonly OutboundHosts hosts;
    private readonly RequestAuthentication requests;
    private readonly bool isDevelopment;
    private readonly Uri tokenService;
    private readonly IHttpClientFactory clients;

    public ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration,
        ServiceClientCredentialsFactory credentialsFactory = null,
        AuthenticationConfiguration authConfiguration = null,
        IHttpClientFactory httpClientFactory = null,
        ILogger logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        isDevelopment = IsDevelopment(configuration);
        cloud = CloudSettings.From(configuration);
        credentials = credentialsFactory ?? new ConfigurationServiceClientCredentialFactory(configuration);
        hosts = new OutboundHosts(List(configuration, "BotFramework:AllowedServiceHosts"), isDevelopment);
        requests = new RequestAuthentication(
            cloud,
            credentials,
            authConfiguration ?? new AuthenticationConfiguration(),
            isDevelopment && configuration.GetValue("BotFramework:AllowEmulator", false),
            List(configuration, "BotFramework:AllowedTenants"));
        tokenService = new Uri(cloud.TokenService);
        clients = httpClientFactory;
        SayIfOpen(string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]) && credentialsFactory is null, logger ?? NullLogger.Instance);
    }

    public override string GetOriginatingAudience() => cloud.Scope;

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var isOpen = await credentials.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false);
        if (isOpen && !isDevelopment)
            throw new RefusedException("no-app-id");

        var identity = isOpen
            ? new ClaimsIdentity(AuthenticationConstants.AnonymousAuthType)
            : await requests.AuthenticateAsync(activity, authHeader, cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(activity.ServiceUrl) && !hosts.Allows(activity.ServiceUrl))
            throw new RefusedException("service-host", isForbidden: true);
        return new AuthenticateRequestResult
        {
            ClaimsIdentity = identity,
            Audience = cloud.Scope,
            CallerId = isOpen ? null : cloud.CallerId,
            ConnectorFactory = CreateConnectorFactory(identity),
        };
    }

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new Factory(this, AppIdOf(claimsIdentity));

    public override async Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken)
    {
        var appId = AppIdOf(claimsIdentity);
        var own = await CredentialsAsync(appId, cloud.Scope).WaitAsync(cancellationToken).ConfigureAwait(false);
        return new TokenServiceClient(appId, new ChannelHttp(tokenService, Http(), own));
    }

    private static string AppIdOf(ClaimsIdentity identity) =>
        (identity?.FindFirst(AuthenticationConstants.AudienceClaim) ?? identity?.FindFirst(AuthenticationConstants.AppIdClaim))?.Value;

    private static bool IsDevelopment(IConfiguration configuration) => string.Equals(
        configuration[HostDefaults.EnvironmentKey] ?? configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"],
        Environments.Development,
        StringComparison.OrdinalIgnoreCase);

    private static string[] List(IConfiguration configuration, string section) => configuration.GetSection(section).Get<string[]>() ?? [];

    private void SayIfOpen(bool isOpen, ILogger logger)
    {
        if (isOpen && isDevelopment)
            LogOpen(logger);
        else if (isOpen)
            LogClosed(logger);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "MicrosoftAppId is not set: /api/messages believes every caller on this machine (Development only)")]
    private static partial void LogOpen(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "MicrosoftAppId is not set: /api/messages refuses every request")]
    private static partial void LogClosed(ILogger logger);

    /// <summary>Credentials keep their token, so there is one of them for each audience.</summary>
    private Task<ServiceClientCredentials> CredentialsAsync(string appId, string audience) => credentialsOf.GetOrAdd(
        $"{appId} {audience}",
        static (_, asked) => new(() => asked.Bot.credentials.CreateCredentialsAsync(asked.AppId, asked.Audience, asked.Bot.cloud.LoginUrl, true, CancellationToken.None)),
        (Bot: this, AppId: appId, Audience: audience)).Value;

    private HttpClient Http() => clients?.CreateClient() ?? ChannelHttp.Pooled;

    private sealed class Factory(ConfigurationBotFrameworkAuthentication bot, string appId) : ConnectorFactory
    {
        public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            if (!bot.hosts.Allows(serviceUrl))
                throw new RefusedException("service-host", isForbidden: true);
            var credentials = await bot.CredentialsAsync(appId, audience ?? bot.cloud.Scope).WaitAsync(cancellationToken).ConfigureAwait(false);
            return new ConnectorClient(new Uri(serviceUrl), credentials, bot.Http(), disposeHttpClient: false);
        }
    }
}
