using System.Net.Http.Headers;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Identity.Client;
using Microsoft.Rest;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Puts the bot's token on what goes to a channel.</summary>
public abstract class AppCredentials : ServiceClientCredentials
{
    private readonly CachedToken token;

    protected AppCredentials(string channelAuthTenant = null, string oAuthScope = AuthenticationConstants.ToChannelFromBotOAuthScope)
    {
        ChannelAuthTenant = channelAuthTenant;
        OAuthScope = string.IsNullOrWhiteSpace(oAuthScope) ? AuthenticationConstants.ToChannelFromBotOAuthScope : oAuthScope;
        token = new CachedToken(FetchTokenAsync, TimeProvider.System);
    }

    public string MicrosoftAppId { get; set; }

    public string ChannelAuthTenant { get; set; }

    public virtual string OAuthScope { get; }

    public async Task<string> GetTokenAsync(bool forceRefresh = false)
    {
        if (forceRefresh)
            token.Forget();
        return await token.GetAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!string.IsNullOrEmpty(MicrosoftAppId))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.GetAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A fresh token and when it ends.</summary>
    protected abstract Task<(string Token, DateTimeOffset ExpiresOn)> FetchTokenAsync(CancellationToken cancellationToken);
}

/// <summary>An app id and its secret.</summary>
public class MicrosoftAppCredentials : AppCredentials
{
    public static readonly MicrosoftAppCredentials Empty = new(null, null);

    private readonly string loginEndpoint;
    private readonly Lazy<IConfidentialClientApplication> application;

    public MicrosoftAppCredentials(string appId, string password, string channelAuthTenant = null, string oAuthScope = null, string loginEndpoint = null)
        : base(channelAuthTenant, oAuthScope)
    {
        MicrosoftAppId = appId;
        MicrosoftAppPassword = password;
        this.loginEndpoint = loginEndpoint;
        application = new Lazy<IConfidentialClientApplication>(Build);
    }

    public string MicrosoftAppPassword { get; set; }

    protected override async Task<(string Token, DateTimeOffset ExpiresOn)> FetchTokenAsync(CancellationToken cancellationToken)
    {
        var scope = OAuthScope.EndsWith("/.default", StringComparison.Ordinal) ? OAuthScope : OAuthScope + "/.default";
        var result = await application.Value.AcquireTokenForClient([scope]).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return (result.AccessToken, result.ExpiresOn);
    }

    private IConfidentialClientApplication Build() => ConfidentialClientApplicationBuilder.Create(MicrosoftAppId)
        .WithClientSecret(MicrosoftAppPassword)
        .WithAuthority(loginEndpoint ?? $"https://login.microsoftonline.com/{ChannelAuthTenant ?? AuthenticationConstants.DefaultChannelAuthTenant}", validateAuthority: false)
        .Build();
}

/// <summary>A user-assigned managed identity: no secret anywhere.</summary>
public class ManagedIdentityAppCredentials : AppCredentials
{
    private readonly ManagedIdentityCredential credential;

    public ManagedIdentityAppCredentials(string appId, string oAuthScope)
        : base(null, oAuthScope)
    {
        MicrosoftAppId = appId;
        credential = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(appId));
    }

    protected override async Task<(string Token, DateTimeOffset ExpiresOn)> FetchTokenAsync(CancellationToken cancellationToken)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext([OAuthScope + "/.default"]), cancellationToken).ConfigureAwait(false);
        return (token.Token, token.ExpiresOn);
    }
}

/// <summary>Knows which app ids are this bot's, and their credentials.</summary>
public abstract class ServiceClientCredentialsFactory
{
    public abstract Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken);

    public abstract Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken);

    public abstract Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken);
}

public class PasswordServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    public PasswordServiceClientCredentialFactory()
    {
    }

    public PasswordServiceClientCredentialFactory(string appId, string password)
        : this(appId, password, null)
    {
    }

    public PasswordServiceClientCredentialFactory(string appId, string password, string tenantId)
    {
        AppId = appId;
        Password = password;
        TenantId = tenantId;
    }

    public string AppId { get; set; }

    public string Password { get; set; }

    public string TenantId { get; set; }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        Task.FromResult(string.Equals(appId, AppId, StringComparison.OrdinalIgnoreCase));

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(string.IsNullOrEmpty(AppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceClientCredentials>(string.IsNullOrEmpty(AppId)
            ? MicrosoftAppCredentials.Empty
            : new MicrosoftAppCredentials(AppId, Password, TenantId, audience, loginEndpoint));
}

public class ManagedIdentityServiceClientCredentialsFactory(string appId) : ServiceClientCredentialsFactory
{
    public override Task<bool> IsValidAppIdAsync(string candidate, CancellationToken cancellationToken) =>
        Task.FromResult(string.Equals(candidate, appId, StringComparison.OrdinalIgnoreCase));

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceClientCredentials>(new ManagedIdentityAppCredentials(appId, audience));
}

/// <summary>The credentials MicrosoftAppType, -Id, -Password and -TenantId describe. SingleTenant unless said otherwise: new multi-tenant bots can no longer be registered.</summary>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly ServiceClientCredentialsFactory inner;

    public ConfigurationServiceClientCredentialFactory(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        inner = Choose(
            configuration["MicrosoftAppType"],
            configuration["MicrosoftAppId"],
            configuration["MicrosoftAppPassword"],
            configuration["MicrosoftAppTenantId"]);
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => inner.IsValidAppIdAsync(appId, cancellationToken);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => inner.IsAuthenticationDisabledAsync(cancellationToken);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        inner.CreateCredentialsAsync(appId, audience, loginEndpoint, validateAuthority, cancellationToken);

    private static ServiceClientCredentialsFactory Choose(string type, string appId, string password, string tenantId)
    {
        if (string.IsNullOrWhiteSpace(appId))
            return new PasswordServiceClientCredentialFactory();
        return (type ?? "").Trim().ToUpperInvariant() switch
        {
            "USERASSIGNEDMSI" => new ManagedIdentityServiceClientCredentialsFactory(appId),
            "MULTITENANT" => new PasswordServiceClientCredentialFactory(appId, Needed("MicrosoftAppPassword", password), null),
            "SINGLETENANT" or "" => new PasswordServiceClientCredentialFactory(appId, Needed("MicrosoftAppPassword", password), Needed("MicrosoftAppTenantId", tenantId)),
            _ => throw new InvalidOperationException($"MicrosoftAppType is '{type}'; it can be SingleTenant, MultiTenant or UserAssignedMSI."),
        };
    }

    private static string Needed(string key, string value) => string.IsNullOrWhiteSpace(value)
        ? throw new InvalidOperationException($"{key} is needed because MicrosoftAppId is set.")
        : value;
}
