using System.Security.Cryptography;
using System.Text;

namespace SocialRx.Domain.ActivityDirectory.Publishing;

/// <summary>Ids under which things are published: UUIDs of version 5 (RFC 9562, section 5.5), the same in every release and every process.</summary>
public static class PublishedId
{
    // Ours alone; changing it gives everything we ever published another id.
    private static readonly Guid Namespace = new("9f3f3b0e-3a57-4c1e-8a57-5a7c2f6b1d44");

    /// <param name="kind">What it is, such as "service".</param>
    /// <param name="name">Which one it is, within its kind.</param>
    public static string Of(string kind, string name)
    {
        byte[] input = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes($"{kind}/{name}")];
#pragma warning disable CA5350 // What version 5 is made of; nothing rests on it being hard to forge.
        var hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
