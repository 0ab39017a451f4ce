using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>
/// Authentication described by a program instead of by configuration; what is left out is the cloud's own. With credentials without an app id
/// nobody is asked who they are, and replies go wherever they are wanted: that is for trials.
/// </summary>
public static class BotFrameworkAuthenticationFactory
{
    public static BotFrameworkAuthentication Create() =>
        Create(null, false, null, null, null, null, null, null, null, new PasswordServiceClientCredentialFactory(), new AuthenticationConfiguration(), null, null);

    public static BotFrameworkAuthentication Create(
        string channelService, bool validateAuthority, string toChannelFromBotLoginUrl, string toChannelFromBotOAuthScope, string toBotFromChannelTokenIssuer,
        string oAuthUrl, string toBotFromChannelOpenIdMetadataUrl, string toBotFromEmulatorOpenIdMetadataUrl, string callerId,
        ServiceClientCredentialsFactory credentialFactory, AuthenticationConfiguration authConfiguration, IHttpClientFactory httpClientFactory, ILogger logger)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("ChannelService", channelService),
                new("ValidateAuthority", validateAuthority.ToString()),
                new("ToChannelFromBotLoginUrl", toChannelFromBotLoginUrl),
                new("ToChannelFromBotOAuthScope", toChannelFromBotOAuthScope),
                new("ToBotFromChannelTokenIssuer", toBotFromChannelTokenIssuer),
                new("ToBotFromChannelOpenIdMetadataUrl", toBotFromChannelOpenIdMetadataUrl),
                new("ToBotFromEmulatorOpenIdMetadataUrl", toBotFromEmulatorOpenIdMetadataUrl),
                new("CallerId", callerId),
                new("OAuthUrl", oAuthUrl),
            ])
            .Build();
        var rules = new ChannelRules(CloudSettings.From(configuration), new OutboundHosts([], loopback: true), IsOpenAllowed: true, IsEmulatorAllowed: true, Tenants: [], IsTrial: true);
        return new ChannelAuthentication(rules, credentialFactory ?? new PasswordServiceClientCredentialFactory(), authConfiguration ?? new AuthenticationConfiguration(), httpClientFactory);
    }
}
