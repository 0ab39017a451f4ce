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
/// told so; its turn then runs in the order of the log. What a crash left unanswered is answered at the next start.
/// </summary>
internal sealed partial class DirectLineTurns(
    Database database,
    DirectLineAdapter adapter,
    DirectLineSockets sockets,
    IBot bot,
    TimeProvider clock,
    ILogger<DirectLineTurns> log) : IHostedService, IDisposable
{
    /// <summary>An activity that so many starts have found unanswered may be what stops the service: it is left out.</summary>
    private const int MostAttempts = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConversationQueue _queue = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Starts the conversation and tells the bot who is in it. False when it was started before.</summary>
    public async Task<bool> StartConversationAsync(Activity joined, CancellationToken cancellationToken)
    {
        var key = DirectLineConversation.Key(joined.Conversation.Id);
        var committed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var body = ActivityJson.Write(joined);
        return await CommitAsync(committed, connection =>
        {
            var now = clock.GetUtcNow();
            if (!DirectLineLog.Start(connection, key, now))
                return false;
            Inbox.Accept(connection, key, joined.Id, -1, body, now);
            Queue(key, joined, now, committed.Task);
            return true;
        }, cancellationToken);
    }

    /// <summary>Accepts what a person sent; null when there is no such conversation. The same id again changes nothing.</summary>
    public async Task<bool?> AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        var key = DirectLineConversation.Key(activity.Conversation.Id);
        var committed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var body = ActivityJson.Write(activity);
        try
        {
            var accepted = await CommitAsync(committed, connection => Accept(connection, key, activity, body, committed.Task), cancellationToken);
            sockets.Wake(key);
            return accepted ? true : null;
        }
        catch (AlreadyAcceptedException)
        {
            return false;
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var pending = await database.WriteAsync(Inbox.TakePending, cancellationToken);
        foreach (var activity in pending.Where(activity => DirectLineConversation.IsKey(activity.ConversationId)))
            await ResumeAsync(activity);
        if (pending.Count > 0)
            LogResumed(log, pending.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _queue.StopAsync().WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task<bool> CommitAsync(TaskCompletionSource<bool> committed, Func<Connection, bool> write, CancellationToken cancellationToken)
    {
        try
        {
            var written = await database.WriteAsync(write, cancellationToken);
            committed.SetResult(true);
            return written;
        }
        finally
        {
            committed.TrySetResult(false);
        }
    }

    private bool Accept(Connection connection, string key, Activity activity, string body, Task<bool> committed)
    {
        var now = clock.GetUtcNow();
        if (DirectLineLog.Append(connection, key, [body], now) is not { } place)
            return false;
        if (!Inbox.Accept(connection, key, activity.Id, place.Watermark, body, now))
            throw new AlreadyAcceptedException();
        Queue(key, activity, place.At, committed);
        return true;
    }

    // Called by the one writer of the database, so the queue has the order of the log; the turn waits until the commit is on disk.
    private void Queue(string key, Activity activity, DateTimeOffset at, Task<bool> committed) =>
        _queue.Add(key, async () =>
        {
            activity.Timestamp = at;
            if (await committed)
                await TurnAsync(key, activity);
        });

    private async Task ResumeAsync(PendingActivity pending)
    {
        if (pending.Attempts > MostAttempts)
        {
            LogLeftOut(log, pending.ActivityId, pending.ConversationId, MostAttempts);
            await database.WriteAsync(connection => Inbox.MarkDone(connection, pending.ConversationId, pending.ActivityId, clock.GetUtcNow()));
            return;
        }

        Queue(pending.ConversationId, ActivityJson.Read(pending.Body), pending.ReceivedAt, Task.FromResult(true));
    }

    /// <summary>Runs the turn; while the disk is in trouble again and again, after saying so once.</summary>
    private async Task TurnAsync(string key, Activity activity)
    {
        for (var pause = TimeSpan.FromSeconds(1); !_stopping.IsCancellationRequested; pause = Longer(pause))
        {
            try
            {
                await adapter.RunAsync(activity, bot, _stopping.Token);
                return;
            }
            catch (StorageException trouble)
            {
                LogStorage(log, activity.Id, key, trouble.Message);
                if (pause == TimeSpan.FromSeconds(1))
                    SayAnswersLater(key, activity);
                await Task.Delay(pause, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The last place where a turn's failure can be seen: the conversation goes on with its next message.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(log, failure.GetType().Name, TurnMiddleware.Origin(failure), activity.Id, key);
                return;
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

    [LoggerMessage(EventId = 1100, Level = LogLevel.Information, Message = "{Count} activities accepted before the last stop are answered now")]
    private static partial void LogResumed(ILogger log, int count);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "Activity {ActivityId} of {ConversationId} was left unanswered by {Attempts} starts and is left out")]
    private static partial void LogLeftOut(ILogger log, string activityId, string conversationId, int attempts);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Critical, Message = "Activity {ActivityId} of {ConversationId} waits for the database: {Trouble}")]
    private static partial void LogStorage(ILogger log, string activityId, string conversationId, string trouble);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "The turn failed with {Kind} in {Origin}: activity {ActivityId} of {ConversationId}; it is tried again at the next start")]
    private static partial void LogFailed(ILogger log, string kind, string origin, string activityId, string conversationId);

    /// <summary>Undoes the log's new row: the activity is there already.</summary>
    private sealed class AlreadyAcceptedException : Exception;
}
