using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);

public class PromptRecognizerResult<T>
{
    public bool Succeeded { get; set; }

    public T Value { get; set; }

    /// <summary>The answer was read, but something else should deal with it.</summary>
    public bool AllowInterruption { get; set; }
}

public class PromptValidatorContext<T>
{
    public const string AttemptCountKey = PromptState.AttemptCount;

    internal PromptValidatorContext(ITurnContext turnContext, PromptRecognizerResult<T> recognized, IDictionary<string, object> state, PromptOptions options)
    {
        Context = turnContext;
        Recognized = recognized;
        State = state;
        Options = options;
    }

    public ITurnContext Context { get; }

    public PromptRecognizerResult<T> Recognized { get; }

    public PromptOptions Options { get; }

    /// <summary>What the validator keeps from one attempt to the next.</summary>
    public IDictionary<string, object> State { get; }

    public int AttemptCount => PromptState.Attempts(State);
}

/// <summary>Asks until the answer can be read and the validator is content, then ends with what was read.</summary>
public abstract class Prompt<T> : Dialog
{
    private readonly PromptValidator<T> validator;

    protected Prompt(string dialogId, PromptValidator<T> validator = null)
        : base(string.IsNullOrWhiteSpace(dialogId) ? throw new ArgumentNullException(nameof(dialogId)) : dialogId) => this.validator = validator;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var (prompt, state) = PromptState.Begin(dc.ActiveDialog, options);
        await OnPromptAsync(dc.Context, state, prompt, false, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.Activity.Type != ActivityTypes.Message)
            return EndOfTurn;

        var (options, state) = PromptState.Of(dc.ActiveDialog);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken).ConfigureAwait(false);
        PromptState.CountAttempt(state);
        var isValid = validator is null
            ? recognized.Succeeded
            : await validator(new PromptValidatorContext<T>(dc.Context, recognized, state, options), cancellationToken).ConfigureAwait(false);
        if (isValid)
            return await dc.EndDialogAsync(recognized.Value, cancellationToken).ConfigureAwait(false);

        // A validator that has already said what was wrong is not talked over.
        if (!dc.Context.Responded)
            await OnPromptAsync(dc.Context, state, options, true, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        NotAToken(result, nameof(result));
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var (options, state) = PromptState.Of(instance);
        return OnPromptAsync(turnContext, state, options, false, cancellationToken);
    }

    /// <summary>A message that answers the prompt is not offered to the dialogs above it.</summary>
    protected override async Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(e);
        if (e.Name != DialogEvents.ActivityReceived || dc.Context.Activity.Type != ActivityTypes.Message)
            return false;
        var (options, state) = PromptState.Of(dc.ActiveDialog);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken).ConfigureAwait(false);
        return recognized.Succeeded;
    }

    protected abstract Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default);

    protected abstract Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default);

    /// <summary>The prompt with its choices, shown in the given style or in the one that suits the channel.</summary>
    protected virtual IMessageActivity AppendChoices(IMessageActivity prompt, string channelId, IList<Choice> choices, ListStyle style, ChoiceFactoryOptions options = null, string conversationType = default, CancellationToken cancellationToken = default)
    {
        var text = prompt?.Text ?? string.Empty;
        var shown = style switch
        {
            ListStyle.Inline => ChoiceFactory.Inline(choices, text, null, options),
            ListStyle.List => ChoiceFactory.List(choices, text, null, options),
            ListStyle.SuggestedAction => ChoiceFactory.SuggestedAction(choices, text),
            ListStyle.HeroCard => ChoiceFactory.HeroCard(choices, text),
            ListStyle.None => MessageFactory.Text(text),
            _ => ChoiceFactory.ForChannel(channelId, choices, text, null, options, conversationType),
        };
        if (prompt is null)
        {
            shown.InputHint = InputHints.ExpectingInput;
            return shown;
        }

        var whole = ((Activity)prompt).Copy();
        whole.Text = shown.Text;
        if (shown.SuggestedActions?.Actions is { Count: > 0 })
            whole.SuggestedActions = shown.SuggestedActions;
        if (shown.Attachments is { Count: > 0 })
            whole.Attachments = [.. whole.Attachments ?? [], .. shown.Attachments];
        return whole;
    }

    /// <summary>Sends the retry words on a retry where there are some, else the words; the stored ones stay as they are.</summary>
    internal static Task SendPromptAsync(ITurnContext turnContext, PromptOptions options, bool isRetry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var prompt = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;
        return prompt is null ? Task.CompletedTask : turnContext.SendActivityAsync(prompt.Copy(), cancellationToken);
    }
}

/// <summary>What a prompt keeps on the stack between asking and the answer.</summary>
internal static class PromptState
{
    public const string AttemptCount = "AttemptCount";

    private const string PersistedOptions = "options";
    private const string PersistedState = "state";

    public static (PromptOptions Options, IDictionary<string, object> State) Begin(DialogInstance instance, object options)
    {
        Dialog.NotAToken(options, nameof(options));
        if (options is not PromptOptions prompt)
            throw new ArgumentOutOfRangeException(nameof(options), "Prompt options are required for Prompt dialogs");
        return Begin(instance, prompt, InputHints.ExpectingInput);
    }

    public static (PromptOptions Options, IDictionary<string, object> State) Begin(DialogInstance instance, PromptOptions options, string inputHint)
    {
        Hint(options?.Prompt, inputHint);
        Hint(options?.RetryPrompt, inputHint);
        var state = new Dictionary<string, object> { [AttemptCount] = 0 };
        instance.State[PersistedOptions] = options;
        instance.State[PersistedState] = state;
        return (options, state);
    }

    public static (PromptOptions Options, IDictionary<string, object> State) Of(DialogInstance instance) =>
        (instance.State.MapValueTo<PromptOptions>(PersistedOptions), (IDictionary<string, object>)instance.State[PersistedState]);

    public static int Attempts(IDictionary<string, object> state) => state.TryGetValue(AttemptCount, out var count) ? Convert.ToInt32(count, CultureInfo.InvariantCulture) : 0;

    public static void CountAttempt(IDictionary<string, object> state) => state[AttemptCount] = Attempts(state) + 1;

    private static void Hint(Activity prompt, string inputHint)
    {
        if (prompt is not null && string.IsNullOrEmpty(prompt.InputHint))
            prompt.InputHint = inputHint;
    }
}
