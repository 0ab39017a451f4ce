using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

public static class BotFrameworkAuthenticationFactory
{
    /// <summary>Authentication described by arguments instead of by configuration; what is left out is the cloud's own.</summary>
    public static BotFrameworkAuthentication Create(
        string channelService, bool validateAuthority, string toChannelFromBotLoginUrl, string toChannelFromBotOAuthScope, string toBotFromChannelTokenIssuer,
        string oAuthUrl, string toBotFromChannelOpenIdMetadataUrl, string toBotFromEmulatorOpenIdMetadataUrl, string callerId,
        ServiceClientCredentialsFactory credentialFactory, AuthenticationConfiguration authConfiguration, IHttpClientFactory httpClientFactory, ILogger logger)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("ChannelService", channelService),
                new("ToChannelFromBotLoginUrl", toChannelFromBotLoginUrl),
                new("ToChannelFromBotOAuthScope", toChannelFromBotOAuthScope),
                new("ToBotFromChannelTokenIssuer", toBotFromChannelTokenIssuer),
                new("ToBotFromChannelOpenIdMetadataUrl", toBotFromChannelOpenIdMetadataUrl),
                new("ToBotFromEmulatorOpenIdMetadataUrl", toBotFromEmulatorOpenIdMetadataUrl),
                new("CallerId", callerId),
                new("OAuthUrl", oAuthUrl),
            ])
            .Build();
        return new ConfigurationBotFrameworkAuthentication(configuration, credentialFactory, authConfiguration, httpClientFactory, logger);
    }
}
