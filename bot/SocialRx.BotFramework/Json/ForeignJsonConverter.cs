using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialRx.BotFramework;

/// <summary>
/// Json.NET's objects as the JSON they are, without a reference to that package. Each type is asked about once: serializer options
/// keep the converter of a type.
/// </summary>
internal sealed class ForeignJsonConverter : JsonConverterFactory
{
    private const string Token = "Newtonsoft.Json.Linq.JToken";

    public override bool CanConvert(Type typeToConvert) => IsForeign(typeToConvert);

    public static bool IsForeign(Type candidate)
    {
        for (var type = candidate; type is not null; type = type.BaseType)
        {
            if (type.FullName == Token)
                return true;
        }

        return false;
    }

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert));

    private sealed class Converter<T> : JsonConverter<T>
        where T : class
    {
        private static readonly PropertyInfo Scalar = typeof(T).Name == "JValue" ? typeof(T).GetProperty("Value") : null;
        private static readonly MethodInfo Parse = typeof(T).GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse is null
            ? throw new JsonException($"A {typeof(T).Name} cannot be read.")
            : (T)Parse.Invoke(null, [JsonElement.ParseValue(ref reader).GetRawText()]);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (value.GetType() != typeof(T))
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
            else if (Scalar is null)
                writer.WriteRawValue(value.ToString());
            else
                JsonSerializer.Serialize(writer, Scalar.GetValue(value), options);
        }
    }
}
