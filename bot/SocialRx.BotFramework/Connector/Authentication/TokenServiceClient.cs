using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework;

/// <summary>The token service over REST, as the bot with this app id.</summary>
internal sealed class TokenServiceClient(string appId, ChannelHttp http) : UserTokenClient
{
    private bool disposed;

    public override async Task<TokenResponse> GetUserTokenAsync(string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken)
    {
        var query = Query(userId, connectionName, channelId, ("code", magicCode));
        // Who has not signed in has no token, which is no failure.
        return await AskAsync<TokenResponse>(HttpMethod.Get, "api/usertoken/GetToken" + query, null, cancellationToken, HttpStatusCode.NotFound).ConfigureAwait(false);
    }

    public override async Task<SignInResource> GetSignInResourceAsync(string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(connectionName);
        ArgumentNullException.ThrowIfNull(activity);
        var query = ChannelHttp.Query(("state", CreateTokenExchangeState(appId, connectionName, activity)), ("finalRedirect", finalRedirect));
        return await AskAsync<SignInResource>(HttpMethod.Get, "api/botsignin/GetSignInResource" + query, null, cancellationToken).ConfigureAwait(false);
    }

    public override async Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken)
    {
        var query = Query(userId, connectionName, channelId);
        _ = await AskAsync<object>(HttpMethod.Delete, "api/usertoken/SignOut" + query, null, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<TokenStatus[]> GetTokenStatusAsync(string userId, string channelId, string includeFilter, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(channelId);
        var query = ChannelHttp.Query(("userId", userId), ("channelId", channelId), ("include", includeFilter));
        return await AskAsync<TokenStatus[]>(HttpMethod.Get, "api/usertoken/GetTokenStatus" + query, null, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken)
    {
        var query = Query(userId, connectionName, channelId);
        var body = ChannelHttp.Json(new AadResourceUrls(resourceUrls));
        return await AskAsync<Dictionary<string, TokenResponse>>(HttpMethod.Post, "api/usertoken/GetAadTokens" + query, body, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<TokenResponse> ExchangeTokenAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken)
    {
        var query = Query(userId, connectionName, channelId);
        ArgumentNullException.ThrowIfNull(exchangeRequest);
        try
        {
            return await AskAsync<TokenResponse>(HttpMethod.Post, "api/usertoken/exchange" + query, ChannelHttp.Json(exchangeRequest), cancellationToken).ConfigureAwait(false);
        }
        catch (ErrorResponseException refused) when (refused.Response?.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            throw new InvalidOperationException($"Unable to exchange token: ({refused.Body?.Error?.Code}) {refused.Body?.Error?.Message}", refused);
        }
    }

    protected override void Dispose(bool disposing)
    {
        disposed = true;
        base.Dispose(disposing);
    }

    private async Task<T> AskAsync<T>(HttpMethod method, string route, byte[] body, CancellationToken cancellationToken, HttpStatusCode? alsoFine = null)
        where T : class
    {
        using var answer = await http.CallAsync<T>(method, route, body, cancellationToken, alsoFine).ConfigureAwait(false);
        return answer.Body;
    }

    private string Query(string userId, string connectionName, string channelId, (string Name, string Value) more = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(connectionName);
        return ChannelHttp.Query(("userId", userId), ("connectionName", connectionName), ("channelId", channelId), more);
    }
}
