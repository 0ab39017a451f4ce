using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace SocialRx.Bot.Directories;

/// <summary>Which records earlier pages held, each as 16 bytes: an id and when it was changed.</summary>
internal sealed class SeenRecords
{
    private readonly Dictionary<UInt128, int> _pages = [];

    public int Count => _pages.Count;

    /// <summary>False when an earlier page held it already, unchanged. The same twice on one page is for the importer to report.</summary>
    public bool IsNew(JsonElement record, int page)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, Key(record), out var isKnown);
        if (!isKnown)
            first = page;
        return first == page;
    }

    private static UInt128 Key(JsonElement record) =>
        record.Text("id") is { } id ? KeyOf($"{id}\n{record.Text("last_modified")}") : KeyOf(record.ValueKind == JsonValueKind.Undefined ? "" : record.GetRawText());

    /// <summary>Two texts share one only if somebody has broken SHA-256.</summary>
    public static UInt128 KeyOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
