using System.Security.Claims;
using System.Text.Json;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SocialRx.BotFramework;

/// <summary>Reads the tokens of one kind of issuer against its published keys.</summary>
internal sealed class ChannelTokens
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly PublishedKeys keys;
    private readonly IssuerValidator isIssuer;

    public ChannelTokens(string metadataAddress, IssuerValidator isIssuer)
    {
        keys = new PublishedKeys(metadataAddress, TimeProvider.System);
        this.isIssuer = isIssuer;
    }

    /// <summary>The claims of a token that holds; otherwise throws <see cref="Refused"/> with the first reason that does not.</summary>
    public async Task<(ClaimsIdentity Identity, JsonWebKey Key)> ReadAsync(string token, Func<string, CancellationToken, Task<bool>> isAudience, CancellationToken cancellationToken)
    {
        var configuration = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
        var result = await ValidateAsync(token, configuration).ConfigureAwait(false);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            configuration = await keys.GetNewerAsync(configuration, cancellationToken).ConfigureAwait(false);
            result = await ValidateAsync(token, configuration).ConfigureAwait(false);
        }

        if (!result.IsValid)
            throw Refused.Because(ReasonOf(result.Exception));

        var read = (JsonWebToken)result.SecurityToken;
        await RefuseOtherAudienceAsync(read, isAudience, cancellationToken).ConfigureAwait(false);
        var key = configuration.JsonWebKeySet?.Keys.FirstOrDefault(key => key.Kid == read.Kid);
        return (result.ClaimsIdentity, key ?? throw Refused.Because("signing-key"));
    }

    /// <summary>A channel's key lists the channels it may speak for.</summary>
    public static bool IsEndorsed(JsonWebKey key, IEnumerable<string> needed)
    {
        if (!key.AdditionalData.TryGetValue("endorsements", out var value))
            return false;
        var endorsements = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(item => item.ToString()).ToArray(),
            IEnumerable<object> list => [.. list.Select(item => item?.ToString())],
            string text => JsonSerializer.Deserialize<string[]>(text),
            _ => [],
        };
        return needed.All(endorsement => endorsements.Contains(endorsement, StringComparer.Ordinal));
    }

    private static async Task RefuseOtherAudienceAsync(JsonWebToken token, Func<string, CancellationToken, Task<bool>> isAudience, CancellationToken cancellationToken)
    {
        var audiences = token.Audiences.ToArray();
        if (audiences.Length != 1 || !await isAudience(audiences[0], cancellationToken).ConfigureAwait(false))
            throw Refused.Because("audience");
    }

    private static string ReasonOf(Exception failure) => failure switch
    {
        SecurityTokenInvalidIssuerException => "issuer",
        SecurityTokenExpiredException => "expired",
        SecurityTokenNotYetValidException => "not-yet-valid",
        SecurityTokenNoExpirationException or SecurityTokenInvalidLifetimeException => "lifetime",
        SecurityTokenSignatureKeyNotFoundException => "signing-key",
        SecurityTokenInvalidAlgorithmException => "algorithm",
        SecurityTokenInvalidSignatureException => "signature",
        _ => "token",
    };

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration configuration) => Handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        IssuerValidator = isIssuer,
        ValidAlgorithms = Algorithms,
        IssuerSigningKeys = configuration.SigningKeys,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.FromMinutes(5),
        // Looked at afterwards, because the bot's ids are asked for asynchronously.
        ValidateAudience = false,
    });
}
