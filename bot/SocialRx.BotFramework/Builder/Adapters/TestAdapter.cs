using System.Globalization;
using System.Security.Claims;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>A channel inside a test: what the bot sends waits in a queue to be looked at.</summary>
public class TestAdapter : BotAdapter
{
    private readonly Lock gate = new();
    private readonly bool sendTraceActivity;
    private int lastId;

    public TestAdapter(string channelId, bool sendTraceActivity = false)
        : this(NewReference("convo1", "user1", "bot"), sendTraceActivity) => Conversation.ChannelId = channelId;

    public TestAdapter(ConversationReference conversation = null, bool sendTraceActivity = false)
    {
        this.sendTraceActivity = sendTraceActivity;
        Conversation = conversation ?? NewReference("convo1", "user1", "bot");
        Conversation.ServiceUrl ??= "https://test.com";
    }

    public Queue<Activity> ActiveQueue { get; } = new();

    public ConversationReference Conversation { get; set; }

    public bool EnableTrace => sendTraceActivity;

    public string Locale { get; set; } = "en-us";

    public static ConversationReference CreateConversation(string name, string user = "User1", string bot = "Bot") =>
        NewReference(name, user, bot);

    public new TestAdapter Use(IMiddleware middleware)
    {
        base.Use(middleware);
        return this;
    }

    public override async Task<InvokeResponse> ProcessActivityAsync(ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        await ProcessActivityAsync(activity, callback, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public async Task ProcessActivityAsync(Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        lock (gate)
            Address(activity);

        using var context = CreateTurnContext(activity);
        await RunPipelineAsync(context, callback, cancellationToken).ConfigureAwait(false);
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
            if (!ActiveQueue.Any(waiting => waiting.Id == activity.Id))
                return Task.FromResult(new ResourceResponse());
            Requeue(ActiveQueue.Select(waiting => waiting.Id == activity.Id ? activity : waiting));
        }

        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        lock (gate)
            Requeue(ActiveQueue.Where(waiting => waiting.Id != reference.ActivityId));
        return Task.CompletedTask;
    }

    /// <summary>Empties the queue and runs a turn for the new conversation.</summary>
    public Task CreateConversationAsync(string channelId, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        lock (gate)
            ActiveQueue.Clear();
        var update = (Activity)Activity.CreateConversationUpdateActivity();
        update.ChannelId = channelId;
        update.Conversation = new ConversationAccount(id: Id());
        update.From = Conversation.User;
        update.Recipient = Conversation.Bot;
        var context = CreateTurnContext(update);
        return callback(context, cancellationToken);
    }

    /// <summary>The oldest thing the bot sent that was not looked at yet; null where there is none.</summary>
    public IActivity GetNextReply()
    {
        lock (gate)
            return ActiveQueue.TryDequeue(out var reply) ? reply : null;
    }

    public Activity MakeActivity(string text = null) => new(ActivityTypes.Message)
    {
        Locale = Locale,
        From = Conversation.User,
        Recipient = Conversation.Bot,
        Conversation = Conversation.Conversation,
        ServiceUrl = Conversation.ServiceUrl,
        Id = Id(),
        Text = text,
    };

    public virtual Task SendTextToBotAsync(string userSays, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessActivityAsync(MakeActivity(userSays), callback, cancellationToken);

    protected virtual TurnContext CreateTurnContext(Activity activity) => new(this, activity);

    private static ConversationReference NewReference(string name, string user, string bot) => new()
    {
        ChannelId = "test",
        ServiceUrl = "https://test.com",
        Conversation = new ConversationAccount(false, name, name),
        User = new ChannelAccount(user.ToLowerInvariant(), user),
        Bot = new ChannelAccount(bot.ToLowerInvariant(), bot),
        Locale = "en-us",
    };

    private void Address(Activity activity)
    {
        activity.Type ??= ActivityTypes.Message;
        activity.ChannelId ??= Conversation.ChannelId;
        if (activity.From is null || activity.From.Id == "unknown" || activity.From.Role == RoleTypes.Bot)
            activity.From = Conversation.User;
        activity.Recipient = Conversation.Bot;
        activity.Conversation = Conversation.Conversation;
        activity.ServiceUrl = Conversation.ServiceUrl;
        activity.Locale ??= Locale;
        activity.Id ??= Id();
        activity.Timestamp ??= TimeProvider.System.GetUtcNow();
        activity.LocalTimestamp ??= activity.Timestamp;
    }

    private async Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(activity.Id))
            activity.Id = Id();
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
            ActiveQueue.Enqueue(activity);
    }

    private void Requeue(IEnumerable<Activity> activities)
    {
        var kept = activities.ToList();
        ActiveQueue.Clear();
        kept.ForEach(ActiveQueue.Enqueue);
    }

    private string Id() => Interlocked.Increment(ref lastId).ToString(CultureInfo.InvariantCulture);
}
