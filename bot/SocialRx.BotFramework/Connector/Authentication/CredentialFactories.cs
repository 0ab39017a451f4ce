using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Knows which app ids are this bot's, and their credentials.</summary>
public abstract class ServiceClientCredentialsFactory
{
    public abstract Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken);

    public abstract Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken);

    public abstract Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken);
}

public class PasswordServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly HttpClient http;
    private readonly ILogger logger;

    public PasswordServiceClientCredentialFactory()
    {
    }

    public PasswordServiceClientCredentialFactory(string appId, string password, HttpClient httpClient = null, ILogger logger = null)
        : this(appId, password, null, httpClient, logger)
    {
    }

    public PasswordServiceClientCredentialFactory(string appId, string password, string tenantId, HttpClient httpClient = null, ILogger logger = null)
    {
        AppId = appId;
        Password = password;
        TenantId = tenantId;
        http = httpClient;
        this.logger = logger;
    }

    public string AppId { get; set; }

    public string Password { get; set; }

    public string TenantId { get; set; }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == AppId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(string.IsNullOrEmpty(AppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(AppId))
            return Task.FromResult<ServiceClientCredentials>(MicrosoftAppCredentials.Empty);
        if (appId != AppId)
            throw new InvalidOperationException($"Invalid appId {appId} does not match expected {AppId}");
        return Task.FromResult<ServiceClientCredentials>(Clouds.Of(loginEndpoint) switch
        {
            Cloud.Public => new MicrosoftAppCredentials(appId, Password, TenantId, http, logger, audience),
            Cloud.UsGovernment => new MicrosoftGovernmentAppCredentials(appId, Password, TenantId, http, logger, audience),
            _ => new OtherCloud(appId, Password, TenantId, http, logger, audience, loginEndpoint, validateAuthority),
        });
    }

    private sealed class OtherCloud(string appId, string password, string tenantId, HttpClient http, ILogger logger, string audience, string endpoint, bool validateAuthority)
        : MicrosoftAppCredentials(appId, password, tenantId, http, logger, audience)
    {
        public override string OAuthEndpoint => Clouds.EndpointOf(endpoint, AuthTenant);

        public override bool ValidateAuthority => validateAuthority;
    }
}

public class CertificateServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly ConcurrentDictionary<string, ServiceClientCredentials> byAudience = new(StringComparer.Ordinal);
    private readonly X509Certificate2 certificate;
    private readonly string appId;
    private readonly string tenantId;
    private readonly HttpClient http;
    private readonly ILogger logger;
    private readonly bool sendX5c;

    public CertificateServiceClientCredentialsFactory(X509Certificate2 certificate, string appId, string tenantId = null, HttpClient httpClient = null, ILogger logger = null, bool sendX5c = false)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        this.appId = Needed.Text(appId);
        this.certificate = certificate;
        this.tenantId = tenantId;
        http = httpClient;
        this.logger = logger;
        this.sendX5c = sendX5c;
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == this.appId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (appId != this.appId)
            throw new InvalidOperationException("Invalid Managed ID.");
        return Task.FromResult(byAudience.GetOrAdd(audience ?? "", _ => Clouds.Of(loginEndpoint) switch
        {
            Cloud.Public => new CertificateAppCredentials(certificate, appId, tenantId, audience, sendX5c, http, logger),
            Cloud.UsGovernment => new CertificateGovernmentAppCredentials(certificate, appId, tenantId, audience, sendX5c, http, logger),
            _ => new OtherCloud(certificate, appId, tenantId, audience, sendX5c, http, logger, loginEndpoint, validateAuthority),
        }));
    }

    private sealed class OtherCloud(X509Certificate2 certificate, string appId, string tenantId, string audience, bool sendX5c, HttpClient http, ILogger logger, string endpoint, bool validateAuthority)
        : CertificateAppCredentials(certificate, appId, tenantId, audience, sendX5c, http, logger)
    {
        public override string OAuthEndpoint => Clouds.EndpointOf(endpoint, AuthTenant);

        public override bool ValidateAuthority => validateAuthority;
    }
}

public class ManagedIdentityServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly string appId;
    private readonly HttpClient http;
    private readonly ILogger logger;

    public ManagedIdentityServiceClientCredentialsFactory(string appId, HttpClient httpClient = null, ILogger logger = null)
    {
        this.appId = Needed.Text(appId);
        http = httpClient;
        this.logger = logger;
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == this.appId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        appId == this.appId
            ? Task.FromResult<ServiceClientCredentials>(new ManagedIdentityAppCredentials(appId, audience, http, logger))
            : throw new InvalidOperationException("Invalid Managed ID.");
}

public class FederatedServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly string appId;
    private readonly string clientId;
    private readonly string tenantId;
    private readonly HttpClient http;
    private readonly ILogger logger;

    public FederatedServiceClientCredentialsFactory(string appId, string clientId, string tenantId = null, HttpClient httpClient = null, ILogger logger = null)
    {
        this.appId = Needed.Text(appId);
        this.clientId = Needed.Text(clientId);
        this.tenantId = tenantId;
        http = httpClient;
        this.logger = logger;
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == this.appId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        appId == this.appId
            ? Task.FromResult<ServiceClientCredentials>(new FederatedAppCredentials(appId, clientId, tenantId, audience, http, logger))
            : throw new InvalidOperationException("Invalid App ID.");
}

internal enum Cloud
{
    Public,
    UsGovernment,
    Other,
}

internal static class Clouds
{
    public static Cloud Of(string loginEndpoint) =>
        IsOf(loginEndpoint, AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, AuthenticationConstants.ToChannelFromBotLoginUrl) ? Cloud.Public
        : IsOf(loginEndpoint, GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate, GovernmentAuthenticationConstants.ToChannelFromBotLoginUrl) ? Cloud.UsGovernment
        : Cloud.Other;

    /// <summary>The address with the tenant where it leaves room for one.</summary>
    public static string EndpointOf(string loginEndpoint, string tenant) => loginEndpoint.Replace("{0}", tenant, StringComparison.Ordinal);

    private static bool IsOf(string loginEndpoint, params ReadOnlySpan<string> known)
    {
        foreach (var endpoint in known)
        {
            if (string.Equals(loginEndpoint, endpoint, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return string.IsNullOrEmpty(loginEndpoint);
    }
}
