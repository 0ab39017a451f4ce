using System.Net;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a bot needs to use another as a skill.</summary>
public class SkillDialogOptions
{
    public string BotId { get; set; }

    public BotFrameworkClient SkillClient { get; set; }

    /// <summary>Where the skill sends what it says.</summary>
    public Uri SkillHostEndpoint { get; set; }

    public BotFrameworkSkill Skill { get; set; }

    public SkillConversationIdFactoryBase ConversationIdFactory { get; set; }

    /// <summary>Saved before the skill is called, for its answers may come before the turn is over.</summary>
    public ConversationState ConversationState { get; set; }

    /// <summary>The connection whose token the skill is given instead of a sign-in card; null for none.</summary>
    public string ConnectionName { get; set; }
}

public class BeginSkillDialogOptions
{
    /// <summary>What the skill is told first.</summary>
    public Activity Activity { get; set; }

    /// <summary>The connection for this skill only, instead of that of the dialog's options.</summary>
    public string ConnectionName { get; set; }
}

/// <summary>Another bot as a dialog: it is told what the person says until it ends the conversation.</summary>
public class SkillDialog : Dialog
{
    private const string DeliveryMode = "deliverymode";
    private const string SkillConversationId = "Microsoft.Bot.Builder.Dialogs.SkillDialog.SkillConversationId";
    private const string ConnectionName = "SkillDialog.SSOConnectionName";

    public SkillDialog(SkillDialogOptions dialogOptions, string dialogId = null)
        : base(dialogId)
    {
        ArgumentNullException.ThrowIfNull(dialogOptions);
        DialogOptions = dialogOptions;
    }

