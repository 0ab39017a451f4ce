using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SocialRx.Bot.Keys;

/// <summary>Text in fewer bytes: its length in UTF-8 (4 bytes, little-endian), then Brotli.</summary>
internal static class Packed
{
    private const int LengthBytes = 4;
    private const int LongestText = 64 * 1024 * 1024;
    private const int Quick = 1;
    private const int WindowBits = 18;

    public static byte[] Pack(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var packed = new byte[LengthBytes + BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, plain.Length);
        return BrotliEncoder.TryCompress(plain, packed.AsSpan(LengthBytes), out var written, Quick, WindowBits)
            ? packed[..(LengthBytes + written)]
            : throw new InvalidOperationException("The text does not fit where the longest packing of it would.");
    }

    /// <exception cref="InvalidDataException">It is not what <see cref="Pack"/> made.</exception>
    public static string Unpack(ReadOnlySpan<byte> packed)
    {
        var length = packed.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length is < 0 or > LongestText)
            throw new InvalidDataException("It is not packed text.");
        var plain = new byte[length];
        return BrotliDecoder.TryDecompress(packed[LengthBytes..], plain, out var written) && written == plain.Length
            ? Encoding.UTF8.GetString(plain)
            : throw new InvalidDataException("It is not packed text.");
    }
}
