using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Rest;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector.Authentication;

public class AuthenticatorResult
{
    public string AccessToken { get; set; }

    public DateTimeOffset ExpiresOn { get; set; }
}

/// <summary>Fetches tokens.</summary>
public interface IAuthenticator
{
    Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false);
}

/// <summary>A name in the signature of credentials that are older than <see cref="IAuthenticator"/>.</summary>
public abstract class AdalAuthenticator : IAuthenticator
{
    public abstract Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false);
}

/// <summary>Puts the bot's token on what goes to a channel. The token is fetched once for all who need it, and again before it ends; a fetch that failed is not remembered.</summary>
public abstract class AppCredentials : ServiceClientCredentials
{
    private readonly CachedToken token;
    private readonly Lock gate = new();
    private Lazy<IAuthenticator> authenticator;

    protected AppCredentials(string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : this(channelAuthTenant, customHttpClient, logger, null)
    {
    }

    protected AppCredentials(string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
    {
        OAuthScope = string.IsNullOrWhiteSpace(oAuthScope) ? ToChannelFromBotOAuthScope : oAuthScope;
        ChannelAuthTenant = channelAuthTenant;
        CustomHttpClient = customHttpClient;
        Logger = logger ?? NullLogger.Instance;
        token = new CachedToken(FetchAsync, TimeProvider.System);
    }

    public string MicrosoftAppId { get; set; }

    /// <summary>The tenant whose tokens the channels want from this bot.</summary>
    public virtual string ChannelAuthTenant
    {
        get => string.IsNullOrEmpty(AuthTenant) ? DefaultChannelAuthTenant : AuthTenant;
        set
        {
            if (!Uri.TryCreate(EndpointOf(value), UriKind.Absolute, out _))
                throw new ArgumentException($"Invalid channel auth tenant: {value}");
            AuthTenant = value;
        }
    }

    public virtual string OAuthEndpoint => EndpointOf(ChannelAuthTenant);

    public virtual bool ValidateAuthority => true;

    public virtual string OAuthScope { get; }

    protected string AuthTenant { get; set; }

    protected HttpClient CustomHttpClient { get; set; }

    protected ILogger Logger { get; set; }

    protected virtual string DefaultChannelAuthTenant => AuthenticationConstants.DefaultChannelAuthTenant;

    protected virtual string ToChannelFromBotOAuthScope => AuthenticationConstants.ToChannelFromBotOAuthScope;

    protected virtual string ToChannelFromBotLoginUrlTemplate => AuthenticationConstants.ToChannelFromBotLoginUrlTemplate;

    [Obsolete("Does nothing: where a token may go is decided by the hosts a bot may send to.")]
    public static void TrustServiceUrl(string serviceUrl)
    {
    }

    [Obsolete("Does nothing: where a token may go is decided by the hosts a bot may send to.")]
    public static void TrustServiceUrl(string serviceUrl, DateTime expirationTime)
    {
    }

    [Obsolete("Always true: where a token may go is decided by the hosts a bot may send to.")]
    public static bool IsTrustedServiceUrl(string serviceUrl) => true;

    public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!string.IsNullOrEmpty(MicrosoftAppId) && MicrosoftAppId != AuthenticationConstants.AnonymousSkillAppId)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.GetAsync(cancellationToken).ConfigureAwait(false));
        await base.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> GetTokenAsync(bool forceRefresh = false)
    {
        if (forceRefresh)
            token.Forget();
        return await token.GetAsync(CancellationToken.None, forceRefresh).ConfigureAwait(false);
    }

    /// <summary>What fetches tokens, made when the first one is needed.</summary>
#pragma warning disable CS0618 // Credentials made for the older signature still work.
    protected virtual Lazy<IAuthenticator> BuildIAuthenticator() => new(() => BuildAuthenticator().Value);
#pragma warning restore CS0618

    [Obsolete("The library it is named after is gone; override BuildIAuthenticator.")]
    protected virtual Lazy<AdalAuthenticator> BuildAuthenticator() => throw new NotImplementedException("BuildIAuthenticator is to be overridden.");

    private string EndpointOf(string tenant) => string.Format(CultureInfo.InvariantCulture, ToChannelFromBotLoginUrlTemplate, tenant);

    private async Task<(string Token, DateTimeOffset ExpiresOn)> FetchAsync(bool isForced)
    {
        var result = await Authenticator().GetTokenAsync(isForced).ConfigureAwait(false);
        return (result.AccessToken, result.ExpiresOn);
    }

    private IAuthenticator Authenticator()
    {
        lock (gate)
            return (authenticator ??= BuildIAuthenticator()).Value;
    }
}
