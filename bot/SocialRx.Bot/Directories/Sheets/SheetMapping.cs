using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialRx.Bot.Directories.Sheets;

/// <summary>
/// Which column of somebody's own spreadsheet is what; a file of JSON beside it. Without one, headings that are known are taken. What the file leaves out comes as null from
/// the reader of JSON.
/// </summary>
internal sealed record SheetMapping
{
    private const int LargestBytes = 1 << 20;

    public static readonly SheetMapping None = new();

    /// <summary>The name of the sheet; null for the first one with headings that are known.</summary>
    public string? Sheet { get; init; }

    /// <summary>Counted from 1; 0 when there are no headings and columns are named by letters ("B") only; null to look for it.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Of a CSV file: one character, or "tab"; null to find out.</summary>
    public string? Separator { get; init; }

    /// <summary>Of a CSV file, such as "windows-1252"; null to find out.</summary>
    public string? Encoding { get; init; }

    /// <summary>Formats of .NET such as "dd.MM.yyyy", tried before the usual British ones.</summary>
    public IReadOnlyList<string> DateFormats { get; init => field = value ?? []; } = [];

    /// <summary>Formats of .NET such as "HH'h'mm", tried before the usual ones.</summary>
    public IReadOnlyList<string> TimeFormats { get; init => field = value ?? []; } = [];

    /// <summary>Where each <see cref="SheetColumn.Key"/> comes from.</summary>
    public IReadOnlyDictionary<string, ColumnSource> Columns { get; init => field = value ?? new Dictionary<string, ColumnSource>(); } = new Dictionary<string, ColumnSource>();

    /// <summary>The mapping, or what is wrong with it.</summary>
    public static (SheetMapping? Mapping, string? Why) Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return (null, $"there is no mapping {Path.GetFileName(path)}");
            if (new FileInfo(path).Length > LargestBytes)
                return (null, "the mapping is larger than 1 MB");

            return Of(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"the mapping cannot be used: {PlainFault.OfFile(error)}");
        }
    }

    /// <summary>The mapping that somebody wrote, or what is wrong with it.</summary>
    public static (SheetMapping? Mapping, string? Why) Of(string text)
    {
        var (said, why) = PlainJson.Read(System.Text.Encoding.UTF8.GetBytes(text), SheetMappingJson.Default.SheetMapping);
        if (why is not null)
            return (null, $"the mapping cannot be used: {why}");

        var mapping = said ?? None;
        return mapping.Why() is { } wrong ? (null, wrong) : (mapping, null);
    }

    private string? Why()
    {
        if (Columns.Keys.FirstOrDefault(key => SheetColumn.All.All(column => column.Key != key)) is { } unknown)
            return $"the mapping names \"{unknown}\", which is none of {string.Join(", ", SheetColumn.All.Select(column => column.Key))}";
        if (Columns.FirstOrDefault(pair => pair.Value.From.Count == 0 && pair.Value.Constant is null).Key is { } empty)
            return $"the mapping of \"{empty}\" says neither \"from\" nor \"constant\"";
        if (HeaderRow is < 0 or > 1000)
            return "headerRow should be from 0 (none) to 1000";
        return Separator is null or "tab" or { Length: 1 } ? null : "separator should be one character or \"tab\"";
    }
}

/// <summary>Where a value comes from. In the file, a text alone is one heading.</summary>
[JsonConverter(typeof(ColumnSourceConverter))]
internal sealed record ColumnSource
{
    /// <summary>Headings, or letters of columns; those that are filled in are joined in this order.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    public string Join { get; init; } = " ";

    /// <summary>The same for every row; with <see cref="From"/>, for rows that say nothing.</summary>
    public string? Constant { get; init; }

    /// <summary>What to take instead of what is written, whatever the case.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>What to take for anything that is not among <see cref="Values"/>; null keeps it.</summary>
    public string? Otherwise { get; init; }

    public string Translated(string written)
    {
        if (written.Length == 0)
            return Constant ?? "";

        var known = Values.FirstOrDefault(pair => string.Equals(pair.Key.Trim(), written, StringComparison.OrdinalIgnoreCase));
        return known.Key is not null ? known.Value : Otherwise ?? written;
    }
}

/// <summary>"Club name" is { "from": ["Club name"] }.</summary>
internal sealed class ColumnSourceConverter : JsonConverter<ColumnSource>
{
    public override ColumnSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new ColumnSource { From = [reader.GetString()!] };

        return Of(Written(ref reader));
    }

    // What is wrong within is told of the whole: only that has its place in the file.
    private static WrittenSource Written(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, SheetMappingJson.Default.WrittenSource) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new JsonException();
        }
    }

    private static ColumnSource Of(WrittenSource written) =>
        new() { From = Texts(written.From), Join = written.Join ?? " ", Constant = written.Constant, Values = written.Values ?? new Dictionary<string, string>(), Otherwise = written.Otherwise };

    public override void Write(Utf8JsonWriter writer, ColumnSource value, JsonSerializerOptions options) => throw new NotSupportedException("Mappings are only read.");

    private static IReadOnlyList<string> Texts(JsonElement from) => from.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.String => [from.GetString()!],
        JsonValueKind.Array when from.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. from.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw new JsonException(),
    };
}

/// <summary>A column's source as it stands in the file.</summary>
internal sealed record WrittenSource
{
    public JsonElement From { get; init; }

    public string? Join { get; init; }

    public string? Constant { get; init; }

    public Dictionary<string, string>? Values { get; init; }

    public string? Otherwise { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(SheetMapping))]
[JsonSerializable(typeof(WrittenSource))]
internal sealed partial class SheetMappingJson : JsonSerializerContext;
