using System.Security.Cryptography;
using SocialRx.Domain;
using SocialRx.Storage;
using SocialRx.Storage.Keys;

namespace SocialRx.Bot.Keys;

/// <summary>The keys that sign tokens of web chats: in the database, sealed, the newest signs, all that are kept check.</summary>
internal sealed class TokenKeys(Database database, NewId newId, TimeProvider clock) : IDisposable
{
    private const int Bytes = 32;

    /// <summary>A stranger who sends made-up key ids must not make every process read the database all the time.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile IReadOnlyList<StoredKey> _stored = [];
    private volatile Dictionary<string, byte[]> _keys = [];
    private long _looked;

    public TokenKey Newest => new(_stored[^1].KeyId, _keys[_stored[^1].KeyId]);

    /// <summary>Null when no process has made a key of that id, or it has been retired.</summary>
    public byte[]? Find(string keyId)
    {
        if (_keys.TryGetValue(keyId, out var key))
            return key;
        return MayLook() && LookAsync().GetAwaiter().GetResult().TryGetValue(keyId, out key) ? key : null;
    }

    /// <summary>Forgets keys that no token in use was signed with, and makes a new one when the newest is old.</summary>
    public async Task RenewAsync(TimeSpan newAfter, TimeSpan keptFor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await database.WriteAsync(connection => StoredKeys.Purge(connection, KeyKind.Token, now - newAfter - keptFor), cancellationToken);
        await ReadAsync(cancellationToken);
        if (_stored.Count == 0 || now - _stored[^1].CreatedAt >= newAfter)
            await MakeAsync(now, cancellationToken);
    }

    public void Dispose() => _one.Dispose();

    private async Task MakeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = new StoredKey
        {
            KeyId = newId(),
            Body = database.Sealing.Seal(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))).Value,
            CreatedAt = now,
        };
        Use(await database.WriteAsync(connection => StoredKeys.AddTo(connection, KeyKind.Token, _stored, key), cancellationToken));
    }

    private async Task<Dictionary<string, byte[]>> LookAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (MayLook())
                await ReadAsync(CancellationToken.None);
            return _keys;
        }
        finally
        {
            _one.Release();
        }
    }

    private bool MayLook() => clock.GetElapsedTime(Interlocked.Read(ref _looked)) >= LookAgainAfter;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        Use(await database.ReadAsync(connection => StoredKeys.All(connection, KeyKind.Token), cancellationToken));
        Interlocked.Exchange(ref _looked, clock.GetTimestamp());
    }

    private void Use(IReadOnlyList<StoredKey> stored)
    {
        _keys = stored.ToDictionary(key => key.KeyId, key => Convert.FromBase64String(database.Sealing.Open(new SealedText(key.Body))), StringComparer.Ordinal);
        _stored = stored;
    }
}

internal sealed record TokenKey(string Id, byte[] Key);
