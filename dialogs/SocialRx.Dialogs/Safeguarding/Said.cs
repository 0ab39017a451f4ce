using System.Text.Json;
using Microsoft.Bot.Schema;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>Everything a person wrote in one activity: its text and every text inside a card they sent.</summary>
internal static class Said
{
    public static string In(Activity activity)
    {
        var texts = new List<string>();
        Add(activity.Text, texts);
        AddValue(activity.Value, texts);
        return string.Join('\n', texts);
    }

    private static void AddValue(object? value, List<string> texts)
    {
        if (value is string text)
            Add(text, texts);
        else if (value is JsonElement json)
            AddJson(json, texts);
        else if (value is not null)
            AddJson(JsonSerializer.SerializeToElement(value, value.GetType()), texts);
    }

    private static void AddJson(JsonElement json, List<string> texts)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                Add(json.GetString(), texts);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    AddJson(item, texts);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                    AddJson(property.Value, texts);
                break;
        }
    }

    private static void Add(string? text, List<string> texts)
    {
        if (!string.IsNullOrWhiteSpace(text) && !texts.Contains(text))
            texts.Add(text);
    }
}
