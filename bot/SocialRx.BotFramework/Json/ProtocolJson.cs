using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework;

/// <summary>
/// The one way activities are read and written: types of the protocol by generated code with camel-case names, other types as their
/// properties are named; nulls left out; names read without regard to case; a name said twice is an error.
/// </summary>
internal static class ProtocolJson
{
    /// <summary>Deep enough for any card, shallow enough that no message can exhaust the stack.</summary>
    public const int MaxDepth = 64;

    public static JsonSerializerOptions Options { get; } = Create();

    public static string Serialize<T>(T value) => JsonSerializer.Serialize<object>(value, Options);

    public static T Deserialize<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);

    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Reads channel data, a value or an attachment's content as <typeparamref name="T"/>, whatever it is held as.</summary>
    public static T As<T>(object value) => value switch
    {
        null => default,
        T already => already,
        JsonElement element => element.Deserialize<T>(Options),
        JsonNode node => node.Deserialize<T>(Options),
        string text when text.AsSpan().TrimStart() is ['{', ..] or ['[', ..] => Deserialize<T>(text),
        _ => Deserialize<T>(Serialize(value)),
    };

    /// <summary>Whether this is JSON that was read and has no type of its own yet.</summary>
    internal static bool IsUntyped(object value) => value is JsonElement or JsonNode or string || ForeignJsonConverter.IsForeign(value.GetType());

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = true,
            AllowDuplicateProperties = false,
            MaxDepth = MaxDepth,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(SchemaJson.Default, TeamsJson.Default, new DefaultJsonTypeInfoResolver()).WithAddedModifier(CamelCase),
        };
        options.Converters.Add(new AnyValueConverter());
        options.Converters.Add(new EntityConverter());
        options.Converters.Add(new ForeignJsonConverter());
        options.MakeReadOnly();
        return options;
    }

    private static void CamelCase(JsonTypeInfo type)
    {
        if (type.Type.Assembly != typeof(Activity).Assembly)
            return;
        foreach (var property in type.Properties.Where(property => !property.IsExtensionData && property.AttributeProvider?.IsDefined(typeof(JsonPropertyNameAttribute), inherit: false) != true))
            property.Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
    }
}

/// <summary>Values the protocol leaves open: scalars become themselves, objects and lists stay JSON, and anything is written as what it is.</summary>
internal sealed class AnyValueConverter : JsonConverter<object>
{
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble(),
        _ => JsonElement.ParseValue(ref reader),
    };

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }:
                writer.WriteNullValue();
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer, options);
                break;
            case object when value.GetType() == typeof(object):
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            default:
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
                break;
        }
    }
}

/// <summary>Lists of entities hold mentions and other kinds: each is written whole, and read with all its fields.</summary>
internal sealed class EntityConverter : JsonConverter<Entity>
{
    public override Entity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An entity is an object.");
        var entity = new Entity();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            if (string.Equals(name, "type", StringComparison.OrdinalIgnoreCase) && reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
                entity.Type = reader.GetString();
            else
                (entity.Unnamed ??= [])[name] = JsonElement.ParseValue(ref reader);
        }

        return entity;
    }

    public override void Write(Utf8JsonWriter writer, Entity value, JsonSerializerOptions options)
    {
        if (value.GetType() != typeof(Entity))
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
            return;
        }

        writer.WriteStartObject();
        if (value.Type is not null)
            writer.WriteString("type", value.Type);
        foreach (var (name, field) in value.Unnamed ?? [])
        {
            // Said already: readers that ignore case would find it twice.
            if (value.Type is not null && string.Equals(name, "type", StringComparison.OrdinalIgnoreCase))
                continue;
            writer.WritePropertyName(name);
            field.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}

/// <summary>The channel's clock is UTC and is written with Z.</summary>
internal sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TryGetDateTimeOffset(out var time))
            return time;
        return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            ? time
            : throw new JsonException("The timestamp is not a time.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(time.UtcDateTime);
        else
            writer.WriteNullValue();
    }
}
