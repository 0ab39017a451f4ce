using System.Security.Cryptography;
using Microsoft.Bot.Schema;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder;

public interface ITranscriptLogger
{
    Task LogActivityAsync(IActivity activity);
}

public class PagedResult<T>
{
    public T[] Items { get; set; } = [];

    public string ContinuationToken { get; set; }
}

public class TranscriptInfo
{
    public string ChannelId { get; set; }

    public string Id { get; set; }

    public DateTimeOffset Created { get; set; }
}

public interface ITranscriptStore : ITranscriptLogger
{
    Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string continuationToken = null, DateTimeOffset startDate = default);

    Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string continuationToken = null);

    Task DeleteTranscriptAsync(string channelId, string conversationId);
}

/// <summary>Keeps transcripts for tests and demonstrations, by channel and conversation, twenty to a page.</summary>
public class MemoryTranscriptStore : ITranscriptStore
{
    private const int PageSize = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Channel, string Conversation), List<IActivity>> transcripts = [];

    public Task LogActivityAsync(IActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        lock (gate)
        {
            var key = (activity.ChannelId, activity.Conversation.Id);
            if (!transcripts.TryGetValue(key, out var transcript))
                transcripts[key] = transcript = [];
            Log(transcript, (Activity)activity);
        }

        return Task.CompletedTask;
    }

    // What was changed stands where it was said, and of what was taken back only that it was.
    private static void Log(List<IActivity> transcript, Activity activity)
    {
        var said = activity.Type is ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete ? transcript.FindIndex(earlier => earlier.Id == activity.Id) : -1;
        if (said >= 0)
            transcript[said] = activity.Type == ActivityTypes.MessageUpdate ? Changed((Activity)transcript[said], activity) : TakenBack((Activity)transcript[said]);
        else
            transcript.Add(activity);
    }

    private static Activity Changed(Activity said, Activity update)
    {
        var changed = update.Copy();
        (changed.Type, changed.Timestamp, changed.LocalTimestamp) = (said.Type, said.Timestamp, said.LocalTimestamp);
        return changed;
    }

    private static Activity TakenBack(Activity said) => new(ActivityTypes.MessageDelete)
    {
        Id = said.Id,
        From = new ChannelAccount("deleted", role: said.From?.Role),
        Recipient = new ChannelAccount("deleted", role: said.Recipient?.Role),
        Locale = said.Locale,
        LocalTimestamp = said.LocalTimestamp,
        Timestamp = said.Timestamp,
        ChannelId = said.ChannelId,
        Conversation = said.Conversation,
        ServiceUrl = said.ServiceUrl,
        ReplyToId = said.ReplyToId,
    };

    public Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string continuationToken = null, DateTimeOffset startDate = default)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (gate)
        {
            var found = transcripts.GetValueOrDefault((channelId, conversationId), []).Where(activity => activity.Timestamp >= startDate || startDate == default).OrderBy(activity => activity.Timestamp).ToList();
            return Task.FromResult(Page(found, activity => activity.Id, continuationToken));
        }
    }

    public Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        lock (gate)
        {
            var found = transcripts.Where(transcript => transcript.Key.Channel == channelId)
                .Select(transcript => new TranscriptInfo { ChannelId = channelId, Id = transcript.Key.Conversation, Created = transcript.Value[0].Timestamp ?? default })
                .OrderBy(transcript => transcript.Created).ToList();
            return Task.FromResult(Page(found, transcript => transcript.Id, continuationToken));
        }
    }

    public Task DeleteTranscriptAsync(string channelId, string conversationId)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (gate)
            transcripts.Remove((channelId, conversationId));
        return Task.CompletedTask;
    }

    private static PagedResult<T> Page<T>(List<T> all, Func<T, string> idOf, string after)
    {
        var rest = after is null ? all : all.SkipWhile(item => idOf(item) != after).Skip(1);
        var items = rest.Take(PageSize).ToArray();
        return new PagedResult<T> { Items = items, ContinuationToken = items.Length == PageSize ? idOf(items[^1]) : null };
    }
}

/// <summary>Writes each activity to the console, whole: for a developer's own machine.</summary>
public class ConsoleTranscriptLogger : ITranscriptLogger
{
    public Task LogActivityAsync(IActivity activity)
    {
        BotAssert.ActivityNotNull(activity);
        return Console.Out.WriteLineAsync(ProtocolJson.Serialize(activity));
    }
}

/// <summary>Writes each activity to the process's trace: whole, or who sent what kind.</summary>
public class TraceTranscriptLogger(bool traceActivity = true) : ITranscriptLogger
{
    public Task LogActivityAsync(IActivity activity)
    {
        BotAssert.ActivityNotNull(activity);
        System.Diagnostics.Trace.TraceInformation(traceActivity
            ? ProtocolJson.Serialize(activity)
            : $"{activity.From?.Name ?? activity.From?.Id ?? activity.From?.Role} [{activity.Type}]");
        return Task.CompletedTask;
    }
}

/// <summary>Logs what came in and what went out, changed or taken back, once the turn is over. A logger that fails does not fail the turn.</summary>
public class TranscriptLoggerMiddleware(ITranscriptLogger transcriptLogger) : IMiddleware
{
    private readonly ITranscriptLogger logger = transcriptLogger ?? throw new ArgumentNullException(nameof(transcriptLogger));

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        var transcript = new Queue<Activity>();
        if (turnContext.Activity is not null)
        {
            turnContext.Activity.From ??= new ChannelAccount();
            if (string.IsNullOrEmpty(turnContext.Activity.From.Role))
                turnContext.Activity.From.Role = RoleTypes.User;
            // An activity that starts a conversation for the bot was said by nobody.
            if (turnContext.Activity.Name != ActivityEventNames.ContinueConversation)
                transcript.Enqueue(Copy(turnContext.Activity));
        }

        turnContext.OnSendActivities(async (_, activities, send) =>
        {
            var responses = await send().ConfigureAwait(false);
            foreach (var activity in activities)
                transcript.Enqueue(Copy(activity));
            return responses;
        });
        turnContext.OnUpdateActivity(async (_, activity, update) =>
        {
            var response = await update().ConfigureAwait(false);
            var copy = Copy(activity);
            copy.Type = ActivityTypes.MessageUpdate;
            transcript.Enqueue(copy);
            return response;
        });
        turnContext.OnDeleteActivity(async (_, reference, delete) =>
        {
            await delete().ConfigureAwait(false);
            transcript.Enqueue(new Activity(ActivityTypes.MessageDelete) { Id = reference.ActivityId, Timestamp = TimeProvider.System.GetUtcNow() }.ApplyConversationReference(reference));
        });

        await next(cancellationToken).ConfigureAwait(false);
        await LogAsync(transcript).ConfigureAwait(false);
    }

    private static Activity Copy(Activity activity)
    {
        var copy = ProtocolJson.Deserialize<Activity>(ProtocolJson.Serialize(activity));
        copy.Timestamp ??= TimeProvider.System.GetUtcNow();
        if (string.IsNullOrEmpty(copy.Id))
            copy.Id = "g_" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        return copy;
    }

    private async Task LogAsync(Queue<Activity> transcript)
    {
        while (transcript.TryDequeue(out var activity))
        {
            try
            {
                await logger.LogActivityAsync(activity).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                System.Diagnostics.Trace.TraceError($"The transcript logger failed: {failure.GetType().Name}");
            }
        }
    }
}
