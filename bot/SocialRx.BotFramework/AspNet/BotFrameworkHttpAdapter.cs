using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary><see cref="CloudAdapter"/> under the name, and with the constructors, it had before.</summary>
public class BotFrameworkHttpAdapter : CloudAdapter
{
    public BotFrameworkHttpAdapter(ICredentialProvider credentialProvider = null, IChannelProvider channelProvider = null, ILogger<BotFrameworkHttpAdapter> logger = null)
        : this(credentialProvider, channelProvider, null, logger)
    {
    }

    public BotFrameworkHttpAdapter(ICredentialProvider credentialProvider, IChannelProvider channelProvider, HttpClient httpClient, ILogger<BotFrameworkHttpAdapter> logger)
        : base(ProvidedCredentials.Authentication(credentialProvider ?? new SimpleCredentialProvider(), channelProvider, httpClient, logger), logger)
    {
    }

    public BotFrameworkHttpAdapter(IConfiguration configuration, ILogger<BotFrameworkHttpAdapter> logger = null)
        : base(new ConfigurationBotFrameworkAuthentication(configuration, logger: logger), logger)
    {
    }
}
