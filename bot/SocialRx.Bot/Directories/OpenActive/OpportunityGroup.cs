using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>What is shown as one thing to do: a series with its sessions, a facility with its times, an event alone.</summary>
/// <param name="Uri">What it is called.</param>
/// <param name="Members">Its items; what they take facts from may be elsewhere.</param>
/// <param name="Called">Items by what they are called, for what members refer to.</param>
internal sealed record OpportunityGroup(string Uri, IReadOnlyList<RpdeMember> Members, IReadOnlyDictionary<string, RpdeMember> Called)
{
    /// <summary>For ids of listings: every address is one of 128 bits.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Uri)), 0, 16);

    /// <summary>The item the group is named after, if it is there.</summary>
    public RpdeMember? Whole => Members.FirstOrDefault(member => member.Uri == Uri);

    /// <summary>Groups of what lies in memory, as the database groups what lies there.</summary>
    public static IReadOnlyList<OpportunityGroup> Of(IReadOnlyList<RpdeItem> items, string? licence, DateTimeOffset seenAt)
    {
        var members = items.Where(item => item.Body is not null).Select(item => Member(item, licence, seenAt)).ToList();
        return Of(members, Wholes(items.SelectMany(item => item.Parts)), members);
    }

    /// <summary>Groups by the whole they belong to.</summary>
    public static IReadOnlyList<OpportunityGroup> Of(IEnumerable<RpdeMember> members, Dictionary<string, string> wholes, IEnumerable<RpdeMember> others)
    {
        var called = new Dictionary<string, RpdeMember>(StringComparer.Ordinal);
        foreach (var other in others)
            called.TryAdd(other.Uri ?? "", other);
        return [.. members.GroupBy(member => wholes.GetValueOrDefault(member.GroupUri, member.GroupUri), StringComparer.Ordinal).Select(group => new OpportunityGroup(group.Key, [.. group], called))];
    }

    /// <summary>What each part is a part of.</summary>
    public static Dictionary<string, string> Wholes(IEnumerable<RpdePart> parts)
    {
        var wholes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
            wholes.TryAdd(part.PartUri, part.WholeUri);
        return wholes;
    }

    public static JsonObject Data(RpdeMember member) => JsonNode.Parse(member.Body, documentOptions: new JsonDocumentOptions { MaxDepth = 128 })!.AsObject();

    /// <summary>What is called so; of a court that is only named within its facility, what is said of it there.</summary>
    public JsonObject? Find(string uri) => Called.TryGetValue(uri, out var member) ? Data(member) : Part(uri);

    private JsonObject? Part(string uri)
    {
        if (Whole is null || Opportunity.Objects(Data(Whole)["individualFacilityUse"]).FirstOrDefault(part => part["@id"].Said() == uri) is not { } found)
            return null;

        var part = (JsonObject)found.DeepClone();
        part["aggregateFacilityUse"] = Uri;
        return part;
    }

    private static RpdeMember Member(RpdeItem item, string? licence, DateTimeOffset seenAt) => new()
    {
        Kind = item.Kind,
        ItemId = item.ItemId,
        Modified = item.Modified,
        Uri = item.Uri,
        GroupUri = item.GroupUri!,
        ParentUri = item.ParentUri,
        Body = item.Body!,
        Licence = licence,
        SeenAt = seenAt,
    };
}
