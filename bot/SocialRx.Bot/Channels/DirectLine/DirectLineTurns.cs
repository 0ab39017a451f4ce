using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Turn;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Channels.DirectLine;

/// <summary>
/// Takes activities in and has them answered. An activity is on disk, in the log the page shows and among the unanswered, before its sender is
/// told so. Turns have the order of the log, whichever processes took the activities. What a process left unanswered another answers.
/// </summary>
internal sealed partial class DirectLineTurns(
    Database database,
    Peers peers,
    DirectLineAdapter adapter,
    DirectLineSockets sockets,
    IBot bot,
    TimeProvider clock,
    ILogger<DirectLineTurns> log) : IHostedService, IDisposable
{
    /// <summary>An activity that so many processes left unanswered may be what stops them, and one that failed so often will not succeed: it is left out.</summary>
    private const int MostAttempts = 3;

    /// <summary>Looks at an activity that another process has: 5 ms, 10 ms ... 1.3 s apart.</summary>
    private const int PatienceWithOthers = 9;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConversationQueue _queue = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Starts the conversation and tells the bot who is in it. False when it was started before.</summary>
    public async Task<bool> StartConversationAsync(Activity joined, CancellationToken cancellationToken)
    {
        var (key, accepted) = Sealed(joined);
        var started = await UntilConfirmedAsync(connection => Start(connection, accepted), cancellationToken);
        if (started)
            Queue(key, joined, clock.GetUtcNow());
        return started;
    }

    /// <summary>Accepts what a person sent; null when there is no such conversation. The same id again changes nothing.</summary>
    public async Task<bool?> AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        var (key, accepted) = Sealed(activity);
        try
        {
            if (await UntilConfirmedAsync(connection => Accept(connection, accepted), cancellationToken) is not { } place)
                return null;
            Queue(key, activity, place.At);
            sockets.Wake(key);
            peers.Tell(key);
            return true;
        }
        catch (AlreadyAcceptedException)
        {
            await TurnAgainAsync(key, activity.Id);
            return false;
        }
    }

    /// <summary>Answers what another process, or this one before its last stop, had accepted and left.</summary>
    public async Task ResumeAsync(IReadOnlyList<PendingActivity> left)
    {
        foreach (var activity in left.Where(activity => DirectLineConversation.IsKey(activity.ConversationId)))
            await ResumeAsync(activity);
        if (left.Count > 0)
            LogResumed(log, left.Count);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _queue.StopAsync().WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private (string Key, NewActivity Activity) Sealed(Activity activity)
    {
        var key = DirectLineConversation.Key(activity.Conversation.Id);
        return (key, new NewActivity(key, activity.Id, database.Sealing.Seal(ActivityJson.Write(activity))));
    }

    private bool Start(Connection connection, NewActivity joined)
    {
        var now = clock.GetUtcNow();
        return DirectLineLog.Start(connection, joined.ConversationId, now) && Inbox.Accept(connection, joined, -1, peers.Me, now);
    }

    private LogPlace? Accept(Connection connection, NewActivity activity)
    {
        var now = clock.GetUtcNow();
        if (DirectLineLog.Append(connection, activity.ConversationId, [activity.Body], now) is not { } place)
            return null;
        return Inbox.Accept(connection, activity, place.Watermark, peers.Me, now) ? place : throw new AlreadyAcceptedException();
    }

    /// <summary>Accepting again changes nothing, so it is done until somebody says whether it has been.</summary>
    private async Task<T> UntilConfirmedAsync<T>(Func<Connection, T> accept, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(accept, cancellationToken);
        }
        catch (UnconfirmedWriteException)
        {
            return await database.WriteAsync(accept, cancellationToken);
        }
    }

    /// <summary>Accepted before: whoever did that may not have learnt that it succeeded.</summary>
    private async Task TurnAgainAsync(string key, string activityId)
    {
        if (await database.ReadAsync(connection => Inbox.Pending(connection, key, activityId)) is { } pending)
            Queue(key, Read(pending), pending.ReceivedAt);
    }

    private void Queue(string key, Activity activity, DateTimeOffset at) =>
        _queue.Add(key, async () =>
        {
            activity.Timestamp = at;
            await TurnAsync(key, activity);
        });

    private async Task ResumeAsync(PendingActivity pending)
    {
        if (pending.Attempts > MostAttempts)
            await LeaveOutAsync(pending.ConversationId, pending.ActivityId, pending.Attempts);
        else
            Queue(pending.ConversationId, Read(pending), pending.ReceivedAt);
    }

    private Activity Read(PendingActivity pending)
    {
        var activity = ActivityJson.Read(database.Sealing.Open(new SealedText(pending.Body)));
        activity.Timestamp = pending.ReceivedAt;
        return activity;
    }

    private async Task LeaveOutAsync(string key, string activityId, int attempts)
    {
        LogLeftOut(log, activityId, key, attempts);
        await database.WriteAsync(connection => Inbox.LeaveOut(connection, key, activityId, clock.GetUtcNow()));
    }

    /// <summary>Runs the turn; while the database is in trouble again and again, after saying so once.</summary>
    private async Task TurnAsync(string key, Activity activity)
    {
        var failures = 0;
        for (var pause = ShortestPause; !_stopping.IsCancellationRequested; pause = Longer(pause))
        {
            try
            {
                if (failures == MostAttempts)
                    await LeaveOutAsync(key, activity.Id, failures);
                else
                    await RunInOrderAsync(key, activity);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
            {
                LogStorage(log, activity.Id, key, trouble.Message);
                if (pause == ShortestPause)
                    SayAnswersLater(key, activity);
            }
#pragma warning disable CA1031 // The last place where a turn's failure can be seen: the conversation goes on with its next message.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures++;
                LogFailed(log, failure.GetType().Name, TurnMiddleware.Origin(failure), activity.Id, key);
            }

            await Task.Delay(pause, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What was accepted before comes first: left to the process that has it for as long as a turn should take, then run here, where it does no harm twice.</summary>
    private async Task RunInOrderAsync(string key, Activity activity)
    {
        for (var waited = 0; ; waited++)
        {
            try
            {
                await adapter.RunAsync(activity, bot, _stopping.Token);
                return;
            }
            catch (EarlierActivityException earlier)
            {
                var pending = await database.ReadAsync(connection => Inbox.Pending(connection, key, earlier.ActivityId), _stopping.Token);
                if (pending is null)
                    continue;
                if (pending.Process != peers.Me && waited < PatienceWithOthers)
                    await Task.Delay(TimeSpan.FromMilliseconds(5 << waited), clock, _stopping.Token);
                else
                    await RunInOrderAsync(key, Read(pending));
            }
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    // Not kept, as nothing can be: shown to whoever is looking now.
    private void SayAnswersLater(string key, Activity activity)
    {
        var sentence = MessageFactory.Text(TurnWords.AnswersLater);
        sentence.ApplyConversationReference(activity.GetConversationReference());
        sentence.Id = $"{activity.Id}-later";
        sentence.From.Role = RoleTypes.Bot;
        sentence.Timestamp = clock.GetUtcNow();
        sockets.Show(key, ActivityJson.Write(sentence));
    }

    [LoggerMessage(EventId = 1100, Level = LogLevel.Information, Message = "{Count} activities that a stopped process had accepted are answered now")]
    private static partial void LogResumed(ILogger log, int count);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "Activity {ActivityId} of {ConversationId} was left unanswered {Attempts} times and is left out")]
    private static partial void LogLeftOut(ILogger log, string activityId, string conversationId, int attempts);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Critical, Message = "Activity {ActivityId} of {ConversationId} waits for the database: {Trouble}")]
    private static partial void LogStorage(ILogger log, string activityId, string conversationId, string trouble);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "The turn failed with {Kind} in {Origin}: activity {ActivityId} of {ConversationId}; it is tried again")]
    private static partial void LogFailed(ILogger log, string kind, string origin, string activityId, string conversationId);

    /// <summary>Undoes the log's new row: the activity is there already.</summary>
    private sealed class AlreadyAcceptedException : Exception;
}
