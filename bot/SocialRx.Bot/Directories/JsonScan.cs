using System.Buffers;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Cuts one JSON document into its records as its bytes arrive: a page (an object with a list), a list, or a single record. Holds one record at a time; a larger one is skipped.
/// What it has given is not taken back: when the document turns out to be broken, its reader has to drop it all.
/// </summary>
internal sealed class JsonScan(int largestRecordBytes) : IScan
{
    // Nesting deeper than this is an attack on readers, not a record.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly JsonDocumentOptions SingleOptions = new() { MaxDepth = Options.MaxDepth, CommentHandling = Options.CommentHandling, AllowTrailingCommas = Options.AllowTrailingCommas };

    private readonly ArrayBufferWriter<byte> _whole = new();
    private JsonReaderState _state = new(Options);
    private Place _place = Place.Start;
    private Place _after;
    private int _skipUntilDepth;
    private bool _skipNext;
    private bool _hasList;
    private bool _mayBeSingle = true;
    private int _position;

    private enum Place
    {
        Start,
        Envelope,
        List,
        Skipping,
        End,
    }

    public FeedEnvelope Envelope { get; } = new();

    public int Held => _position;

    public SequencePosition Read(ReadOnlySequence<byte> buffer, bool isLast, List<FeedPart<JsonElement>> into)
    {
        var start = buffer.Start;
        while (true)
        {
            var end = Advance(buffer.Slice(start), isLast, into);
            Keep(buffer.Slice(start, end));
            start = end;
            if (isLast || buffer.Slice(start).Length <= largestRecordBytes)
                break;
            if (_place != Place.List || _skipNext)
                throw new JsonException($"a value in it is larger than {largestRecordBytes / 1024} kB");
            _skipNext = true;
        }

        if (isLast)
            Finish(into);
        return start;
    }

    private SequencePosition Advance(ReadOnlySequence<byte> buffer, bool isLast, List<FeedPart<JsonElement>> into)
    {
        var (state, position) = (_state, buffer.Start);
        try
        {
            var reader = new Utf8JsonReader(buffer, isLast, _state);
            while (Step(ref reader, into))
            {
                position = reader.Position;
                _state = reader.CurrentState;
            }

            return position;
        }
        catch (JsonException error) when (error.LineNumber is not null)
        {
            throw new JsonException(PlainJson.Why(error, new Utf8JsonReader(buffer, isFinalBlock: false, state)), error);
        }
    }

    /// <summary>One value or bracket; false, and nothing has happened, when not all of it is there yet.</summary>
    private bool Step(ref Utf8JsonReader reader, List<FeedPart<JsonElement>> into)
    {
        if (!reader.Read())
            return false;

        switch (_place)
        {
            case Place.Start:
                _place = reader.TokenType switch
                {
                    JsonTokenType.StartObject => Place.Envelope,
                    JsonTokenType.StartArray => Listing(Place.End),
                    _ => throw new JsonException("it holds no list of services (\"contents\")"),
                };
                return true;
            case Place.Envelope when reader.TokenType == JsonTokenType.EndObject:
                _place = Place.End;
                return true;
            case Place.Envelope:
                return Property(ref reader);
            case Place.List when reader.TokenType == JsonTokenType.EndArray:
                _place = _after;
                return true;
            case Place.List:
                return Record(ref reader, into);
            case Place.Skipping when reader.CurrentDepth == _skipUntilDepth && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray:
                _place = _hasList && _skipUntilDepth == ListDepth ? Place.List : Place.Envelope;
                return true;
            default:
                return true;
        }
    }

    private int ListDepth => _after == Place.End ? 1 : 2;

    private bool Property(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        if (!reader.Read())
            return false;

        if (reader.TokenType == JsonTokenType.StartArray && name is "contents" or "content" or "services" or "items")
            _place = Listing(Place.Envelope);
        else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            Skip(reader.CurrentDepth);
        else
            Envelope.Read(name, ref reader);
        return true;
    }

    private bool Record(ref Utf8JsonReader reader, List<FeedPart<JsonElement>> into)
    {
        if (_skipNext)
        {
            _skipNext = false;
            _position++;
            into.Add(new FeedPart<JsonElement>.Noticed(new($"#{_position}", "record", ImportProblem.LeftOut, $"is larger than {largestRecordBytes / 1024} kB")));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                Skip(reader.CurrentDepth);
            return true;
        }

        if (!JsonElement.TryParseValue(ref reader, out var record))
            return false;

        _position++;
        into.Add(new FeedPart<JsonElement>.Record(record.Value));
        return true;
    }

    private Place Listing(Place after)
    {
        _hasList = true;
        _after = after;
        return Place.List;
    }

    private void Skip(int depth)
    {
        _skipUntilDepth = depth;
        _place = Place.Skipping;
    }

    // A document without a list may be a single record: it is kept until that is known.
    private void Keep(ReadOnlySequence<byte> read)
    {
        _mayBeSingle &= !_hasList && _whole.WrittenCount + read.Length <= largestRecordBytes;
        if (!_mayBeSingle)
            return;
        foreach (var part in read)
            _whole.Write(part.Span);
    }

    private void Finish(List<FeedPart<JsonElement>> into)
    {
        if (_place != Place.End)
            throw new JsonException("it breaks off");
        if (_hasList)
            return;

        var single = _mayBeSingle ? JsonElement.Parse(_whole.WrittenSpan, SingleOptions) : default;
        if (single.Field("id") is null && single.Field("name") is null)
            throw new JsonException("it holds no list of services (\"contents\")");
        _position = 1;
        into.Add(new FeedPart<JsonElement>.Record(single));
    }
}
