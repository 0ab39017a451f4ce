using System.Globalization;
using System.Text.Json;

namespace SocialRx.Bot.Directories;

/// <summary>Reads fields of records that other people's programs wrote: the wrong type is an absent field.</summary>
internal static class JsonFields
{
    public static JsonElement? Field(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    /// <summary>Text or a number as text; null when absent, empty or anything else.</summary>
    public static string? Text(this JsonElement record, string name)
    {
        var value = record.Field(name) switch
        {
            { ValueKind: JsonValueKind.String } text => Text(text),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>A number, also one that was sent as text.</summary>
    public static decimal? Number(this JsonElement record, string name) =>
        decimal.TryParse(record.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement record, string name) =>
        record.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    public static DateOnly? Day(this JsonElement record, string name) => record.Instant(name) is { } instant ? DateOnly.FromDateTime(instant.DateTime) : null;

    public static DateTimeOffset? Instant(this JsonElement record, string name) =>
        DateTimeOffset.TryParse(record.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null;

    // An escaped half of a surrogate pair is legal JSON and no text.
    private static string? Text(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
