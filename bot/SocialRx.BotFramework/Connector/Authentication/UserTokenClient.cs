using System.Text.Json;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Reaches the service that keeps people's tokens for other services.</summary>
public abstract class UserTokenClient : IDisposable
{
    /// <summary>The person's token, or null when they have not signed in.</summary>
    /// <param name="magicCode">What the person typed after signing in, where their channel needs that; otherwise null.</param>
    public abstract Task<TokenResponse> GetUserTokenAsync(string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken);

    public abstract Task<SignInResource> GetSignInResourceAsync(string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken);

    public abstract Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken);

    /// <summary>For each connection whether there is a token.</summary>
    /// <param name="includeFilter">Names of connections separated by commas; null for all.</param>
    public abstract Task<TokenStatus[]> GetTokenStatusAsync(string userId, string channelId, string includeFilter, CancellationToken cancellationToken);

    public abstract Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken);

    /// <summary>Throws <see cref="InvalidOperationException"/> when the token cannot be exchanged.</summary>
    public abstract Task<TokenResponse> ExchangeTokenAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected static string CreateTokenExchangeState(string appId, string connectionName, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(appId);
        ArgumentNullException.ThrowIfNull(connectionName);
        ArgumentNullException.ThrowIfNull(activity);
        var state = new TokenExchangeState(connectionName, activity.GetConversationReference(), activity.RelatesTo, botUrl: null, appId);
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(state, ProtocolJson.TypeInfo<TokenExchangeState>()));
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
