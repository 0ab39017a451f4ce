using System.Text;
using System.Text.Json;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>
/// One JSON document of Open Referral UK v3: a page of /services, an array of services, a single service, or one service a line (ndjson).
/// The envelope's numbers are compared and never trusted.
/// </summary>
internal static class OrukDocument
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static Feed Read(ReadOnlyMemory<byte> bytes)
    {
        var json = WithoutMark(bytes);
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
            return new Feed.Broken("it is empty");

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Services(document.RootElement.Clone());
        }
        catch (JsonException error)
        {
            return Lines(json, error);
        }
    }

    private static Feed Services(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => new Feed.Records([.. root.EnumerateArray()], []),
        JsonValueKind.Object when List(root) is { } list => new Feed.Records([.. list.EnumerateArray()], [.. Envelope(root, list)]),
        JsonValueKind.Object when root.TryGetProperty("id", out _) || root.TryGetProperty("name", out _) => new Feed.Records([root], []),
        _ => new Feed.Broken("it holds no list of services (\"contents\")"),
    };

    private static JsonElement? List(JsonElement root)
    {
        foreach (var name in (string[])["contents", "content", "services", "items"])
        {
            if (root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
                return list;
        }

        return null;
    }

    private static IEnumerable<ImportProblem> Envelope(JsonElement root, JsonElement list)
    {
        var held = list.GetArrayLength();
        if (root.Number("size") is { } size && size != held)
            yield return new("page", "size", ImportProblem.Noted, $"says {size} records and holds {held}");
        if (root.Number("total_items") is { } total && total < held)
            yield return new("page", "total_items", ImportProblem.Noted, $"says {total} records in all and holds {held} on one page");
    }

    // One service a line. A broken line is left out; a document of which no line can be read is broken as a whole.
    private static Feed Lines(ReadOnlyMemory<byte> json, JsonException error)
    {
        var records = new List<JsonElement>();
        var problems = new List<ImportProblem>();
        foreach (var (index, line) in Encoding.UTF8.GetString(json.Span).Split('\n').Index())
        {
            if (!string.IsNullOrWhiteSpace(line) && !Line(line, records))
                problems.Add(new($"line {index + 1}", "record", ImportProblem.LeftOut, "is not JSON"));
        }

        // A document that broke off halfway also has a line or two that parse by chance: most must.
        return records.Count > problems.Count ? new Feed.Records(records, problems) : new Feed.Broken($"it is not JSON: {Plain.Clip(error.Message, 120)}");
    }

    private static bool Line(string line, List<JsonElement> records)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options with { AllowTrailingCommas = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            records.Add(document.RootElement.Clone());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
