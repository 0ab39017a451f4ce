using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Words;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SocialRx.Bot.Turn;

/// <summary>
/// Stands between safeguarding and the dialogs. When a dialog fails, what it did is undone and the person gets an apology, while what was
/// recorded and said before the dialogs, a concern with its helplines above all, stays and commits.
/// </summary>
internal sealed partial class DialogGuard(BotState[] states, ILogger<DialogGuard> log) : IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var turn = turnContext.TurnState.Get<OpenTurn>();
        var mark = turn.Here();
        if (mark != default)
            await KeepStatesAsync(turnContext, cancellationToken);
        try
        {
            await next(cancellationToken);
        }
        catch (Exception failure) when (TurnMiddleware.IsOfTheBot(failure, cancellationToken))
        {
            LogFailed(log, failure.GetType().Name, TurnMiddleware.Origin(failure), turn.Identity.ConversationId, turn.ActivityId);
            turn.BackTo(mark);
            foreach (var state in states)
                await state.LoadAsync(turnContext, force: true, cancellationToken);
            if (turnContext.Activity.Type == ActivityTypes.Message)
                await turnContext.SendActivityAsync(MessageFactory.Text(TurnWords.Apology), cancellationToken);
        }
    }

    private async Task KeepStatesAsync(ITurnContext context, CancellationToken cancellationToken)
    {
        foreach (var state in states)
            await state.SaveChangesAsync(context, false, cancellationToken);
    }

    [LoggerMessage(EventId = 1010, Level = LogLevel.Error, Message = "A dialog failed with {Kind} in {Origin} at activity {ActivityId} of {ConversationId}; what it did is undone, the person got an apology")]
    private static partial void LogFailed(ILogger log, string kind, string origin, string conversationId, string? activityId);
}
