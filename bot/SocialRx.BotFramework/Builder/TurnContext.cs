using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>What a turn's parts leave for each other, by type or by name; gone when the turn ends.</summary>
public class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    public T Get<T>(string key)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        return TryGetValue(key, out var value) ? value as T : null;
    }

    public T Get<T>()
        where T : class => Get<T>(typeof(T).FullName);

    public void Add<T>(string key, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        base.Add(key, value);
    }

    public void Add<T>(T value)
        where T : class => Add(typeof(T).FullName, value);

    public void Set<T>(string key, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        this[key] = value;
    }

    public void Set<T>(T value)
        where T : class => Set(typeof(T).FullName, value);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What the turn's parts left belongs to whoever left it.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

public class TurnContext : ITurnContext, IDisposable
{
    private readonly List<SendActivitiesHandler> onSendActivities;
    private readonly List<UpdateActivityHandler> onUpdateActivity;
    private readonly List<DeleteActivityHandler> onDeleteActivity;
    private bool disposed;

    public TurnContext(BotAdapter adapter, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(activity);
        Adapter = adapter;
        Activity = activity;
        TurnState = [];
        BufferedReplyActivities = [];
        onSendActivities = [];
        onUpdateActivity = [];
        onDeleteActivity = [];
    }

    /// <summary>The same turn seen with another activity: state, handlers and buffered replies are shared.</summary>
    public TurnContext(ITurnContext context, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(activity);
        Adapter = context.Adapter;
        Activity = activity;
        TurnState = context.TurnState;
        Responded = context.Responded;
        var other = context as TurnContext;
        BufferedReplyActivities = other?.BufferedReplyActivities ?? [];
        onSendActivities = other?.onSendActivities ?? [];
        onUpdateActivity = other?.onUpdateActivity ?? [];
        onDeleteActivity = other?.onDeleteActivity ?? [];
    }

    public BotAdapter Adapter { get; }

    public TurnContextStateCollection TurnState { get; }

    public Activity Activity { get; }

    public bool Responded { get; private set; }

    /// <summary>What was sent in a turn whose caller asked for the replies in its answer.</summary>
    public List<Activity> BufferedReplyActivities { get; }

    public string Locale
    {
        get => TurnState.Get<string>("turn.locale");
        set => TurnState.Set("turn.locale", value);
    }

