using System.Globalization;
using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>What one opportunity says of itself, read into the fields of a listing.</summary>
/// <param name="data">What happens soonest, with all that is said above it.</param>
/// <param name="whole">What it is a part of; its name stands for all of them.</param>
internal sealed class OpportunityFacts(JsonObject data, JsonObject? whole, OpportunityRecord record, ActivityMeanings meanings)
{
    private readonly List<string> _unmapped = [];
    private readonly TermMap _terms = meanings.Terms;

    public string? Name { get; } = Plain.Clip(Plain.Text(whole?["name"].Said() ?? data["name"].Said()), Plain.LongestName) is { Length: > 0 } name ? name : null;

    /// <summary>What it refers to and nobody has.</summary>
    public string? Awaits => Opportunity.Reference(data["superEvent"] ?? data["facilityUse"]);

    /// <summary>Complete once the listing is made.</summary>
    public IReadOnlyList<string> Unmapped => _unmapped;

    public Listing Listing(string id, string sourceId)
    {
        var ages = OpportunityAges.Read(data);
        if (ages.Why is not null)
            record.Problems.Mend("ageRange", ages.Why);
        var isOnline = IsOnline();
        var activities = Activities();
        var known = Terms().Concat(activities.Where(meanings.IsOwn)).ToList();
        return new Listing
        {
            Id = id,
            SourceId = sourceId,
            Name = Name!,
            Organisation = Organisation(),
            Summary = Summary(),
            Themes = [.. activities.SelectMany(activity => meanings.Themes(activity) ?? []).Concat(known.SelectMany(_terms.Themes)).Distinct()],
            MinimumAge = ages.From,
            MaximumAge = ages.To,
            Location = isOnline ? null : Position(),
            Venue = isOnline ? null : Plain.Optional(Places().Select(place => place["name"].Said()).FirstOrDefault(IsName) ?? Address(), 100),
            IsOnline = isOnline,
            Cost = OpportunityOffers.Read(data),
            Access = [.. Access()],
            OnlyFor = [.. Genders().Concat(known.SelectMany(_terms.OnlyFor)).Distinct()],
            WelcomesNewcomers = known.Exists(term => _terms.Features(term).Contains("newcomers")) || Levels().Any(level => level.Contains("beginner", StringComparison.OrdinalIgnoreCase)),
            OneToOne = known.Exists(term => _terms.Features(term).Contains("one-to-one")),
            CanJoinDirectly = !known.Exists(term => _terms.Features(term).Contains("referral-needed")),
            TravelHint = Plain.Optional(data["meetingPoint"].Said(), 240),
            Phone = Mended("telephone", Owner()?["telephone"].Said() ?? Places().Select(place => place["telephone"].Said()).FirstOrDefault(said => said is not null), Plain.Phone, "is no number somebody can call without great cost"),
            Email = Mended("email", Owner()?["email"].Said(), Plain.Email, "is no e-mail address"),
            Web = Mended("url", data["url"].Said() ?? whole?["url"].Said() ?? Owner()?["url"].Said(), Plain.Web, "is no web address"),
            SourcePage = Plain.Web((whole ?? data)["@id"].Said()),
            LastModified = record.LastModified,
        };
    }

    private List<SaidTerm> Activities()
    {
        List<SaidTerm> said = [.. Concepts.Read(data["activity"]), .. Concepts.Read(data["facilityType"])];
        _unmapped.AddRange(said.Where(activity => meanings.Themes(activity) is null).Select(activity => activity.Shown).Where(name => name.Length > 0));
        if (said.Count == 0)
            record.Problems.Note("activity", "is missing: nobody says what it is about");
        return said;
    }

    // Words of a publisher's own, of which only those that are known here say something.
    private IEnumerable<SaidTerm> Terms() => Concepts.Read(data["category"]).Concat(Opportunity.Objects(data["programme"]).SelectMany(programme => Concepts.Read(programme["name"]))).Where(_terms.Knows);

    private IEnumerable<string> Levels() => Concepts.Read(data["level"]).Select(level => level.Label);

