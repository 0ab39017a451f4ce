using Quartz;
using SocialRx.Dialogs;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Tells people in Teams who agreed to be written to what was answered to something they said, at civil hours. As with <see cref="CheckInRound"/> each is a turn,
/// and that they were told is committed with what they were told.
/// </summary>
internal sealed class AnswerRound(
    Database database,
    SpeakingFirst speaking,
    TellAnswers tell,
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
        var due = await database.ReadAsync(connection => AnswersToTell.Due(connection, programme.Id, MostAtATime), stop);
        foreach (var one in due)
            await speaking.SpeakAsync(one.ConversationId, one.At, "an answer", (turn, token) => tell(turn, token), stop);
        return due.Count;
    }
}
