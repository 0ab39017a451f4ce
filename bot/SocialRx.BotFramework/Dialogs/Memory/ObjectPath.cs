using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads and writes parts of objects, dictionaries, lists and JSON by a path such as <c>user.addresses[1].city</c>, without regard to case.</summary>
public static class ObjectPath
{
    private const int MaxDepth = 16;
    private const BindingFlags Properties = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    public static bool HasValue(object obj, string path) => TryGetPathValue<object>(obj, path, out _);

    /// <summary>Throws <see cref="KeyNotFoundException"/> where there is nothing at the path.</summary>
    public static T GetPathValue<T>(object obj, string path) =>
        TryGetPathValue<T>(obj, path, out var value) ? value : throw new KeyNotFoundException(path);

    public static T GetPathValue<T>(object obj, string path, T defaultValue) =>
        TryGetPathValue<T>(obj, path, out var value) ? value : defaultValue;

    public static bool TryGetPathValue<T>(object obj, string path, out T value) => TryGetPathValue(obj, path, obj, out value);

    /// <param name="root">What a path between square brackets is looked up in.</param>
    internal static bool TryGetPathValue<T>(object obj, string path, object root, out T value)
    {
        value = default;
        if (obj is null || path is null)
            return false;
        foreach (var segment in Segments(path, root))
        {
            if (!TryGet(obj, segment, out obj))
                return false;
        }

        return obj is not null && TryMap(obj, out value);
    }

    /// <summary>Sets the value, making dictionaries and lists on the way to it.</summary>
    public static void SetPathValue(object obj, string path, object value, bool json = true) => SetPathValue(obj, path, value, json, obj);

    internal static void SetPathValue(object obj, string path, object value, bool json, object root)
    {
        var segments = Segments(path, root);
        for (var i = 0; i < segments.Count - 1; i++)
        {
            if (!TryGet(obj, segments[i], out var next) || next is null)
            {
                next = segments[i + 1] is int ? new List<object>() : new Dictionary<string, object>();
                Set(obj, segments[i], next);
            }

            obj = next;
        }

        // Nothing can be added to an object without a name for its type, and storage could not name it either.
        if (json && value is not null && value.GetType() is { IsGenericType: true } type && type.IsDefined(typeof(CompilerGeneratedAttribute)))
            value = AsNode(value);
        if (segments.Count > 0)
            Set(obj, segments[^1], value);
    }

    public static void RemovePathValue(object obj, string path) => RemovePathValue(obj, path, obj);

    internal static void RemovePathValue(object obj, string path, object root)
    {
        var segments = Segments(path, root);
        for (var i = 0; i < segments.Count - 1; i++)
        {
            if (!TryGet(obj, segments[i], out obj) || obj is null)
                return;
        }

        if (segments.Count == 0)
            return;
        switch (obj, segments[^1])
        {
            case (IDictionary<string, object> map, string name):
                map.Remove(KeyIn(map, name) ?? name);
                break;
            case (IList list, int index) when index >= 0 && index < list.Count:
                list[index] = null;
                break;
            case (JsonObject map, string name):
                map.Remove(name);
                break;
            case (not null, string name):
                obj.GetType().GetProperty(name, Properties)?.SetValue(obj, null);
                break;
        }
    }

