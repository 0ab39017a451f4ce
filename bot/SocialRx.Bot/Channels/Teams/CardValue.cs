using System.Text.Json;

namespace SocialRx.Bot.Channels.Teams;

/// <summary>What a card sends along, whichever JSON library holds it.</summary>
internal static class CardValue
{
    /// <summary>Undefined when it is not an object.</summary>
    public static JsonElement Read(object? value)
    {
        if (value is null or string || value.ToString() is not ['{', ..] text)
            return default;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>The text at the end of a path of names; null when there is none.</summary>
    public static string? Text(this JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
