using Quartz;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Tells once a day, until somebody has looked, of concerns that nobody has acknowledged in time, of requests for a link worker that nobody has accepted in time, of
/// statements that nobody has decided about in time, and of findings that nobody has answered, or done what was promised, in time.
/// It is told before it is noted that it was: a crash in between tells it twice rather than not at all.
/// </summary>
internal sealed partial class OverdueAlarms(
    Database database,
    ProgrammeOptions programme,
    SafeguardingOptions safeguarding,
    StatementOptions statements,
    NewId newId,
    TimeProvider clock,
    ILogger<OverdueAlarms> log) : IJob
{
    private const int AtATime = 200;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await AlarmAsync(cancellationToken);

    /// <summary>Returns how many were told of.</summary>
    internal async Task<int> AlarmAsync(CancellationToken stop)
    {
        var told = 0;
        foreach (var route in new[] { SafeguardingRoute.Red, SafeguardingRoute.Amber, SafeguardingRoute.ThirdParty })
            told += await TellAsync(Concerns(route), stop);
        return told + await TellAsync(Referrals, stop) + await TellAsync(Statements, stop) + await TellOfFindingsAsync(stop);
    }

    private async Task<int> TellOfFindingsAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(London.Local(now).DateTime);
        var overdue = await database.ReadAsync(connection => Findings.Overdue(connection, programme.Id, today, now - Day), stop);
        foreach (var finding in overdue)
        {
            LogFinding(log, finding.Id, finding.Owner, finding.Owed!.Value);
            var by = new StaffAction(newId(), "schedule", "service", now);
            await database.WriteAsync(connection => Findings.NoteAlarm(connection, programme.Id, finding, now - Day, by), stop);
        }

        return overdue.Count;
    }

    private Kind Concerns(SafeguardingRoute route) => new(
        (connection, before) => Overdue.Concerns(connection, programme.Id, route, before, AtATime),
        since => safeguarding.OverdueFrom(route, since),
        (id, since) => LogConcern(log, id, route.Stored(), since),
        (connection, id, since, before, by) => Overdue.NoteConcern(connection, programme.Id, id, since, before, by));

    private Kind Referrals => new(
        (connection, before) => Overdue.Referrals(connection, programme.Id, before, AtATime),
        since => WorkingDays.After(since, programme.ReplyWithinWorkingDays),
        (id, since) => LogReferral(log, id, since),
        (connection, id, since, before, by) => Overdue.NoteReferral(connection, programme.Id, id, since, before, by));

    private Kind Statements => new(
        (connection, before) => Overdue.Statements(connection, programme.Id, before, AtATime),
        since => WorkingDays.After(since, statements.DecideWithinWorkingDays),
        (id, since) => LogStatement(log, id, since),
        (connection, id, since, before, by) => Overdue.NoteStatement(connection, programme.Id, id, since, before, by));

    /// <summary>Of one kind whoever waits longer is overdue sooner: the first that is in time ends it.</summary>
    private async Task<int> TellAsync(Kind kind, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var before = now - Day;
        var told = 0;
        while (true)
        {
            var waiting = await database.ReadAsync(connection => kind.Waiting(connection, before), stop);
            var overdue = waiting.Select(one => (one.Id, Since: kind.OverdueFrom(one.Since))).TakeWhile(one => one.Since <= now).ToList();
            foreach (var (id, since) in overdue)
                await TellAsync(kind, id, since, now, stop);
            told += overdue.Count;
            if (overdue.Count < AtATime)
                return told;
        }
    }

    private async Task TellAsync(Kind kind, string id, DateTimeOffset since, DateTimeOffset now, CancellationToken stop)
    {
        kind.Tell(id, since);
        var by = new StaffAction(newId(), "schedule", "service", now);
        await database.WriteAsync(connection => kind.Note(connection, id, since, now - Day, by), stop);
    }

    /// <summary>What can be overdue: who waits that was not told of lately, from when on it is overdue, how that is told and noted.</summary>
    private sealed record Kind(
        Func<Connection, DateTimeOffset, IReadOnlyList<Waiting>> Waiting,
        Func<DateTimeOffset, DateTimeOffset> OverdueFrom,
        Action<string, DateTimeOffset> Tell,
        Func<Connection, string, DateTimeOffset, DateTimeOffset, StaffAction, bool> Note);

    [LoggerMessage(EventId = 1310, Level = LogLevel.Error, Message = "Concern {ConcernId} ({Route}) is overdue since {Since:u}: nobody has acknowledged it")]
    private static partial void LogConcern(ILogger log, string concernId, string route, DateTimeOffset since);

    [LoggerMessage(EventId = 1312, Level = LogLevel.Warning, Message = "Statement {StatementId} is overdue since {Since:u}: nobody has decided about it")]
    private static partial void LogStatement(ILogger log, string statementId, DateTimeOffset since);

    [LoggerMessage(EventId = 1315, Level = LogLevel.Error, Message = "Finding {FindingId} waits for {Owner}, who owed an answer by {Day}")]
    private static partial void LogFinding(ILogger log, string findingId, string owner, DateOnly day);

    [LoggerMessage(EventId = 1311, Level = LogLevel.Error, Message = "Referral {ReferralId} is overdue since {Since:u}: nobody has accepted it")]
    private static partial void LogReferral(ILogger log, string referralId, DateTimeOffset since);
}