    public static IEnumerable<string> GetProperties(object obj) => obj switch
    {
        null => [],
        IDictionary<string, object> map => map.Keys,
        JsonObject map => map.Select(property => property.Key),
        JsonElement { ValueKind: JsonValueKind.Object } element => element.EnumerateObject().Select(property => property.Name),
        _ => obj.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => property.Name),
    };

    public static bool ContainsProperty(object obj, string name) => GetProperties(obj).Any(property => string.Equals(property, name, StringComparison.OrdinalIgnoreCase));

    public static void ForEachProperty(object obj, Action<string, object> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        foreach (var name in GetProperties(obj).ToList())
            action(name, TryGet(obj, name, out var value) ? value : null);
    }

    /// <summary>A new object with what the overlay says, and what the start says where the overlay says nothing.</summary>
    public static T Merge<T>(T startObject, T overlayObject)
        where T : class => Assign<T>(startObject, overlayObject);

    public static T Assign<T>(object startObject, object overlayObject)
        where T : class => (T)Assign(startObject, overlayObject, typeof(T));

    public static object Assign(object startObject, object overlayObject, Type type)
    {
        var merged = AsNode(startObject) ?? new JsonObject();
        foreach (var (name, value) in AsNode(overlayObject)?.ToList() ?? [])
            Overlay(merged, name, value);
        return merged.Deserialize(type, ProtocolJson.Options);
    }

    /// <summary>A copy that shares nothing with the object.</summary>
    public static T Clone<T>(T obj) => obj is null ? default : (T)StateCodec.Read(StateCodec.Write(obj));

    /// <summary>The value as <typeparamref name="T"/>, also when it is held as something of the same shape.</summary>
    public static T MapValueTo<T>(object val) => val switch
    {
        null => default,
        T already => already,
        string text when typeof(T).IsEnum => (T)Enum.Parse(typeof(T), text, ignoreCase: true),
        IConvertible number when typeof(T) == typeof(string) => (T)(object)number.ToString(CultureInfo.InvariantCulture),
        JsonNode node => ProtocolJson.As<T>(node),
        JsonElement element => ProtocolJson.As<T>(element),
        _ => StateCodec.As<T>(val),
    };

    // Of another kind is not there, as far as the one who asks is concerned.
    private static bool TryMap<T>(object from, out T value)
    {
        value = default;
        try
        {
            if (typeof(T) == typeof(string) && from is not (string or IConvertible or JsonNode or JsonElement or DateTimeOffset or Guid or TimeSpan or Uri))
                return false;
            value = MapValueTo<T>(from);
            return true;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidCastException or OverflowException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonObject AsNode(object value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), ProtocolJson.Options) as JsonObject;

    private static void Overlay(JsonObject onto, string name, JsonNode value)
    {
        if (value is null)
            return;
        var known = onto.FirstOrDefault(property => string.Equals(property.Key, name, StringComparison.OrdinalIgnoreCase)).Key ?? name;
        if (value is JsonObject part && onto[known] is JsonObject there)
        {
            foreach (var (inner, innerValue) in part.ToList())
                Overlay(there, inner, innerValue);
        }
        else
        {
            onto[known] = value.DeepClone();
        }
    }

    // "a.b[0]['c'].d" is a, b, 0, c, d; a name in square brackets without quotes is a path in the whole object.
    private static List<object> Segments(string path, object root)
    {
        var segments = new List<object>();
        var rest = (path ?? string.Empty).AsSpan().Trim();
        while (rest.Length > 0)
        {
            if (rest[0] == '[')
            {
                var end = Closing(rest);
                if (end < 0)
                    throw new ArgumentException($"'{path}' has a [ without its ].", nameof(path));
                segments.Add(Index(rest[1..end].Trim(), root));
                rest = rest[(end + 1)..];
            }
            else if (rest[0] == '.')
            {
                rest = rest[1..];
            }
            else
            {
                var end = rest.IndexOfAny('.', '[');
                end = end < 0 ? rest.Length : end;
                segments.Add(rest[..end].Trim().ToString());
                rest = rest[end..];
            }
        }

        return segments;
    }

    private static object Index(ReadOnlySpan<char> index, object root)
    {
        if (index is ['\'' or '"', _, ..] && index[^1] == index[0])
            return index[1..^1].ToString();
        if (int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var name = index.ToString();
        if (!TryGetPathValue<object>(root, name, out var value))
            return name;
        return value is string || !TryMap<int>(value, out var place) ? MapValueTo<string>(value) : place;
    }

    // Brackets in brackets are a path in a path.
    private static int Closing(ReadOnlySpan<char> path)
    {
        var depth = 0;
        for (var i = 0; i < path.Length; i++)
        {
            depth += path[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
                return i;
            if (depth > MaxDepth)
                break;
        }

        return -1;
    }

    private static bool TryGet(object from, object segment, out object value)
    {
        value = null;
        switch (from, segment)
        {
            case (IDictionary<string, object> map, string name):
                return map.TryGetValue(name, out value) || (KeyIn(map, name) is { } key && map.TryGetValue(key, out value));
            case (IDictionary map, string name):
                value = map.Contains(name) ? map[name] : null;
                return value is not null;
            case (JsonElement element, _):
                return TryGet(JsonNode.Parse(element.GetRawText()), segment, out value);
            case (JsonObject map, string name):
                value = map.FirstOrDefault(property => string.Equals(property.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
                return value is not null;
            case (JsonArray array, int index):
                value = index >= 0 && index < array.Count ? array[index] : null;
                return value is not null;
            case (IList list, int index):
                value = index >= 0 && index < list.Count ? list[index] : null;
                return value is not null;
            case (not null and not string, string name):
                var property = from.GetType().GetProperty(name, Properties);
                value = property?.GetIndexParameters().Length == 0 ? property.GetValue(from) : null;
                return property is not null;
            default:
                return false;
        }
    }

    private static void Set(object on, object segment, object value)
    {
        switch (on, segment)
        {
            case (IDictionary<string, object> map, string name):
                map[KeyIn(map, name) ?? name] = value;
                break;
            case (JsonObject map, string name):
                map[name] = JsonSerializer.SerializeToNode(value, ProtocolJson.Options);
                break;
            case (IList list, int index):
                // A path cannot fill memory: a list grows by a thousand at most.
                ArgumentOutOfRangeException.ThrowIfGreaterThan(index, list.Count + 1000, nameof(segment));
                while (list.Count <= index)
                    list.Add(null);
                list[index] = value;
                break;
            case (not null, string name):
                var property = on.GetType().GetProperty(name, Properties) ?? throw new ArgumentException($"{on.GetType().Name} has no {name}.", nameof(segment));
                property.SetValue(on, value is null || property.PropertyType.IsInstanceOfType(value) ? value : Convert.ChangeType(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"Nothing can be set at {segment}.", nameof(segment));
        }
    }

    private static string KeyIn(IDictionary<string, object> map, string name) =>
        map.ContainsKey(name) ? name : map.Keys.FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase));
}
