using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>A channel inside a test: what the bot sends waits in a queue to be looked at, and tokens are those the test put in.</summary>
public class TestAdapter : BotAdapter, IExtendedUserTokenProvider
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource<IActivity>> waiting = new();
    private readonly Dictionary<(string Connection, string Channel, string User), string> tokens = [];
    private readonly Dictionary<(string Connection, string Channel, string User), (string Code, string Token)> codes = [];
    private readonly Dictionary<(string Connection, string Channel, string User, string Item), string> exchangeable = [];
    private int nextId;

    public TestAdapter(string channelId, bool sendTraceActivity = false)
        : this(Default(channelId), sendTraceActivity)
    {
    }

    public TestAdapter(ConversationReference conversation = null, bool sendTraceActivity = false)
    {
        EnableTrace = sendTraceActivity;
        Conversation = conversation ?? Default(Channels.Test);
    }

    /// <summary>Whether traces come into the queue too.</summary>
    public bool EnableTrace { get; set; }

    public string Locale { get; set; } = "en-us";

    public Queue<Activity> ActiveQueue { get; } = new();

    public ConversationReference Conversation { get; set; }

    /// <summary>A conversation whose id is its name, as are those of its user and bot in lower case.</summary>
    public static ConversationReference CreateConversation(string name, string user = "User1", string bot = "Bot") =>
        Reference("test", new ConversationAccount(false, name, name), user, bot);

    public new TestAdapter Use(IMiddleware middleware)
    {
        base.Use(middleware);
        return this;
    }

    /// <summary>Runs a turn for the activity, which becomes one of the adapter's conversation: addressed, and with the next id.</summary>
    public async Task ProcessActivityAsync(Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        Address(activity);

        using var context = CreateTurnContext(activity);
        await RunPipelineAsync(context, callback, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<InvokeResponse> ProcessActivityAsync(ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        await ProcessActivityAsync(activity, callback, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
            throw new ArgumentException("There is nothing to send.", nameof(activities));

        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
            responses[i] = await SendAsync(activities[i], cancellationToken).ConfigureAwait(false);
        return responses;
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        lock (gate)
        {
            if (!ActiveQueue.Any(queued => queued.Id == activity.Id))
                return Task.FromResult(new ResourceResponse());
            Requeue(ActiveQueue.Select(queued => queued.Id == activity.Id ? activity : queued));
        }

        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        lock (gate)
            Requeue(ActiveQueue.Where(queued => queued.Id != reference.ActivityId));
        return Task.CompletedTask;
    }

    /// <summary>Empties the queue and calls the bot for a conversation with a new id.</summary>
    public Task CreateConversationAsync(string channelId, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        lock (gate)
            ActiveQueue.Clear();
        var update = (Activity)Activity.CreateConversationUpdateActivity();
        update.ChannelId = channelId;
        update.Conversation = new ConversationAccount(id: NewId());
        update.From = Conversation.User;
        update.Recipient = Conversation.Bot;
        return callback(CreateTurnContext(update), cancellationToken);
    }

    /// <summary>The oldest thing the bot sent that was not looked at yet; null where there is none.</summary>
    public IActivity GetNextReply()
    {
        lock (gate)
            return ActiveQueue.TryDequeue(out var reply) ? reply : null;
    }

    /// <summary>The oldest thing the bot sent that was not looked at yet, once there is one. Whoever asked first gets it first.</summary>
    public Task<IActivity> GetNextReplyAsync(CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<IActivity> request;
        lock (gate)
        {
            if (waiting.Count == 0 && ActiveQueue.TryDequeue(out var reply))
                return Task.FromResult<IActivity>(reply);
            request = new TaskCompletionSource<IActivity>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(request);
        }

        cancellationToken.Register(() => request.TrySetCanceled(cancellationToken));
        return request.Task;
    }

    /// <summary>A message from the person of the conversation.</summary>
    public Activity MakeActivity(string text = null) => new(ActivityTypes.Message)
    {
        Locale = Locale,
        From = Conversation.User,
        Recipient = Conversation.Bot,
        Conversation = Conversation.Conversation,
        ServiceUrl = Conversation.ServiceUrl,
        Id = NextId(),
        Text = text,
    };

    public virtual Task SendTextToBotAsync(string userSays, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessActivityAsync(MakeActivity(userSays), callback, cancellationToken);

    /// <summary>A token the user has, or gets by typing the code.</summary>
    public void AddUserToken(string connectionName, string channelId, string userId, string token, string magicCode = null)
    {
        if (magicCode is null)
            tokens[(connectionName, channelId, userId)] = token;
        else
            codes[(connectionName, channelId, userId)] = (magicCode, token);
    }

    /// <summary>What the user gets for this token or resource.</summary>
    public void AddExchangeableToken(string connectionName, string channelId, string userId, string exchangableItem, string token) =>
        exchangeable[(connectionName, channelId, userId, exchangableItem)] = token;

    /// <summary>Makes the exchange of this token or resource fail.</summary>
    public void ThrowOnExchangeRequest(string connectionName, string channelId, string userId, string exchangableItem) =>
        exchangeable[(connectionName, channelId, userId, exchangableItem)] = null;

    public virtual Task<TokenResponse> GetUserTokenAsync(ITurnContext turnContext, AppCredentials oAuthAppCredentials, string connectionName, string magicCode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var key = (connectionName, turnContext.Activity.ChannelId, turnContext.Activity.From.Id);
        if (magicCode is not null && codes.TryGetValue(key, out var known) && known.Code == magicCode)
        {
            codes.Remove(key);
            tokens[key] = known.Token;
        }

        return Task.FromResult(tokens.TryGetValue(key, out var token) ? new TokenResponse { ConnectionName = connectionName, Token = token } : null);
    }

    public virtual Task<TokenResponse> GetUserTokenAsync(ITurnContext turnContext, string connectionName, string magicCode, CancellationToken cancellationToken) =>
        GetUserTokenAsync(turnContext, null, connectionName, magicCode, cancellationToken);

    public virtual Task<string> GetOauthSignInLinkAsync(ITurnContext turnContext, AppCredentials oAuthAppCredentials, string connectionName, CancellationToken cancellationToken) =>
        Task.FromResult($"https://fake.com/oauthsignin/{connectionName}/{turnContext.Activity.ChannelId}");

    public virtual Task<string> GetOauthSignInLinkAsync(ITurnContext turnContext, string connectionName, CancellationToken cancellationToken) =>
        GetOauthSignInLinkAsync(turnContext, null, connectionName, cancellationToken);

    public virtual Task<string> GetOauthSignInLinkAsync(ITurnContext turnContext, AppCredentials oAuthAppCredentials, string connectionName, string userId, string finalRedirect = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(SignInLink(turnContext, connectionName, userId));

    public virtual Task<string> GetOauthSignInLinkAsync(ITurnContext turnContext, string connectionName, string userId, string finalRedirect = null, CancellationToken cancellationToken = default) =>
        GetOauthSignInLinkAsync(turnContext, null, connectionName, userId, finalRedirect, cancellationToken);

    public virtual Task SignOutUserAsync(ITurnContext turnContext, AppCredentials oAuthAppCredentials, string connectionName = null, string userId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        foreach (var key in TokensOf(turnContext, userId ?? turnContext.Activity.From.Id))
        {
            if (connectionName is null || connectionName == key.Connection)
                tokens.Remove(key);
        }

        return Task.CompletedTask;
    }

    public virtual Task SignOutUserAsync(ITurnContext turnContext, string connectionName = null, string userId = null, CancellationToken cancellationToken = default) =>
        SignOutUserAsync(turnContext, null, connectionName, userId, cancellationToken);

    /// <summary>One status for each token of the person who speaks; null where there is none.</summary>
    public virtual Task<TokenStatus[]> GetTokenStatusAsync(ITurnContext context, AppCredentials oAuthAppCredentials, string userId, string includeFilter = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var included = includeFilter?.Split(',');
        var statuses = TokensOf(context, context.Activity.From.Id)
            .Where(key => included is null || included.Contains(key.Connection))
            .Select(key => new TokenStatus { ConnectionName = key.Connection, HasToken = true, ServiceProviderDisplayName = key.Connection })
            .ToArray();
        return Task.FromResult(statuses.Length > 0 ? statuses : null);
    }

    public virtual Task<TokenStatus[]> GetTokenStatusAsync(ITurnContext context, string userId, string includeFilter = null, CancellationToken cancellationToken = default) =>
        GetTokenStatusAsync(context, null, userId, includeFilter, cancellationToken);

    public virtual Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(ITurnContext context, AppCredentials oAuthAppCredentials, string connectionName, string[] resourceUrls, string userId = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Dictionary<string, TokenResponse>());

    public virtual Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(ITurnContext context, string connectionName, string[] resourceUrls, string userId = null, CancellationToken cancellationToken = default) =>
        GetAadTokensAsync(context, null, connectionName, resourceUrls, userId, cancellationToken);

    public virtual Task<SignInResource> GetSignInResourceAsync(ITurnContext turnContext, string connectionName, CancellationToken cancellationToken = default) =>
        GetSignInResourceAsync(turnContext, connectionName, turnContext?.Activity?.Recipient?.Id, null, cancellationToken);

    public virtual Task<SignInResource> GetSignInResourceAsync(ITurnContext turnContext, string connectionName, string userId, string finalRedirect = null, CancellationToken cancellationToken = default) =>
        GetSignInResourceAsync(turnContext, null, connectionName, userId, finalRedirect, cancellationToken);

    public virtual Task<SignInResource> GetSignInResourceAsync(ITurnContext turnContext, AppCredentials oAuthAppCredentials, string connectionName, string userId, string finalRedirect = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new SignInResource(SignInLink(turnContext, connectionName, userId), new TokenExchangeResource(NewId(), $"api://{connectionName}/resource")));

    public virtual Task<TokenResponse> ExchangeTokenAsync(ITurnContext turnContext, string connectionName, string userId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken = default) =>
        ExchangeTokenAsync(turnContext, null, connectionName, userId, exchangeRequest, cancellationToken);

    public virtual Task<TokenResponse> ExchangeTokenAsync(ITurnContext turnContext, AppCredentials oAuthAppCredentials, string connectionName, string userId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken = default)
    {
        var channelId = turnContext?.Activity?.ChannelId;
        var item = string.IsNullOrEmpty(exchangeRequest?.Token) ? exchangeRequest?.Uri : exchangeRequest.Token;
        if (!exchangeable.TryGetValue((connectionName, channelId, userId, item), out var token))
            return Task.FromResult<TokenResponse>(null);
        if (token is null)
            throw new InvalidOperationException("Exception occurred during exchanging tokens");
        return Task.FromResult(new TokenResponse { ChannelId = channelId, ConnectionName = connectionName, Token = token });
    }

    protected virtual TurnContext CreateTurnContext(Activity activity) => new(this, activity);

    private static ConversationReference Default(string channelId) =>
        Reference(channelId, new ConversationAccount(false, "convo1", "Conversation1"), "User1", "Bot");

    private static ConversationReference Reference(string channelId, ConversationAccount conversation, string user, string bot) => new()
    {
        ChannelId = channelId,
        ServiceUrl = "https://test.com",
        Conversation = conversation,
        User = new ChannelAccount(user.ToLowerInvariant(), user),
        Bot = new ChannelAccount(bot.ToLowerInvariant(), bot),
        Locale = "en-us",
    };

    private static string SignInLink(ITurnContext turnContext, string connectionName, string userId) =>
        $"https://fake.com/oauthsignin/{connectionName}/{turnContext.Activity.ChannelId}/{userId}";

    private static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private List<(string Connection, string Channel, string User)> TokensOf(ITurnContext turnContext, string userId) =>
        [.. tokens.Keys.Where(key => key.Channel == turnContext.Activity.ChannelId && key.User == userId)];

    private void Address(Activity activity)
    {
        activity.Type ??= ActivityTypes.Message;
        activity.ChannelId ??= Conversation.ChannelId;
        if (activity.From is null || activity.From.Id == "unknown" || activity.From.Role == RoleTypes.Bot)
            activity.From = Conversation.User;
        activity.Recipient = Conversation.Bot;
        activity.Conversation = Conversation.Conversation;
        activity.ServiceUrl = Conversation.ServiceUrl;
        activity.Id = NextId();
        if (activity.Timestamp is null || activity.Timestamp == default(DateTimeOffset))
            activity.Timestamp = TimeProvider.System.GetUtcNow();
        if (activity.LocalTimestamp is null || activity.LocalTimestamp == default(DateTimeOffset))
            activity.LocalTimestamp = TimeProvider.System.GetLocalNow();
    }

    private async Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(activity.Id))
            activity.Id = NewId();
        activity.Timestamp ??= TimeProvider.System.GetUtcNow();
        if (activity.Type == ActivityTypesEx.Delay)
            await Task.Delay(Convert.ToInt32(activity.Value, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        else if (activity.Type != ActivityTypes.Trace || EnableTrace)
            Enqueue(activity);
        return new ResourceResponse(activity.Id);
    }

    private void Enqueue(Activity activity)
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out var request))
            {
                if (request.TrySetResult(activity))
                    return;
            }

            ActiveQueue.Enqueue(activity);
        }
    }

    private void Requeue(IEnumerable<Activity> activities)
    {
        var kept = activities.ToList();
        ActiveQueue.Clear();
        kept.ForEach(ActiveQueue.Enqueue);
    }

    private string NextId() => (Interlocked.Increment(ref nextId) - 1).ToString(CultureInfo.InvariantCulture);
}
