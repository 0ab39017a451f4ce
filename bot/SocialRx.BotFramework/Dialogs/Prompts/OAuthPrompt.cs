using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs;

public class OAuthPromptSettings
{
    /// <summary>Credentials other than the bot's own; null for its own.</summary>
    public AppCredentials OAuthAppCredentials { get; set; }

    public string ConnectionName { get; set; }

    public string Title { get; set; }

    public string Text { get; set; }

    /// <summary>Milliseconds the person has to sign in; 15 minutes where nothing is said.</summary>
    public int? Timeout { get; set; }

    /// <summary>Whether something else said instead of signing in ends the prompt without a token.</summary>
    public bool EndOnInvalidMessage { get; set; }

    /// <summary>Whether the card has the link to sign in at; null leaves it to the channel.</summary>
    public bool? ShowSignInLink { get; set; }
}

/// <summary>Asks a person to sign in to a service, and ends with their token; at once where they are signed in already.</summary>
public class OAuthPrompt : Dialog
{
    private const string PersistedExpires = "expires";
    private const string PersistedCaller = "botCallerInfo";
    private const int MagicCodeLength = 6;

    private readonly OAuthPromptSettings settings;
    private readonly PromptValidator<TokenResponse> validator;

    public OAuthPrompt(string dialogId, OAuthPromptSettings settings, PromptValidator<TokenResponse> validator = null)
        : base(string.IsNullOrWhiteSpace(dialogId) ? throw new ArgumentNullException(nameof(dialogId)) : dialogId)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.validator = validator;
    }

    /// <summary>Sends the prompt with the card that the channel can show, unless it has one already.</summary>
    public static async Task SendOAuthCardAsync(OAuthPromptSettings settings, ITurnContext turnContext, IMessageActivity prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(turnContext);
        prompt = prompt is Activity given ? given.Copy() : Activity.CreateMessageActivity();
        prompt.Attachments = [.. prompt.Attachments ?? []];
        if (turnContext.Activity.ChannelId is Channels.Cortana or Channels.Skype or Channels.Skypeforbusiness)
        {
            if (!prompt.Attachments.Any(attachment => attachment.Content is SigninCard))
                prompt.Attachments.Add(await SignInCardAsync(settings, turnContext, cancellationToken).ConfigureAwait(false));
        }
        else if (!prompt.Attachments.Any(attachment => attachment.Content is OAuthCard))
        {
            prompt.Attachments.Add(await OAuthCardAsync(settings, turnContext, cancellationToken).ConfigureAwait(false));
        }

        if (settings.Timeout is { } timeout)
            turnContext.TurnState.TryAdd(TurnStateConstants.OAuthLoginTimeoutKey, TimeSpan.FromMilliseconds(timeout));
        if (string.IsNullOrEmpty(prompt.InputHint))
            prompt.InputHint = InputHints.AcceptingInput;
        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The token in what came in: an event with it, an invoke that verifies or exchanges, or a magic code. Answers the invokes.</summary>
    public static Task<PromptRecognizerResult<TokenResponse>> RecognizeTokenAsync(OAuthPromptSettings settings, DialogContext dc, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(dc);
        var turn = dc.Context;
        return (turn.Activity.Type, turn.Activity.Name) switch
        {
            (ActivityTypes.Event, SignInConstants.TokenResponseEventName) => Task.FromResult(Recognized(ProtocolJson.As<TokenResponse>(turn.Activity.Value))),
            (ActivityTypes.Invoke, SignInConstants.VerifyStateOperationName) => VerifyAsync(settings, turn, cancellationToken),
            (ActivityTypes.Invoke, SignInConstants.TokenExchangeOperationName) => ExchangeAsync(settings, turn, cancellationToken),
            (ActivityTypes.Message, _) => ReadMagicCodeAsync(settings, turn, cancellationToken),
            _ => Task.FromResult(new PromptRecognizerResult<TokenResponse>()),
        };
    }

    /// <summary>Remembers who called this bot as a skill, for the token that may come from somewhere else.</summary>
    public static void SetCallerInfoInDialogState(IDictionary<string, object> state, ITurnContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(context);
        state[PersistedCaller] = SkillTurn.IsSkill(context)
            ? new Dictionary<string, object> { ["CallerServiceUrl"] = context.Activity.ServiceUrl, ["Scope"] = context.TurnState.Get<string>(BotAdapter.OAuthScopeKey) }
            : null;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        NotAToken(options, nameof(options));
        if (options is not (null or PromptOptions))
            throw new ArgumentException($"Parameter {nameof(options)} should be an instance of to PromptOptions if provided", nameof(options));

        var state = dc.ActiveDialog.State;
        var (prompt, _) = PromptState.Begin(dc.ActiveDialog, (PromptOptions)options, InputHints.AcceptingInput);
        var timeout = settings.Timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : TurnStateConstants.OAuthLoginTimeoutValue;
        state[PersistedExpires] = TimeProvider.System.GetUtcNow().UtcDateTime + timeout;
        SetCallerInfoInDialogState(state, dc.Context);

        if (await UserTokens.GetAsync(dc.Context, settings, null, cancellationToken).ConfigureAwait(false) is { } token)
            return await dc.EndDialogAsync(token, cancellationToken).ConfigureAwait(false);
        await SendOAuthCardAsync(settings, dc.Context, prompt?.Prompt, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var isMessage = dc.Context.Activity.Type == ActivityTypes.Message;
        if (HasTimedOut(dc, isMessage))
            return await dc.EndDialogAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

        var recognized = await RecognizeTokenAsync(settings, dc, cancellationToken).ConfigureAwait(false);
        var (options, state) = PromptState.Of(dc.ActiveDialog);
        PromptState.CountAttempt(state);
        var isValid = validator is null
            ? recognized.Succeeded
            : await validator(new PromptValidatorContext<TokenResponse>(dc.Context, recognized, state, options), cancellationToken).ConfigureAwait(false);
        if (isValid)
            return await dc.EndDialogAsync(recognized.Value, cancellationToken).ConfigureAwait(false);
        if (isMessage && settings.EndOnInvalidMessage)
            return await dc.EndDialogAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        if (isMessage && !dc.Context.Responded && options?.RetryPrompt is { } retry)
            await dc.Context.SendActivityAsync(retry.Copy(), cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    /// <summary>The person's token; null where they have not signed in.</summary>
    public Task<TokenResponse> GetUserTokenAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        UserTokens.GetAsync(turnContext, settings, null, cancellationToken);

    public Task SignOutUserAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        UserTokens.SignOutAsync(turnContext, settings, cancellationToken);

    private static PromptRecognizerResult<TokenResponse> Recognized(TokenResponse token) => new() { Succeeded = true, Value = token };

    private static bool HasTimedOut(DialogContext dc, bool isMessage)
    {
        var activity = dc.Context.Activity;
        var mayHaveToken = isMessage
            || (activity.Type == ActivityTypes.Event && activity.Name == SignInConstants.TokenResponseEventName)
            || (activity.Type == ActivityTypes.Invoke && activity.Name is SignInConstants.VerifyStateOperationName or SignInConstants.TokenExchangeOperationName);
        var expires = Convert.ToDateTime(dc.ActiveDialog.State[PersistedExpires], CultureInfo.InvariantCulture);
        return mayHaveToken && TimeProvider.System.GetUtcNow().UtcDateTime > expires;
    }

    private static async Task<Attachment> SignInCardAsync(OAuthPromptSettings settings, ITurnContext turn, CancellationToken cancellationToken)
    {
        var signIn = await UserTokens.SignInAsync(turn, settings, cancellationToken).ConfigureAwait(false);
        var button = new CardAction(ActionTypes.Signin, settings.Title, value: signIn.SignInLink);
        return new Attachment { ContentType = SigninCard.ContentType, Content = new SigninCard(settings.Text, [button]) };
    }

    private static async Task<Attachment> OAuthCardAsync(OAuthPromptSettings settings, ITurnContext turn, CancellationToken cancellationToken)
    {
        var signIn = await UserTokens.SignInAsync(turn, settings, cancellationToken).ConfigureAwait(false);
        // These cannot make the link themselves.
        var needsLink = turn.Activity.IsFromStreamingConnection() || SkillTurn.IsSkill(turn) || settings.OAuthAppCredentials is not null;
        var hasLink = needsLink || (settings.ShowSignInLink ?? turn.Activity.ChannelId == Channels.Msteams);
        var button = new CardAction
        {
            Title = settings.Title,
            Text = settings.Text,
            Type = needsLink && turn.Activity.ChannelId == Channels.Emulator ? ActionTypes.OpenUrl : ActionTypes.Signin,
            Value = hasLink ? signIn.SignInLink : null,
        };
        var card = new OAuthCard(settings.Text, settings.ConnectionName, [button])
        {
            TokenExchangeResource = signIn.TokenExchangeResource,
            TokenPostResource = signIn.TokenPostResource,
        };
        return new Attachment { ContentType = OAuthCard.ContentType, Content = card };
    }

    // Teams sends the invoke again after a 500, and not after a 404.
    private static async Task<PromptRecognizerResult<TokenResponse>> VerifyAsync(OAuthPromptSettings settings, ITurnContext turn, CancellationToken cancellationToken)
    {
        TokenResponse token = null;
        var status = HttpStatusCode.NotFound;
        try
        {
            token = await UserTokens.GetAsync(turn, settings, StateOf(turn.Activity.Value), cancellationToken).ConfigureAwait(false);
            status = token is null ? status : HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            status = HttpStatusCode.InternalServerError;
        }

        await AnswerAsync(turn, status, null, cancellationToken).ConfigureAwait(false);
        return token is null ? new PromptRecognizerResult<TokenResponse>() : Recognized(token);
    }

    private static string StateOf(object value) =>
        ProtocolJson.As<Dictionary<string, JsonElement>>(value) is { } verification && verification.TryGetValue("state", out var state) && state.ValueKind == JsonValueKind.String ? state.GetString() : null;

    private static async Task<PromptRecognizerResult<TokenResponse>> ExchangeAsync(OAuthPromptSettings settings, ITurnContext turn, CancellationToken cancellationToken)
    {
        var request = ProtocolJson.As<TokenExchangeInvokeRequest>(turn.Activity.Value);
        if (request is null)
            return await RefuseAsync(HttpStatusCode.BadRequest, "The bot received an InvokeActivity that is missing a TokenExchangeInvokeRequest value. This is required to be sent with the InvokeActivity.").ConfigureAwait(false);
        if (request.ConnectionName != settings.ConnectionName)
            return await RefuseAsync(HttpStatusCode.BadRequest, "The bot received an InvokeActivity with a TokenExchangeInvokeRequest containing a ConnectionName that does not match the ConnectionName expected by the bot's active OAuthPrompt. Ensure these names match when sending the InvokeActivity.").ConfigureAwait(false);
        if (await ExchangedAsync(settings, turn, request, cancellationToken).ConfigureAwait(false) is not { Token.Length: > 0 } token)
            return await RefuseAsync(HttpStatusCode.PreconditionFailed, "The bot is unable to exchange token. Proceed with regular login.").ConfigureAwait(false);

        await AnswerAsync(turn, HttpStatusCode.OK, new TokenExchangeInvokeResponse { Id = request.Id, ConnectionName = settings.ConnectionName }, cancellationToken).ConfigureAwait(false);
        return Recognized(new TokenResponse { ChannelId = token.ChannelId, ConnectionName = token.ConnectionName, Token = token.Token });

        async Task<PromptRecognizerResult<TokenResponse>> RefuseAsync(HttpStatusCode status, string why)
        {
            await AnswerAsync(turn, status, new TokenExchangeInvokeResponse { Id = request?.Id, ConnectionName = settings.ConnectionName, FailureDetail = why }, cancellationToken).ConfigureAwait(false);
            return new PromptRecognizerResult<TokenResponse>();
        }
    }

    // A token that cannot be exchanged is the person's to deal with, by signing in.
    private static async Task<TokenResponse> ExchangedAsync(OAuthPromptSettings settings, ITurnContext turn, TokenExchangeInvokeRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await UserTokens.ExchangeAsync(turn, settings, new TokenExchangeRequest { Token = request.Token }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or NotSupportedException))
        {
            return null;
        }
    }

    private static async Task<PromptRecognizerResult<TokenResponse>> ReadMagicCodeAsync(OAuthPromptSettings settings, ITurnContext turn, CancellationToken cancellationToken)
    {
        if (MagicCodeIn(turn.Activity.Text) is { } code && await UserTokens.GetAsync(turn, settings, code, cancellationToken).ConfigureAwait(false) is { } token)
            return Recognized(token);
        return new PromptRecognizerResult<TokenResponse>();
    }

    /// <summary>The first six digits in a row.</summary>
    private static string MagicCodeIn(string text)
    {
        var digits = 0;
        for (var i = 0; i < text?.Length; i++)
        {
            digits = char.IsAsciiDigit(text[i]) ? digits + 1 : 0;
            if (digits == MagicCodeLength)
                return text[(i + 1 - MagicCodeLength)..(i + 1)];
        }

        return null;
    }

    private static Task<ResourceResponse> AnswerAsync(ITurnContext turn, HttpStatusCode status, object body, CancellationToken cancellationToken) =>
        turn.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = (int)status, Body = body } }, cancellationToken);
}

