using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;

namespace SocialRx.Storage.CoDesign;

/// <summary>Statements that others are shown, and how people who agreed to be counted voted on them.</summary>
public static class StatementVotesTable
{
    private static readonly IReadOnlyList<string> Columns = [StatementVote.Agree.Stored(), StatementVote.Disagree.Stored(), StatementVote.Pass.Stored()];

    /// <summary>Approved statements by their ids, in words that may be shown.</summary>
    public static IReadOnlyDictionary<string, string> Words(Connection connection, string programmeId) =>
        connection.Query<(string Id, string Words)>(
            """
            select id, coalesce(changed, redacted)
            from statement
            where programme_id = @programmeId
              and state = 'approved'
              and is_shown = 1
            """,
            new { programmeId }).ToDictionary(row => row.Id, row => connection.Sealing.OpenIfAny(row.Words)!, StringComparer.Ordinal);

    /// <summary>Exact; never shown as it is.</summary>
    internal static CountTable Read(Connection connection, string programmeId, StatementQuestion of)
    {
        var votes = StatementBallots.Counted(connection, programmeId, of);
        var counts = votes.CountBy(vote => (vote.StatementId, vote.Vote.Stored())).ToDictionary();
        IReadOnlyList<string> rows = [.. votes.Select(vote => vote.StatementId).Distinct().Order(StringComparer.Ordinal)];
        return new CountTable(
            TableIds.Votes(of.ConsultationId, of.QuestionId),
            votes.Select(vote => vote.BallotId).Distinct().Count(),
            rows,
            Columns,
            [.. rows.Select(row => (IReadOnlyList<int>)[.. Columns.Select(column => counts.GetValueOrDefault((row, column)))])]);
    }

    /// <summary>At least as many as are behind the table, found without looking at a vote.</summary>
    internal static int AtMost(Connection connection, string programmeId, StatementQuestion of) =>
        connection.ExecuteScalar<int>(
            "select count(*) from statement_ballot where programme_id = @programmeId and consultation_id = @ConsultationId and question_id = @QuestionId",
            new { programmeId, of.ConsultationId, of.QuestionId });
}
