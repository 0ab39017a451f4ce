using Quartz;
using SocialRx.Bot.Channels;
using SocialRx.Dialogs;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Tells people in Teams who agreed to be asked later what became of an idea of theirs, at civil hours and once a day at most. That they were told commits with the message; everybody else hears
/// it when they come back.
/// </summary>
internal sealed partial class StatementNewsRound(
    Database database,
    AdapterWithErrorHandler adapter,
    TellOfIdeas tell,
    ProgrammeOptions programme,
    CheckInOptions options,
    TimeProvider clock,
    ILogger<StatementNewsRound> log) : IJob
{
    private const int MostAtATime = 200;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await TellAsync(cancellationToken);

    /// <summary>Tells whoever is due; returns how many turns that took.</summary>
    internal async Task<int> TellAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (!options.IsCivil(options.Local(now)))
            return 0;
        var due = await database.ReadAsync(connection => StatementNews.Due(connection, programme.Id, now - Day, MostAtATime), stop);
        foreach (var news in due)
            await TellAsync(news, stop);
        return due.Count;
    }

    private async Task TellAsync(DueNews news, CancellationToken stop)
    {
        try
        {
            await adapter.SpeakFirstAsync(news.At, (turn, token) => tell(turn, token), stop);
        }
#pragma warning disable CA1031 // One conversation's trouble must not keep the others from being told; it is tried again at the next look.
        catch (Exception failure) when (failure is not StorageException && !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(log, news.ConversationId, failure.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 1314, Level = LogLevel.Warning, Message = "Nobody could be told what became of an idea in {ConversationId} ({Kind}); it is tried again later")]
    private static partial void LogFailed(ILogger log, string conversationId, string kind);
}