/// <summary>The tokens of the person in a turn, through the turn's own client or through the adapter.</summary>
internal static class UserTokens
{
    public static Task<TokenResponse> GetAsync(ITurnContext turn, OAuthPromptSettings settings, string magicCode, CancellationToken cancellationToken) => Of(turn) switch
    {
        UserTokenClient client => client.GetUserTokenAsync(turn.Activity.From.Id, settings.ConnectionName, turn.Activity.ChannelId, magicCode, cancellationToken),
        var adapter => ((IExtendedUserTokenProvider)adapter).GetUserTokenAsync(turn, settings.OAuthAppCredentials, settings.ConnectionName, magicCode, cancellationToken),
    };

    public static Task<SignInResource> SignInAsync(ITurnContext turn, OAuthPromptSettings settings, CancellationToken cancellationToken) => Of(turn) switch
    {
        UserTokenClient client => client.GetSignInResourceAsync(settings.ConnectionName, turn.Activity, null, cancellationToken),
        var adapter => ((IExtendedUserTokenProvider)adapter).GetSignInResourceAsync(turn, settings.OAuthAppCredentials, settings.ConnectionName, turn.Activity.From.Id, null, cancellationToken),
    };

    public static Task SignOutAsync(ITurnContext turn, OAuthPromptSettings settings, CancellationToken cancellationToken) => Of(turn) switch
    {
        UserTokenClient client => client.SignOutUserAsync(turn.Activity.From.Id, settings.ConnectionName, turn.Activity.ChannelId, cancellationToken),
        var adapter => ((IExtendedUserTokenProvider)adapter).SignOutUserAsync(turn, settings.OAuthAppCredentials, settings.ConnectionName, turn.Activity.From?.Id, cancellationToken),
    };

    public static Task<TokenResponse> ExchangeAsync(ITurnContext turn, OAuthPromptSettings settings, TokenExchangeRequest request, CancellationToken cancellationToken) => Of(turn) switch
    {
        UserTokenClient client => client.ExchangeTokenAsync(turn.Activity.From.Id, settings.ConnectionName, turn.Activity.ChannelId, request, cancellationToken),
        var adapter => ((IExtendedUserTokenProvider)adapter).ExchangeTokenAsync(turn, settings.OAuthAppCredentials, settings.ConnectionName, turn.Activity.From.Id, request, cancellationToken),
    };

    private static object Of(ITurnContext turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn.TurnState.Get<UserTokenClient>() ?? turn.Adapter as IExtendedUserTokenProvider as object ?? throw new NotSupportedException("OAuth prompt is not supported by the current adapter");
    }
}
