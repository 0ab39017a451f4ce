namespace SocialRx.Storage.Keys;

/// <summary>Keys that all processes share, unreadable without what is not in the database.</summary>
public static class StoredKeys
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<StoredKey> All(Connection connection, string kind) =>
        connection.Query<StoredKey>(
            """
            select key_id, body, created_at
            from service_key
            where kind = @kind
            order by created_at, key_id
            """,
            new { kind });

    /// <summary>Adds a key unless another process has added one since these were seen; then that one will do. Returns all there are now.</summary>
    public static IReadOnlyList<StoredKey> AddTo(Connection connection, string kind, IReadOnlyList<StoredKey> seen, StoredKey key)
    {
        connection.Lock($"keys: {kind}");
        var stored = All(connection, kind);
        if (stored.Count != seen.Count)
            return stored;
        connection.Execute(
            """
            insert into service_key (kind, key_id, body, created_at)
            values (@kind, @KeyId, @Body, @CreatedAt)
            """,
            new { kind, key.KeyId, key.Body, key.CreatedAt });
        return [.. stored, key];
    }

    /// <summary>Forgets keys that nothing is checked with any more.</summary>
    public static void Purge(Connection connection, string kind, DateTimeOffset before) =>
        connection.Execute("delete from service_key where kind = @kind and created_at < @before", new { kind, before });
}

/// <summary>Stored by id.</summary>
public static class KeyKind
{
    public const string Data = "data";
    public const string Token = "token";
}

public sealed record StoredKey
{
    public required string KeyId { get; init; }

    /// <summary>Sealed.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
