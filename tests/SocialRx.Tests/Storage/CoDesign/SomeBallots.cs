using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using OpinionVote = SocialRx.Domain.CoDesign.Opinions.CastVote;
using Vote = SocialRx.Domain.CoDesign.Opinions.Vote;

namespace SocialRx.Tests.Storage.CoDesign;

/// <summary>Votes of people who agreed to be counted and are forgotten, as they lie in the database.</summary>
internal static class SomeBallots
{
    /// <summary>Statements that are not there yet are approved ones with their id as words.</summary>
    public static void Put(Connection connection, string programmeId, StatementQuestion of, IReadOnlyList<OpinionVote> votes, DateTimeOffset now)
    {
        connection.Execute(
            """
            insert into statement (programme_id, id, consultation_id, question_id, source, words, redacted, state, is_shown, said_at, waiting_since)
            values (@programmeId, @Id, @ConsultationId, @QuestionId, 'young-person', @Words, @Words, 'approved', 1, @now, @now)
            on conflict do nothing
            """,
            votes.Select(vote => vote.Statement).Distinct().Select(id => new { programmeId, Id = id, of.ConsultationId, of.QuestionId, Words = connection.Sealing.Seal($"Idea {id}.").Value, now }));
        connection.Execute(
            """
            insert into statement_ballot (programme_id, id, consultation_id, question_id, person_id, began_at)
            values (@programmeId, @Id, @ConsultationId, @QuestionId, null, @now)
            """,
            votes.Select(vote => vote.Participant).Distinct().Select(id => new { programmeId, Id = id, of.ConsultationId, of.QuestionId, now }));
        connection.Execute(
            "insert into statement_vote (programme_id, ballot_id, statement_id, vote, shown_at, decided_at) values (@programmeId, @Participant, @Statement, @Vote, @now, @now)",
            votes.Select(vote => new { programmeId, vote.Participant, vote.Statement, Vote = Stored(vote.Vote), now }));
        foreach (var on in votes.GroupBy(vote => vote.Statement))
            StatementBallots.Add(connection, programmeId, on.Key, [.. on.Select(vote => (Stored(vote.Vote), 1))]);
    }

    private static string Stored(Vote vote) => (vote switch
    {
        Vote.Agree => StatementVote.Agree,
        Vote.Disagree => StatementVote.Disagree,
        _ => StatementVote.Pass,
    }).Stored();
}
