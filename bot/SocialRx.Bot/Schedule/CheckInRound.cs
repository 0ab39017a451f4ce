using Quartz;
using SocialRx.Dialogs;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.People;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Asks people in Teams who agreed to it how it went, once, after the day and at civil hours. Each is a turn of their conversation like any other:
/// that they were asked is committed with the question, so a crash before asks later and a crash after only sends what was asked.
/// </summary>
internal sealed class CheckInRound(
    Database database,
    SpeakingFirst speaking,
    AskHowItWent ask,
    ProgrammeOptions programme,
    CheckInOptions options,
    TimeProvider clock) : IJob
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
            await speaking.SpeakAsync(checkIn.ConversationId, checkIn.At, "how it went", (turn, token) => ask(turn, today, token), stop);
        return due.Count;
    }
}
