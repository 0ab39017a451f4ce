using System.Text.Json;
using System.Text.Json.Serialization;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Schema;

/// <summary>Metadata about an activity. Kinds nobody here knows keep all their fields.</summary>
public class Entity
{
    public Entity()
    {
    }

    public Entity(string type = default)
    {
        Type = type;
    }

    public string Type { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement> Properties { get => field ??= new Dictionary<string, JsonElement>(); set; }

    public T GetAs<T>() => ProtocolJson.Deserialize<T>(ProtocolJson.Serialize(this));

    public void SetAs<T>(T obj)
    {
        var copy = ProtocolJson.Deserialize<Entity>(ProtocolJson.Serialize(obj));
        Type = copy.Type;
        Properties = copy.Properties;
    }

    public bool Equals(Entity other) => other is not null && ProtocolJson.Serialize(this) == ProtocolJson.Serialize(other);

    public override bool Equals(object obj) => obj is Entity other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Type ?? "");
}

public class Mention : Entity
{
    public Mention()
        : this(null, null)
    {
    }

    public Mention(ChannelAccount mentioned = default, string text = default, string type = "mention")
        : base(type ?? "mention")
    {
        Mentioned = mentioned;
        Text = text;
    }

    public ChannelAccount Mentioned { get; set; }

    public string Text { get; set; }
}

public class Place : Entity
{
    public Place()
        : base("Place")
    {
    }

    public object Address { get; set; }

    public object Geo { get; set; }

    public object HasMap { get; set; }

    public string Name { get; set; }
}

public class GeoCoordinates : Entity
{
    public GeoCoordinates()
        : base("GeoCoordinates")
    {
    }

    public double? Elevation { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public string Name { get; set; }
}
