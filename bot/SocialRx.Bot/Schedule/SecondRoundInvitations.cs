using Quartz;
using SocialRx.Dialogs;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Tells people in Teams who agreed to be written to, at civil hours, that a question they answered is asked again: each of them once for each question. As with
/// <see cref="CheckInRound"/> each is a turn, and that they were told is committed with what they were told.
/// </summary>
internal sealed class SecondRoundInvitations(
    Database database,
    SpeakingFirst speaking,
    TellOfRounds tell,
    RoundBook rounds,
    ProgrammeOptions programme,
    CheckInOptions options,
    TimeProvider clock) : IJob
{
    private const int MostAtATime = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await TellAsync(cancellationToken);

    /// <summary>Tells whoever is due; returns how many turns that took.</summary>
    internal async Task<int> TellAsync(CancellationToken stop)
    {
        if (!options.IsCivil(options.Local(clock.GetUtcNow())))
            return 0;
        await rounds.RenewAsync(stop);
        var due = await database.ReadAsync(Due, stop);
        foreach (var one in due)
            await speaking.SpeakAsync(one.ConversationId, one.At, "a second round", (turn, token) => tell(turn, token), stop);
        return due.Count;
    }

    /// <summary>Somebody who answered several of them hears of all in one turn.</summary>
    private List<DueNews> Due(Connection connection) =>
        [.. rounds.Open.SelectMany(round => SecondLooks.Due(connection, programme.Id, round.Id, MostAtATime)).DistinctBy(one => one.ConversationId).Take(MostAtATime)];
}
