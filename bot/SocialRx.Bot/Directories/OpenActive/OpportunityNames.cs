using System.Text.Json.Nodes;
using SocialRx.Storage.ActivityDirectory.OpenActive;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>What an item is called and what it is shown with: the sessions of a series, the times of a facility and the days of a course are one thing to do.</summary>
internal static class OpportunityNames
{
    private const int LongestUri = 1_000;

    public static bool IsWhole(string type) => type is "SessionSeries" or "FacilityUse" or "IndividualFacilityUse" or "CourseInstance" or "HeadlineEvent" or "EventSeries" or "Course";

    public static RpdeItem Of(string kind, string itemId, string modified, JsonObject data)
    {
        var type = Opportunity.Type(data);
        var uri = Usable(data["@id"].Said()) ?? $"rpde:{kind}/{itemId}";
        var above = Usable(Opportunity.Reference(type switch
        {
            "Slot" => data["facilityUse"],
            "IndividualFacilityUse" => data["aggregateFacilityUse"],
            "CourseInstance" => data["instanceOfCourse"] ?? data["superEvent"],
            _ => data["superEvent"],
        }));
        var isPart = type == "IndividualFacilityUse" || !IsWhole(type);
        return new RpdeItem
        {
            Kind = kind,
            ItemId = itemId,
            Modified = modified,
            Uri = uri,
            GroupUri = isPart ? above ?? uri : uri,
            ParentUri = isPart ? null : above,
            Parts = [.. Parts(type, uri, above, data).DistinctBy(part => part.PartUri)],
            Body = data.ToJsonString(),
        };
    }

    private static IEnumerable<RpdePart> Parts(string type, string uri, string? above, JsonObject data) => type switch
    {
        "IndividualFacilityUse" when above is not null => [new RpdePart(uri, above)],
        "FacilityUse" => Opportunity.Objects(data["individualFacilityUse"]).Select(part => Usable(part["@id"].Said())).OfType<string>().Where(part => part != uri).Select(part => new RpdePart(part, uri)),
        _ => [],
    };

    private static string? Usable(string? uri) => string.IsNullOrWhiteSpace(uri) || uri.Length > LongestUri ? null : uri.Trim();
}
