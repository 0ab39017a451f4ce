using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs;

public class TextPrompt : Prompt<string>
{
    public TextPrompt(string dialogId, PromptValidator<string> validator = null)
        : base(dialogId, validator)
    {
    }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        SendPromptAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<string>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var result = new PromptRecognizerResult<string>();
        if (turnContext.Activity.Type == ActivityTypes.Message && turnContext.Activity.Text is { } text)
            (result.Succeeded, result.Value) = (true, text);
        return Task.FromResult(result);
    }

    /// <summary>Any text is an answer, so the text alone does not keep it from the dialogs above.</summary>
    protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) => Task.FromResult(false);
}

/// <summary>Reads the first number in the answer, in digits as the language writes them or in its words.</summary>
public class NumberPrompt<T> : Prompt<T>
    where T : struct
{
    public NumberPrompt(string dialogId, PromptValidator<T> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        DefaultLocale = defaultLocale;
        if (Type.GetTypeCode(typeof(T)) is not (TypeCode.Int32 or TypeCode.Int64 or TypeCode.Single or TypeCode.Double or TypeCode.Decimal))
            throw new NotSupportedException($"NumberPrompt: type argument T of type '{typeof(T)}' is not supported");
    }

    public string DefaultLocale { get; set; }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        SendPromptAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var result = new PromptRecognizerResult<T>();
        var activity = turnContext.Activity;
        if (activity.Type == ActivityTypes.Message && Read(activity) is { } number && TryConvert(number, out var value))
            (result.Succeeded, result.Value) = (true, value);
        return Task.FromResult(result);
    }

    // A client's locale may be that of its software: what only the prompt's own language reads from end to end is in that language.
    private decimal? Read(Activity activity)
    {
        var found = NumberReader.ReadAll(activity.Text, activity.Locale ?? DefaultLocale).FirstOrDefault();
        if (activity.Locale is null || DefaultLocale is null || found is not null && IsWhole(found, activity.Text))
            return found?.Value;
        var other = NumberReader.ReadAll(activity.Text, DefaultLocale).FirstOrDefault();
        return other is not null && IsWhole(other, activity.Text) ? other.Value : found?.Value;
    }

    private static bool IsWhole(NumberInText number, string text) =>
        text.AsSpan(0, number.Start).IsWhiteSpace() && text.AsSpan(number.End + 1).IsWhiteSpace();

    private static bool TryConvert(decimal number, out T value)
    {
        value = default;
        var isWhole = Type.GetTypeCode(typeof(T)) is TypeCode.Int32 or TypeCode.Int64;
        if (isWhole && number != decimal.Truncate(number))
            return false;
        try
        {
            value = (T)Convert.ChangeType(number, typeof(T), CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}

public class ChoicePrompt : Prompt<FoundChoice>
{
    private static readonly Dictionary<string, ChoiceFactoryOptions> Standard = Locales.Models.Values.ToDictionary(
        model => model.Locale, model => new ChoiceFactoryOptions(model.Separator, model.InlineOr, model.InlineOrMore, true));

    private readonly Dictionary<string, ChoiceFactoryOptions> choiceDefaults;

    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : this(dialogId, Standard, validator, defaultLocale)
    {
    }

    /// <param name="choiceDefaults">How each locale joins choices, instead of what prompts know.</param>
    public ChoicePrompt(string dialogId, Dictionary<string, ChoiceFactoryOptions> choiceDefaults, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        this.choiceDefaults = choiceDefaults ?? Standard;
        DefaultLocale = defaultLocale;
    }

    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string DefaultLocale { get; set; }

    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    public FindChoicesOptions RecognizerOptions { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var asked = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;
        var how = ChoiceOptions ?? choiceDefaults.GetValueOrDefault(Locale(activity)) ?? Standard[Locales.English];
        var prompt = AppendChoices(asked, activity.ChannelId, options.Choices ?? [], options.Style ?? Style, how, activity.Conversation?.ConversationType, cancellationToken);
        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var result = new PromptRecognizerResult<FoundChoice>();
        var activity = turnContext.Activity;
        if (activity.Type == ActivityTypes.Message && !string.IsNullOrEmpty(activity.Text)
            && ChoiceRecognizers.RecognizeChoices(activity.Text, options.Choices ?? [], InLanguageOf(activity)) is [var found, ..])
            (result.Succeeded, result.Value) = (true, found.Resolution);
        return Task.FromResult(result);
    }

    private string Locale(Activity activity) => Locales.Nearest(activity.Locale ?? RecognizerOptions?.Locale ?? DefaultLocale, choiceDefaults);

    // A copy: the prompt is shared by conversations in other languages.
    private FindChoicesOptions InLanguageOf(Activity activity) => new()
    {
        Locale = Locale(activity),
        AllowPartialMatches = RecognizerOptions?.AllowPartialMatches ?? false,
        MaxTokenDistance = RecognizerOptions?.MaxTokenDistance,
        Tokenizer = RecognizerOptions?.Tokenizer,
        NoValue = RecognizerOptions?.NoValue ?? false,
        NoAction = RecognizerOptions?.NoAction ?? false,
        RecognizeNumbers = RecognizerOptions?.RecognizeNumbers ?? true,
        RecognizeOrdinals = RecognizerOptions?.RecognizeOrdinals ?? true,
    };
}

public class ConfirmPrompt : Prompt<bool>
{
    private static readonly Dictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions Options)> Standard = Locales.Models.Values.ToDictionary(
        model => model.Locale, model => (new Choice(model.YesInLanguage), new Choice(model.NoInLanguage), new ChoiceFactoryOptions(model.Separator, model.InlineOr, model.InlineOrMore, true)));

    private readonly Dictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions Options)> choiceDefaults;

    public ConfirmPrompt(string dialogId, PromptValidator<bool> validator = null, string defaultLocale = null)
        : this(dialogId, Standard, validator, defaultLocale)
    {
    }

    /// <param name="choiceDefaults">Yes, no and how they are joined in each locale, instead of what prompts know.</param>
    public ConfirmPrompt(string dialogId, Dictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions Options)> choiceDefaults, PromptValidator<bool> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        this.choiceDefaults = choiceDefaults ?? Standard;
        DefaultLocale = defaultLocale;
    }

    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string DefaultLocale { get; set; }

    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    /// <summary>The words for yes and for no, instead of the language's own.</summary>
    public Tuple<Choice, Choice> ConfirmChoices { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var asked = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;
        var (choices, how) = Words(Locale(activity));
        var prompt = AppendChoices(asked, activity.ChannelId, choices, options.Style ?? Style, how, activity.Conversation?.ConversationType, cancellationToken);
        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var result = new PromptRecognizerResult<bool>();
        var activity = turnContext.Activity;
        if (activity.Type == ActivityTypes.Message && !string.IsNullOrEmpty(activity.Text) && Read(activity.Text, Locale(activity)) is { } said)
            (result.Succeeded, result.Value) = (true, said);
        return Task.FromResult(result);
    }

    private bool? Read(string text, string locale)
    {
        var said = YesNoWords.Of(locale).Read(text, out var isBoth);
        if (said is not null || isBoth)
            return said;
        var (choices, how) = Words(locale);
        // Without numbers before them the words are no list to choose from.
        return how.IncludeNumbers != false && ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions { Locale = locale }) is [var found, ..] ? found.Resolution.Index == 0 : null;
    }

    private string Locale(Activity activity) => Locales.Nearest(activity.Locale ?? DefaultLocale, choiceDefaults);

    private (Choice[] Choices, ChoiceFactoryOptions Options) Words(string locale)
    {
        var words = choiceDefaults.TryGetValue(locale, out var known) ? known : Standard[Locales.English];
        return (ConfirmChoices is { } own ? [own.Item1, own.Item2] : [words.Yes, words.No], ChoiceOptions ?? words.Options);
    }
}

