using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Storage;
using SocialRx.Storage.Turn;
using SocialRx.Turns;

namespace SocialRx.Bot.Turn;

/// <summary>Sends a reply of a turn that has committed before to its channel, or throws.</summary>
internal delegate Task SendAgain(Activity reply, CancellationToken cancellationToken);

/// <summary>
/// Sends, conversation by conversation and in order, what a crash or a channel's outage left unsent. Each process sends what it holds itself;
/// replies behind another process's wait until those are gone.
/// </summary>
internal sealed partial class OutboxSweeper(
    Database database,
    Peers peers,
    ConversationOrder order,
    SentReplies sent,
    SendAgain sendAgain,
    TurnOptions options,
    TimeProvider clock,
    ILogger<OutboxSweeper> log) : BackgroundService
{
    private const int ConversationsAtATime = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    /// <summary>How often a woken sweeper looks again soon: what it was woken for may have to wait for another process to finish sending.</summary>
    private const int SoonAgain = 35;

    /// <summary>How often of these it looks again at once, as another process may only have to write down what it has sent.</summary>
    private const int AtOnceAgain = 5;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Give up only what was also tried often: a clock that jumps is no reason.</summary>
    private const int LeastAttempts = 8;

    private readonly SemaphoreSlim _woken = new(0);

    /// <summary>Look now.</summary>
    public void Wake() => _woken.Release();

    public override void Dispose()
    {
        _woken.Dispose();
        base.Dispose();
    }

    /// <summary>Sends what is due; returns how many conversations were tried.</summary>
    internal async Task<int> SweepAsync(CancellationToken stop)
    {
        await sent.WriteAsync(stop);
        var due = await database.ReadAsync(connection => Outbox.Due(connection, peers.Me, clock.GetUtcNow(), 1000), stop);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = ConversationsAtATime, CancellationToken = stop }, SweepAsync);
        await sent.WriteAsync(stop);
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var soon = 0; !stoppingToken.IsCancellationRequested; soon--)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is StorageException or UnconfirmedWriteException)
            {
                LogStorage(log, trouble.Message);
            }

            if (await _woken.WaitAsync(soon > SoonAgain - AtOnceAgain ? ShortestPause : soon > 0 ? ShortPause : Pause, stoppingToken))
                soon = SoonAgain;
        }
    }

    private async ValueTask SweepAsync(string conversationId, CancellationToken stop)
    {
        var slash = conversationId.IndexOf('/', StringComparison.Ordinal);
        await order.RunAsync(conversationId[..slash], conversationId[(slash + 1)..], token => SendWaitingAsync(conversationId, token), stop);
    }

    private async Task SendWaitingAsync(string conversationId, CancellationToken stop)
    {
        var sentUpTo = sent.UpTo(conversationId);
        var waiting = await database.ReadAsync(connection => Outbox.Waiting(connection, conversationId), stop);
        foreach (var reply in waiting.Where(reply => reply.Sequence > sentUpTo))
        {
            if (reply.Process != peers.Me || !await SendAsync(conversationId, reply, stop))
                return;
        }
    }

    private async Task<bool> SendAsync(string conversationId, WaitingReply reply, CancellationToken stop)
    {
        try
        {
            await sendAgain(ActivityJson.Read(database.Sealing.Open(new SealedText(reply.Body))), stop);
            sent.Note(conversationId, reply.Sequence);
            return true;
        }
        catch (Exception failure) when (failure is not (StorageException or UnconfirmedWriteException) && !stop.IsCancellationRequested)
        {
            if (OutboxRoute.IsUnwanted(failure))
                await database.WriteAsync(connection => ConversationReferences.Forget(connection, conversationId), stop);
            await PostponeAsync(conversationId, reply, failure);
            return false;
        }
    }

    private async Task PostponeAsync(string conversationId, WaitingReply reply, Exception failure)
    {
        var now = clock.GetUtcNow();
        if (now > reply.CreatedAt.AddHours(options.GiveUpAfterHours) && reply.Attempts + 1 >= LeastAttempts)
        {
            LogGivenUp(log, reply.ActivityId, conversationId, reply.Attempts + 1, failure.GetType().Name);
            await database.WriteAsync(connection => Outbox.GiveUp(connection, conversationId, reply.Sequence, now));
            return;
        }

        LogPostponed(log, reply.ActivityId, conversationId, failure.GetType().Name, TurnMiddleware.Origin(failure), reply.Attempts + 1);
        await database.WriteAsync(connection => Outbox.TryLater(connection, conversationId, reply.Sequence, now + Wait(reply.Attempts)));
    }

    // 2 s, 4 s, 8 s ... 5 min.
    private static TimeSpan Wait(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(attempts, 16) + 1)));

    [LoggerMessage(EventId = 1023, Level = LogLevel.Warning, Message = "Reply {ActivityId} of {ConversationId} could not be sent ({Kind} in {Origin}), attempt {Attempt}; it is tried again later")]
    private static partial void LogPostponed(ILogger log, string activityId, string conversationId, string kind, string origin, int attempt);

    [LoggerMessage(EventId = 1021, Level = LogLevel.Error, Message = "Reply {ActivityId} of {ConversationId} was given up after {Attempts} attempts, the last failing with {Kind}")]
    private static partial void LogGivenUp(ILogger log, string activityId, string conversationId, int attempts, string kind);

    [LoggerMessage(EventId = 1022, Level = LogLevel.Error, Message = "Unsent replies cannot be looked up: {Trouble}")]
    private static partial void LogStorage(ILogger log, string trouble);
}
