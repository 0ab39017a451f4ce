using System.Security.Claims;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>
/// Authentication as the configuration describes it: MicrosoftAppType, -Id, -Password, -TenantId, ChannelService and the keys that replace
/// single addresses; <c>BotFramework:AllowedTenants</c>, <c>BotFramework:AllowedServiceHosts</c> (more than the known ones) and
/// <c>BotFramework:AllowEmulator</c>. Without MicrosoftAppId nobody is asked for a token, which is for Development and loopback only.
/// </summary>
public partial class ConfigurationBotFrameworkAuthentication : BotFrameworkAuthentication
{
    private readonly ChannelAuthentication inner;

    public ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration,
        ServiceClientCredentialsFactory credentialsFactory = null,
        AuthenticationConfiguration authConfiguration = null,
        IHttpClientFactory httpClientFactory = null,
        ILogger logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var isDevelopment = IsDevelopment(configuration);
        var rules = new ChannelRules(
            CloudSettings.From(configuration),
            new OutboundHosts(List(configuration, "BotFramework:AllowedServiceHosts"), isDevelopment),
            IsOpenAllowed: isDevelopment,
            IsEmulatorAllowed: isDevelopment && configuration.GetValue("BotFramework:AllowEmulator", false),
            List(configuration, "BotFramework:AllowedTenants"));
        inner = new ChannelAuthentication(
            rules, credentialsFactory ?? new ConfigurationServiceClientCredentialFactory(configuration, logger: logger), authConfiguration ?? new AuthenticationConfiguration(), httpClientFactory);
        if (credentialsFactory is null && string.IsNullOrWhiteSpace(configuration[MicrosoftAppCredentials.MicrosoftAppIdKey]))
            SayIsOpen(isDevelopment, logger ?? NullLogger.Instance);
    }

    public override string GetOriginatingAudience() => inner.GetOriginatingAudience();

    public override Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        inner.AuthenticateChannelRequestAsync(authHeader, cancellationToken);

    public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) =>
        inner.AuthenticateRequestAsync(activity, authHeader, cancellationToken);

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        inner.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, cancellationToken);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => inner.CreateConnectorFactory(claimsIdentity);

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        inner.CreateUserTokenClientAsync(claimsIdentity, cancellationToken);

    public override BotFrameworkClient CreateBotFrameworkClient() => inner.CreateBotFrameworkClient();

    // A configuration that names no environment is no host's: a test's, or a trial's on one machine.
    private static bool IsDevelopment(IConfiguration configuration) =>
        (configuration[HostDefaults.EnvironmentKey] ?? configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"]) is not { } environment
        || environment.Equals(Environments.Development, StringComparison.OrdinalIgnoreCase);

    private static string[] List(IConfiguration configuration, string section) => configuration.GetSection(section).Get<string[]>() ?? [];

    private static void SayIsOpen(bool isDevelopment, ILogger logger)
    {
        if (isDevelopment)
            LogOpen(logger);
        else
            LogClosed(logger);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "MicrosoftAppId is not set: /api/messages believes every caller on this machine (Development only)")]
    private static partial void LogOpen(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "MicrosoftAppId is not set: /api/messages refuses every request")]
    private static partial void LogClosed(ILogger logger);
}
