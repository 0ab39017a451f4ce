using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialRx.BotFramework;

/// <summary>
/// Fields of the wire that a type of the protocol does not name. They pass through as they came; only when a bot looks at them do they
/// become an object it can read and change.
/// </summary>
internal sealed class UnnamedFields : IDictionary<string, JsonElement>
{
    private static readonly JsonElement Null = JsonElement.Parse("null");

    private Dictionary<string, JsonElement> fields;
    private JsonObject json;

    public UnnamedFields()
    {
    }

    public UnnamedFields(JsonObject json) => this.json = json;

    public JsonObject Json
    {
        get
        {
            if (json is not null)
                return json;
            json = [];
            foreach (var (name, value) in fields ?? [])
                json.Add(name, NodeOf(value));
            fields = null;
            return json;
        }
    }

    public int Count => json?.Count ?? fields?.Count ?? 0;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => [.. this.Select(pair => pair.Key)];

    public ICollection<JsonElement> Values => [.. this.Select(pair => pair.Value)];

    public JsonElement this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);
        set
        {
            if (json is null)
                (fields ??= new(StringComparer.Ordinal))[key] = value;
            else
                json[key] = NodeOf(value);
        }
    }

    public void Add(string key, JsonElement value)
    {
        if (ContainsKey(key))
            throw new ArgumentException($"{key} is there already.", nameof(key));
        this[key] = value;
    }

    public void Add(KeyValuePair<string, JsonElement> item) => Add(item.Key, item.Value);

    public bool ContainsKey(string key) => json?.ContainsKey(key) ?? fields?.ContainsKey(key) ?? false;

    public bool Contains(KeyValuePair<string, JsonElement> item) => ContainsKey(item.Key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        if (json is not null && json.TryGetPropertyValue(key, out var node))
        {
            value = ElementOf(node);
            return true;
        }

        value = default;
        return fields?.TryGetValue(key, out value) == true;
    }

    public bool Remove(string key) => json?.Remove(key) ?? fields?.Remove(key) ?? false;

    public bool Remove(KeyValuePair<string, JsonElement> item) => Remove(item.Key);

    public void Clear()
    {
        json?.Clear();
        fields = null;
    }

    public void CopyTo(KeyValuePair<string, JsonElement>[] array, int arrayIndex) => this.ToArray().CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => json is null
        ? (fields ?? []).GetEnumerator()
        : json.Select(field => KeyValuePair.Create(field.Key, ElementOf(field.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static JsonNode NodeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        _ => JsonValue.Create(value),
    };

    private static JsonElement ElementOf(JsonNode node) => node is null ? Null : JsonSerializer.SerializeToElement(node);
}
