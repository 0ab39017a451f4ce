using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// One JSON document of Open Referral UK: a page of /services (v1 or v3), an array of services, a single service, or one service a line (ndjson); which, it is told by looking.
/// </summary>
internal sealed class OrukDocument(int largestRecordBytes)
{
    private IScan? _scan;

    /// <summary>What the document said of itself, once it has been read.</summary>
    public FeedEnvelope Envelope => _scan?.Envelope ?? new FeedEnvelope();

    public async IAsyncEnumerable<FeedPart<JsonElement>> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 65_536, minimumReadSize: 16_384, leaveOpen: true));
        var parts = new List<FeedPart<JsonElement>>();
        for (var isLast = false; !isLast;)
        {
            var arrived = await pipe.ReadAsync(stop);
            isLast = arrived.IsCompleted;
            parts.Clear();
            var broken = Read(pipe, arrived, parts);
            foreach (var part in parts)
                yield return part;
            if (broken is null)
                continue;
            yield return broken;
            break;
        }

        await pipe.CompleteAsync();
    }

    private FeedPart<JsonElement>.Broken? Read(PipeReader pipe, ReadResult arrived, List<FeedPart<JsonElement>> into)
    {
        var buffer = _scan is null ? WithoutMark(arrived.Buffer) : arrived.Buffer;
        if (_scan is null && arrived.IsCompleted && IsBlank(buffer))
            return new("it is empty");

        _scan ??= Choose(buffer, arrived.IsCompleted);
        try
        {
            pipe.AdvanceTo(_scan?.Read(buffer, arrived.IsCompleted, into) ?? arrived.Buffer.Start, arrived.Buffer.End);
        }
        catch (JsonException error)
        {
            return new(error.Message);
        }

        if (arrived.IsCompleted)
            into.AddRange(Envelope.Problems(_scan!.Held).Select(problem => new FeedPart<JsonElement>.Noticed(problem)));
        return null;
    }

    /// <summary>Null while more has to be seen.</summary>
    private IScan? Choose(ReadOnlySequence<byte> buffer, bool isLast)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(" \t\r\n"u8);
        var isObject = reader.TryPeek(out var first) && first == (byte)'{';
        var isOneLine = reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n');
        reader.AdvancePastAny(" \t\r\n"u8);
        if (!isLast && buffer.Length < largestRecordBytes && (buffer.Length < 3 || reader.End || (isObject && !isOneLine)))
            return null;

        return isObject && isOneLine && EndsAnObject(line) && reader.TryPeek(out var second) && second == (byte)'{' ? new LineScan(largestRecordBytes) : new JsonScan(largestRecordBytes);
    }

    private static bool EndsAnObject(ReadOnlySequence<byte> line) => line.ToArray().AsSpan().TrimEnd(" \t\r"u8) is [.., (byte)'}'];

    private static bool IsBlank(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(" \t\r\n"u8);
        return reader.End;
    }

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.IsNext("\uFEFF"u8) ? buffer.Slice(3) : buffer;
    }
}
