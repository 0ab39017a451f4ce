using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SocialRx.Turns;

/// <summary>Storage that keeps the text of <see cref="StateCodec"/> and can be asked for it, so that state is read and written once a turn.</summary>
public interface IKeepsStateAsText
{
    /// <summary>Null when there is nothing under the key.</summary>
    ValueTask<string> ReadTextAsync(string key, CancellationToken cancellationToken);

    ValueTask WriteTextAsync(string key, string text, CancellationToken cancellationToken);
}

/// <summary>
/// State as JSON text from which the same objects come back: an int stays an int, a text that looks like a date stays a text.
/// What JSON has no form for is written as <c>{"$":name,"v":value}</c>. Names are short ones for common types and full names for types
/// of the application; a name read from storage is only ever looked up among <see cref="Allow(Assembly)">allowed</see> types.
/// </summary>
public static class StateCodec
{
    internal const string Tag = "$";
    internal const string TaggedValue = "v";

    private static readonly JsonSerializerOptions Options = Create();

    public static string Write(object value) => JsonSerializer.Serialize<object>(value, Options);

    /// <summary>Throws <see cref="JsonException"/> when the text is not what <see cref="Write"/> makes.</summary>
    public static object Read(string json) => JsonSerializer.Deserialize<object>(json, Options);

    /// <summary>Lets state name the types of an assembly. Assemblies with dialogs and with state properties are let in as these are made.</summary>
    public static void Allow(Assembly assembly) => StateTypes.Allow(assembly);

    public static void Allow<T>() => StateTypes.Allow(typeof(T));

    /// <summary>The value as <typeparamref name="T"/>, also when it was stored under another type of the same shape.</summary>
    public static T As<T>(object value) => value switch
    {
        null => default,
        T already => already,
        UnknownState unknown => unknown.Value.Deserialize<T>(Options),
        JsonElement element => element.Deserialize<T>(Options),
        IConvertible number when typeof(T).IsPrimitive || typeof(T) == typeof(decimal) => (T)Convert.ChangeType(number, typeof(T), CultureInfo.InvariantCulture),
        _ => Reshaped<T>(value),
    };

    private static T Reshaped<T>(object value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options), Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            IncludeFields = true,
            // A component in a component in a component: each costs a good eight levels.
            MaxDepth = 256,
            // A database that keeps JSON as JSON orders names its own way; "$" stays before "v" there too.
            AllowOutOfOrderMetadataProperties = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameDerivedTypes, LeaveNullsOut } },
        };
        options.Converters.Add(new StateValueConverter());
        options.MakeReadOnly();
        return options;
    }

    // Activities and what dialogs keep have fields by the dozen, most of them empty: what is null in a new object too need not be said.
    private static void LeaveNullsOut(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.CreateObject is null)
            return;
        var fresh = new Lazy<object>(type.CreateObject);
        foreach (var property in type.Properties.Where(property => property is { Get: not null, Set: not null, IsRequired: false } && MayBeNull(property.PropertyType)))
        {
            if (property.Get(fresh.Value) is null)
                property.ShouldSerialize = static (_, value) => value is not null;
        }
    }

    private static bool MayBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    // A property declared as a base class keeps the class of what it holds.
    private static void NameDerivedTypes(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsSealed || type.Type.IsValueType || type.Type.IsGenericType || type.PolymorphismOptions is not null)
            return;
        var derived = StateTypes.DerivedFrom(type.Type);
        if (derived.Count == 0)
            return;

        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$kind" };
        foreach (var kind in derived)
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.FullName));
        if (!type.Type.IsAbstract)
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type.Type));
    }
}

/// <summary>A value whose type this release does not know: kept as it was, so that saving the state loses nothing.</summary>
internal sealed record UnknownState(string Name, JsonElement Value);

