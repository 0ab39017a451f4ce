using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SocialRx.Storage;
using SocialRx.Storage.Keys;

namespace SocialRx.Bot.Keys;

/// <summary>
/// The key ring of ASP.NET Core Data Protection in the database. Read from memory, because it is asked for in the middle of writes; written only
/// by <see cref="KeyRing"/>.
/// </summary>
internal sealed class RingStore(Database database, TimeProvider clock) : IXmlRepository
{
    private volatile IReadOnlyList<StoredKey> _keys = [];

    public bool IsEmpty => _keys.Count == 0;

    public async Task ReadAsync(CancellationToken cancellationToken) =>
        _keys = await database.ReadAsync(connection => StoredKeys.All(connection, KeyKind.Data), cancellationToken);

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys.Select(key => XElement.Parse(key.Body))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new StoredKey { KeyId = friendlyName, Body = element.ToString(SaveOptions.DisableFormatting), CreatedAt = clock.GetUtcNow() };
        _keys = database.WriteAsync(connection => StoredKeys.AddTo(connection, KeyKind.Data, _keys, key)).GetAwaiter().GetResult();
    }
}
