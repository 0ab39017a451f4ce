using System.IO.Compression;

namespace SocialRx.Bot.Directories;

/// <summary>A stream that is only read, forwards.</summary>
internal abstract class ReadingStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    protected Stream Inner => inner;

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Ends in a <see cref="TimeoutException"/> when all of it takes too long, however steadily it drips.</summary>
internal sealed class PatientStream(Stream inner, TimeSpan longest, TimeProvider clock) : ReadingStream(inner)
{
    private readonly CancellationTokenSource _end = new(longest, clock);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, cancellationToken);
        try
        {
            return await Inner.ReadAsync(buffer, both.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"takes longer than {longest.TotalSeconds:0} seconds for one document (Directory:SecondsADocument)");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _end.Dispose();
        base.Dispose(disposing);
    }
}

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
        var read = await Inner.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= most ? read : throw new InvalidDataException(tooLarge);
    }
}