internal sealed class StateValueConverter : JsonConverter<object>
{
    public override bool HandleNull => true;

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader, options),
        JsonTokenType.StartObject => ReadObject(ref reader, options),
        _ => throw new JsonException($"A value cannot start with {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteRawValue(WithPoint(number.ToString("R", CultureInfo.InvariantCulture)), skipInputValidation: true);
                break;
            case UnknownState unknown:
                WriteTag(writer, unknown.Name);
                unknown.Value.WriteTo(writer);
                writer.WriteEndObject();
                break;
            case Dictionary<string, object> map when !map.ContainsKey(StateCodec.Tag):
                WriteMap(writer, map, options);
                break;
            case List<object> list:
                WriteList(writer, list, options);
                break;
            default:
                WriteOther(writer, value, options);
                break;
        }
    }

    private static void WriteOther(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        var name = StateTypes.NameOf(type);
        if (name.Length == 0)
        {
            JsonSerializer.Serialize(writer, value, type, options);
            return;
        }

        WriteTag(writer, name);
        if (type == typeof(object))
            writer.WriteNullValue();
        else
            JsonSerializer.Serialize(writer, value, StateTypes.WrittenAs(type), options);
        writer.WriteEndObject();
    }

    private static void WriteTag(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject();
        writer.WriteString(StateCodec.Tag, name);
        writer.WritePropertyName(StateCodec.TaggedValue);
    }

    private void WriteMap(Utf8JsonWriter writer, Dictionary<string, object> map, JsonSerializerOptions options)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, value, options);
        }

        writer.WriteEndObject();
    }

    private void WriteList(Utf8JsonWriter writer, List<object> list, JsonSerializerOptions options)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        writer.WriteStartArray();
        foreach (var value in list)
            Write(writer, value, options);
        writer.WriteEndArray();
    }

    private List<object> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var list = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(Read(ref reader, typeof(object), options));
        return list;
    }

    private object ReadObject(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject)
            return new Dictionary<string, object>();
        return reader.ValueTextEquals(StateCodec.Tag) ? ReadTagged(ref reader, options) : ReadMap(ref reader, options);
    }

    private Dictionary<string, object> ReadMap(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var map = new Dictionary<string, object>();
        do
        {
            var name = reader.GetString();
            reader.Read();
            map[name] = Read(ref reader, typeof(object), options);
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject);
        return map;
    }

    private static string WithPoint(string digits) => digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
            return reader.GetDouble();
        if (reader.TryGetInt32(out var number))
            return number;
        return reader.TryGetInt64(out var big) ? (object)big : reader.GetDouble();
    }

    private static object ReadTagged(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        reader.Read();
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("A tag is a name.");
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(StateCodec.TaggedValue) || !reader.Read())
            throw new JsonException("A tagged value has a tag and a value.");

        var value = StateTypes.TryFind(name, out var type)
            ? type == typeof(object) ? new object() : JsonSerializer.Deserialize(ref reader, type, options)
            : new UnknownState(name, JsonElement.ParseValue(ref reader));
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException("A tagged value has a tag and a value.");
        return value;
    }
}

