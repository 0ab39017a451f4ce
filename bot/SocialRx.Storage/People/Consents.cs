namespace SocialRx.Storage.People;

/// <summary>What a person agreed to and took back. The latest decision stands; each is a row whose id is the receipt.</summary>
public static class Consents
{
    public static void Decide(Connection connection, TurnIdentity who, ConsentDecision decision, DateTimeOffset now)
    {
        Persons.Meet(connection, who, now);
        connection.Change(
            """
            insert into consent (programme_id, id, person_id, purpose, given, wording_version, decided_at)
            values (@ProgrammeId, @Receipt, @PersonId, @Purpose, @Given, @WordingVersion, @now)
            """,
            new { who.ProgrammeId, decision.Receipt, PersonId = who.PersonId.Value, decision.Purpose, Given = decision.Given ? 1 : 0, decision.WordingVersion, now });
    }
}

/// <param name="Purpose">One of <see cref="Domain.People.ConsentPurpose"/>.</param>
/// <param name="WordingVersion">Of the words the person read before deciding.</param>
public sealed record ConsentDecision(string Receipt, string Purpose, bool Given, string WordingVersion);
