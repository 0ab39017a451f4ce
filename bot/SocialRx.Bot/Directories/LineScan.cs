using System.Buffers;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>One record a line (ndjson). A broken line is left out; a document of which fewer lines can be read than not is broken as a whole.</summary>
internal sealed class LineScan(int largestRecordBytes) : IScan
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    private int _line;
    private int _good;
    private int _bad;
    private bool _isTooLong;

    public FeedEnvelope Envelope { get; } = new();

    public int Held => _good;

    public SequencePosition Read(ReadOnlySequence<byte> buffer, bool isLast, List<FeedPart<JsonElement>> into)
    {
        var reader = new SequenceReader<byte>(buffer);
        while (reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
            Line(line, into);

        if (isLast)
        {
            Line(reader.UnreadSequence, into);
            if (_good <= _bad)
                throw new JsonException("most of its lines are not JSON");
            return buffer.End;
        }

        if (reader.Remaining <= largestRecordBytes)
            return reader.Position;
        _isTooLong = true;
        return buffer.End;
    }

    private void Line(ReadOnlySequence<byte> line, List<FeedPart<JsonElement>> into)
    {
        _line++;
        if (_isTooLong || line.Length > largestRecordBytes)
            Bad($"is larger than {largestRecordBytes / 1024} kB", into);
        else if (!IsBlank(line))
            Parse(line, into);
        _isTooLong = false;
    }

    private void Parse(ReadOnlySequence<byte> line, List<FeedPart<JsonElement>> into)
    {
        try
        {
            var record = JsonElement.Parse(line.ToArray(), Options);
            if (record.ValueKind != JsonValueKind.Object)
            {
                Bad("is not an object", into);
                return;
            }

            _good++;
            into.Add(new FeedPart<JsonElement>.Record(record));
        }
        catch (JsonException)
        {
            Bad("is not JSON", into);
        }
    }

    private void Bad(string why, List<FeedPart<JsonElement>> into)
    {
        _bad++;
        into.Add(new FeedPart<JsonElement>.Noticed(new($"line {_line}", "record", ImportProblem.LeftOut, why)));
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (!part.Span.Trim(" \t\r"u8).IsEmpty)
                return false;
        }

        return true;
    }
}
