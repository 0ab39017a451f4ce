using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Teams;

/// <summary>
/// Exchanges the token a Teams client offers. Somebody signed in on several devices sends one offer from each, all with the same id: the bot
/// sees the first. A storage shared by all instances of the bot makes that so for all of them.
/// </summary>
public class TeamsSSOTokenExchangeMiddleware : IMiddleware
{
    private readonly IStorage storage;
    private readonly string connectionName;

    public TeamsSSOTokenExchangeMiddleware(IStorage storage, string connectionName)
    {
        ArgumentNullException.ThrowIfNull(storage);
        if (string.IsNullOrEmpty(connectionName))
            throw new ArgumentNullException(nameof(connectionName));
        this.storage = storage;
        this.connectionName = connectionName;
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        if (!IsOffer(turnContext.Activity) || await TakeAsync(turnContext, cancellationToken).ConfigureAwait(false))
            await next(cancellationToken).ConfigureAwait(false);
    }

    private static bool IsOffer(Activity activity) =>
        string.Equals(activity.ChannelId, Channels.Msteams, StringComparison.OrdinalIgnoreCase)
        && string.Equals(activity.Name, SignInConstants.TokenExchangeOperationName, StringComparison.OrdinalIgnoreCase);

    private static Task<ResourceResponse> AnswerAsync(ITurnContext turnContext, HttpStatusCode status, object body, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = (int)status, Body = body } }, cancellationToken);

    // Whether the bot should see the offer. The exchange comes first, because when it needs consent every client must hear so.
    private async Task<bool> TakeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var offer = ProtocolJson.As<TokenExchangeInvokeRequest>(turnContext.Activity.Value);
        if (!await IsExchangedAsync(turnContext, offer, cancellationToken).ConfigureAwait(false))
        {
            var refusal = new TokenExchangeInvokeResponse
            {
                Id = offer?.Id,
                ConnectionName = connectionName,
                FailureDetail = "The bot is unable to exchange token. Proceed with regular login.",
            };
            await AnswerAsync(turnContext, HttpStatusCode.PreconditionFailed, refusal, cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (await IsFirstAsync(turnContext.Activity, offer.Id, cancellationToken).ConfigureAwait(false))
            return true;
        await AnswerAsync(turnContext, HttpStatusCode.OK, body: null, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> IsExchangedAsync(ITurnContext turnContext, TokenExchangeInvokeRequest offer, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await ExchangeAsync(turnContext, new TokenExchangeRequest { Token = offer?.Token }, cancellationToken).ConfigureAwait(false);
            return !string.IsNullOrEmpty(answer?.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever the reason, the client is told to let the person sign in themselves.
            return false;
        }
    }

    private Task<TokenResponse> ExchangeAsync(ITurnContext turnContext, TokenExchangeRequest request, CancellationToken cancellationToken)
    {
        var user = turnContext.Activity.From.Id;
        if (turnContext.TurnState.Get<UserTokenClient>() is { } client)
            return client.ExchangeTokenAsync(user, connectionName, turnContext.Activity.ChannelId, request, cancellationToken);
        return turnContext.Adapter is IExtendedUserTokenProvider provider
            ? provider.ExchangeTokenAsync(turnContext, connectionName, user, request, cancellationToken)
            : throw new NotSupportedException("The adapter cannot exchange tokens.");
    }

    // Nothing is ever stored under an offer's id as its ETag, so that only the write that finds nothing there succeeds.
    private async Task<bool> IsFirstAsync(Activity activity, string id, CancellationToken cancellationToken)
    {
        try
        {
            await storage.WriteAsync(new Dictionary<string, object> { [KeyOf(activity, id)] = new Offer { ETag = id } }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception conflict) when (conflict.Message.StartsWith("Etag conflict", StringComparison.OrdinalIgnoreCase) || conflict.Message.Contains("pre-condition is not met", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static string KeyOf(Activity activity, string id)
    {
        var conversation = activity.Conversation?.Id ?? throw new InvalidOperationException("The activity has no conversation.");
        return $"{activity.ChannelId}/{conversation}/{id ?? throw new InvalidOperationException("The token exchange has no id.")}";
    }

    private sealed class Offer : IStoreItem
    {
        public string ETag { get; set; }
    }
}
