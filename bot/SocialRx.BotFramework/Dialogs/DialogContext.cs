using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Memory;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A set of dialogs in one turn, and their stack.</summary>
public class DialogContext
{
    private const string ActivityReceivedEmitted = "activityReceivedEmitted";

    private DialogStateManager state;
    private TurnContextStateCollection services;

    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, (parentDialogContext ?? throw new ArgumentNullException(nameof(parentDialogContext))).Context, state) => Parent = parentDialogContext;

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

    /// <summary>What is remembered of the turn, the dialog, the person and the conversation, by path.</summary>
    public DialogStateManager State
    {
        get => state ??= new DialogStateManager(this);
        set => state = value;
    }

    /// <summary>The services of the parent, and what was added here.</summary>
    public TurnContextStateCollection Services => services ??= InheritedServices();

    /// <summary>Set where the turn's own services are the dialog's too.</summary>
    internal bool HasServicesOfTurn { get; set; }

    /// <summary>The context whose services these are, where that is not the parent.</summary>
    private protected DialogContext SameServicesAs { get; init; }

    public async Task<DialogTurnResult> BeginDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(dialogId))
            throw new ArgumentNullException(nameof(dialogId));
        try
        {
            var dialog = FindDialog(dialogId) ?? throw new InvalidOperationException(
                $"DialogContext.BeginDialogAsync(): A dialog with an id of '{dialogId}' wasn't found. The dialog must be included in the current or parent DialogSet. For example, if subclassing a ComponentDialog you can call AddDialog() within your constructor.");
            Stack.Insert(0, new DialogInstance { Id = dialogId });
            return await dialog.BeginDialogAsync(this, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Noted(failure))
        {
            throw;
        }
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
        try
        {
            // Once a turn, so that a dialog higher up may deal with the activity before the one that waits for it.
            if (Context.TurnState.TryAdd(ActivityReceivedEmitted, true))
                await EmitEventAsync(DialogEvents.ActivityReceived, Context.Activity, true, true, cancellationToken).ConfigureAwait(false);

            if (ActiveDialog is not { } active)
                return new DialogTurnResult(DialogTurnStatus.Empty);
            var dialog = FindDialog(active.Id) ?? throw new InvalidOperationException($"Failed to continue dialog. A dialog with id {active.Id} could not be found.");
            return await dialog.ContinueDialogAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Noted(failure))
        {
            throw;
        }
    }

    /// <summary>Ends the dialog on top and resumes the one below it with the result.</summary>
    public async Task<DialogTurnResult> EndDialogAsync(object result = null, CancellationToken cancellationToken = default)
    {
        if (result is CancellationToken)
            throw new ArgumentException($"{ActiveDialog?.Id}.EndDialogAsync() You can't pass a cancellation token as the result of a dialog when calling EndDialog.");
        try
        {
            await EndActiveDialogAsync(DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false);
            if (ActiveDialog is not { } below)
                return new DialogTurnResult(DialogTurnStatus.Complete, result);
            var dialog = FindDialog(below.Id) ?? throw new InvalidOperationException($"DialogContext.EndDialogAsync(): Can't resume previous dialog. A dialog with an id of '{below.Id}' wasn't found.");
            return await dialog.ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Noted(failure))
        {
            throw;
        }
    }

    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        Dialog.NotAToken(options, nameof(options));
        await EndActiveDialogAsync(DialogReason.ReplaceCalled, null, cancellationToken).ConfigureAwait(false);
        TurnMemory.Of(Context)["__repeatDialogId"] = dialogId;
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(false, null, null, cancellationToken);

    /// <summary>Ends every dialog, from the top down; parents may stop it by dealing with the event.</summary>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(bool cancelParents, string eventName = null, object eventValue = null, CancellationToken cancellationToken = default)
    {
        Dialog.NotAToken(eventValue, nameof(eventValue));
        if (Stack.Count == 0 && Parent is null)
            return new DialogTurnResult(DialogTurnStatus.Empty);

        var notify = false;
        for (var context = this; context is not null; notify = true)
        {
            if (context.Stack.Count == 0)
            {
                context = cancelParents ? context.Parent : null;
                continue;
            }

            if (notify && await context.EmitEventAsync(eventName ?? DialogEvents.CancelDialog, eventValue, false, false, cancellationToken).ConfigureAwait(false))
                break;
            await context.EndActiveDialogAsync(DialogReason.CancelCalled, null, cancellationToken).ConfigureAwait(false);
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            if (await EmitEventAsync(DialogEvents.RepromptDialog, null, false, false, cancellationToken).ConfigureAwait(false) || ActiveDialog is not { } active)
                return;
            var dialog = FindDialog(active.Id) ?? throw new InvalidOperationException($"DialogSet.RepromptDialogAsync(): Can't find A dialog with an id of '{active.Id}'.");
            await dialog.RepromptDialogAsync(Context, active, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Noted(failure))
        {
            throw;
        }
    }

    /// <summary>The dialog of this id here, or in the nearest parent that has it.</summary>
    public Dialog FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    public async Task<bool> EmitEventAsync(string name, object value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        try
        {
            var context = this;
            while (fromLeaf && context.Child is { } child)
                context = child;
            if (context.ActiveDialog is not { } active || context.FindDialog(active.Id) is not { } dialog)
                return false;
            return await dialog.OnDialogEventAsync(context, new DialogEvent { Bubble = bubble, Name = name, Value = value }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Noted(failure))
        {
            throw;
        }
    }

    public string GetLocale() =>
        Context.TurnState.Get<string>("turn.locale") ?? Context.Activity.Locale ?? CultureInfo.CurrentCulture.Name;

    private TurnContextStateCollection InheritedServices()
    {
        if (SameServicesAs is not null)
            return SameServicesAs.Services;
        var inherited = new TurnContextStateCollection();
        IEnumerable<KeyValuePair<string, object>> known = Parent is not null ? Parent.Services : HasServicesOfTurn ? Context.TurnState : [];
        foreach (var (key, service) in known)
            inherited[key] = service;
        return inherited;
    }

    // A filter that never catches: the stack is as it was when the exception was thrown.
    private bool Noted(Exception failure)
    {
        if (!failure.Data.Contains(nameof(DialogContext)))
        {
            failure.Data[nameof(DialogContext)] = new Dictionary<string, object>
            {
                [nameof(ActiveDialog)] = ActiveDialog?.Id,
                [nameof(Parent)] = Parent?.ActiveDialog?.Id,
                [nameof(Stack)] = Stack.Select(instance => instance.Id).ToList(),
            };
        }

        return false;
    }

    private async Task EndActiveDialogAsync(DialogReason reason, object result, CancellationToken cancellationToken)
    {
        if (ActiveDialog is not { } active)
            return;
        if (FindDialog(active.Id) is { } dialog)
            await dialog.EndDialogAsync(Context, active, reason, cancellationToken).ConfigureAwait(false);
        Stack.RemoveAt(0);
        TurnMemory.Of(Context)["lastresult"] = result;
    }
}
