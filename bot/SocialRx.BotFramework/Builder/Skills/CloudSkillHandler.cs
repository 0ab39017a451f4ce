using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Builder.Skills;

/// <summary>What skills answer goes on to the person they answer; what they tell the bot itself is a turn of the bot, in that person's conversation.</summary>
public class CloudSkillHandler : CloudChannelServiceHandler
{
    /// <summary>Under this a turn keeps which conversation its skill speaks in.</summary>
    public static readonly string SkillConversationReferenceKey = "Microsoft.Bot.Builder.Skills.SkillConversationReference";

    private readonly BotAdapter adapter;
    private readonly IBot bot;
    private readonly SkillConversationIdFactoryBase conversations;

    public CloudSkillHandler(BotAdapter adapter, IBot bot, SkillConversationIdFactoryBase conversationIdFactory, BotFrameworkAuthentication auth, ILogger logger = null)
        : base(auth)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(conversationIdFactory);
        this.adapter = adapter;
        this.bot = bot;
        conversations = conversationIdFactory;
    }

    protected override Task<ResourceResponse> OnSendToConversationAsync(ClaimsIdentity claimsIdentity, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        TakeAsync(claimsIdentity, conversationId, null, activity, cancellationToken);

    protected override Task<ResourceResponse> OnReplyToActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        TakeAsync(claimsIdentity, conversationId, activityId, activity, cancellationToken);

    protected override async Task<ResourceResponse> OnUpdateActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default)
    {
        ResourceResponse updated = null;
        await InConversationAsync(
            claimsIdentity,
            conversationId,
            async (turnContext, reference, token) =>
            {
                Address(turnContext, activity, reference, claimsIdentity, activityId);
                updated = await turnContext.UpdateActivityAsync(activity, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return updated ?? NoResource();
    }

    protected override Task OnDeleteActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        InConversationAsync(claimsIdentity, conversationId, (turnContext, _, token) => turnContext.DeleteActivityAsync(activityId, token), cancellationToken);

    protected override async Task<ChannelAccount> OnGetConversationMemberAsync(ClaimsIdentity claimsIdentity, string userId, string conversationId, CancellationToken cancellationToken = default)
    {
        ChannelAccount member = null;
        await InConversationAsync(
            claimsIdentity,
            conversationId,
            async (turnContext, reference, token) =>
                member = await turnContext.TurnState.Get<IConnectorClient>().Conversations.GetConversationMemberAsync(userId, reference.Conversation.Id, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return member;
    }

    private static bool IsForTheBot(Activity activity) => activity.Type switch
    {
        ActivityTypes.EndOfConversation or ActivityTypes.Event => true,
        ActivityTypes.Command or ActivityTypes.CommandResult => activity.Name?.StartsWith("application/", StringComparison.Ordinal) != true,
        _ => false,
    };

    // Where the activity comes from stays as the conversation says; what it says is the skill's.
    private static void Say(Activity turn, Activity said)
    {
        turn.Type = said.Type;
        turn.Name = said.Name;
        turn.Text = said.Text;
        turn.Value = said.Value;
        turn.Code = said.Code;
        turn.ChannelData = said.ChannelData;
        turn.Entities = said.Entities;
        turn.RelatesTo = said.RelatesTo;
        turn.ReplyToId = said.ReplyToId;
        turn.Locale = said.Locale;
        turn.Timestamp = said.Timestamp;
        turn.LocalTimestamp = said.LocalTimestamp;
        turn.Unnamed = said.Unnamed;
    }

    private static void Address(ITurnContext turnContext, Activity activity, ConversationReference reference, ClaimsIdentity caller, string activityId)
    {
        activity.ApplyConversationReference(reference);
        activity.ReplyToId = activityId ?? activity.ReplyToId;
        turnContext.Activity.Id = activityId;
        turnContext.Activity.CallerId = CallerIdConstants.BotToBotPrefix + caller.Claims.GetAppIdFromClaims();
    }

    private static ResourceResponse NoResource() => new(RandomNumberGenerator.GetHexString(32, lowercase: true));

    private async Task<ResourceResponse> TakeAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken)
    {
        ResourceResponse sent = null;
        await InConversationAsync(
            claimsIdentity,
            conversationId,
            async (turnContext, reference, token) =>
            {
                Address(turnContext, activity, reference, claimsIdentity, activityId);
                if (activity.Type == ActivityTypes.EndOfConversation)
                    await conversations.DeleteConversationReferenceAsync(conversationId, token).ConfigureAwait(false);
                if (!IsForTheBot(activity))
                {
                    sent = await turnContext.SendActivityAsync(activity, token).ConfigureAwait(false);
                    return;
                }

                Say(turnContext.Activity, activity);
                await bot.OnTurnAsync(turnContext, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return sent ?? NoResource();
    }

    private async Task InConversationAsync(ClaimsIdentity claimsIdentity, string conversationId, Func<ITurnContext, ConversationReference, CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        var known = await conversations.GetSkillConversationReferenceAsync(conversationId, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException("No conversation with a skill has this id.");
        await adapter.ContinueConversationAsync(
            claimsIdentity,
            known.ConversationReference,
            known.OAuthScope,
            (turnContext, token) =>
            {
                turnContext.TurnState[SkillConversationReferenceKey] = known;
                return turn(turnContext, known.ConversationReference, token);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
