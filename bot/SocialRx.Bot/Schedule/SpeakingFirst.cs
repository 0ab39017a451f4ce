using Microsoft.Bot.Builder;
using SocialRx.Bot.Channels;
using SocialRx.Storage;
using SocialRx.Storage.Turn;

namespace SocialRx.Bot.Schedule;

/// <summary>Runs a turn of a conversation in which the person has said nothing. One conversation's trouble never keeps others from theirs.</summary>
internal sealed partial class SpeakingFirst(AdapterWithErrorHandler adapter, ILogger<SpeakingFirst> log)
{
    /// <param name="what">What for, as the log says it.</param>
    public async Task SpeakAsync(string conversationId, ReachableAt at, string what, BotCallbackHandler say, CancellationToken stop)
    {
        try
        {
            await adapter.SpeakFirstAsync(at, say, stop);
        }
#pragma warning disable CA1031 // It is tried again at the next look.
        catch (Exception failure) when (failure is not StorageException && !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(log, conversationId, what, failure.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning, Message = "Nobody could be written to in {ConversationId} ({What}: {Kind}); it is tried again later")]
    private static partial void LogFailed(ILogger log, string conversationId, string what, string kind);
}
