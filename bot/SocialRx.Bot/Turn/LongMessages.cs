using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Words;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SocialRx.Bot.Turn;

/// <summary>A very long message has been read for risk by now; the dialogs do not get it, and the person is asked for less at a time.</summary>
internal sealed class LongMessages(TurnOptions options) : IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.Type == ActivityTypes.Message && turnContext.Activity.Text?.Length > options.LongestText)
            await turnContext.SendActivityAsync(MessageFactory.Text(TurnWords.TooLong), cancellationToken);
        else
            await next(cancellationToken);
    }
}
