using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace SocialRx.BotFramework;

/// <summary>Authentication for bots that still keep their apps and passwords in a credential provider.</summary>
internal static class ProvidedCredentials
{
    public static BotFrameworkAuthentication Authentication(ICredentialProvider credentials, IChannelProvider channels, HttpClient http, ILogger logger) => BotFrameworkAuthenticationFactory.Create(
        channels?.IsGovernment() == true ? GovernmentAuthenticationConstants.ChannelService : null,
        true, null, null, null, null, null, null, null, new Provided(credentials), new AuthenticationConfiguration(), http is null ? null : new OneClient(http), logger);

    private sealed class OneClient(HttpClient http) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => http;
    }

    private sealed class Provided(ICredentialProvider credentials) : ServiceClientCredentialsFactory
    {
        public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => credentials.IsValidAppIdAsync(appId);

        public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => credentials.IsAuthenticationDisabledAsync();

        public override async Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
        {
            var factory = new PasswordServiceClientCredentialFactory(appId, await credentials.GetAppPasswordAsync(appId).ConfigureAwait(false));
            return await factory.CreateCredentialsAsync(appId, audience, loginEndpoint, validateAuthority, cancellationToken).ConfigureAwait(false);
        }
    }
}
