using Quartz;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.Schedule;

/// <summary>Looks whether votes on statements came in bursts, and flags those for a person to decide about.</summary>
internal sealed partial class StatementLook(Database database, ProgrammeOptions programme, StatementOptions rules, NewId newId, TimeProvider clock, ILogger<StatementLook> log) : IJob
{
    /// <summary>Votes looked at: those of the time somebody has only just begun, and a little more than the pause between two looks.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await LookAsync(cancellationToken);

    /// <summary>Returns how many were flagged.</summary>
    internal async Task<int> LookAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var since = now - Overlap - TimeSpan.FromMinutes(rules.NewForMinutes);
        var flagged = await database.WriteAsync(connection => StatementFlags.Look(connection, programme.Id, since, rules, () => newId(), now), stop);
        if (flagged > 0)
            LogFlagged(log, flagged);
        return flagged;
    }

    [LoggerMessage(EventId = 1313, Level = LogLevel.Warning, Message = "{Bursts} bursts of votes on statements wait for somebody to decide about them")]
    private static partial void LogFlagged(ILogger log, int bursts);
}
