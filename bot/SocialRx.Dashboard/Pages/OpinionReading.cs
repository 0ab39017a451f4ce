using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.Insights;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dashboard.Pages;

/// <summary>What votes on statements say, for whoever may read it.</summary>
/// <param name="Page">Null when nothing may be told yet, or this reader may not see it.</param>
public sealed record OpinionReading(OpinionPage? Page, bool MaySee)
{
    /// <summary>By question; questions of other kinds have none.</summary>
    internal static IReadOnlyDictionary<string, OpinionReading> Of(Connection connection, string programmeId, Consultation consultation, DisclosureOptions rules, StaffRole? reader) =>
        consultation.Questions.OfType<ConsultationQuestion.Statements>().ToDictionary(
            question => question.Id,
            question => Of(connection, programmeId, new StatementQuestion(consultation.Id, question.Id), rules, reader),
            StringComparer.Ordinal);

    internal static OpinionReading Of(Connection connection, string programmeId, StatementQuestion of, DisclosureOptions rules, StaffRole? reader) =>
        IsToldTo(connection, programmeId, of, reader) ? new(OpinionShelf.Page(connection, programmeId, of, rules), true) : new(null, false);

    /// <summary>Others than facilitators wait for the panel, as for all results.</summary>
    private static bool IsToldTo(Connection connection, string programmeId, StatementQuestion of, StaffRole? reader) =>
        reader == StaffRole.Facilitator || !ResultsGate.Read(connection, programmeId).IsClosed(of.ConsultationId);
}
