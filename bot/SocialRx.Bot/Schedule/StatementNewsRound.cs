using Quartz;
using SocialRx.Dialogs;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Bot.Schedule;

/// <summary>
/// Tells people in Teams who agreed to be asked later what became of an idea of theirs, at civil hours and once a day at most. That they were told commits with the message; everybody else hears
/// it when they come back.
/// </summary>
internal sealed class StatementNewsRound(
    Database database,
    SpeakingFirst speaking,
    TellOfIdeas tell,
    ProgrammeOptions programme,
    CheckInOptions options,
    TimeProvider clock) : IJob
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
            await speaking.SpeakAsync(news.ConversationId, news.At, "what became of an idea", (turn, token) => tell(turn, token), stop);
        return due.Count;
    }
}
