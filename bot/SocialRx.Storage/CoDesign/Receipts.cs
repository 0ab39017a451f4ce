using System.Text.Json;
using SocialRx.Domain.CoDesign.Findings;

namespace SocialRx.Storage.CoDesign;

/// <summary>What somebody took part in, found by nothing but the receipt they hold.</summary>
public static class Receipts
{
    /// <summary>For what they have answered so far; nothing when they have answered nothing.</summary>
    public static void Issue(Connection connection, TurnIdentity who, Receipt receipt, string consultationId, DateTimeOffset now)
    {
        People.Persons.Meet(connection, who, now);
        if (SaidRows.Of(connection, who).In(consultationId) is not { Count: > 0 } about)
            return;
        connection.Change(
            """
            insert into receipt (programme_id, hash, person_id, about, consultation_id, issued_at)
            values (@ProgrammeId, @Hash, @PersonId, @About, @consultationId, @now)
            on conflict (programme_id, hash) do nothing
            """,
            new { who.ProgrammeId, receipt.Hash, PersonId = who.PersonId.Value, About = JsonSerializer.Serialize(about), consultationId, now });
    }

    /// <summary>Null when there is no such receipt, or its time is over.</summary>
    public static TookPart? Find(Connection connection, string programmeId, Receipt receipt) =>
        connection.QuerySingleOrDefault<Row>("select consultation_id, about from receipt where programme_id = @programmeId and hash = @Hash", new { programmeId, receipt.Hash })?.TookPart();

    /// <summary>From now on nobody can tell whose they were; they still open.</summary>
    /// <param name="whose">With ProgrammeId and PersonId.</param>
    internal static void NobodysAnyMore(Connection connection, object whose) =>
        connection.Change("update receipt set person_id = null where programme_id = @ProgrammeId and person_id = @PersonId", whose);

    private sealed record Row
    {
        public required string ConsultationId { get; init; }
        public required string About { get; init; }

        public TookPart TookPart() => new(ConsultationId, JsonSerializer.Deserialize<Dictionary<string, string[]>>(About)!);
    }
}

/// <param name="Rows">Options, bands and kinds of answer, by the question's id.</param>
public sealed record TookPart(string ConsultationId, IReadOnlyDictionary<string, string[]> Rows)
{
    public bool Said(Finding finding) => Rows.Any(question => finding.IsSaidBy(ConsultationId, question.Key, question.Value));
}
