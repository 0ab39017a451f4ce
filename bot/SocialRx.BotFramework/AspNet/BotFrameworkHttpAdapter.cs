using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary><see cref="CloudAdapter"/> under the name, and with the constructors, it had before.</summary>
public class BotFrameworkHttpAdapter : CloudAdapter
{
    public BotFrameworkHttpAdapter(ICredentialProvider credentialProvider = null, IChannelProvider channelProvider = null, ILogger<BotFrameworkHttpAdapter> logger = null)
        : base(From(credentialProvider ?? new SimpleCredentialProvider(), channelProvider, logger), logger)
    {
    }

    public BotFrameworkHttpAdapter(IConfiguration configuration, ILogger<BotFrameworkHttpAdapter> logger = null)
        : base(new ConfigurationBotFrameworkAuthentication(configuration, logger: logger), logger)
    {
    }

    private static BotFrameworkAuthentication From(ICredentialProvider credentials, IChannelProvider channels, ILogger logger) => BotFrameworkAuthenticationFactory.Create(
        channels?.IsGovernment() == true ? GovernmentAuthenticationConstants.ChannelService : null,
        true, null, null, null, null, null, null, null, new Provided(credentials), new AuthenticationConfiguration(), null, logger);

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
