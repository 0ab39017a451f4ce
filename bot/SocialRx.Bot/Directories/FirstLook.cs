using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using SocialRx.Bot.Directories.OpenActive;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>What a source is read as, or why it is not.</summary>
internal sealed record Told(string Kind, string? Why = null)
{
    public static readonly Told Oruk = new(OrukFeed.Kind);
    public static readonly Told OpenActive = new(FeedSource.OpenActive);

    /// <summary>A page or document that describes a dataset, or may do so.</summary>
    public static readonly Told Dataset = new("dataset");

    /// <summary>Nothing was there to look at: whoever reads it says why.</summary>
    public static readonly Told Unseen = new(OrukFeed.Kind) { IsSeen = false };

    public bool IsSeen { get; init; } = true;

    /// <summary>Where they were found at other addresses; null: what was looked at is the feed.</summary>
    public IReadOnlyList<string>? Feeds { get; init; }

    public IReadOnlyList<ImportProblem> Noticed { get; init; } = [];

    public static Told Neither(string what) =>
        new("", $"{what}; expected are services of Open Referral UK (a list called \"contents\") or of OpenActive a page of a feed (\"items\" with \"state\" and \"modified\") or the page of a dataset");
}

/// <summary>
/// Tells by the beginning of a document what it is. What is no page of OpenActive is left to the reader of Open Referral UK, which takes many forms and says what is wrong with them, unless it is certainly neither.
/// </summary>
internal static class FirstLook
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    /// <summary>A file that cannot be read is left to its reader, which says so.</summary>
    public static async Task<Told> AtAsync(string file, DirectoryOptions options, CancellationToken stop)
    {
        try
        {
            await using var stream = LimitedStream.Of(File.OpenRead(file), file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), options);
            var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 65_536, leaveOpen: true));
            var told = await AtAsync(pipe, options.LargestRecordBytes, stop);
            await pipe.CompleteAsync();
            return told;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Told.Oruk;
        }
    }

    /// <summary>Nothing is taken out of the pipe.</summary>
    /// <param name="most">So many bytes are looked at.</param>
    public static async Task<Told> AtAsync(PipeReader pipe, int most, CancellationToken stop)
    {
        while (true)
        {
            var arrived = await pipe.ReadAsync(stop);
            var told = Of(arrived.Buffer, arrived.IsCompleted) ?? (arrived.IsCompleted || arrived.Buffer.Length >= most ? Told.Oruk : null);
            pipe.AdvanceTo(arrived.Buffer.Start, told is null ? arrived.Buffer.End : arrived.Buffer.Start);
            if (told is not null)
                return told;
        }
    }

    /// <returns>Null while more has to be seen.</returns>
    public static Told? Of(ReadOnlySequence<byte> start, bool isWhole)
    {
        var bytes = new SequenceReader<byte>(start);
        if (!isWhole && bytes.Length < 3)
            return null;
        bytes.IsNext("\uFEFF"u8, advancePast: true);
        bytes.AdvancePastAny(" \t\r\n"u8);
        if (!bytes.TryPeek(out var first))
            return isWhole ? Told.Oruk : null;

        return first switch
        {
            (byte)'{' => Whole(bytes.UnreadSequence, isWhole),
            (byte)'[' => Told.Oruk,
            (byte)'<' => Told.Dataset,
            _ => Told.Neither("it is not JSON"),
        };
    }

    private static Told? Whole(ReadOnlySequence<byte> json, bool isWhole)
    {
        var reader = new Utf8JsonReader(json, isWhole, new JsonReaderState(Options));
        try
        {
            return reader.Read() ? Properties(ref reader) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // An escaped half of a surrogate pair is legal JSON and no text.
            return Told.Oruk;
        }
    }

    private static Told? Properties(ref Utf8JsonReader reader)
    {
        var (isRecord, hasNoItems, hasNext) = (false, false, false);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
                return End(isRecord, hasNoItems, hasNext);

            var name = reader.GetString();
            if (!reader.Read())
                return null;
            if (name is "contents" or "content" or "services" && reader.TokenType == JsonTokenType.StartArray)
                return Told.Oruk;
            if (name is "@type" or "type" && reader.TokenType == JsonTokenType.String && Described(reader.GetString()!) is { } described)
                return described;
            if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
            {
                if (!reader.Read())
                    return null;
                if (reader.TokenType != JsonTokenType.EndArray)
                    return reader.TokenType == JsonTokenType.StartObject ? Item(ref reader) : Told.Oruk;
                hasNoItems = true;
                continue;
            }

            isRecord |= name is "id" or "name" && reader.TokenType != JsonTokenType.Null;
            hasNext |= name == "next" && reader.TokenType == JsonTokenType.String;
            if (!reader.TrySkip())
                return null;
        }

        return null;
    }

    private static Told? Described(string type) => DatasetPage.TypeName(type) switch
    {
        DatasetPage.Type => Told.Dataset,
        "DataCatalog" => Told.Neither("it lists datasets; give the address of the page of one of them"),
        _ => null,
    };

    // The last page of a feed has no items (RPDE 1.0).
    private static Told End(bool isRecord, bool hasNoItems, bool hasNext)
    {
        if (hasNoItems)
            return hasNext ? Told.OpenActive : Told.Oruk;

        return isRecord ? Told.Oruk : Told.Neither("it holds neither of what can be read");
    }

    private static Told? Item(ref Utf8JsonReader reader)
    {
        var (hasState, hasTime) = (false, false);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
                return Told.Oruk;

            var name = reader.GetString();
            if (!reader.Read())
                return null;
            hasState |= name == "state" && reader.TokenType == JsonTokenType.String && reader.GetString() is "updated" or "deleted";
            hasTime |= name is "modified" or "kind";
            if (hasState && hasTime)
                return Told.OpenActive;
            if (!reader.TrySkip())
                return null;
        }

        return null;
    }
}
