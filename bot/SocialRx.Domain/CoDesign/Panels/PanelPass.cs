using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialRx.Domain.CoDesign.Panels;

/// <summary>What a link from the chat to a member's page holds, and what their browser holds after it: nobody can guess it, and only its hash is kept.</summary>
public sealed record PanelPass
{
    private const int Bytes = 24;
    private const int Length = 32;

    private PanelPass(string letters) => Letters = letters;

    /// <summary>As it stands in an address or a cookie.</summary>
    public string Letters { get; }

    /// <summary>For the database.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"socialrx panel pass {Letters}")));

    /// <param name="newIds">Ids that are random at their end, together at least as long as the pass.</param>
    public static PanelPass From(params IReadOnlyList<string> newIds) =>
        new(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(newIds))).AsSpan(0, Bytes)));

    /// <summary>Null when it cannot be one.</summary>
    public static PanelPass? Read(string? letters) =>
        letters is { Length: Length } && letters.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? new(letters) : null;
}
