using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.ActivityDirectory.Publishing;
using SocialRx.Storage.ActivityDirectory;

namespace SocialRx.Bot.Directories.Publishing;

/// <summary>Writes what we publish as Open Referral UK v3 (HSDS-UK 3.0). A field nobody filled in is left out; licence and attribution are ours, beside the standard's own.</summary>
internal sealed class OrukJson(DirectoryFeedOptions options)
{
    /// <summary>Letters of all alphabets as they are; what could be markup is escaped.</summary>
    public static JsonSerializerOptions Written { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>A service with everything that belongs to it.</summary>
    public JsonObject Service(PublishedService service)
    {
        var json = Summary(service);
        var listing = service.Places[0].Listing;
        if (SessionsOfAll(service) is { } sessions)
            json["schedules"] = Schedules(service.Id, sessions, ("service_id", service.Id));
        json["service_at_locations"] = Array(service.Places.Select(place => AtLocation(place, withSessions: SessionsOfAll(service) is null)));
        AddLists(json, service.Id, listing);
        return json;
    }

    /// <summary>What a service has one of.</summary>
    public JsonObject Summary(PublishedService service)
    {
        var place = service.Places[0];
        var (listing, terms) = (place.Listing, options.Terms(place));
        var json = new JsonObject
        {
            ["id"] = service.Id,
            ["organization_id"] = place.OrganizationId,
            ["name"] = listing.Name,
            ["description"] = Said(listing.Summary),
            ["url"] = listing.Web,
            ["email"] = listing.Email,
            ["status"] = "active",
            ["fees"] = Fees(listing.Cost),
            ["minimum_age"] = listing.MinimumAge,
            ["maximum_age"] = listing.MaximumAge,
            ["application_process"] = listing.HowToJoin,
            ["assured_date"] = Date(listing.Assured),
            ["last_modified"] = Instant(service.Places.Max(each => each.LastModified)),
            ["license"] = Said(terms.Licence),
            ["attribution"] = terms.Attribution,
            ["source_url"] = listing.SourcePage,
            ["organization"] = Organization(place.OrganizationId, listing.Organisation),
        };
        return WithoutNulls(json);
    }

    public static JsonObject Minimal(PublishedService service) => new()
    {
        ["id"] = service.Id,
        ["name"] = service.Places[0].Listing.Name,
        ["status"] = "active",
        ["last_modified"] = Instant(service.Places.Max(each => each.LastModified)),
    };

    /// <summary>A service at one of its places, with the service.</summary>
    public JsonObject Place(PublishedPlace place, bool isFull)
    {
        var json = AtLocation(place, withSessions: true);
        json["service"] = Summary(new PublishedService(place.ServiceId, [place]));
        if (isFull)
            AddLists((JsonObject)json["service"]!, place.ServiceId, place.Listing);
        return json;
    }

    public static JsonObject Organization(string id, string name) => new() { ["id"] = id, ["name"] = name, ["description"] = name };

    public static JsonObject Taxonomy(PublishedTaxonomy taxonomy) => new() { ["id"] = taxonomy.PublishedId, ["name"] = taxonomy.Name, ["description"] = taxonomy.Description };

    public static JsonObject Term(PublishedTerm term) => new()
    {
        ["id"] = term.PublishedId,
        ["name"] = term.Name,
        ["description"] = term.Description,
        ["taxonomy"] = term.Taxonomy.Name,
        ["taxonomy_id"] = term.Taxonomy.PublishedId,
        ["term"] = term.Name,
    };

    private static JsonObject AtLocation(PublishedPlace place, bool withSessions)
    {
        var location = PublishedId.Of("location", place.Listing.Id);
        var json = new JsonObject
        {
            ["id"] = place.Id,
            ["service_id"] = place.ServiceId,
            ["location_id"] = location,
            ["location"] = Location(location, place.Listing),
        };
        if (withSessions && place.Listing.Sessions.Count > 0)
            json["schedules"] = Schedules(place.Id, place.Listing.Sessions, ("service_at_location_id", place.Id));
        return json;
    }

    private static JsonObject Location(string id, Listing listing)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["location_type"] = listing.IsOnline ? "virtual" : "physical",
            ["name"] = listing.Venue,
            ["latitude"] = listing.Location?.Latitude,
            ["longitude"] = listing.Location?.Longitude,
            ["transportation"] = listing.TravelHint,
        };
        if (listing.Access.Count > 0)
            json["accessibility"] = Array(listing.Access.Select(access => new JsonObject { ["id"] = PublishedId.Of("accessibility", $"{id}/{access}"), ["location_id"] = id, ["description"] = access.Replace('-', ' ') }));
        return WithoutNulls(json);
    }

    private static void AddLists(JsonObject json, string serviceId, Listing listing)
    {
        if (CostOption(serviceId, listing.Cost) is { } cost)
            json["cost_options"] = new JsonArray(cost);
        if (listing.Phone is { } phone)
            json["contacts"] = new JsonArray(Contact(serviceId, phone));
        if (listing.Languages.Count > 0)
            json["languages"] = Array(listing.Languages.Select(code => Language(serviceId, code)));
        if (listing.AreaServed is { } area)
            json["service_areas"] = new JsonArray(new JsonObject { ["id"] = PublishedId.Of("service-area", serviceId), ["service_id"] = serviceId, ["name"] = area });
        json["attributes"] = Array(PublishedTerm.OfListing(listing).Select(term => Attribute(serviceId, term)));
    }

    private static JsonObject Attribute(string serviceId, PublishedTerm term) => new()
    {
        ["id"] = PublishedId.Of("attribute", $"{serviceId}/{term.Taxonomy.Id}/{term.Id}"),
        ["link_id"] = serviceId,
        ["link_type"] = "service",
        ["taxonomy_term_id"] = term.PublishedId,
        ["taxonomy_term"] = Term(term),
    };

    private static JsonObject Contact(string serviceId, string phone)
    {
        var id = PublishedId.Of("contact", serviceId);
        return new JsonObject
        {
            ["id"] = id,
            ["service_id"] = serviceId,
            ["phones"] = new JsonArray(new JsonObject { ["id"] = PublishedId.Of("phone", serviceId), ["contact_id"] = id, ["number"] = phone }),
        };
    }

    private static JsonObject Language(string serviceId, string code) =>
        new() { ["id"] = PublishedId.Of("language", $"{serviceId}/{code}"), ["service_id"] = serviceId, ["code"] = code, ["name"] = LanguageName(code) };

    private static string LanguageName(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    private static string? Fees(Cost cost) => cost switch
    {
        Cost.Free => "Free",
        Cost.Pounds pounds => string.Create(CultureInfo.InvariantCulture, $"£{pounds.Amount:0.00}{(pounds.Note is null ? "" : $" ({pounds.Note})")}"),
        _ => null,
    };

    private static JsonObject? CostOption(string serviceId, Cost cost)
    {
        var id = PublishedId.Of("cost-option", serviceId);
        return cost switch
        {
            Cost.Free => new JsonObject { ["id"] = id, ["service_id"] = serviceId, ["option"] = "Free", ["amount"] = 0, ["currency"] = "GBP" },
            Cost.Pounds pounds => WithoutNulls(new JsonObject { ["id"] = id, ["service_id"] = serviceId, ["amount"] = pounds.Amount, ["currency"] = "GBP", ["amount_description"] = pounds.Note }),
            _ => null,
        };
    }

    /// <summary>Null when its places have times of their own.</summary>
    private static IReadOnlyList<Session>? SessionsOfAll(PublishedService service)
    {
        var first = service.Places[0].Listing.Sessions;
        return service.Places.All(place => place.Listing.Sessions.SequenceEqual(first)) ? first : null;
    }

    private static JsonArray Schedules(string ownerId, IReadOnlyList<Session> sessions, (string Field, string Id) owner) =>
        Array(sessions.GroupBy(session => session with { Day = DayOfWeek.Sunday }).Select((same, place) => Schedule(PublishedId.Of("schedule", $"{ownerId}/{place}"), [.. same], owner)));

    // What happens at the same time on several days is one schedule. A rule is also sent whole, for the standard has fields for its commonest parts only.
    private static JsonObject Schedule(string id, IReadOnlyList<Session> sameTime, (string Field, string Id) owner)
    {
        var session = sameTime[0];
        var rule = Rule(session.Rule ?? $"RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY={string.Join(',', sameTime.Select(each => Days[(int)each.Day]))}");
        return WithoutNulls(new JsonObject
        {
            ["id"] = id,
            [owner.Field] = owner.Id,
            ["freq"] = rule.GetValueOrDefault("FREQ") is "WEEKLY" or "MONTHLY" ? rule["FREQ"] : null,
            ["interval"] = int.TryParse(rule.GetValueOrDefault("INTERVAL"), CultureInfo.InvariantCulture, out var interval) ? interval : null,
            ["byday"] = rule.GetValueOrDefault("BYDAY"),
            ["bymonthday"] = rule.GetValueOrDefault("BYMONTHDAY"),
            ["rrule"] = session.Rule,
            ["dtstart"] = session.Rule is null ? null : Date(session.From),
            ["opens_at"] = Clock(session.Opens),
            ["closes_at"] = Clock(session.Closes),
            ["valid_from"] = Date(session.From),
            ["valid_to"] = Date(session.Until),
            ["description"] = SchoolTimeOf(session),
        });
    }

    private static Dictionary<string, string> Rule(string lines) =>
        lines.Split('\n').First().Replace("RRULE:", "", StringComparison.Ordinal).Split(';')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0], part => part[1], StringComparer.Ordinal)
            .ToDictionary(part => part.Key, part => part.First(), StringComparer.Ordinal);

    private static string? SchoolTimeOf(Session session) => session switch
    {
        { TermTimeOnly: true } => "Term time only",
        { HolidaysOnly: true } => "School holidays only",
        _ => null,
    };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);

    private static JsonObject WithoutNulls(JsonObject json)
    {
        foreach (var empty in json.Where(field => field.Value is null).Select(field => field.Key).ToList())
            json.Remove(empty);
        return json;
    }

    private static string? Said(string text) => text.Length > 0 ? text : null;

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string? Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
