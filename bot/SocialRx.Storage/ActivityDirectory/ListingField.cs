using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Storage.ActivityDirectory;

/// <summary>A part of a listing that a curator may put something else in the place of.</summary>
/// <param name="Id">Stored; never changes once used.</param>
/// <param name="Properties">Of <see cref="Listing"/>: what is changed together.</param>
public sealed record ListingField(string Id, string Label, IReadOnlyList<string> Properties)
{
    public static readonly ListingField Checked = new("assured", "Last checked", [nameof(Listing.Assured)]);

    public static IReadOnlyList<ListingField> All { get; } =
    [
        new("name", "Name", [nameof(Listing.Name)]),
        new("organisation", "Run by", [nameof(Listing.Organisation)]),
        new("summary", "What it is", [nameof(Listing.Summary)]),
        new("themes", "About", [nameof(Listing.Themes)]),
        new("ages", "Ages", [nameof(Listing.MinimumAge), nameof(Listing.MaximumAge)]),
        new("only-for", "Only for", [nameof(Listing.OnlyFor)]),
        new("sessions", "Days and times", [nameof(Listing.Sessions)]),
        new("place", "Place", [nameof(Listing.Venue), nameof(Listing.Location), nameof(Listing.IsOnline)]),
        new("cost", "Cost", [nameof(Listing.Cost)]),
        new("access", "Access", [nameof(Listing.Access)]),
        new("newcomers", "Newcomers", [nameof(Listing.WelcomesNewcomers)]),
        new("joining", "How to join", [nameof(Listing.HowToJoin), nameof(Listing.CanJoinDirectly)]),
        new("contact", "Contact", [nameof(Listing.Phone), nameof(Listing.Email), nameof(Listing.Web)]),
        new("licence", "Licence", [nameof(Listing.Licence)]),
        Checked,
    ];

    public static ListingField? Find(string id) => All.FirstOrDefault(field => field.Id == id);

    /// <summary>What a listing says here, as JSON; equal text is equal content.</summary>
    public string ValueOf(Listing listing)
    {
        var body = Body(listing);
        return new JsonObject(Properties.Select(property => KeyValuePair.Create(property, body[property]?.DeepClone()))).ToJsonString();
    }

    /// <summary>The listing with each value in the place of what it says, the later over the earlier.</summary>
    public static Listing Lay(Listing listing, IEnumerable<string> values)
    {
        var body = Body(listing);
        foreach (var (property, value) in values.SelectMany(value => JsonNode.Parse(value)!.AsObject()))
            body[property] = value?.DeepClone();
        return body.Deserialize(ListingJson.Default.Listing)!;
    }

    private static JsonObject Body(Listing listing) => JsonSerializer.SerializeToNode(listing, ListingJson.Default.Listing)!.AsObject();
}
