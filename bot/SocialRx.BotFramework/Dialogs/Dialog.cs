using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Why a dialog's method is called.</summary>
public enum DialogReason
{
    BeginCalled,
    ContinueCalled,
    EndCalled,
    ReplaceCalled,
    CancelCalled,
    NextCalled,
}

public enum DialogTurnStatus
{
    /// <summary>Nothing is on the stack.</summary>
    Empty,

    /// <summary>The dialog on top waits for the next activity.</summary>
    Waiting,

    /// <summary>The stack ran to its end; the result is that of the last dialog.</summary>
    Complete,

    Cancelled,

    CompleteAndWait,
}

public class DialogTurnResult(DialogTurnStatus status, object result = null)
{
    public DialogTurnStatus Status { get; set; } = status;

    public object Result { get; set; } = result;

    public bool ParentEnded { get; set; }
}

/// <summary>One dialog on the stack, with what it remembers.</summary>
public class DialogInstance
{
    public string Id { get; set; }

    public IDictionary<string, object> State { get; set; } = new Dictionary<string, object>();

    public int? StackIndex { get; set; }

    public string Version { get; set; }
}

/// <summary>The stack; the first is on top.</summary>
public class DialogState
{
    public DialogState()
        : this(null)
    {
    }

    public DialogState(List<DialogInstance> stack) => DialogStack = stack ?? [];

    public List<DialogInstance> DialogStack { get; set; }
}

public class DialogEvent
{
    public bool Bubble { get; set; }

    public string Name { get; set; }

    public object Value { get; set; }
}

public static class DialogEvents
{
    public const string BeginDialog = "beginDialog";
    public const string RepromptDialog = "repromptDialog";
    public const string CancelDialog = "cancelDialog";
    public const string ActivityReceived = "activityReceived";
    public const string VersionChanged = "versionChanged";
    public const string Error = "error";
    public const string Custom = "custom";
}

/// <summary>A dialog that brings others with it into the set it is added to.</summary>
public interface IDialogDependencies
{
    IEnumerable<Dialog> GetDependencies();
}

/// <summary>A part of a conversation that can wait for the next activity.</summary>
public abstract class Dialog
{
    private string id;
    private IBotTelemetryClient telemetryClient = NullBotTelemetryClient.Instance;

    protected Dialog(string dialogId = null)
    {
        id = dialogId;
        StateCodec.Allow(GetType().Assembly);
    }

    public static DialogTurnResult EndOfTurn { get; } = new(DialogTurnStatus.Waiting);

    public string Id
    {
        get => string.IsNullOrWhiteSpace(id) ? id = OnComputeId() : id;
        set => id = value;
    }

    public virtual IBotTelemetryClient TelemetryClient
    {
        get => telemetryClient;
        set => telemetryClient = value;
    }

    public abstract Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default);

    /// <summary>A dialog of one turn has nothing to continue and ends.</summary>
    public virtual Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default) =>
        dc.EndDialogAsync(cancellationToken: cancellationToken);

    /// <summary>Called when the dialog begun from this one has ended.</summary>
    public virtual Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        NotAToken(result, nameof(result));
        return dc.EndDialogAsync(result, cancellationToken);
    }

    public virtual Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public virtual Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Changes when what is stored for this dialog can no longer be continued.</summary>
    public virtual string GetVersion() => Id;

    /// <summary>Offers the event to this dialog, then to its parents; true when one of them dealt with it.</summary>
    public virtual async Task<bool> OnDialogEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
    {
        var handled = await OnPreBubbleEventAsync(dc, e, cancellationToken).ConfigureAwait(false);
        if (!handled && e.Bubble && dc.Parent is not null)
            handled = await dc.Parent.EmitEventAsync(e.Name, e.Value, true, false, cancellationToken).ConfigureAwait(false);
        return handled || await OnPostBubbleEventAsync(dc, e, cancellationToken).ConfigureAwait(false);
    }

    // The result, or the options, and the token have the same place in an argument list: a token left out of its own lands in the other.
    internal static void NotAToken(object value, string name)
    {
        if (value is CancellationToken)
            throw new ArgumentException($"{name} cannot be a cancellation token");
    }

    protected virtual Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) => Task.FromResult(false);

    protected virtual Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) => Task.FromResult(false);

    protected virtual string OnComputeId() => GetType().Name;

    /// <summary>Tells a debugger where the dialog was written; there is none here, so nothing is kept.</summary>
    protected void RegisterSourceLocation(string path, int lineNumber)
    {
    }
}
