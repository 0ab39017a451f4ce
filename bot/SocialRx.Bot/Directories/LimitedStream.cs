using System.IO.Compression;

namespace SocialRx.Bot.Directories;

/// <summary>Ends in an <see cref="InvalidDataException"/> once more has come out of it than anybody wants: a document without end, or one that was packed very small.</summary>
internal sealed class LimitedStream(Stream inner, long most, string tooLarge) : ReadingStream(inner)
{
    private long _read;

    /// <summary>Packed or not, no more than so many bytes come out.</summary>
    public static LimitedStream Of(Stream inner, bool isPacked, DirectoryOptions options) =>
        new(
            isPacked ? new GZipStream(inner, CompressionMode.Decompress) : inner,
            options.LargestDocumentMegabytes * 1024L * 1024,
            $"it is larger than {options.LargestDocumentMegabytes} MB (Directory:LargestDocumentMegabytes)");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await UnpackedAsync(buffer, cancellationToken);
        _read += read;
        return _read <= most ? read : throw new InvalidDataException(tooLarge);
    }

    private async ValueTask<int> UnpackedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await Inner.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException("it cannot be unpacked: it is damaged, or no gzip", broken);
        }
    }
}