/// <summary>Names for types in stored state, and the types a name may stand for.</summary>
internal static class StateTypes
{
    private static readonly Dictionary<string, Type> Short = new(StringComparer.Ordinal)
    {
        ["object"] = typeof(object),
        ["string"] = typeof(string),
        ["bool"] = typeof(bool),
        ["byte"] = typeof(byte),
        ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short),
        ["ushort"] = typeof(ushort),
        ["int"] = typeof(int),
        ["uint"] = typeof(uint),
        ["long"] = typeof(long),
        ["ulong"] = typeof(ulong),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
        ["decimal"] = typeof(decimal),
        ["char"] = typeof(char),
        ["guid"] = typeof(Guid),
        ["datetime"] = typeof(DateTime),
        ["datetimeoffset"] = typeof(DateTimeOffset),
        ["date"] = typeof(DateOnly),
        ["time"] = typeof(TimeOnly),
        ["timespan"] = typeof(TimeSpan),
        ["uri"] = typeof(Uri),
        ["version"] = typeof(Version),
        ["json"] = typeof(JsonElement),
        ["jsonobject"] = typeof(JsonObject),
        ["jsonarray"] = typeof(JsonArray),
        ["jsonvalue"] = typeof(JsonValue),
    };

    private static readonly Dictionary<Type, string> ShortNames = Short.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<string, Type> Generic = new(StringComparer.Ordinal)
    {
        ["list"] = typeof(List<>),
        ["set"] = typeof(HashSet<>),
        ["map"] = typeof(Dictionary<,>),
    };

    private static readonly ConcurrentDictionary<Type, string> Names = new();
    private static readonly ConcurrentDictionary<string, Type> Found = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Assembly, bool> Assemblies = new();

    public static void Allow(Assembly assembly)
    {
        if (!IsPlatform(assembly))
            Assemblies.TryAdd(assembly, true);
    }

    public static void Allow(Type type)
    {
        Allow(type.Assembly);
        foreach (var argument in type.GetGenericArguments())
            Allow(argument);
    }

    /// <summary>The types of allowed assemblies that a value declared as <paramref name="type"/> may really be.</summary>
    public static IReadOnlyList<Type> DerivedFrom(Type type) => IsPlatform(type.Assembly)
        ? []
        : [.. Assemblies.Keys.Append(type.Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract && !candidate.ContainsGenericParameters)];

    public static string NameOf(Type type) => Names.GetOrAdd(type, static type =>
    {
        var name = MakeName(type);
        // What this process has in its hands it may also be given back.
        if (name.Length > 0)
            Found.TryAdd(name, WrittenAs(type));
        return name;
    });

    public static Type WrittenAs(Type type) => typeof(JsonValue).IsAssignableFrom(type) ? typeof(JsonValue) : type;

    public static bool TryFind(string name, out Type type)
    {
        if (Found.TryGetValue(name, out type))
            return true;
        type = Find(name);
        if (type is null)
            return false;
        Found.TryAdd(name, type);
        return true;
    }

    /// <summary>Empty for types that no text can name: their values become plain maps.</summary>
    private static string MakeName(Type type)
    {
        if (type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && type.Name.Contains("AnonymousType", StringComparison.Ordinal))
            return "";
        if (ShortNames.TryGetValue(WrittenAs(type), out var name))
            return name;
        if (type.IsArray && type.GetArrayRank() == 1)
            return Of("array", type.GetElementType());
        if (type.IsGenericType)
            return GenericName(type);
        if (typeof(Delegate).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type) || (IsPlatform(type.Assembly) && !IsPlain(type)))
            throw new NotSupportedException($"State cannot keep a {type.FullName}.");
        return type.FullName;
    }

    private static string GenericName(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        var kind = Generic.FirstOrDefault(pair => pair.Value == definition).Key;
        if (kind == "map" && arguments[0] == typeof(string))
            return Of("map", arguments[1]);
        if (kind is not null && kind != "map")
            return Of(kind, arguments[0]);
        if (IsPlatform(type.Assembly) && !typeof(IEnumerable).IsAssignableFrom(type) && !type.IsValueType)
            throw new NotSupportedException($"State cannot keep a {type.FullName}.");
        return type.ToString();
    }

    private static string Of(string kind, Type element) => NameOf(element) is { Length: > 0 } name ? $"{kind}:{name}" : "";

    private static Type Find(string name)
    {
        if (Short.TryGetValue(name, out var type))
            return type;
        if (name.Split(':', 2) is [var kind, var of])
            return TryFind(of, out var element) ? Made(kind, element) : null;
        return Assemblies.Keys.Select(assembly => assembly.GetType(name, throwOnError: false)).FirstOrDefault(MayBeState);
    }

    private static Type Made(string kind, Type element) => kind switch
    {
        "array" => element.MakeArrayType(),
        "map" => typeof(Dictionary<,>).MakeGenericType(typeof(string), element),
        _ => Generic.TryGetValue(kind, out var definition) ? definition.MakeGenericType(element) : null,
    };

    private static bool MayBeState(Type type) =>
        type is { IsAbstract: false, IsInterface: false, ContainsGenericParameters: false }
        && !typeof(Delegate).IsAssignableFrom(type)
        && !typeof(IDisposable).IsAssignableFrom(type);

    private static bool IsPlain(Type type) => type.IsEnum || type.IsPrimitive;

    private static bool IsPlatform(Assembly assembly) =>
        assembly.GetName().Name is { } name
        && !name.StartsWith("Microsoft.Bot.", StringComparison.Ordinal)
        && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name is "System" or "mscorlib" or "netstandard");
}
