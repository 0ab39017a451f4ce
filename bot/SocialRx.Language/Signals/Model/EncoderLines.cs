using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Language.Signals.Model;

/// <summary>Which lines of the corpus the encoder learns, and which are left for the limits to be set on. learn-encoder.py goes by the same.</summary>
internal static class EncoderLines
{
    private const int LeftOut = 10;
    private const int LeftOutEveryday = 20;

    /// <summary>One in ten, and one in five everyday lines, by what is written.</summary>
    public static bool AreLeftOut(LabelledLine line)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(line.Text.Trim().ToLowerInvariant()));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) % 100 < (line.Category == "everyday" ? LeftOutEveryday : LeftOut);
    }

    /// <summary>What the encoder's file says of the lines it was made with: the SHA-256 of each, put together by exclusive or, so that order is nothing.</summary>
    public static byte[] Sum(IEnumerable<LabelledLine> lines)
    {
        var sum = new byte[SHA256.HashSizeInBytes];
        foreach (var text in lines.Select(line => $"{line.Expected.Stored()}\t{line.Category}\t{line.Text}").Distinct(StringComparer.Ordinal))
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            for (var at = 0; at < sum.Length; at++)
                sum[at] ^= hash[at];
        }

        return sum;
    }
}
