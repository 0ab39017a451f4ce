using Quartz;
using SocialRx.Bot.Channels;
using SocialRx.Dialogs;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.People;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Asks people in Teams who agreed to it how it went, once, after the day and at civil hours. Each is a turn of their conversation like any other:
/// that they were asked is committed with the question, so a crash before asks later and a crash after only sends what was asked.
/// </summary>
internal sealed partial class CheckInRound(
    Database database,
    AdapterWithErrorHandler adapter,
    AskHowItWent ask,
    ProgrammeOptions programme,
    CheckInOptions options,
    TimeProvider clock,
    ILogger<CheckInRound> log) : IJob
{
    private const int MostAtATime = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await AskAsync(cancellationToken);

    /// <summary>Asks whoever is due; returns how many turns that took.</summary>
    internal async Task<int> AskAsync(CancellationToken stop)
    {
        var local = options.Local(clock.GetUtcNow());
        if (!options.IsCivil(local))
            return 0;

        var today = DateOnly.FromDateTime(local);
        await database.WriteAsync(connection => CheckIns.Purge(connection, programme.Id, today.AddDays(-options.ForgetAfterDays)), stop);
        var due = await database.ReadAsync(connection => CheckIns.Due(connection, programme.Id, today, MostAtATime), stop);
        foreach (var checkIn in due)
            await AskAsync(checkIn, today, stop);
        return due.Count;
    }

    private async Task AskAsync(DueCheckIn due, DateOnly today, CancellationToken stop)
    {
        try
        {
            await adapter.SpeakFirstAsync(due.At, (turn, token) => ask(turn, today, token), stop);
        }
#pragma warning disable CA1031 // One conversation's trouble must not keep the others from being asked; it is tried again at the next look.
        catch (Exception failure) when (failure is not StorageException && !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(log, due.ConversationId, failure.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning, Message = "Nobody could be asked how it went in {ConversationId} ({Kind}); it is tried again later")]
    private static partial void LogFailed(ILogger log, string conversationId, string kind);
}
