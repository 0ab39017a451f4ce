using Microsoft.Bot.Connector.Authentication;
using System.Security.Claims;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>While the bot thinks about a message, says that it is typing: after <c>delay</c> and every <c>period</c> (both milliseconds) until it answers.</summary>
public class ShowTypingMiddleware : IMiddleware
{
    private readonly TimeSpan delay;
    private readonly TimeSpan period;

    public ShowTypingMiddleware(int delay = 500, int period = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        this.delay = TimeSpan.FromMilliseconds(delay);
        this.period = TimeSpan.FromMilliseconds(period);
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.Activity.Type != ActivityTypes.Message || IsCalledByBot(turnContext))
        {
            await next(cancellationToken).ConfigureAwait(false);
            return;
        }

        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var typing = Task.CompletedTask;
        turnContext.OnSendActivities(async (_, activities, send) =>
        {
            if (activities.Exists(activity => activity.Type == ActivityTypes.Message))
            {
                // Nothing may show the bot typing after its answer.
                await answered.CancelAsync().ConfigureAwait(false);
                await typing.ConfigureAwait(false);
            }

            return await send().ConfigureAwait(false);
        });
        typing = ShowTyping(turnContext, answered.Token);
        try
        {
            await next(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await answered.CancelAsync().ConfigureAwait(false);
            await typing.ConfigureAwait(false);
        }
    }

    // What a skill is doing is shown by the bot that asked it.
    private static bool IsCalledByBot(ITurnContext turnContext) =>
        turnContext.TurnState.Get<ClaimsIdentity>(BotAdapter.BotIdentityKey) is { } identity && identity.Claims.IsSkillClaim();

    // Goes round the turn's handlers: typing is no reply and must not be taken for one.
    private async Task ShowTyping(ITurnContext turnContext, CancellationToken answered)
    {
        try
        {
            await Task.Delay(delay, answered).ConfigureAwait(false);
            while (true)
            {
                var typing = new Activity(ActivityTypes.Typing) { RelatesTo = turnContext.Activity.RelatesTo };
                typing.ApplyConversationReference(turnContext.Activity.GetConversationReference());
                await turnContext.Adapter.SendActivitiesAsync(turnContext, [typing], answered).ConfigureAwait(false);
                await Task.Delay(period, answered).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The bot has answered; or the channel will not show it typing, which is no reason to lose the answer.
        }
    }
}
