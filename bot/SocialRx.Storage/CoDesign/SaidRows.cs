using SocialRx.Domain.CoDesign.Findings;

namespace SocialRx.Storage.CoDesign;

/// <summary>What somebody has said, by the rows that a finding can be about; the view "said_row" alone decides which those are.</summary>
public sealed record SaidRows(ILookup<(string ConsultationId, string QuestionId), string> Rows)
{
    public static SaidRows Of(Connection connection, TurnIdentity who) =>
        new(connection.Query<Row>(
            """
            select distinct consultation_id, question_id, row_id
            from said_row
            where programme_id = @ProgrammeId
              and person_id = @PersonId
            order by consultation_id, question_id, row_id
            """,
            new { who.ProgrammeId, PersonId = who.PersonId.Value }).ToLookup(row => (row.ConsultationId, row.QuestionId), row => row.RowId));

    /// <summary>Whether a finding is what they said.</summary>
    public bool Has(Finding finding) => finding.IsSaidBy(finding.ConsultationId, finding.QuestionId, [.. Rows[(finding.ConsultationId, finding.QuestionId)]]);

    /// <summary>By question.</summary>
    public IReadOnlyDictionary<string, string[]> In(string consultationId) =>
        Rows.Where(question => question.Key.ConsultationId == consultationId).ToDictionary(question => question.Key.QuestionId, question => question.ToArray(), StringComparer.Ordinal);

    private sealed record Row
    {
        public required string ConsultationId { get; init; }
        public required string QuestionId { get; init; }
        public required string RowId { get; init; }
    }
}
