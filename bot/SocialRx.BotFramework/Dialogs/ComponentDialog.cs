using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A dialog with dialogs of its own, whose stack lies inside its state.</summary>
public abstract class DialogContainer : Dialog
{
    protected DialogContainer(string dialogId = null)
        : base(dialogId)
    {
    }

    public DialogSet Dialogs { get; set; } = new();

    public abstract DialogContext CreateChildContext(DialogContext dc);

    public Dialog FindDialog(string dialogId) => Dialogs.Find(dialogId);
}

public class ComponentDialog : DialogContainer
{
    public const string PersistedDialogState = "dialogs";

    private bool initialized;

    public ComponentDialog(string dialogId = null)
        : base(dialogId)
    {
    }

    /// <summary>The first dialog added, unless another was named.</summary>
    public string InitialDialogId { get; set; }

    public virtual ComponentDialog AddDialog(Dialog dialog)
    {
        Dialogs.Add(dialog);
        InitialDialogId ??= dialog.Id;
        return this;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext outerDc, object options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        await EnsureInitializedAsync(outerDc).ConfigureAwait(false);
        outerDc.ActiveDialog.State[PersistedDialogState] = new DialogState();
        var turn = await OnBeginDialogAsync(CreateChildContext(outerDc), options, cancellationToken).ConfigureAwait(false);
        return await AfterAsync(outerDc, turn, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext outerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        await EnsureInitializedAsync(outerDc).ConfigureAwait(false);
        var turn = await OnContinueDialogAsync(CreateChildContext(outerDc), cancellationToken).ConfigureAwait(false);
        return await AfterAsync(outerDc, turn, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Something was begun over this component and has ended: the inner dialog asks again.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext outerDc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        await EnsureInitializedAsync(outerDc).ConfigureAwait(false);
        await RepromptDialogAsync(outerDc.Context, outerDc.ActiveDialog, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        await InnerContext(turnContext, instance).RepromptDialogAsync(cancellationToken).ConfigureAwait(false);
        await OnRepromptDialogAsync(turnContext, instance, cancellationToken).ConfigureAwait(false);
    }

    public override async Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        if (reason == DialogReason.CancelCalled)
            await InnerContext(turnContext, instance).CancelAllDialogsAsync(cancellationToken).ConfigureAwait(false);
        await OnEndDialogAsync(turnContext, instance, reason, cancellationToken).ConfigureAwait(false);
    }

    public override DialogContext CreateChildContext(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return new DialogContext(Dialogs, dc, InnerState(dc.ActiveDialog));
    }

    protected Task EnsureInitializedAsync(DialogContext outerDc)
    {
        if (initialized)
            return Task.CompletedTask;
        initialized = true;
        return OnInitializeAsync(outerDc);
    }

    protected virtual Task OnInitializeAsync(DialogContext dc)
    {
        InitialDialogId ??= Dialogs.GetDialogs().FirstOrDefault()?.Id;
        return Task.CompletedTask;
    }

    protected virtual Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object options, CancellationToken cancellationToken = default) =>
        innerDc.BeginDialogAsync(InitialDialogId, options, cancellationToken);

    protected virtual Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
        innerDc.ContinueDialogAsync(cancellationToken);

    protected virtual Task OnEndDialogAsync(ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Task.CompletedTask;

    protected virtual Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    protected virtual Task<DialogTurnResult> EndComponentAsync(DialogContext outerDc, object result, CancellationToken cancellationToken) =>
        outerDc.EndDialogAsync(result, cancellationToken);

    private static DialogState InnerState(DialogInstance instance)
    {
        if (instance.State.TryGetValue(PersistedDialogState, out var stored) && stored is DialogState state)
            return state;
        state = new DialogState();
        instance.State[PersistedDialogState] = state;
        return state;
    }

    private DialogContext InnerContext(ITurnContext turnContext, DialogInstance instance) => new(Dialogs, turnContext, InnerState(instance));

    private async Task<DialogTurnResult> AfterAsync(DialogContext outerDc, DialogTurnResult turn, CancellationToken cancellationToken) =>
        turn.Status == DialogTurnStatus.Waiting
            ? EndOfTurn
            : await EndComponentAsync(outerDc, turn.Result, cancellationToken).ConfigureAwait(false);
}

public static class DialogExtensions
{
    /// <summary>Continues the conversation's stack, or begins this dialog on an empty one.</summary>
    public static async Task RunAsync(this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken = default)
    {
        var dialogs = new DialogSet(accessor);
        dialogs.Add(dialog);
        var context = await dialogs.CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            try
            {
                await ContinueOrBegin(context, dialog.Id, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A dialog that deals with the error event is given the turn again.
                if (!await context.EmitEventAsync(DialogEvents.Error, failure, true, true, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private static async Task<DialogTurnResult> ContinueOrBegin(DialogContext context, string dialogId, CancellationToken cancellationToken)
    {
        var turn = await context.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
        return turn.Status == DialogTurnStatus.Empty
            ? await context.BeginDialogAsync(dialogId, null, cancellationToken).ConfigureAwait(false)
            : turn;
    }
}

public delegate Task<DialogTurnResult> WaterfallStep(WaterfallStepContext stepContext, CancellationToken cancellationToken);

/// <summary>Steps one after another; each is given the result of what the one before began.</summary>
public class WaterfallDialog : Dialog
{
    private const string PersistedOptions = "options";
    private const string StepIndex = "stepIndex";
    private const string PersistedValues = "values";

    private readonly List<WaterfallStep> steps;

    public WaterfallDialog(string dialogId, IEnumerable<WaterfallStep> actions = null)
        : base(dialogId) => steps = actions is null ? [] : [.. actions];

    public WaterfallDialog AddStep(WaterfallStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        steps.Add(step);
        return this;
    }

    public override string GetVersion() => $"{Id}:{steps.Count}";

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var state = dc.ActiveDialog.State;
        state[PersistedOptions] = options;
        state[PersistedValues] = new Dictionary<string, object>();
        return await RunStepAsync(dc, 0, DialogReason.BeginCalled, null, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.Context.Activity.Type == Schema.ActivityTypes.Message
            ? await ResumeDialogAsync(dc, DialogReason.ContinueCalled, dc.Context.Activity.Text, cancellationToken).ConfigureAwait(false)
            : EndOfTurn;
    }

    public override Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var index = Convert.ToInt32(dc.ActiveDialog.State[StepIndex], CultureInfo.InvariantCulture);
        return RunStepAsync(dc, index + 1, reason, result, cancellationToken);
    }

    protected virtual Task<DialogTurnResult> OnStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken) =>
        steps[stepContext.Index](stepContext, cancellationToken);

    protected Task<DialogTurnResult> RunStepAsync(DialogContext dc, int index, DialogReason reason, object result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (index >= steps.Count)
            return dc.EndDialogAsync(result, cancellationToken);

        var state = dc.ActiveDialog.State;
        state[StepIndex] = index;
        var values = (IDictionary<string, object>)state[PersistedValues];
        return OnStepAsync(new WaterfallStepContext(this, dc, state[PersistedOptions], values, index, reason, result), cancellationToken);
    }
}

public class WaterfallStepContext : DialogContext
{
    private readonly WaterfallDialog waterfall;
    private readonly DialogContext outer;
    private bool nextCalled;

    public WaterfallStepContext(WaterfallDialog parentWaterfall, DialogContext dc, object options, IDictionary<string, object> values, int index, DialogReason reason, object result = null)
        : base(dc.Dialogs, dc.Context, new DialogState(dc.Stack))
    {
        waterfall = parentWaterfall;
        outer = dc;
        Parent = dc.Parent;
        Options = options;
        Values = values;
        Index = index;
        Reason = reason;
        Result = result;
    }

    public int Index { get; }

    public object Options { get; }

    public DialogReason Reason { get; }

    public object Result { get; }

    /// <summary>What the steps keep for each other until the waterfall ends.</summary>
    public IDictionary<string, object> Values { get; }

    public Task<DialogTurnResult> NextAsync(object result = null, CancellationToken cancellationToken = default)
    {
        if (nextCalled)
            throw new InvalidOperationException($"NextAsync was already called for step '{waterfall.Id}[{Index}]'.");
        nextCalled = true;
        return waterfall.ResumeDialogAsync(outer, DialogReason.NextCalled, result, cancellationToken);
    }
}
