using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>The credentials MicrosoftAppType, -Id, -Password and -TenantId describe; the type is MultiTenant where it is left out.</summary>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly ServiceClientCredentialsFactory inner;

    /// <exception cref="ArgumentException">Something the type needs is missing.</exception>
    public ConfigurationServiceClientCredentialFactory(IConfiguration configuration, HttpClient httpClient = null, ILogger logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        inner = Choose(configuration, httpClient, logger);
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => inner.IsValidAppIdAsync(appId, cancellationToken);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => inner.IsAuthenticationDisabledAsync(cancellationToken);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        inner.CreateCredentialsAsync(appId, audience, loginEndpoint, validateAuthority, cancellationToken);

    private static ServiceClientCredentialsFactory Choose(IConfiguration configuration, HttpClient http, ILogger logger)
    {
        var type = configuration[MicrosoftAppCredentials.MicrosoftAppTypeKey]?.Trim().ToUpperInvariant();
        return type switch
        {
            "USERASSIGNEDMSI" => ManagedIdentity(configuration, http, logger),
            "SINGLETENANT" => new PasswordServiceClientCredentialFactory(
                Need(configuration, MicrosoftAppCredentials.MicrosoftAppIdKey, type),
                Need(configuration, MicrosoftAppCredentials.MicrosoftAppPasswordKey, type),
                Need(configuration, MicrosoftAppCredentials.MicrosoftAppTenantIdKey, type),
                http,
                logger),
            null or "" or "MULTITENANT" => new PasswordServiceClientCredentialFactory(
                configuration[MicrosoftAppCredentials.MicrosoftAppIdKey], configuration[MicrosoftAppCredentials.MicrosoftAppPasswordKey], null, http, logger),
            _ => throw new ArgumentException($"MicrosoftAppType is '{type}'; it can be SingleTenant, MultiTenant or UserAssignedMSI."),
        };
    }

    private static ManagedIdentityServiceClientCredentialsFactory ManagedIdentity(IConfiguration configuration, HttpClient http, ILogger logger)
    {
        var appId = Need(configuration, MicrosoftAppCredentials.MicrosoftAppIdKey, "MSI");
        Need(configuration, MicrosoftAppCredentials.MicrosoftAppTenantIdKey, "MSI");
        return string.IsNullOrWhiteSpace(configuration[MicrosoftAppCredentials.MicrosoftAppPasswordKey])
            ? new ManagedIdentityServiceClientCredentialsFactory(appId, http, logger)
            : throw new ArgumentException($"{MicrosoftAppCredentials.MicrosoftAppPasswordKey} must not be set for MSI in configuration.");
    }

    private static string Need(IConfiguration configuration, string key, string type) => string.IsNullOrWhiteSpace(configuration[key])
        ? throw new ArgumentException($"{key} is required for {type} in configuration.")
        : configuration[key];
}

/// <summary>MicrosoftAppId and -Password of the configuration.</summary>
public class ConfigurationCredentialProvider : SimpleCredentialProvider
{
    public ConfigurationCredentialProvider(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        AppId = configuration[MicrosoftAppCredentials.MicrosoftAppIdKey];
        Password = configuration[MicrosoftAppCredentials.MicrosoftAppPasswordKey];
    }
}

/// <summary>ChannelService of the configuration.</summary>
public class ConfigurationChannelProvider : SimpleChannelProvider
{
    public ConfigurationChannelProvider(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ChannelService = configuration["ChannelService"];
    }
}
