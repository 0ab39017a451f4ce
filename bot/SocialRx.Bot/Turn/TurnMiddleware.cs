using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SocialRx.Bot.Keys;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.Insights;
using SocialRx.Storage.Turn;
using SocialRx.Turns;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SocialRx.Bot.Turn;

/// <summary>What every adapter's turns share.</summary>
internal sealed record TurnParts(
    Database Database,
    ServiceKeys Keys,
    ConversationOrder Order,
    SentReplies Sent,
    BotState[] States,
    ProgrammeOptions Programme,
    TurnOptions Options,
    TimeProvider Clock,
    NewId NewId,
    ILogger<TurnMiddleware> Log);

/// <summary>
/// One turn is one transaction: an activity seen before is dropped; state is loaded; the bot runs with its replies held back; rows, state and
/// replies commit together; then the replies leave. A turn that lost against another of its conversation runs again from fresh state.
/// </summary>
internal sealed partial class TurnMiddleware(TurnParts parts, IReplyRoute route) : IMiddleware, IKeepsTurnsInOrder, ICommitsTurns
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (SentAgain.Reply is { } reply)
        {
            await ChannelReply.SendAsync(turnContext, reply, cancellationToken);
            return;
        }

        var activity = turnContext.Activity;
        await parts.Order.RunAsync(activity.ChannelId, activity.Conversation?.Id, token => TurnAsync(turnContext, next, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task CommittedAsync(string channelId, string conversationId, string activityId, CancellationToken cancellationToken)
    {
        while (string.IsNullOrEmpty(activityId) || !await HasCommittedAsync($"{channelId}/{conversationId}", activityId, cancellationToken))
            await Task.Delay(Pause, parts.Clock, cancellationToken);
    }

    private Task<bool> HasCommittedAsync(string conversationId, string activityId, CancellationToken cancellationToken) =>
        parts.Database.ReadAsync(connection => Inbox.IsDone(connection, conversationId, activityId), cancellationToken);

    private async Task TurnAsync(ITurnContext context, NextDelegate next, CancellationToken cancellationToken)
    {
        var turn = Open(context);
        if (await TakeAsync(context, turn, next, cancellationToken))
            await route.DeliverAsync(context, turn);
    }

    private OpenTurn Open(ITurnContext context)
    {
        var activity = context.Activity;
        var conversationId = $"{activity.ChannelId}/{activity.Conversation?.Id}";
        var person = parts.Keys.Pseudonym(activity.ChannelId, activity.From?.Id ?? "");
        var turn = new OpenTurn(
            new TurnIdentity(parts.Programme.Id, conversationId, person),
            string.IsNullOrEmpty(activity.Id) ? null : activity.Id,
            route,
            parts.Database.Sealing,
            parts.NewId);

        context.TurnState.Set(turn);
        context.TurnState.Set(turn.Writes);
        context.TurnState.Set(turn.Identity);
        context.OnSendActivities((_, activities, send) => turn.SendAsync(activities, send));
        TurnStorage.Turn = turn;
        return turn;
    }

    /// <summary>False when there was nothing to do.</summary>
    /// <exception cref="EarlierActivityException">An activity that was accepted before this one has not had its turn.</exception>
    private async Task<bool> TakeAsync(ITurnContext context, OpenTurn turn, NextDelegate next, CancellationToken cancellationToken)
    {
        var outcome = Outcome.Lost;
        for (var attempt = 1; ; attempt++)
        {
            var sentUpTo = parts.Sent.UpTo(turn.Identity.ConversationId);
            turn.Begin(await parts.Database.ReadAsync(connection => Conversations.Load(connection, turn.Identity.ConversationId, turn.ActivityId, sentUpTo), cancellationToken));
            if (turn.Start.AlreadyDone)
            {
                Repeated(turn, outcome);
                return false;
            }

            if (turn.Start.NextUp is { } earlier && earlier != turn.ActivityId)
                throw new EarlierActivityException(earlier);
            await RunAsync(context, turn, next, cancellationToken);
            outcome = await CommitAsync(context, turn);
            if (outcome == Outcome.Committed)
                return true;
            if (attempt == parts.Options.Tries)
                throw new TurnConflictException($"The turn lost against others of its conversation {attempt} times.");
            LogConflict(parts.Log, turn.Identity.ConversationId, turn.ActivityId, attempt);
        }
    }

    private void Repeated(OpenTurn turn, Outcome lastTry)
    {
        if (lastTry == Outcome.Unconfirmed)
            route.DeliverRecorded(turn.Identity.ConversationId);
        else
            LogRepeated(parts.Log, turn.Identity.ConversationId, turn.ActivityId);
    }

    private async Task RunAsync(ITurnContext context, OpenTurn turn, NextDelegate next, CancellationToken cancellationToken)
    {
        try
        {
            await LoadStatesAsync(context, cancellationToken);
            await next(cancellationToken);
            foreach (var state in parts.States)
                await state.SaveChangesAsync(context, false, cancellationToken);
        }
        catch (Exception failure) when (IsOfTheBot(failure, cancellationToken))
        {
            await ApologiseAsync(context, turn, failure);
        }
    }

    /// <summary>What the bot asked to record may fail; then only an apology commits.</summary>
    private async Task<Outcome> CommitAsync(ITurnContext context, OpenTurn turn)
    {
        try
        {
            var ready = turn.Ready();
            await parts.Database.WriteAsync(connection => Commit(connection, turn, ready));
            turn.Writes.Committed();
            return Outcome.Committed;
        }
        catch (TurnConflictException)
        {
            return Outcome.Lost;
        }
        catch (UnconfirmedWriteException)
        {
            return Outcome.Unconfirmed;
        }
        catch (Exception failure) when (turn.Writes.Count > 0 && IsOfTheBot(failure, CancellationToken.None))
        {
            await ApologiseAsync(context, turn, failure);
            return await CommitAsync(context, turn);
        }
    }

    private void Commit(Connection connection, OpenTurn turn, ReadyToCommit ready)
    {
        var now = parts.Clock.GetUtcNow();
        var batch = new SqlBatch();
        var version = Conversations.Save(batch, turn.Identity.ConversationId, turn.Start.Version, ready.Changes, now, turn.Writes.ForgetsConversation);
        if (turn.ActivityId is not null)
            Inbox.MarkDone(batch, turn.Identity.ConversationId, turn.ActivityId, now);
        route.Record(connection, batch, turn, ready.Replies, now);
        if (turn.Writes.Count == 0)
            batch.Run(connection);
        else
            Counters.Keeping(connection, batch, turn.Identity.ProgrammeId, turn.Identity.PersonId.Value, Record);
        if (version.Rows.Count == 0)
            throw new TurnConflictException();

        void Record(Connection open)
        {
            if (version.Rows.Count > 0)
                turn.Writes.Run(open);
        }
    }

    private async Task ApologiseAsync(ITurnContext context, OpenTurn turn, Exception failure)
    {
        LogFailed(parts.Log, failure.GetType().Name, Origin(failure), turn.Identity.ConversationId, turn.ActivityId);
        turn.Clear();
        if (context.Activity.Type == ActivityTypes.Message)
            await context.SendActivityAsync(MessageFactory.Text(TurnWords.Apology));
    }

    private async Task LoadStatesAsync(ITurnContext context, CancellationToken cancellationToken)
    {
        foreach (var state in parts.States)
            await state.LoadAsync(context, force: true, cancellationToken);
    }

    /// <summary>Not trouble of the disk, which no apology can be saved on, and not the service being stopped, after which the turn is run again.</summary>
    internal static bool IsOfTheBot(Exception failure, CancellationToken cancellationToken) =>
        failure is not StorageException && !(failure is OperationCanceledException && cancellationToken.IsCancellationRequested);

    /// <summary>Where it happened; the exception's own message may hold what a person said, so it is never logged.</summary>
    internal static string Origin(Exception failure) =>
        new System.Diagnostics.StackTrace(failure, fNeedFileInfo: false).GetFrame(0)?.GetMethod() is { } method
            ? $"{method.DeclaringType?.FullName}.{method.Name}"
            : "unknown";

    private enum Outcome
    {
        Committed,

        /// <summary>Another turn of the conversation committed first.</summary>
        Lost,

        /// <summary>The connection broke while committing; what the database holds tells.</summary>
        Unconfirmed,
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Activity {ActivityId} of {ConversationId} was delivered again; its turn is done already")]
    private static partial void LogRepeated(ILogger log, string conversationId, string? activityId);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Turn of activity {ActivityId} in {ConversationId} lost against another, try {Attempt}; run again")]
    private static partial void LogConflict(ILogger log, string conversationId, string? activityId, int attempt);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Error, Message = "Turn of activity {ActivityId} in {ConversationId} failed with {Kind} in {Origin}; rolled back and apologised")]
    private static partial void LogFailed(ILogger log, string kind, string origin, string conversationId, string? activityId);
}

/// <summary>An activity of the conversation that was accepted before has not had its turn: that comes first.</summary>
internal sealed class EarlierActivityException(string activityId) : Exception("An activity that was accepted before has not had its turn.")
{
    public string ActivityId => activityId;
}

/// <summary>
/// A reply of a turn that has committed before. The conversation is continued only to reach its channel, so neither safeguarding nor the bot
/// takes part.
/// </summary>
internal static class SentAgain
{
    private static readonly AsyncLocal<Activity?> Flow = new();

    /// <summary>For the flow that sets it and what that calls.</summary>
    public static Activity? Reply
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }
}
