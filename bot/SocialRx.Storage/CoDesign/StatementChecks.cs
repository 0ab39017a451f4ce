using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;

namespace SocialRx.Storage.CoDesign;

/// <summary>Whether statements of a question are checked before they are shown. What was decided stays whatever becomes of the consultation.</summary>
public static class StatementChecks
{
    public static bool IsStrict(Connection connection, string programmeId, StatementQuestion of) => StatementChecking.IsStrict(Deeds(connection, programmeId, of));

    /// <summary>In the order they were done.</summary>
    public static IReadOnlyList<CheckingDeed> Deeds(Connection connection, string programmeId, StatementQuestion of) =>
        [.. connection.Query<(string Actor, long IsOff)>(
            """
            select actor, is_off
            from statement_checking
            where programme_id = @programmeId
              and consultation_id = @ConsultationId
              and question_id = @QuestionId
            order by at, id
            """,
            new { programmeId, of.ConsultationId, of.QuestionId }).Select(row => new CheckingDeed(row.Actor, row.IsOff == 1))];

    /// <summary>Somebody wants it on again, at once, or off, which takes another. False when they have said so already.</summary>
    public static bool Decide(Connection connection, string programmeId, StatementQuestion of, string id, bool off, string reason, StaffAction by)
    {
        connection.Lock($"statement-checking/{programmeId}");
        var before = Deeds(connection, programmeId, of);
        if (off ? StatementChecking.WantItOff(before).Contains(by.Actor) : StatementChecking.WantItOff(before).Count == 0)
            return false;
        connection.Change(
            """
            insert into statement_checking (programme_id, id, consultation_id, question_id, actor, is_off, reason, at)
            values (@programmeId, @id, @ConsultationId, @QuestionId, @Actor, @Off, @Reason, @Now)
            """,
            new { programmeId, id, of.ConsultationId, of.QuestionId, by.Actor, Off = off ? 1 : 0, Reason = connection.Sealing.Seal(reason).Value, by.Now });
        Audit.Record(connection, programmeId, by.AuditId, by.Actor, by.Role, off ? "statement checking off" : "statement checking on", $"statements/{of.ConsultationId}/{of.QuestionId}", reason, by.Now);
        return true;
    }
}
