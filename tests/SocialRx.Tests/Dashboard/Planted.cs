using Dapper;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.HandOff;

namespace SocialRx.Tests.Dashboard;

/// <summary>Words of people in every place that keeps any, each word found nowhere else, with the grants that may read it.</summary>
internal static class Planted
{
    public const string North = "link-worker@north";
    public const string South = "link-worker@south";

    private const string At = "2026-11-02T10:00:00.000Z";

    /// <summary>Marker and who may read it; nobody else ever.</summary>
    public static IReadOnlyDictionary<string, string[]> Markers { get; } = new Dictionary<string, string[]>
    {
        ["zzname-north"] = [North], ["zzcontact-north"] = [North], ["zzgoal-north"] = [North], ["zzsafe-north"] = [North],
        ["zzname-south"] = [South], ["zzcontact-south"] = [South], ["zzgoal-south"] = [South], ["zzsafe-south"] = [South],
        ["zzname-elsewhere"] = [], ["zzcontact-elsewhere"] = [], ["zzgoal-elsewhere"] = [], ["zzsafe-elsewhere"] = [],
        ["zzevidence-own"] = ["safeguarding-lead"], ["zzevidence-elsewhere"] = [],
        ["zznote-own"] = ["safeguarding-lead"], ["zznote-elsewhere"] = [],
        ["zzraw-own"] = [], ["zzraw-elsewhere"] = [],
        ["zzwaiting-own"] = ["facilitator"], ["zzwaiting-elsewhere"] = [],
        ["zzstatement-own"] = ["facilitator"], ["zzstatement-elsewhere"] = [], ["zzwritten-own"] = [], ["zzwritten-elsewhere"] = [],
        ["zzwithheld-own"] = [], ["zzreason-elsewhere"] = [],
        ["zzmessage"] = [],
    };

    /// <summary>Ids of everything planted, its own programme's and organisation's and others', and some that never were.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        "r-north", "r-south", "r-elsewhere", "c-own", "c-elsewhere", "w-own", "w-elsewhere", "s-own", "s-elsewhere", "n-own", "i-1", "nonsense", "' or '1'='1", "..%2F..%2Freferrals", "%E2%80%AEr-south", "R-SOUTH",
    ];

    /// <summary>What has no id here: what another one is told must be what these are told.</summary>
    public const string NeverWas = "nonsense";

    public static Task PlantAsync(Database database) => database.WriteAsync(connection =>
    {
        foreach (var organisation in new[] { "north", "south" })
            Referral(connection, "fernbridge", organisation);
        Referral(connection, "elsewhere", "north", "elsewhere");
        foreach (var (programme, whose) in new[] { ("fernbridge", "own"), ("elsewhere", "elsewhere") })
        {
            Concern(connection, programme, whose);
            Statement(connection, programme, whose);
            Words(connection, programme, $"w-{whose}", $"zzraw-{whose}", $"zzwaiting-{whose}", "waiting");
        }

        Words(connection, "fernbridge", "w-withheld", "zzraw-own", "zzwithheld-own", "withheld");
        connection.Execute(
            "insert into audit (programme_id, id, actor, role, action, subject, reason, at) values ('elsewhere', 'a-elsewhere', 'x', 'x', 'x', 'x', @Reason, @At)",
            new { Reason = connection.Sealing.Seal("zzreason-elsewhere").Value, At });
        connection.Execute(
            "insert into import_run (run_id, source_id, address, outcome, imported, unchanged, removed, mended, left_out, finished_at) values ('i-1', 's', 'x', 'done', 1, 0, 0, 0, 0, @At)",
            new { At });
    });

    private static void Referral(Connection connection, string programme, string organisation, string? whose = null)
    {
        whose ??= organisation;
        var who = new TurnIdentity(programme, $"c/{whose}", new PersonId($"p-{whose}"));
        Referrals.Request(
            connection,
            who,
            new ReferralRequest
            {
                Id = $"r-{whose}",
                State = ReferralState.Requested,
                OrganisationId = organisation,
                SharedName = $"zzname-{whose}",
                SharedContact = $"zzcontact-{whose}",
                SharedGoal = $"zzgoal-{whose}",
                SafeContact = $"zzsafe-{whose}",
            },
            DateTimeOffset.Parse(At, null));
    }

    private static void Statement(Connection connection, string programme, string whose) =>
        connection.Execute(
            """
            insert into statement (programme_id, id, consultation_id, question_id, source, person_id, words, redacted, state, is_shown, said_at, waiting_since)
            values (@programme, @Id, 'after-school', 'ideas', 'young-person', @Id, @Words, @Redacted, 'waiting', 0, @At, @At)
            """,
            new { programme, Id = $"s-{whose}", Words = connection.Sealing.Seal($"zzwritten-{whose}").Value, Redacted = connection.Sealing.Seal($"zzstatement-{whose}").Value, At });

    private static void Concern(Connection connection, string programme, string whose)
    {
        connection.Execute(
            "insert into concern (programme_id, id, conversation_id, person_id, route, categories, pattern_ids, raised_at, last_signal_at) values (@programme, @Id, @Id, 'p', 'red', 'self-harm', 'x', @At, @At)",
            new { programme, Id = $"c-{whose}", At });
        connection.Execute(
            "insert into concern_evidence (programme_id, concern_id, sequence, words, said_at) values (@programme, @Id, 1, @Words, @At)",
            new { programme, Id = $"c-{whose}", Words = connection.Sealing.Seal($"zzevidence-{whose}").Value, At });
        connection.Execute(
            "insert into concern_note (programme_id, id, concern_id, author, words, written_at) values (@programme, @NoteId, @Id, 'x', @Words, @At)",
            new { programme, NoteId = $"n-{whose}", Id = $"c-{whose}", Words = connection.Sealing.Seal($"zznote-{whose}").Value, At });
    }

    private static void Words(Connection connection, string programme, string id, string raw, string redacted, string state)
    {
        connection.Execute(
            "insert into person (programme_id, person_id, conversation_id, first_seen_at) values (@programme, @id, @id, @At)",
            new { programme, id, At });
        connection.Execute(
            "insert into consent (programme_id, id, person_id, purpose, given, wording_version, decided_at) values (@programme, @Consent, @id, 'quote', 1, '1', @At)",
            new { programme, Consent = $"q-{id}", id, At });
        connection.Execute(
            "insert into own_words (programme_id, id, person_id, about, words, redacted, release_state, said_at) values (@programme, @id, @id, 'goal', @Raw, @Redacted, @state, @At)",
            new { programme, id, Raw = connection.Sealing.Seal(raw).Value, Redacted = connection.Sealing.Seal(redacted).Value, state, At });
    }
}
