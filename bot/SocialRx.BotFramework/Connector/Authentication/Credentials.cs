using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>An app id and its secret.</summary>
public class MicrosoftAppCredentials : AppCredentials
{
    public const string MicrosoftAppTypeKey = "MicrosoftAppType";
    public const string MicrosoftAppIdKey = "MicrosoftAppId";
    public const string MicrosoftAppPasswordKey = "MicrosoftAppPassword";
    public const string MicrosoftAppTenantIdKey = "MicrosoftAppTenantId";

    public static readonly MicrosoftAppCredentials Empty = new(null, null);

    public MicrosoftAppCredentials(string appId, string password, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
        : this(appId, password, null, customHttpClient, logger, oAuthScope)
    {
    }

    public MicrosoftAppCredentials(string appId, string password, string channelAuthTenant, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
        MicrosoftAppId = appId;
        MicrosoftAppPassword = password;
    }

    public string MicrosoftAppPassword { get; set; }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() =>
        ConfidentialClient.Lazily(this, CustomHttpClient, application => application.WithClientSecret(MicrosoftAppPassword));
}

/// <summary>The same in the cloud of the US government.</summary>
public class MicrosoftGovernmentAppCredentials : MicrosoftAppCredentials
{
    public static readonly new MicrosoftGovernmentAppCredentials Empty = new(null, null);

    public MicrosoftGovernmentAppCredentials(string appId, string password, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
        : base(appId, password, customHttpClient, logger, oAuthScope)
    {
    }

    public MicrosoftGovernmentAppCredentials(string appId, string password, string channelAuthTenant, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
        : base(appId, password, channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
    }

    protected override string DefaultChannelAuthTenant => GovernmentAuthenticationConstants.DefaultChannelAuthTenant;

    protected override string ToChannelFromBotOAuthScope => GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope;

    protected override string ToChannelFromBotLoginUrlTemplate => GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate;
}

public class CertificateAppCredentialsOptions
{
    public X509Certificate2 ClientCertificate { get; set; }

    /// <summary>Whether the whole certificate is sent, so that it can be replaced without registering the new one.</summary>
    public bool SendX5c { get; set; }

    public string AppId { get; set; }

    public string ChannelAuthTenant { get; set; }

    public string OauthScope { get; set; }

    public HttpClient CustomHttpClient { get; set; }

    public ILogger Logger { get; set; }
}

/// <summary>An app id and its certificate.</summary>
public class CertificateAppCredentials : AppCredentials
{
    private readonly X509Certificate2 certificate;
    private readonly bool sendX5c;

    public CertificateAppCredentials(CertificateAppCredentialsOptions options)
        : base(options.ChannelAuthTenant, options.CustomHttpClient, options.Logger, options.OauthScope)
    {
        if (options.ClientCertificate is null)
            throw new ArgumentNullException(nameof(options), "ClientCertificate is required.");
        if (string.IsNullOrEmpty(options.AppId))
            throw new ArgumentNullException(nameof(options), "AppId is required.");
        certificate = options.ClientCertificate;
        sendX5c = options.SendX5c;
        MicrosoftAppId = options.AppId;
    }

    public CertificateAppCredentials(X509Certificate2 clientCertificate, string appId, string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : this(clientCertificate, appId, channelAuthTenant, string.Empty, false, customHttpClient, logger)
    {
    }

    public CertificateAppCredentials(X509Certificate2 clientCertificate, bool sendX5c, string appId, string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : this(clientCertificate, appId, channelAuthTenant, string.Empty, sendX5c, customHttpClient, logger)
    {
    }

    public CertificateAppCredentials(X509Certificate2 clientCertificate, string appId, string channelAuthTenant = null, string oAuthScope = null, bool sendX5c = false, HttpClient customHttpClient = null, ILogger logger = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
        ArgumentNullException.ThrowIfNull(clientCertificate);
        Needed.Text(appId);
        certificate = clientCertificate;
        this.sendX5c = sendX5c;
        MicrosoftAppId = appId;
    }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() =>
        ConfidentialClient.Lazily(this, CustomHttpClient, application => application.WithCertificate(certificate, sendX5c));
}

/// <summary>The same in the cloud of the US government.</summary>
public class CertificateGovernmentAppCredentials : CertificateAppCredentials
{
    public CertificateGovernmentAppCredentials(CertificateAppCredentialsOptions options)
        : base(options)
    {
    }

    public CertificateGovernmentAppCredentials(X509Certificate2 clientCertificate, string appId, string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : base(clientCertificate, appId, channelAuthTenant, customHttpClient, logger)
    {
    }

    public CertificateGovernmentAppCredentials(X509Certificate2 clientCertificate, bool sendX5c, string appId, string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : base(clientCertificate, sendX5c, appId, channelAuthTenant, customHttpClient, logger)
    {
    }

    public CertificateGovernmentAppCredentials(X509Certificate2 clientCertificate, string appId, string channelAuthTenant = null, string oAuthScope = null, bool sendX5c = false, HttpClient customHttpClient = null, ILogger logger = null)
        : base(clientCertificate, appId, channelAuthTenant, oAuthScope, sendX5c, customHttpClient, logger)
    {
    }

    protected override string DefaultChannelAuthTenant => GovernmentAuthenticationConstants.DefaultChannelAuthTenant;

    protected override string ToChannelFromBotOAuthScope => GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope;

    protected override string ToChannelFromBotLoginUrlTemplate => GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate;
}

/// <summary>A user-assigned managed identity.</summary>
public class ManagedIdentityAppCredentials : AppCredentials
{
    public ManagedIdentityAppCredentials(string appId, string oAuthScope, HttpClient customHttpClient = null, ILogger logger = null)
        : base(null, customHttpClient, logger, oAuthScope)
    {
        MicrosoftAppId = Needed.Text(appId);
    }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() => new(() => new ManagedIdentity(MicrosoftAppId, ConfidentialClient.ScopeOf(OAuthScope)));
}

/// <summary>An app registration that trusts a managed identity instead of a secret.</summary>
public class FederatedAppCredentials : AppCredentials
{
    private const string Exchange = "api://AzureADTokenExchange/.default";

    private readonly string clientId;

    public FederatedAppCredentials(string appId, string clientId, string channelAuthTenant = null, string oAuthScope = null, HttpClient customHttpClient = null, ILogger logger = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
        MicrosoftAppId = Needed.Text(appId);
        this.clientId = Needed.Text(clientId);
    }

    protected override Lazy<IAuthenticator> BuildIAuthenticator()
    {
        var identity = new ManagedIdentity(clientId, Exchange);
        return ConfidentialClient.Lazily(this, CustomHttpClient, application => application.WithClientAssertion(async (Microsoft.Identity.Client.AssertionRequestOptions _) => (await identity.GetTokenAsync().ConfigureAwait(false)).AccessToken));
    }
}

internal static class Needed
{
    public static string Text(string value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string name = null) =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentNullException(name) : value;
}
