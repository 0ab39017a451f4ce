using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Turn;

/// <summary>A turn that has not committed yet: what it started from, what it changed, and the replies it holds back until it has.</summary>
internal sealed class OpenTurn(TurnIdentity identity, string? activityId, IReplyRoute route, Sealing sealing, NewId newId)
{
    private readonly Dictionary<string, string?> _changes = new(StringComparer.Ordinal);
    private readonly List<HeldReply> _replies = [];

    public TurnIdentity Identity => identity;

    /// <summary>Null when the channel gives none: then a repeated delivery cannot be recognised.</summary>
    public string? ActivityId => activityId;

    public TurnWrites Writes { get; } = new();

    public TurnStart Start { get; private set; } = new(0, false, null, false, new Dictionary<string, SealedText>());

    public IReadOnlyList<HeldReply> Replies => _replies;

    /// <summary>From now on what is sent goes to the channel.</summary>
    public bool LetsThrough { get; set; }

    /// <summary>Starts, or starts again after a conflict, as if nothing had happened.</summary>
    public void Begin(TurnStart start)
    {
        Start = start;
        Clear();
    }

    /// <summary>Drops all that the turn did.</summary>
    public void Clear()
    {
        Writes.Clear();
        _changes.Clear();
        _replies.Clear();
    }

    public string? State(string key) =>
        _changes.TryGetValue(key, out var changed) ? changed
        : Start.State.TryGetValue(key, out var kept) ? sealing.Open(kept)
        : null;

    public void Change(string key, string? body) => _changes[key] = body;

    /// <summary>What is to be kept, sealed before the commit so that nobody waits for it inside.</summary>
    public ReadyToCommit Ready() => new(
        _changes.ToDictionary(change => change.Key, change => sealing.SealIfAny(change.Value), StringComparer.Ordinal),
        [.. _replies.Where(route.IsKept).Select(reply => new OutgoingReply(reply.ActivityId, sealing.Seal(reply.Body)))]);

    public Mark Here() => new(Writes.Count, _replies.Count);

    public void BackTo(Mark mark)
    {
        Writes.BackTo(mark.Writes);
        _replies.RemoveRange(mark.Replies, _replies.Count - mark.Replies);
    }

    /// <summary>Typing passes at once, traces never leave but to an emulator, all else waits for the commit.</summary>
    public Task<ResourceResponse[]> SendAsync(List<Activity> activities, Func<Task<ResourceResponse[]>> next) =>
        LetsThrough || activities.All(activity => activity.Type == ActivityTypes.Typing)
            ? next()
            : Task.FromResult(activities.ConvertAll(Hold).ToArray());

    /// <summary>An update takes the place of what was sent under its id.</summary>
    public ResourceResponse Hold(Activity activity, string id)
    {
        // Written now: a dialog may use the same object again for its next reply.
        activity.Id = id;
        _replies.Add(activity.Type == ActivityTypesEx.InvokeResponse
            ? new HeldReply(id, activity.Type, "") { Answer = activity }
            : new HeldReply(id, activity.Type, route.Write(activity)));
        return new ResourceResponse(id);
    }

    private ResourceResponse Hold(Activity activity)
    {
        var waits = activity.Type != ActivityTypes.Typing && (activity.Type != ActivityTypes.Trace || activity.ChannelId == "emulator");
        return waits ? Hold(activity, newId()) : new ResourceResponse(activity.Id ?? "");
    }

    internal readonly record struct Mark(int Writes, int Replies);
}

/// <param name="Changes">Changed state by storage key; null is removed.</param>
/// <param name="Replies">Those that last, in order.</param>
internal sealed record ReadyToCommit(IReadOnlyDictionary<string, SealedText?> Changes, IReadOnlyList<OutgoingReply> Replies);

/// <param name="Body">The activity as its route keeps it.</param>
internal sealed record HeldReply(string ActivityId, string Type, string Body)
{
    /// <summary>The answer to an invoke: it goes back with its request or not at all, so it need not last.</summary>
    public Activity? Answer { get; init; }
}

/// <summary>Where the replies of committed turns go: to a channel through its connector, or into a web chat's log.</summary>
internal interface IReplyRoute
{
    /// <summary>The reply as text that lasts.</summary>
    string Write(Activity reply);

    /// <summary>Whether it is written with the turn, rather than dropped or given back at once.</summary>
    bool IsKept(HeldReply reply);

    /// <summary>Adds what is kept to the turn's commit.</summary>
    void Record(Connection connection, SqlBatch batch, OpenTurn turn, IReadOnlyList<OutgoingReply> replies, DateTimeOffset now);

    /// <summary>After the commit. What cannot be delivered now is delivered later, so this does not throw for a channel's trouble.</summary>
    Task DeliverAsync(ITurnContext context, OpenTurn turn);

    /// <summary>A turn committed although it looked as if it had not: what it recorded is delivered from there.</summary>
    void DeliverRecorded(string conversationId);
}