    // "https://openactive.io/FemaleOnly"; before version 2 "female".
    private IEnumerable<string> Genders()
    {
        var said = Listed(data["genderRestriction"]).Select(gender => gender.Said() ?? Opportunity.Reference(gender) ?? "").ToList();
        if (said.Exists(gender => gender.Contains("female", StringComparison.OrdinalIgnoreCase)))
            yield return "girls";
        else if (said.Exists(gender => gender.Contains("male", StringComparison.OrdinalIgnoreCase)))
            yield return "boys";
    }

    private IEnumerable<string> Access()
    {
        var supports = Concepts.Read(data["accessibilitySupport"]).Select(support => support with { Label = Plain.Text(support.Label) }).Where(support => support.Label.Length > 0).ToList();
        _unmapped.AddRange(supports.Where(support => !_terms.Access(support).Any()).Select(support => $"accessibilitySupport: {support.Shown}"));
        var features = Places().SelectMany(place => Opportunity.Objects(place["amenityFeature"])).Where(feature => OpportunityOffers.IsTrue(feature["value"])).Select(feature => Plain.Text(feature["name"].Said()));
        return supports.SelectMany(_terms.Access).Concat(features.Append(Plain.Text(data["accessibilityInformation"].Said())).Where(text => text.Length > 0).SelectMany(_terms.Access)).Distinct();
    }

    private bool IsOnline() =>
        Opportunity.Type(data) is "OnDemandEvent" or "VirtualEvent" || data["eventAttendanceMode"].Said()?.EndsWith("OnlineEventAttendanceMode", StringComparison.OrdinalIgnoreCase) == true;

    private JsonObject? Owner() => Opportunity.Objects(data["organizer"]).Concat(Opportunity.Objects(data["provider"])).FirstOrDefault();

    private string Organisation()
    {
        var name = Plain.Clip(Plain.Text(Owner()?["name"].Said() ?? Owner()?["legalName"].Said()), Plain.LongestName);
        if (name.Length > 0)
            return name;

        record.Problems.Mend("organizer", "is not named; the name of what it offers stands in for it");
        return Name!;
    }

    private string Summary()
    {
        var text = Plain.Text(data["description"].Said() ?? whole?["description"].Said());
        if (text.Length == 0)
            record.Problems.Note("description", "is missing");
        if (Plain.WithoutCostlyNumbers(text) is not { } without)
            return Plain.Clip(text, Plain.LongestSummary);

        record.Problems.Mend("description", "held a number that is dear to call; the sentence was taken out");
        return Plain.Clip(without, Plain.LongestSummary);
    }

    // The place, then what it is in.
    private IEnumerable<JsonObject> Places()
    {
        var place = Opportunity.Objects(data["location"]).FirstOrDefault();
        for (var level = 0; place is not null && level < 4; level++)
        {
            yield return place;
            place = place["containedInPlace"] as JsonObject;
        }
    }

    // Some publishers name a place by its position.
    private static bool IsName(string? said) => said is not null && said.Any(char.IsLetter);

    private string? Address() => Places().Select(place => place["address"] is JsonObject address ? address["streetAddress"].Said() : place["address"].Said()).FirstOrDefault(said => said is not null);

    private GeoPoint? Position()
    {
        var geo = Places().Select(place => place["geo"] as JsonObject).FirstOrDefault(one => one is not null);
        if (Number(geo?["latitude"]) is not { } latitude || Number(geo?["longitude"]) is not { } longitude)
        {
            record.Problems.Note("location", "has no position");
            return null;
        }

        return Positions.Mended(latitude, longitude, record.Problems);
    }

    private static double? Number(JsonNode? node) => double.TryParse(node.Said(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private string? Mended(string field, string? said, Func<string?, string?> read, string why)
    {
        var value = said is null ? null : read(said);
        if (said is not null && value is null)
            record.Problems.Mend(field, $"{why}; it was taken out");
        return value;
    }

    private static IEnumerable<JsonNode> Listed(JsonNode? node) => node is JsonArray list ? list.OfType<JsonNode>() : node is null ? [] : [node];
}
