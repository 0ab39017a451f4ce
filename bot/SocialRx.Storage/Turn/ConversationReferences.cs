using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialRx.Storage.Turn;

/// <summary>Where people can be written to who are not looking: one to one, and only while they want it.</summary>
public static class ConversationReferences
{
    /// <summary>Written only when it is not what is there already.</summary>
    public static void Keep(Connection connection, TurnIdentity who, string channel, ReachableAt at, DateTimeOffset now)
    {
        var (reference, key) = (at.Written(), new { who.ConversationId, who.ProgrammeId, PersonId = who.PersonId.Value });
        var kept = connection.QuerySingleOrDefault<string>(
            """
            select reference
            from conversation_reference
            where conversation_id = @ConversationId and programme_id = @ProgrammeId and person_id = @PersonId
            """,
            key);
        if (connection.Sealing.OpenIfAny(kept) == reference)
            return;
        connection.Change(
            """
            insert into conversation_reference (conversation_id, programme_id, person_id, channel, reference, updated_at)
            values (@ConversationId, @ProgrammeId, @PersonId, @channel, @Reference, @now)
            on conflict (conversation_id) do update
            set programme_id = excluded.programme_id, person_id = excluded.person_id, reference = excluded.reference, updated_at = excluded.updated_at
            """,
            new { key.ConversationId, key.ProgrammeId, key.PersonId, channel, Reference = connection.Sealing.Seal(reference).Value, now });
    }

    public static void Forget(Connection connection, string conversationId) =>
        connection.Change("delete from conversation_reference where conversation_id = @conversationId", new { conversationId });

    public static bool IsKept(Connection connection, TurnIdentity who) =>
        connection.ExecuteScalar<int>(
            "select count(*) from conversation_reference where programme_id = @ProgrammeId and person_id = @PersonId",
            new { who.ProgrammeId, PersonId = who.PersonId.Value }) > 0;
}

/// <summary>What a channel needs to find a person again, and no more: ids, an address, a language.</summary>
public sealed record ReachableAt
{
    public required string Channel { get; init; }
    public required string ServiceUrl { get; init; }
    public required string ConversationId { get; init; }
    public required string BotId { get; init; }
    public required string UserId { get; init; }
    public string? TenantId { get; init; }
    public string? Locale { get; init; }

    public static ReachableAt Read(string written) => JsonSerializer.Deserialize(written, ReachableJson.Default.ReachableAt)!;

    internal string Written() => JsonSerializer.Serialize(this, ReachableJson.Default.ReachableAt);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReachableAt))]
internal sealed partial class ReachableJson : JsonSerializerContext;
