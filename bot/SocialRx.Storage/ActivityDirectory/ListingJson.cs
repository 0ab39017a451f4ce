using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>A listing as it lies in the database.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(CostConverter)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Listing))]
internal sealed partial class ListingJson : JsonSerializerContext
{
    public static string Write(Listing listing) => JsonSerializer.Serialize(listing, Default.Listing);

    public static Listing Read(string body) => Whole(JsonSerializer.Deserialize(body, Default.Listing)!);

    // A body of an earlier release lacks what was added since, and the serialiser puts nothing in its place.
    private static Listing Whole(Listing listing) => listing with
    {
        Themes = listing.Themes ?? [],
        Sessions = listing.Sessions ?? [],
        Access = listing.Access ?? [],
        OnlyFor = listing.OnlyFor ?? [],
        Languages = listing.Languages ?? [],
        Settings = listing.Settings ?? [],
        SafetyChecks = listing.SafetyChecks ?? [],
        FromOthers = listing.FromOthers ?? [],
    };

    /// <summary>"free", "unknown", or an object with pounds and a note.</summary>
    internal sealed class CostConverter : JsonConverter<Cost>
    {
        public override Cost Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var cost = document.RootElement;
            if (cost.ValueKind == JsonValueKind.String)
                return cost.ValueEquals("free") ? new Cost.Free() : new Cost.Unknown();

            return new Cost.Pounds(cost.GetProperty("pounds").GetDecimal(), cost.TryGetProperty("note", out var note) ? note.GetString() : null);
        }

        public override void Write(Utf8JsonWriter writer, Cost value, JsonSerializerOptions options)
        {
            if (value is not Cost.Pounds pounds)
            {
                writer.WriteStringValue(value is Cost.Free ? "free" : "unknown");
                return;
            }

            writer.WriteStartObject();
            writer.WriteNumber("pounds", pounds.Amount);
            if (pounds.Note is not null)
                writer.WriteString("note", pounds.Note);
            writer.WriteEndObject();
        }
    }
}
