using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;

namespace SocialRx.BotFramework;

/// <summary>The addresses and names of one cloud, public unless ChannelService says otherwise; each may be set by its own key.</summary>
internal sealed record CloudSettings
{
    public required string LoginUrl { get; init; }

    public required string Scope { get; init; }

    public required string ChannelIssuer { get; init; }

    public required string ChannelMetadata { get; init; }

    public required string EmulatorMetadata { get; init; }

    public required string TokenService { get; init; }

    public required string CallerId { get; init; }

    public bool ValidateAuthority { get; init; } = true;

    public static CloudSettings From(IConfiguration configuration)
    {
        var cloud = Known(configuration["ChannelService"]?.TrimEnd('/') ?? "");
        return cloud with
        {
            LoginUrl = Or("ToChannelFromBotLoginUrl", cloud.LoginUrl),
            Scope = Or("ToChannelFromBotOAuthScope", cloud.Scope),
            ChannelIssuer = Or("ToBotFromChannelTokenIssuer", cloud.ChannelIssuer),
            ChannelMetadata = Or("ToBotFromChannelOpenIdMetadataUrl", cloud.ChannelMetadata),
            EmulatorMetadata = Or("ToBotFromEmulatorOpenIdMetadataUrl", cloud.EmulatorMetadata),
            TokenService = Or("OAuthUrl", cloud.TokenService),
            CallerId = Or("CallerId", cloud.CallerId),
            ValidateAuthority = configuration.GetValue("ValidateAuthority", true),
        };

        string Or(string key, string usual) => string.IsNullOrWhiteSpace(configuration[key]) ? usual : configuration[key];
    }

    private static CloudSettings Known(string channelService) => channelService.ToUpperInvariant() switch
    {
        "" or "HTTPS://BOTFRAMEWORK.COM" => new CloudSettings
        {
            LoginUrl = AuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
            Scope = AuthenticationConstants.ToChannelFromBotOAuthScope,
            ChannelIssuer = AuthenticationConstants.ToBotFromChannelTokenIssuer,
            ChannelMetadata = AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
            EmulatorMetadata = AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
            TokenService = AuthenticationConstants.OAuthUrl,
            CallerId = CallerIdConstants.PublicAzureChannel,
        },
        "HTTPS://BOTFRAMEWORK.AZURE.US" => new CloudSettings
        {
            LoginUrl = GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
            Scope = GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope,
            ChannelIssuer = GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer,
            ChannelMetadata = GovernmentAuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
            EmulatorMetadata = GovernmentAuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
            TokenService = GovernmentAuthenticationConstants.OAuthUrlGov,
            CallerId = CallerIdConstants.USGovChannel,
        },
        "HTTPS://BOTFRAMEWORK.AZURE.CN" => new CloudSettings
        {
            LoginUrl = "https://login.partner.microsoftonline.cn/{0}",
            Scope = "https://api.botframework.azure.cn",
            ChannelIssuer = "https://api.botframework.azure.cn",
            ChannelMetadata = "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
            EmulatorMetadata = "https://login.partner.microsoftonline.cn/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0/.well-known/openid-configuration",
            TokenService = "https://token.botframework.azure.cn",
            CallerId = null,
        },
        _ => throw new ArgumentException($"The provided ChannelService value is not supported: it is '{channelService}'; it can be empty, https://botframework.azure.us or https://botframework.azure.cn."),
    };
}

/// <summary>The hosts a bot may send to: the activity names the address, so it may not be any address.</summary>
internal sealed class OutboundHosts(IEnumerable<string> more, bool loopback)
{
    private readonly string[] suffixes =
    [
        "botframework.com", "botframework.azure.us", "botframework.azure.cn", "smba.trafficmanager.net", "teams.microsoft.com", "teams.microsoft.us",
        .. more,
    ];

    public bool Allows(string serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address)
        && (IsLoopback(address) ? loopback : IsHttps(address) && suffixes.Any(suffix => IsOf(address.IdnHost, suffix)));

    private static bool IsLoopback(Uri address) => address.Scheme is "http" or "https" && address.IsLoopback;

    private static bool IsHttps(Uri address) => address.Scheme == Uri.UriSchemeHttps && string.IsNullOrEmpty(address.UserInfo);

    private static bool IsOf(string host, string suffix) =>
        host.Equals(suffix, StringComparison.OrdinalIgnoreCase)
        || (host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && host[^(suffix.Length + 1)] == '.');
}
