using Quartz;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Opinions;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using OpinionVote = SocialRx.Domain.CoDesign.Opinions.CastVote;

namespace SocialRx.Bot.Schedule;

/// <summary>Works out from votes on statements who votes alike, what all agree on and what to ask next, so that neither a turn nor a page has to.</summary>
internal sealed partial class OpinionLook(Database database, ProgrammeOptions programme, ConsultationBook book, DisclosureOptions rules, TimeProvider clock, ILogger<OpinionLook> log) : IJob
{
    /// <summary>Of the votes there were: when fewer have changed, a look can wait.</summary>
    private const double Few = 0.02;

    private static readonly TimeSpan AnyhowAfter = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await LookAsync(cancellationToken);

    /// <summary>Returns at how many questions it looked.</summary>
    internal async Task<int> LookAsync(CancellationToken stop)
    {
        var looked = 0;
        foreach (var of in book.Current.All.Where(consultation => consultation.WithdrawnBecause is null).SelectMany(Questions))
        {
            var (now, last) = await database.ReadAsync(connection => (OpinionShelf.Now(connection, programme.Id, of), OpinionShelf.Last(connection, programme.Id, of)), stop);
            if (!IsDue(now, last))
                continue;
            await LookAsync(of, now, stop);
            looked++;
        }

        return looked;
    }

    private async Task LookAsync(StatementQuestion of, OpinionStamp stamp, CancellationToken stop)
    {
        var (cast, before) = await database.ReadAsync(connection => (StatementBallots.Counted(connection, programme.Id, of), OpinionShelf.Told(connection, programme.Id, of, rules)), stop);
        var votes = VoteMatrix.Of(cast.Select(vote => new OpinionVote(vote.BallotId, vote.StatementId, vote.Vote.Opinion()!.Value)));
        var analysis = OpinionAnalysis.Of(votes, votes.Statements, new GroupingRules { LeastGroup = rules.LeastShown });
        var found = new OpinionFindings(stamp, Pulls(votes, analysis), ToldOpinions.Of(votes, analysis, rules, before));
        await database.WriteAsync(connection => OpinionShelf.Keep(connection, programme.Id, of, found, rules, clock.GetUtcNow()), stop);
        LogLooked(log, votes.Statements.Count, of.ConsultationId, of.QuestionId, analysis.Groups.Count);
    }

    private bool IsDue(OpinionStamp now, OpinionLooked? last) =>
        now.Votes > 0
        && (last is null
            || (now.Text(rules) != last.Stamp && (Math.Abs(now.Votes - last.Votes) > Few * last.Votes || clock.GetUtcNow() - last.LookedAt >= AnyhowAfter)));

    private static IEnumerable<StatementQuestion> Questions(Consultation consultation) =>
        consultation.Questions.OfType<ConsultationQuestion.Statements>().Select(question => new StatementQuestion(consultation.Id, question.Id));

    private static IReadOnlyList<StatementPull> Pulls(VoteMatrix votes, OpinionAnalysis analysis)
    {
        var terms = VoteForecast.Learn(votes);
        return [.. analysis.Statements.Select((statement, at) => new StatementPull(statement.Id, statement.Extremity, terms?[at]))];
    }

    [LoggerMessage(EventId = 1341, Level = LogLevel.Information, Message = "Votes on {Statements} statements of {ConsultationId}/{QuestionId} were looked at: {Groups} groups")]
    private static partial void LogLooked(ILogger log, int statements, string consultationId, string questionId, int groups);
}