public class AttachmentPrompt : Prompt<IList<Attachment>>
{
    public AttachmentPrompt(string dialogId, PromptValidator<IList<Attachment>> validator = null)
        : base(dialogId, validator)
    {
    }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        SendPromptAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<IList<Attachment>>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var result = new PromptRecognizerResult<IList<Attachment>>();
        if (turnContext.Activity.Type == ActivityTypes.Message && turnContext.Activity.Attachments is { Count: > 0 } attachments)
            (result.Succeeded, result.Value) = (true, attachments);
        return Task.FromResult(result);
    }
}

public class DateTimeResolution
{
    /// <summary>The date, the time, or both, as ISO 8601 has them.</summary>
    public string Value { get; set; }

    public string Start { get; set; }

    public string End { get; set; }

    public string Timex { get; set; }
}

/// <summary>Reads a day, a time of day, or both, in English words or in numbers as the language orders them. Days are counted from the activity's own time.</summary>
public class DateTimePrompt : Prompt<IList<DateTimeResolution>>
{
    public DateTimePrompt(string dialogId, PromptValidator<IList<DateTimeResolution>> validator = null, string defaultLocale = null)
        : base(dialogId, validator) => DefaultLocale = defaultLocale;

    public string DefaultLocale { get; set; }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        SendPromptAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<IList<DateTimeResolution>>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var result = new PromptRecognizerResult<IList<DateTimeResolution>>();
        var activity = turnContext.Activity;
        if (activity.Type != ActivityTypes.Message || string.IsNullOrEmpty(activity.Text))
            return Task.FromResult(result);
        var now = activity.LocalTimestamp ?? activity.Timestamp ?? TimeProvider.System.GetLocalNow();
        if (DateTimeReader.Read(activity.Text, Locales.Culture(activity.Locale ?? DefaultLocale), now.DateTime) is { Count: > 0 } read)
            (result.Succeeded, result.Value) = (true, read);
        return Task.FromResult(result);
    }
}
