using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

public delegate Task<DialogTurnResult> WaterfallStep(WaterfallStepContext stepContext, CancellationToken cancellationToken);

/// <summary>Steps one after another; each is given the result of what the one before began.</summary>
public class WaterfallDialog : Dialog
{
    private const string PersistedOptions = "options";
    private const string StepIndex = "stepIndex";
    private const string PersistedValues = "values";
    private const string PersistedInstanceId = "instanceId";

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
        NotAToken(options, nameof(options));
        ArgumentNullException.ThrowIfNull(dc);
        var instanceId = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
        var state = dc.ActiveDialog.State;
        state[PersistedOptions] = options;
        state[PersistedValues] = new Dictionary<string, object>();
        state[PersistedInstanceId] = instanceId;
        Track("WaterfallStart", instanceId);
        TelemetryClient.TrackDialogView(Id);
        return await RunStepAsync(dc, 0, DialogReason.BeginCalled, null, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.Context.Activity.Type == ActivityTypes.Message
            ? await ResumeDialogAsync(dc, DialogReason.ContinueCalled, dc.Context.Activity.Text, cancellationToken).ConfigureAwait(false)
            : EndOfTurn;
    }

    public override Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var index = Convert.ToInt32(dc.ActiveDialog.State[StepIndex], CultureInfo.InvariantCulture);
        return RunStepAsync(dc, index + 1, reason, result, cancellationToken);
    }

    public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        if (reason is not (DialogReason.CancelCalled or DialogReason.EndCalled) || TelemetryClient is NullBotTelemetryClient)
            return Task.CompletedTask;

        ArgumentNullException.ThrowIfNull(instance);
        var instanceId = instance.State.TryGetValue(PersistedInstanceId, out var stored) ? stored as string : null;
        if (reason == DialogReason.EndCalled)
            Track("WaterfallComplete", instanceId);
        else
            Track("WaterfallCancel", instanceId, instance.State.TryGetValue(StepIndex, out var index) ? Convert.ToInt32(index, CultureInfo.InvariantCulture) : 0);
        return Task.CompletedTask;
    }

    protected virtual Task<DialogTurnResult> OnStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stepContext);
        if (TelemetryClient is not NullBotTelemetryClient)
            Track("WaterfallStep", stepContext.ActiveDialog.State[PersistedInstanceId] as string, stepContext.Index);
        return steps[stepContext.Index](stepContext, cancellationToken);
    }

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

    private void Track(string name, string instanceId, int? step = null)
    {
        if (TelemetryClient is NullBotTelemetryClient)
            return;
        var properties = new Dictionary<string, string> { ["DialogId"] = Id, ["InstanceId"] = instanceId };
        if (step is { } index)
            properties["StepName"] = StepName(index);
        TelemetryClient.TrackEvent(name, properties);
    }

    // A lambda's name is the compiler's and changes with the code around it.
    private string StepName(int index)
    {
        var name = index < steps.Count ? steps[index].Method.Name : string.Empty;
        return string.IsNullOrWhiteSpace(name) || name.Contains('<', StringComparison.Ordinal) ? $"Step{index + 1}of{steps.Count}" : name;
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
        SameServicesAs = dc;
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
        Dialog.NotAToken(result, nameof(result));
        if (nextCalled)
            throw new InvalidOperationException($"WaterfallStepContext.NextAsync(): method already called for dialog and step '{waterfall.Id}[{Index}]'.");
        nextCalled = true;
        return waterfall.ResumeDialogAsync(outer, DialogReason.NextCalled, result, cancellationToken);
    }
}
