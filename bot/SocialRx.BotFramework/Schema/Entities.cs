using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialRx.BotFramework;

namespace Microsoft.Bot.Schema;

/// <summary>Metadata about an activity. Kinds nobody here knows keep all their fields.</summary>
public class Entity : IEquatable<Entity>
{
    public Entity()
    {
    }

    public Entity(string type = default)
    {
        Type = type;
    }

    public string Type { get; set; }

    [JsonIgnore]
    public JsonObject Properties { get => (Unnamed ??= []).Json; set => Unnamed = value is null ? null : new(value); }

    [JsonInclude, JsonExtensionData]
    internal UnnamedFields Unnamed { get; set; }

    public T GetAs<T>() => ProtocolJson.Deserialize<T>(ProtocolJson.Serialize(this));

    public void SetAs<T>(T obj)
    {
        var copy = ProtocolJson.Deserialize<Entity>(ProtocolJson.Serialize(obj));
        Type = copy.Type;
        Unnamed = copy.Unnamed;
    }

    /// <summary>Entities are the same when they are written the same.</summary>
    public bool Equals(Entity other) => other is not null && (ReferenceEquals(this, other) || ProtocolJson.Serialize(this) == ProtocolJson.Serialize(other));

    public override bool Equals(object obj) => obj?.GetType() == GetType() && Equals((Entity)obj);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Type ?? "");
}

public class Mention : Entity
{
    private const string Kind = "mention";

    public Mention()
        : base(Kind)
    {
    }

    public Mention(ChannelAccount mentioned = default, string text = default, string type = default)
        : base(Kind)
    {
        Mentioned = mentioned;
        Text = text;
    }

    public ChannelAccount Mentioned { get; set; }

    public string Text { get; set; }
}

public class Place : Entity
{
    private const string Kind = "Place";

    public Place()
        : base(Kind)
    {
    }

    public Place(object address = default, object geo = default, object hasMap = default, string type = default, string name = default)
        : base(Kind)
    {
        Address = address;
        Geo = geo;
        HasMap = hasMap;
        Name = name;
    }

    public object Address { get; set; }

    public object Geo { get; set; }

    public object HasMap { get; set; }

    public string Name { get; set; }
}

public class GeoCoordinates : Entity
{
    private const string Kind = "GeoCoordinates";

    public GeoCoordinates()
        : base(Kind)
    {
    }

    public GeoCoordinates(double? elevation = default, double? latitude = default, double? longitude = default, string type = default, string name = default)
        : base(Kind)
    {
        Elevation = elevation;
        Latitude = latitude;
        Longitude = longitude;
        Name = name;
    }

    public double? Elevation { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public string Name { get; set; }
}