    public ITurnContext OnSendActivities(SendActivitiesHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        onSendActivities.Add(handler);
        return this;
    }

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        onUpdateActivity.Add(handler);
        return this;
    }

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        onDeleteActivity.Add(handler);
        return this;
    }

    public Task<ResourceResponse> SendActivityAsync(string textReplyToSend, string speak = null, string inputHint = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(textReplyToSend))
            throw new ArgumentNullException(nameof(textReplyToSend));

        var reply = new Activity(ActivityTypes.Message) { Text = textReplyToSend };
        if (!string.IsNullOrEmpty(speak))
            reply.Speak = speak;
        if (!string.IsNullOrEmpty(inputHint))
            reply.InputHint = inputHint;
        return SendActivityAsync(reply, cancellationToken);
    }

    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var responses = await SendActivitiesAsync([activity], cancellationToken).ConfigureAwait(false);
        return responses is { Length: > 0 } ? responses[0] : new ResourceResponse();
    }

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
            throw new ArgumentException("There is nothing to send.", nameof(activities));

        var reference = Activity.GetConversationReference();
        var toSend = new List<Activity>(activities.Length);
        foreach (var activity in activities)
            toSend.Add(Addressed((Activity)activity, reference));

        return SendThroughHandlers(toSend, 0, cancellationToken);
    }

    public async Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(activity);
        var update = ((Activity)activity).ApplyConversationReference(Activity.GetConversationReference());
        return await UpdateThroughHandlers(update, 0, cancellationToken).ConfigureAwait(false);
    }

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(activityId))
            throw new ArgumentNullException(nameof(activityId));
        var reference = Activity.GetConversationReference();
        reference.ActivityId = activityId;
        return DeleteActivityAsync(reference, cancellationToken);
    }

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(conversationReference);
        return DeleteThroughHandlers(conversationReference, 0, cancellationToken);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !disposed)
            TurnState.Dispose();
        disposed = true;
    }

    private static Activity Addressed(Activity activity, ConversationReference reference)
    {
        activity.ApplyConversationReference(reference);
        WebChatCards.Fit(activity);
        return activity;
    }

    private async Task<ResourceResponse[]> SendThroughHandlers(List<Activity> activities, int next, CancellationToken cancellationToken) =>
        next < onSendActivities.Count
            ? await onSendActivities[next](this, activities, () => SendThroughHandlers(activities, next + 1, cancellationToken)).ConfigureAwait(false)
            : await SendThroughAdapter(activities, cancellationToken).ConfigureAwait(false);

    private async Task<ResourceResponse[]> SendThroughAdapter(List<Activity> activities, CancellationToken cancellationToken)
    {
        if (Activity.DeliveryMode == DeliveryModes.ExpectReplies)
            return Buffer(activities);

        var responses = await Adapter.SendActivitiesAsync(this, [.. activities], cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < Math.Min(activities.Count, responses?.Length ?? 0); i++)
        {
            // An id the channel gave names the activity from now on: updating and deleting need it.
            if (responses[i]?.Id is { } id)
                activities[i].Id = id;
            Responded |= activities[i].Type != ActivityTypes.Trace;
        }

        return responses;
    }

    private ResourceResponse[] Buffer(List<Activity> activities)
    {
        var responses = new ResourceResponse[activities.Count];
        for (var i = 0; i < activities.Count; i++)
        {
            var activity = activities[i];
            BufferedReplyActivities.Add(activity);
            responses[i] = new ResourceResponse();
            if (activity.Type == ActivityTypesEx.InvokeResponse)
                TurnState[BotAdapter.InvokeResponseKey] = activity;
            Responded |= activity.Type != ActivityTypes.Trace;
        }

        return responses;
    }

    private async Task<ResourceResponse> UpdateThroughHandlers(Activity activity, int next, CancellationToken cancellationToken) =>
        next < onUpdateActivity.Count
            ? await onUpdateActivity[next](this, activity, () => UpdateThroughHandlers(activity, next + 1, cancellationToken)).ConfigureAwait(false)
            : await Adapter.UpdateActivityAsync(this, activity, cancellationToken).ConfigureAwait(false);

    private async Task DeleteThroughHandlers(ConversationReference reference, int next, CancellationToken cancellationToken)
    {
        if (next < onDeleteActivity.Count)
            await onDeleteActivity[next](this, reference, () => DeleteThroughHandlers(reference, next + 1, cancellationToken)).ConfigureAwait(false);
        else
            await Adapter.DeleteActivityAsync(this, reference, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>The same turn, its activity seen as the kind a handler deals with.</summary>
public class DelegatingTurnContext<T>(ITurnContext inner) : ITurnContext<T>
    where T : IActivity
{
    public BotAdapter Adapter => inner.Adapter;

    public TurnContextStateCollection TurnState => inner.TurnState;

    public bool Responded => inner.Responded;

    T ITurnContext<T>.Activity => (T)(IActivity)inner.Activity;

    Activity ITurnContext.Activity => inner.Activity;

    public Task<ResourceResponse> SendActivityAsync(string textReplyToSend, string speak = null, string inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default) =>
        inner.SendActivityAsync(textReplyToSend, speak, inputHint, cancellationToken);

    public Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default) =>
        inner.SendActivityAsync(activity, cancellationToken);

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default) =>
        inner.SendActivitiesAsync(activities, cancellationToken);

    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default) =>
        inner.UpdateActivityAsync(activity, cancellationToken);

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default) =>
        inner.DeleteActivityAsync(activityId, cancellationToken);

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default) =>
        inner.DeleteActivityAsync(conversationReference, cancellationToken);

    public ITurnContext OnSendActivities(SendActivitiesHandler handler) => inner.OnSendActivities(handler);

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler) => inner.OnUpdateActivity(handler);

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler) => inner.OnDeleteActivity(handler);
}
