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
        var text = turnContext.Activity.Text;
        return Task.FromResult(new PromptRecognizerResult<string> { Succeeded = !string.IsNullOrEmpty(text), Value = text });
    }
}

/// <summary>Reads the first number in the answer, in digits as the language writes them or in English words.</summary>
public class NumberPrompt<T> : Prompt<T>
    where T : struct
{
    public NumberPrompt(string dialogId, PromptValidator<T> validator = null, string defaultLocale = null)
        : base(dialogId, validator)
    {
        DefaultLocale = defaultLocale;
        if (Type.GetTypeCode(typeof(T)) is not (TypeCode.Int32 or TypeCode.Int64 or TypeCode.Single or TypeCode.Double or TypeCode.Decimal))
            throw new NotSupportedException($"A number prompt reads int, long, float, double or decimal, not {typeof(T).Name}.");
    }

    public string DefaultLocale { get; set; }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        SendPromptAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var culture = Locales.Culture(turnContext.Activity.Locale ?? DefaultLocale);
        var result = new PromptRecognizerResult<T>();
        if (NumberReader.TryRead(turnContext.Activity.Text, culture, out var number) && TryConvert(number, out var value))
        {
            result.Succeeded = true;
            result.Value = value;
        }

        return Task.FromResult(result);
    }

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
    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : base(dialogId, validator) => DefaultLocale = defaultLocale;

    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string DefaultLocale { get; set; }

    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    public FindChoicesOptions RecognizerOptions { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var asked = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;
        var words = Locales.Words(turnContext.Activity.Locale ?? DefaultLocale);
        var prompt = AppendChoices(asked, turnContext.Activity.ChannelId, options.Choices ?? [], options.Style ?? Style, ChoiceOptions ?? words.Options, turnContext.Activity.Conversation?.ConversationType, cancellationToken);
        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var how = RecognizerOptions ?? new FindChoicesOptions();
        how.Locale = turnContext.Activity.Locale ?? how.Locale ?? DefaultLocale ?? Locales.English;
        var found = ChoiceRecognizers.RecognizeChoices(turnContext.Activity.Text, options.Choices ?? [], how);
        return Task.FromResult(new PromptRecognizerResult<FoundChoice> { Succeeded = found.Count > 0, Value = found.FirstOrDefault()?.Resolution });
    }
}

public class ConfirmPrompt : Prompt<bool>
{
    public ConfirmPrompt(string dialogId, PromptValidator<bool> validator = null, string defaultLocale = null)
        : base(dialogId, validator) => DefaultLocale = defaultLocale;

    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string DefaultLocale { get; set; }

    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    /// <summary>The words for yes and for no, instead of the language's own.</summary>
    public Tuple<Choice, Choice> ConfirmChoices { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var asked = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;
        var words = Locales.Words(turnContext.Activity.Locale ?? DefaultLocale);
        var prompt = AppendChoices(asked, turnContext.Activity.ChannelId, Choices(words), options.Style ?? Style, ChoiceOptions ?? words.Options, turnContext.Activity.Conversation?.ConversationType, cancellationToken);
        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var words = Locales.Words(turnContext.Activity.Locale ?? DefaultLocale);
        var text = turnContext.Activity.Text;
        var said = words.ReadYesOrNo(text, out var isBoth);
        if (said is null && !isBoth && ChoiceRecognizers.RecognizeChoices(text, Choices(words), new FindChoicesOptions { Locale = words.Locale }) is [var found, ..])
            said = found.Resolution.Index == 0;
        return Task.FromResult(new PromptRecognizerResult<bool> { Succeeded = said is not null, Value = said ?? false });
    }

    private Choice[] Choices(LocaleWords words) =>
        ConfirmChoices is { } own ? [own.Item1, own.Item2] : [new Choice(words.Yes), new Choice(words.No)];
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
        var attachments = turnContext.Activity.Attachments;
        return Task.FromResult(new PromptRecognizerResult<IList<Attachment>> { Succeeded = attachments is { Count: > 0 }, Value = attachments });
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
        var activity = turnContext.Activity;
        var now = activity.LocalTimestamp ?? activity.Timestamp ?? TimeProvider.System.GetLocalNow();
        var read = DateTimeReader.Read(activity.Text, Locales.Culture(activity.Locale ?? DefaultLocale), now.DateTime);
        return Task.FromResult(new PromptRecognizerResult<IList<DateTimeResolution>> { Succeeded = read.Count > 0, Value = read });
    }
}
