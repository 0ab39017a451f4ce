using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using SocialRx.Bot.Configuration;
using SocialRx.Storage;

namespace SocialRx.Bot.Keys;

/// <summary>
/// The keys that seal personal text: made here and nowhere else, so that ten processes that start at once share one, and none is made in the
/// middle of a write. A new one is announced some days before it is used, by when every process has read it. Old ones are kept: they open what
/// was sealed with them.
/// </summary>
internal sealed class KeyRing(RingStore store, IKeyManager manager, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Purpose = "personal text";

    private static readonly TimeSpan Life = TimeSpan.FromDays(90);
    private static readonly TimeSpan Announced = TimeSpan.FromDays(2);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>Reads the ring, makes its first key when it has none, and hands out what seals with it.</summary>
    /// <exception cref="ConfigurationException">The ring was made with another key file.</exception>
    public async Task<IDataProtector> OpenAsync(CancellationToken cancellationToken)
    {
        await store.ReadAsync(cancellationToken);
        if (store.IsEmpty)
            Make(clock.GetUtcNow());
        var protector = protection.CreateProtector(Purpose);
        try
        {
            protector.Unprotect(protector.Protect(Purpose));
            return protector;
        }
        catch (CryptographicException error)
        {
            throw new ConfigurationException("The keys in the database were made with another key file (Turn:KeyFile): personal text cannot be read without that one.", error);
        }
    }

    /// <summary>Makes the next key when the last one ends soon, and reads what other processes made.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await store.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (manager.GetAllKeys().All(key => key.ExpirationDate < now + Ahead))
            Make(now + Announced);
    }

    private void Make(DateTimeOffset from) => manager.CreateNewKey(from, from + Life);
}
