using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A set of dialogs in one turn, and their stack.</summary>
public class DialogContext
{
    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, parentDialogContext?.Context, state) => Parent = parentDialogContext;

    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        ArgumentNullException.ThrowIfNull(turnContext);
        Dialogs = dialogs;
        Context = turnContext;
        Stack = (state ?? new DialogState()).DialogStack;
    }

    public DialogSet Dialogs { get; private set; }

    public ITurnContext Context { get; private set; }

    /// <summary>The first is on top.</summary>
    public List<DialogInstance> Stack { get; private set; }

    public DialogContext Parent { get; set; }

    public DialogInstance ActiveDialog => Stack.Count > 0 ? Stack[0] : null;

    public DialogContext Child => ActiveDialog is { } active && FindDialog(active.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    public TurnContextStateCollection Services => Context.TurnState;

    public async Task<DialogTurnResult> BeginDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(dialogId))
            throw new ArgumentNullException(nameof(dialogId));
        var dialog = Known(dialogId);
        Stack.Insert(0, new DialogInstance { Id = dialogId, Version = dialog.GetVersion() });
        return await dialog.BeginDialogAsync(this, options, cancellationToken).ConfigureAwait(false);
    }

    public Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(dialogId))
            throw new ArgumentNullException(nameof(dialogId));
        ArgumentNullException.ThrowIfNull(options);
        return BeginDialogAsync(dialogId, options, cancellationToken);
    }

    public async Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default)
    {
        if (ActiveDialog is not { } active)
            return new DialogTurnResult(DialogTurnStatus.Empty);
        return await Known(active.Id).ContinueDialogAsync(this, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the dialog on top and resumes the one below it with the result.</summary>
    public async Task<DialogTurnResult> EndDialogAsync(object result = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.EndCalled, cancellationToken).ConfigureAwait(false);
        return ActiveDialog is { } below
            ? await Known(below.Id).ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false)
            : new DialogTurnResult(DialogTurnStatus.Complete, result);
    }

    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.ReplaceCalled, cancellationToken).ConfigureAwait(false);
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(false, null, null, cancellationToken);

    /// <summary>Ends every dialog, from the top down; parents may stop it by dealing with the event.</summary>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(bool cancelParents, string eventName = null, object eventValue = null, CancellationToken cancellationToken = default)
    {
        if (Stack.Count == 0 && Parent is null)
            return new DialogTurnResult(DialogTurnStatus.Empty);

        var notify = false;
        for (var context = this; context is not null;)
        {
            if (context.ActiveDialog is null)
            {
                context = cancelParents ? context.Parent : null;
                continue;
            }

            if (notify && await context.EmitEventAsync(eventName ?? DialogEvents.CancelDialog, eventValue, false, false, cancellationToken).ConfigureAwait(false))
                break;
            await context.EndActiveDialogAsync(DialogReason.CancelCalled, cancellationToken).ConfigureAwait(false);
            notify = true;
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        if (await EmitEventAsync(DialogEvents.RepromptDialog, null, false, false, cancellationToken).ConfigureAwait(false))
            return;
        if (ActiveDialog is { } active)
            await Known(active.Id).RepromptDialogAsync(Context, active, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The dialog of this id here, or in the nearest parent that has it.</summary>
    public Dialog FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    public async Task<bool> EmitEventAsync(string name, object value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentNullException(nameof(name));

        var context = this;
        while (fromLeaf && context.Child is { } child)
            context = child;
        if (context.ActiveDialog is not { } active || context.FindDialog(active.Id) is not { } dialog)
            return false;
        return await dialog.OnDialogEventAsync(context, new DialogEvent { Bubble = bubble, Name = name, Value = value }, cancellationToken).ConfigureAwait(false);
    }

    public string GetLocale() =>
        Context.TurnState.Get<string>("turn.locale") ?? Context.Activity.Locale ?? CultureInfo.CurrentCulture.Name;

    private Dialog Known(string dialogId) =>
        FindDialog(dialogId) ?? throw new InvalidOperationException($"A dialog with the id '{dialogId}' was not found. The dialog must be added to the dialog set or to a parent's.");

    private async Task EndActiveDialogAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is not { } active)
            return;
        if (FindDialog(active.Id) is { } dialog)
            await dialog.EndDialogAsync(Context, active, reason, cancellationToken).ConfigureAwait(false);
        Stack.RemoveAt(0);
    }
}