    protected SkillDialogOptions DialogOptions { get; }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var begin = Checked(options);
        var activity = begin.Activity.Copy().ApplyConversationReference(dc.Context.Activity.GetConversationReference(), true);
        var state = dc.ActiveDialog.State;
        state[DeliveryMode] = begin.Activity.DeliveryMode;
        var connectionName = begin.ConnectionName ?? DialogOptions.ConnectionName;
        state[ConnectionName] = connectionName;
        var conversationId = await CreateConversationAsync(dc.Context, activity, cancellationToken).ConfigureAwait(false);
        state[SkillConversationId] = conversationId;
        return await AfterSendingAsync(dc, activity, conversationId, connectionName, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (!OnValidateActivity(dc.Context.Activity))
            return EndOfTurn;
        if (dc.Context.Activity.Type == ActivityTypes.EndOfConversation)
            return await dc.EndDialogAsync(dc.Context.Activity.Value, cancellationToken).ConfigureAwait(false);

        var state = dc.ActiveDialog.State;
        var activity = dc.Context.Activity.Copy();
        activity.DeliveryMode = state[DeliveryMode] as string;
        return await AfterSendingAsync(dc, activity, (string)state[SkillConversationId], state[ConnectionName] as string, cancellationToken).ConfigureAwait(false);
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(instance);
        var reprompt = new Activity(ActivityTypes.Event) { Name = DialogEvents.RepromptDialog }.ApplyConversationReference(turnContext.Activity.GetConversationReference(), true);
        await SendToSkillAsync(turnContext, reprompt, (string)instance.State[SkillConversationId], null, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(instance);
        if (reason is DialogReason.CancelCalled or DialogReason.ReplaceCalled)
        {
            var end = new Activity(ActivityTypes.EndOfConversation) { ChannelData = turnContext.Activity.ChannelData }.ApplyConversationReference(turnContext.Activity.GetConversationReference(), true);
            await SendToSkillAsync(turnContext, end, (string)instance.State[SkillConversationId], null, cancellationToken).ConfigureAwait(false);
        }

        await base.EndDialogAsync(turnContext, instance, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the skill is told of the activity.</summary>
    protected virtual bool OnValidateActivity(Activity activity) => true;

    private static BeginSkillDialogOptions Checked(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is not BeginSkillDialogOptions begin)
            throw new ArgumentException($"Unable to cast {nameof(options)} to {nameof(BeginSkillDialogOptions)}", nameof(options));
        return begin.Activity is null ? throw new ArgumentNullException(nameof(options), $"{nameof(begin.Activity)} is null in {nameof(options)}") : begin;
    }

    private Task<string> CreateConversationAsync(ITurnContext turn, Activity activity, CancellationToken cancellationToken) => DialogOptions.ConversationIdFactory.CreateSkillConversationIdAsync(
        new SkillConversationIdFactoryOptions
        {
            FromBotOAuthScope = turn.TurnState.Get<string>(BotAdapter.OAuthScopeKey),
            FromBotId = DialogOptions.BotId,
            Activity = activity,
            BotFrameworkSkill = DialogOptions.Skill,
        },
        cancellationToken);

    private async Task<DialogTurnResult> AfterSendingAsync(DialogContext dc, Activity activity, string conversationId, string connectionName, CancellationToken cancellationToken) =>
        await SendToSkillAsync(dc.Context, activity, conversationId, connectionName, cancellationToken).ConfigureAwait(false) is { } end
            ? await dc.EndDialogAsync(end.Value, cancellationToken).ConfigureAwait(false)
            : EndOfTurn;

    /// <summary>The activity with which the skill ended the conversation, if it did.</summary>
    private async Task<Activity> SendToSkillAsync(ITurnContext turn, Activity activity, string conversationId, string connectionName, CancellationToken cancellationToken)
    {
        // An invoke is answered at once, so what the skill says must come with the answer.
        if (activity.Type == ActivityTypes.Invoke)
            activity.DeliveryMode = DeliveryModes.ExpectReplies;
        await DialogOptions.ConversationState.SaveChangesAsync(turn, true, cancellationToken).ConfigureAwait(false);
        var response = await PostAsync(activity, conversationId, cancellationToken).ConfigureAwait(false);
        if (response.Status is < 200 or > 299)
            throw new HttpRequestException($"Error invoking the skill id: \"{DialogOptions.Skill.Id}\" at \"{DialogOptions.Skill.SkillEndpoint}\" (status is {response.Status}). \r\n {response.Body}");

        Activity end = null;
        var replies = activity.DeliveryMode == DeliveryModes.ExpectReplies ? response.Body?.Activities ?? [] : [];
        foreach (var reply in replies)
        {
            if (reply.Type == ActivityTypes.EndOfConversation)
            {
                end = reply;
                // The conversation with the skill is over; its id means nothing any more.
                await DialogOptions.ConversationIdFactory.DeleteConversationReferenceAsync(conversationId, cancellationToken).ConfigureAwait(false);
            }
            else if (!await GiveTokenAsync(turn, reply, connectionName, cancellationToken).ConfigureAwait(false))
            {
                await turn.SendActivityAsync(reply, cancellationToken).ConfigureAwait(false);
            }
        }

        return end;
    }

    private Task<InvokeResponse<ExpectedReplies>> PostAsync(Activity activity, string conversationId, CancellationToken cancellationToken) => DialogOptions.SkillClient.PostActivityAsync<ExpectedReplies>(
        DialogOptions.BotId, DialogOptions.Skill.AppId, DialogOptions.Skill.SkillEndpoint, DialogOptions.SkillHostEndpoint, conversationId, activity, cancellationToken);

    /// <summary>Gives the skill the token its sign-in card asks for, if the person has one; then the card need not be shown.</summary>
    private async Task<bool> GiveTokenAsync(ITurnContext turn, Activity reply, string connectionName, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(connectionName)
            || reply.Attachments?.FirstOrDefault(attachment => attachment?.ContentType == OAuthCard.ContentType) is not { } attachment
            || ProtocolJson.As<OAuthCard>(attachment.Content) is not { TokenExchangeResource: { Uri.Length: > 0 } resource } card)
            return false;

        var token = await ExchangedAsync(turn, connectionName, resource, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(token?.Token))
            return false;
        var invoke = reply.CreateReply();
        invoke.Type = ActivityTypes.Invoke;
        invoke.Name = SignInConstants.TokenExchangeOperationName;
        invoke.Value = new TokenExchangeInvokeRequest { Id = resource.Id, ConnectionName = card.ConnectionName, Token = token.Token };
        var response = await PostAsync(invoke, reply.Conversation.Id, cancellationToken).ConfigureAwait(false);
        return response.Status == (int)HttpStatusCode.OK;
    }

    // A token that cannot be exchanged only means that the person sees the card.
    private static async Task<TokenResponse> ExchangedAsync(ITurnContext turn, string connectionName, TokenExchangeResource resource, CancellationToken cancellationToken)
    {
        try
        {
            return await UserTokens.ExchangeAsync(turn, new OAuthPromptSettings { ConnectionName = connectionName }, new TokenExchangeRequest { Uri = resource.Uri }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return null;
        }
    }
}
