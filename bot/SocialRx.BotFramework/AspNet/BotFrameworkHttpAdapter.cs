using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary><see cref="CloudAdapter"/> under the name, and with the constructors, it had before.</summary>
public class BotFrameworkHttpAdapter : CloudAdapter
{
    public BotFrameworkHttpAdapter(ICredentialProvider credentialProvider = null, IChannelProvider channelProvider = null, ILogger<BotFrameworkHttpAdapter> logger = null)
        : this(credentialProvider, channelProvider, null, logger)
    {
    }

    public BotFrameworkHttpAdapter(ICredentialProvider credentialProvider, IChannelProvider channelProvider, HttpClient httpClient, ILogger<BotFrameworkHttpAdapter> logger)
        : base(From(credentialProvider ?? new SimpleCredentialProvider(), channelProvider, httpClient, logger), logger)
    {
    }

    public BotFrameworkHttpAdapter(IConfiguration configuration, ILogger<BotFrameworkHttpAdapter> logger = null)
        : base(new ConfigurationBotFrameworkAuthentication(configuration, logger: logger), logger)
    {
    }

    private static BotFrameworkAuthentication From(ICredentialProvider credentials, IChannelProvider channels, HttpClient http, ILogger logger) => BotFrameworkAuthenticationFactory.Create(
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
