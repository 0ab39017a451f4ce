using Azure.Core;
using Azure.Identity;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Identity.Client;

namespace SocialRx.BotFramework;

/// <summary>Tokens for an application that proves itself by a secret, a certificate or an assertion.</summary>
internal sealed class ConfidentialClient(IConfidentialClientApplication application, string scope) : IAuthenticator
{
    public static Lazy<IAuthenticator> Lazily(AppCredentials credentials, HttpClient http, Func<ConfidentialClientApplicationBuilder, ConfidentialClientApplicationBuilder> proof) => new(() =>
    {
        var builder = ConfidentialClientApplicationBuilder.Create(credentials.MicrosoftAppId).WithAuthority(new Uri(credentials.OAuthEndpoint), credentials.ValidateAuthority);
        if (http is not null)
            builder = builder.WithHttpClientFactory(new OneClient(http));
        return new ConfidentialClient(proof(builder).Build(), ScopeOf(credentials.OAuthScope));
    });

    /// <summary>The scope that asks for everything the application was granted on a resource.</summary>
    public static string ScopeOf(string resource) => resource.EndsWith("/.default", StringComparison.Ordinal) ? resource : resource + "/.default";

    public async Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false)
    {
        var result = await application.AcquireTokenForClient([scope]).WithForceRefresh(forceRefresh).ExecuteAsync().ConfigureAwait(false);
        return new AuthenticatorResult { AccessToken = result.AccessToken, ExpiresOn = result.ExpiresOn };
    }

    private sealed class OneClient(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}

/// <summary>Tokens for a managed identity: no secret anywhere.</summary>
internal sealed class ManagedIdentity(string clientId, string scope) : IAuthenticator
{
    private readonly ManagedIdentityCredential credential = new(ManagedIdentityId.FromUserAssignedClientId(clientId));

    public async Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), CancellationToken.None).ConfigureAwait(false);
        return new AuthenticatorResult { AccessToken = token.Token, ExpiresOn = token.ExpiresOn };
    }
}
