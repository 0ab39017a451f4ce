using System.Security.Claims;
using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

public static class DialogExtensions
{
    /// <summary>Continues the conversation's stack, or begins this dialog on an empty one. A skill tells its caller when the conversation has ended.</summary>
    public static async Task RunAsync(this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        ArgumentNullException.ThrowIfNull(turnContext);
        var dialogs = new DialogSet(accessor) { TelemetryClient = turnContext.TurnState.Get<IBotTelemetryClient>() ?? dialog.TelemetryClient };
        dialogs.Add(dialog);
        var context = await dialogs.CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
        await RunAsync(context, dialog.Id, null, cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<DialogTurnResult> RunAsync(DialogContext context, string dialogId, DialogStateManagerConfiguration configuration, CancellationToken cancellationToken)
    {
        context.HasServicesOfTurn = true;
        var states = context.Context.TurnState;
        // Without these in the turn there is nothing to load or to save.
        var hasScopes = configuration is not null || states.Get<ConversationState>() is not null || states.Get<UserState>() is not null;
        if (hasScopes)
        {
            context.State = new DialogStateManager(context, configuration);
            await context.State.LoadAllScopesAsync(cancellationToken).ConfigureAwait(false);
            states.Set(context.State);
        }

        var result = await RunUntilHandledAsync(context, dialogId, cancellationToken).ConfigureAwait(false);
        if (hasScopes)
            await context.State.SaveAllChangesAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    private static async Task<DialogTurnResult> RunUntilHandledAsync(DialogContext context, string dialogId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await RunOnceAsync(context, dialogId, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A dialog that deals with the error event is given the turn again.
                if (!await EmitErrorAsync(context, failure, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private static async Task<bool> EmitErrorAsync(DialogContext context, Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            return await context.EmitEventAsync(DialogEvents.Error, failure, true, true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            throw new AggregateException("Unable to emit the error as a DialogEvent.", failure, second);
        }
    }

    private static async Task<DialogTurnResult> RunOnceAsync(DialogContext context, string dialogId, CancellationToken cancellationToken)
    {
        var activity = context.Context.Activity;
        if (SkillTurn.IsFromParent(context.Context))
        {
            if (activity.Type == ActivityTypes.EndOfConversation)
                return await CancelFromLeafAsync(context, cancellationToken).ConfigureAwait(false);
            if (activity.Type == ActivityTypes.Event && activity.Name == DialogEvents.RepromptDialog)
                return await RepromptAsync(context, cancellationToken).ConfigureAwait(false);
        }

        var result = await context.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
        if (result.Status == DialogTurnStatus.Empty)
            result = await context.BeginDialogAsync(dialogId, null, cancellationToken).ConfigureAwait(false);
        if (result.Status is DialogTurnStatus.Complete or DialogTurnStatus.Cancelled && SkillTurn.MustTellParent(context.Context))
            await TellParentAsync(context.Context, dialogId, result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private static async Task<DialogTurnResult> CancelFromLeafAsync(DialogContext context, CancellationToken cancellationToken)
    {
        if (context.Stack.Count == 0)
            return new DialogTurnResult(DialogTurnStatus.Empty);
        while (context.Child is { } child)
            context = child;
        await context.Context.TraceActivityAsync("Dialog.RunAsync()", label: "Skill was canceled through an EndOfConversation activity from the parent.", cancellationToken: cancellationToken).ConfigureAwait(false);
        return await context.CancelAllDialogsAsync(true, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static async Task<DialogTurnResult> RepromptAsync(DialogContext context, CancellationToken cancellationToken)
    {
        if (context.Stack.Count == 0)
            return new DialogTurnResult(DialogTurnStatus.Empty);
        await context.RepromptDialogAsync(cancellationToken).ConfigureAwait(false);
        return new DialogTurnResult(DialogTurnStatus.Waiting);
    }

    private static async Task TellParentAsync(ITurnContext turn, string dialogId, DialogTurnResult result, CancellationToken cancellationToken)
    {
        await turn.TraceActivityAsync("Dialog.RunAsync()", label: $"Dialog {dialogId} has **completed**. Sending EndOfConversation.", cancellationToken: cancellationToken).ConfigureAwait(false);
        var end = new Activity(ActivityTypes.EndOfConversation)
        {
            Value = result.Result,
            Locale = turn.Activity.Locale,
            Code = result.Status == DialogTurnStatus.Complete ? EndOfConversationCodes.CompletedSuccessfully : EndOfConversationCodes.UserCancelled,
        };
        await turn.SendActivityAsync(end, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Whether a turn comes from a bot that uses this one as a skill.</summary>
internal static class SkillTurn
{
    public static bool IsFromParent(ITurnContext turn) => IsSkill(turn) && Reference(turn) is null;

    /// <summary>An answer of a skill of this bot's comes back through the same adapter; then only the scope tells whether there is a parent.</summary>
    public static bool MustTellParent(ITurnContext turn)
    {
        if (!IsSkill(turn))
            return false;
        return Reference(turn) is not { } reference || reference.OAuthScope is not (AuthenticationConstants.ToChannelFromBotOAuthScope or GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope);
    }

    public static bool IsSkill(ITurnContext turn) =>
        turn.TurnState.Get<ClaimsIdentity>(BotAdapter.BotIdentityKey) is { } identity && identity.Claims.IsSkillClaim();

    // Put into the turn by what hands on a skill's answers.
    private static SkillConversationReference Reference(ITurnContext turn) => turn.TurnState.Values.OfType<SkillConversationReference>().FirstOrDefault();
}
