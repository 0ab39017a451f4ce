using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialRx.BotFramework;

/// <summary>Writes a property declared as a base class as what it holds.</summary>
internal sealed class RuntimeTypeConverter<T> : JsonConverter<T>
    where T : class, new()
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader).Deserialize<T>(options);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
