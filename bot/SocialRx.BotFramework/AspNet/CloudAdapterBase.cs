using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Principal;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>Turns for activities that come from a channel, answered through the channel's connector. Turns of one conversation run one after another.</summary>
public abstract class CloudAdapterBase : BotAdapter
{
    private readonly ConversationOrder order = new();

    protected CloudAdapterBase(BotFrameworkAuthentication botFrameworkAuthentication, ILogger logger = null)
    {
        ArgumentNullException.ThrowIfNull(botFrameworkAuthentication);
        BotFrameworkAuthentication = botFrameworkAuthentication;
        Logger = logger ?? NullLogger.Instance;
    }

    protected BotFrameworkAuthentication BotFrameworkAuthentication { get; }

    protected ILogger Logger { get; }

    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
            throw new ArgumentException("There is nothing to send.", nameof(activities));

        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
            responses[i] = await SendAsync(turnContext, activities[i], cancellationToken).ConfigureAwait(false) ?? new ResourceResponse(activities[i].Id ?? string.Empty);
        return responses;
    }

    public override async Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activity);
        return await Connector(turnContext).Conversations.UpdateActivityAsync(activity, cancellationToken).ConfigureAwait(false);
    }

    public override async Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(reference);
        await Connector(turnContext).Conversations.DeleteActivityAsync(reference.Conversation.Id, reference.ActivityId, cancellationToken).ConfigureAwait(false);
    }

    public override Task ContinueConversationAsync(string botAppId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return ProcessProactiveAsync(CreateClaimsIdentity(botAppId), reference.GetContinuationActivity(), null, callback, cancellationToken);
    }

    public override Task ContinueConversationAsync(ClaimsIdentity claimsIdentity, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return ProcessProactiveAsync(claimsIdentity, reference.GetContinuationActivity(), null, callback, cancellationToken);
    }

    public override Task ContinueConversationAsync(ClaimsIdentity claimsIdentity, ConversationReference reference, string audience, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return ProcessProactiveAsync(claimsIdentity, reference.GetContinuationActivity(), audience, callback, cancellationToken);
    }

    public override Task ContinueConversationAsync(string botAppId, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ContinueConversationAsync(CreateClaimsIdentity(botAppId), continuationActivity, null, callback, cancellationToken);

    public override Task ContinueConversationAsync(ClaimsIdentity claimsIdentity, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ContinueConversationAsync(claimsIdentity, continuationActivity, null, callback, cancellationToken);

    public override Task ContinueConversationAsync(ClaimsIdentity claimsIdentity, Activity continuationActivity, string audience, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(continuationActivity);
        if (continuationActivity.Conversation is null)
            throw new ArgumentException("The continuation Activity should contain a Conversation value.");
        if (continuationActivity.ServiceUrl is null)
            throw new ArgumentException("The continuation Activity should contain a ServiceUrl value.");
        return ProcessProactiveAsync(claimsIdentity, continuationActivity, audience, callback, cancellationToken);
    }

    /// <summary>Opens a conversation and runs a turn in it.</summary>
    public override async Task CreateConversationAsync(string botAppId, string channelId, string serviceUrl, string audience, ConversationParameters conversationParameters, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(serviceUrl))
            throw new ArgumentNullException(nameof(serviceUrl));
        ArgumentNullException.ThrowIfNull(conversationParameters);
        ArgumentNullException.ThrowIfNull(callback);

        var identity = CreateClaimsIdentity(botAppId);
        var factory = BotFrameworkAuthentication.CreateConnectorFactory(identity);
        using var connector = await factory.CreateAsync(serviceUrl, audience, cancellationToken).ConfigureAwait(false);
        var created = await connector.Conversations.CreateConversationAsync(conversationParameters, cancellationToken).ConfigureAwait(false);
        using var tokens = await BotFrameworkAuthentication.CreateUserTokenClientAsync(identity, cancellationToken).ConfigureAwait(false);
        var activity = Created(created, channelId, serviceUrl, conversationParameters);
        using var context = CreateTurnContext(activity, identity, audience, connector, tokens, factory, callback);
        await RunInOrderAsync(context, callback, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<InvokeResponse> ProcessActivityAsync(ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        await ProcessActivityAsync(
            new AuthenticateRequestResult
            {
                ClaimsIdentity = claimsIdentity,
                Audience = BotFrameworkAuthentication.GetOriginatingAudience(),
                ConnectorFactory = BotFrameworkAuthentication.CreateConnectorFactory(claimsIdentity),
            },
            activity,
            callback,
            cancellationToken).ConfigureAwait(false);

    protected async Task<InvokeResponse> ProcessActivityAsync(string authHeader, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        var authenticated = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, authHeader, cancellationToken).ConfigureAwait(false);
        return await ProcessActivityAsync(authenticated, activity, callback, cancellationToken).ConfigureAwait(false);
    }

    protected async Task<InvokeResponse> ProcessActivityAsync(AuthenticateRequestResult authenticateRequestResult, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authenticateRequestResult);
        ArgumentNullException.ThrowIfNull(activity);
        activity.CallerId = authenticateRequestResult.CallerId;

        // A caller that takes the replies as its answer need not have a connector.
        using var connector = string.IsNullOrEmpty(activity.ServiceUrl)
            ? null
            : await authenticateRequestResult.ConnectorFactory.CreateAsync(activity.ServiceUrl, authenticateRequestResult.Audience, cancellationToken).ConfigureAwait(false);
        using var tokens = await BotFrameworkAuthentication.CreateUserTokenClientAsync(authenticateRequestResult.ClaimsIdentity, cancellationToken).ConfigureAwait(false);
        using var context = CreateTurnContext(
            activity, authenticateRequestResult.ClaimsIdentity, authenticateRequestResult.Audience, connector, tokens, authenticateRequestResult.ConnectorFactory, callback);
        await RunInOrderAsync(context, callback, cancellationToken).ConfigureAwait(false);
        return AnswerOf(context);
    }

    protected ClaimsIdentity CreateClaimsIdentity(string botAppId) =>
        new([new Claim(AuthenticationConstants.AudienceClaim, botAppId ?? string.Empty), new Claim(AuthenticationConstants.AppIdClaim, botAppId ?? string.Empty)]);

    protected virtual async Task ProcessProactiveAsync(ClaimsIdentity claimsIdentity, Activity continuationActivity, string audience, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimsIdentity);
        ArgumentNullException.ThrowIfNull(callback);
        var factory = BotFrameworkAuthentication.CreateConnectorFactory(claimsIdentity);
        using var connector = await factory.CreateAsync(continuationActivity.ServiceUrl, audience, cancellationToken).ConfigureAwait(false);
        using var tokens = await BotFrameworkAuthentication.CreateUserTokenClientAsync(claimsIdentity, cancellationToken).ConfigureAwait(false);
        using var context = CreateTurnContext(continuationActivity, claimsIdentity, audience, connector, tokens, factory, callback);
        await RunInOrderAsync(context, callback, cancellationToken).ConfigureAwait(false);
    }

    private static Activity Created(ConversationResourceResponse created, string channelId, string serviceUrl, ConversationParameters parameters) => new(ActivityTypes.Event)
    {
        Name = ActivityEventNames.CreateConversation,
        ChannelId = channelId,
        ServiceUrl = serviceUrl,
        Id = created.ActivityId ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
        Conversation = new ConversationAccount(id: created.Id, tenantId: parameters.TenantId, isGroup: parameters.IsGroup),
        ChannelData = parameters.ChannelData,
        Recipient = parameters.Bot,
    };

    private static IConnectorClient Connector(ITurnContext turnContext) =>
        turnContext.TurnState.Get<IConnectorClient>() ?? throw new InvalidOperationException("The turn has no connector: its activity has no serviceUrl, or one that nothing may be sent to.");

    private static bool MayLeave(Activity activity, string channelId) => activity.Type != ActivityTypes.Trace || channelId == Channels.Emulator;

    private static InvokeResponse AnswerOf(TurnContext context)
    {
        if (context.Activity.DeliveryMode == DeliveryModes.ExpectReplies)
        {
            var replies = context.BufferedReplyActivities.Where(reply => MayLeave(reply, context.Activity.ChannelId)).ToList();
            return new InvokeResponse { Status = (int)HttpStatusCode.OK, Body = new ExpectedReplies(replies) };
        }

        if (context.Activity.Type != ActivityTypes.Invoke)
            return null;
        var answer = context.TurnState.Get<Activity>(InvokeResponseKey);
        return answer is null ? new InvokeResponse { Status = (int)HttpStatusCode.NotImplemented } : ProtocolJson.As<InvokeResponse>(answer.Value);
    }

    private static async Task<ResourceResponse> WaitAsync(Activity delay, CancellationToken cancellationToken)
    {
        await Task.Delay(Convert.ToInt32(delay.Value, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static ResourceResponse KeepAnswer(ITurnContext turnContext, Activity activity)
    {
        turnContext.TurnState[InvokeResponseKey] = activity;
        return null;
    }

    private async Task<ResourceResponse> SendAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        // The channel gives the id.
        activity.Id = null;
        return activity.Type switch
        {
            ActivityTypesEx.Delay => await WaitAsync(activity, cancellationToken).ConfigureAwait(false),
            ActivityTypesEx.InvokeResponse => KeepAnswer(turnContext, activity),
            _ when !MayLeave(activity, activity.ChannelId) => null,
            _ when string.IsNullOrWhiteSpace(activity.ReplyToId) => await Connector(turnContext).Conversations.SendToConversationAsync(activity, cancellationToken).ConfigureAwait(false),
            _ => await Connector(turnContext).Conversations.ReplyToActivityAsync(activity, cancellationToken).ConfigureAwait(false),
        };
    }

    private TurnContext CreateTurnContext(Activity activity, ClaimsIdentity identity, string audience, IConnectorClient connector, UserTokenClient tokens, ConnectorFactory factory, BotCallbackHandler callback)
    {
        var context = new TurnContext(this, activity);
        context.TurnState.Set<IIdentity>(BotIdentityKey, identity);
        context.TurnState.Set(connector);
        context.TurnState.Set(tokens);
        context.TurnState.Set(factory);
        context.TurnState.Set(callback);
        context.TurnState.Set(OAuthScopeKey, audience);
        return context;
    }

    private Task RunInOrderAsync(TurnContext context, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        context.Activity.Conversation?.Id is { } conversation && !MiddlewareSet.KeepsTurnsInOrder
            ? order.RunAsync(context.Activity.ChannelId, conversation, token => RunPipelineAsync(context, callback, token), cancellationToken)
            : RunPipelineAsync(context, callback, cancellationToken);
}
