using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>
/// Data of the OpenActive opportunity model in one form, however it was written: "@type" and "@id", lists where lists belong, nothing empty; and what happens once as one object with all that its series,
/// course or facility says.
/// </summary>
internal static class Opportunity
{
    private const string OpenActive = "https://openactive.io/";
    private const int MostLevels = 4;
    private const int MostChildren = 5_000;

    /// <summary>Says nothing we need, or names a person who leads something: not kept.</summary>
    private static readonly FrozenSet<string> NotKept = new[] { "leader", "contributor", "image", "logo", "video", "potentialAction" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NotInherited = new[]
    {
        "@id", "@type", "@context", "identifier", "subEvent", "event", "individualFacilityUse", "aggregateFacilityUse", "superEvent", "instanceOfCourse", "eventSchedule", "hoursAvailable",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Above = ["superEvent", "facilityUse", "aggregateFacilityUse", "instanceOfCourse"];

    /// <summary>The data as it is kept: in one form, without what is not needed. Properties of other vocabularies ("beta:...") are ignored.</summary>
    public static JsonObject Kept(JsonElement data) => Kept(Normal(data));

    /// <summary>The data in one form.</summary>
    public static JsonObject Normal(JsonElement data)
    {
        var whole = Value(data) as JsonObject ?? [];
        whole["@context"] = Contexts([whole["@context"]]);
        return Expanded(whole);
    }

    /// <summary>What happens, each with all that is said above it; the item itself when it holds nothing that happens.</summary>
    /// <param name="find">What an item refers to by its id; null when it is not there.</param>
    public static IEnumerable<JsonObject> Flat(JsonObject item, Func<string, JsonObject?> find)
    {
        var whole = Whole(item, find);
        var flat = Below(whole).Take(MostChildren).SelectMany(child => Flattened(whole, child)).ToList();
        return flat.Count == 0 ? [whole] : flat;
    }

    /// <summary>The item with all that is said above it.</summary>
    public static JsonObject Whole(JsonObject item, Func<string, JsonObject?> find) => WithAbove(item, find, MostLevels);

    /// <summary>What the item's schedules say of a time, each as something that happens.</summary>
    public static IEnumerable<JsonObject> Scheduled(JsonObject item, DateOnly from, DateOnly until)
    {
        foreach (var schedule in Objects(item["eventSchedule"]))
        {
            foreach (var (starts, ends) in OpportunitySchedule.Times(schedule, from, until))
                yield return At(item, schedule, starts, ends);
        }
    }

    /// <summary>The type without its vocabulary: "SessionSeries" of "https://openactive.io/SessionSeries" and "schema:Event" alike.</summary>
    public static string Type(JsonObject item)
    {
        var type = item["@type"] is JsonArray types ? types.FirstOrDefault() : item["@type"];
        var name = (type.Said() ?? "").Trim();
        return name[(name.LastIndexOfAny(['/', '#', ':']) + 1)..];
    }

    /// <summary>What a property refers to: an address, or an object that has one.</summary>
    public static string? Reference(JsonNode? node) => node switch
    {
        JsonObject whole => whole["@id"].Said() ?? whole["url"].Said(),
        JsonArray list => list.Select(Reference).FirstOrDefault(found => found is not null),
        _ => node.Said(),
    };

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => [one],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };

    /// <summary>Text, or a number as text; null for anything else.</summary>
    public static string? Said(this JsonNode? node) => node is JsonValue value
        ? value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => value.ToJsonString(),
            _ => null,
        }
        : null;

    private static JsonObject Kept(JsonObject whole)
    {
        foreach (var name in whole.Select(property => property.Key).Where(name => NotKept.Contains(name) || name.Contains(':', StringComparison.Ordinal) || name == "@context").ToList())
            whole.Remove(name);
        foreach (var value in whole.SelectMany(property => Objects(property.Value)))
            Kept(value);
        return whole;
    }

    private static JsonNode? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).OfType<JsonNode>().ToArray() is { Length: > 0 } items ? new JsonArray(items) : null,
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? JsonValue.Create(text) : null,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(value.Clone()),
    };

    private static JsonObject? Members(JsonElement value)
    {
        var whole = new JsonObject();
        foreach (var property in value.EnumerateObject())
        {
            if (Value(property.Value) is { } node)
                whole[property.Name] = node;
        }

        Rename(whole, "id", "@id");
        Rename(whole, "type", "@type");
        return whole.Count > 0 ? whole : null;
    }

    private static void Rename(JsonObject whole, string from, string to)
    {
        if (whole.ContainsKey(to) || !whole.Remove(from, out var value))
            return;
        whole[to] = value;
    }

    // The vocabulary itself comes first, by its own name.
    private static JsonArray Contexts(IEnumerable<JsonNode?> said)
    {
        var names = said.SelectMany(context => context is JsonArray list ? list.Select(Said) : [context.Said()]).OfType<string>().Select(Context).Prepend(OpenActive).Distinct(StringComparer.Ordinal);
        return new JsonArray([.. names.Select(name => (JsonNode)JsonValue.Create(name))]);
    }

    private static string Context(string name) => name switch
    {
        "https://www.openactive.io/ns/oa.jsonld" or "https://openactive.io/ns/oa.jsonld" => OpenActive,
        "https://www.openactive.io/ns-beta/oa.jsonld" or "https://openactive.io/ns-beta/oa.jsonld" => "https://openactive.io/ns-beta/",
        _ => name,
    };

    private static JsonObject Expanded(JsonObject whole)
    {
        if (whole["activity"] is { } activity)
            whole["activity"] = new JsonArray([.. (activity is JsonArray list ? list.ToList() : [activity]).Select(one => Named(one!, "Concept", "prefLabel"))]);
        if (whole["programme"] is { } programme)
            whole["programme"] = Named(programme, "Brand", "name");
        foreach (var owner in ((string[])["organizer", "provider", "programme"]).SelectMany(name => Objects(whole[name])))
        {
            if (owner["logo"] is JsonValue logo)
                owner["logo"] = Named(logo, "ImageObject", "url");
        }

        return whole;
    }

    private static JsonNode Named(JsonNode node, string type, string property) =>
        node is JsonValue ? new JsonObject { ["@type"] = type, [property] = node.DeepClone() } : node.DeepClone();

    private static JsonObject WithAbove(JsonObject item, Func<string, JsonObject?> find, int levels)
    {
        foreach (var name in Above)
        {
            if (levels > 0 && AboveIt(item[name], find) is { } above)
                return Merged(WithAbove(above, find, levels - 1), Without(item, name));
        }

        return item;
    }

    // An object with no more than its id refers to what is elsewhere.
    private static JsonObject? AboveIt(JsonNode? said, Func<string, JsonObject?> find) => said switch
    {
        JsonObject whole when whole.Any(property => property.Key is not ("@id" or "@type")) => Expanded((JsonObject)whole.DeepClone()),
        null => null,
        _ => Reference(said) is { } uri ? find(uri) : null,
    };

    private static IEnumerable<JsonObject> Below(JsonObject whole) => Objects(whole["subEvent"]).Concat(Objects(whole["event"])).Concat(Objects(whole["individualFacilityUse"])).Where(child => child.Count > 2 || child["startDate"] is not null);

    private static IEnumerable<JsonObject> Flattened(JsonObject above, JsonObject child)
    {
        var own = Expanded(Without(child, "superEvent"));
        if (Type(above) == "CourseInstance" && Type(own) == "Event")
            own["@type"] = "CourseInstanceSubEvent";
        var whole = Merged(above, own);
        return Type(own) == "IndividualFacilityUse" ? Below(whole).Take(MostChildren).SelectMany(slot => Flattened(whole, slot)) : [whole];
    }

    private static JsonObject Merged(JsonObject above, JsonObject own)
    {
        var whole = new JsonObject();
        foreach (var (name, value) in above)
        {
            if (value is not null && !NotInherited.Contains(name) && !IsAnotherTime(name, own))
                whole[name] = value.DeepClone();
        }

        foreach (var (name, value) in own)
            whole[name] = name is "activity" or "offers" && whole[name] is { } said ? Together(said, value!) : value?.DeepClone();
        if (above.ContainsKey("@context") || own.ContainsKey("@context"))
            whole["@context"] = Contexts([own["@context"], above["@context"]]);
        return whole;
    }

    // When a course begins and ends says nothing of when one of its days does.
    private static bool IsAnotherTime(string name, JsonObject own) =>
        (name is "startDate" or "endDate" or "startTime" or "endTime" && own.ContainsKey("startDate")) || (name == "duration" && own.ContainsKey("endDate"));

    // What is named alike is the same, and the nearer one counts.
    private static JsonArray Together(JsonNode above, JsonNode own)
    {
        var nearer = List(own).ToList();
        var further = List(above).Where(one => !nearer.Exists(other => Name(other) is { } name && name == Name(one)));
        return new JsonArray([.. further.Concat(nearer).Select(one => one.DeepClone())]);
    }

    private static IEnumerable<JsonNode> List(JsonNode node) => node is JsonArray list ? list.OfType<JsonNode>() : [node];

    private static string? Name(JsonNode node) => node is JsonObject whole ? (whole["@id"] ?? whole["identifier"] ?? whole["prefLabel"] ?? whole["name"]).Said() : node.Said();

    private static JsonObject Without(JsonObject item, string name)
    {
        var rest = (JsonObject)item.DeepClone();
        rest.Remove(name);
        return rest;
    }

    private static JsonObject At(JsonObject item, JsonObject schedule, DateTime starts, DateTime ends)
    {
        var once = Without(item, "eventSchedule");
        once.Remove("@id");
        once["@type"] = schedule["scheduledEventType"]?.DeepClone() ?? (Type(item) is "CourseInstance" or "Course" ? "CourseInstanceSubEvent" : item["@type"]?.DeepClone());
        foreach (var name in (string[])["duration", "startTime", "endTime"])
            once[name] = schedule[name]?.DeepClone();
        foreach (var nothing in once.Where(property => property.Value is null).Select(property => property.Key).ToList())
            once.Remove(nothing);
        once["startDate"] = OpportunityTimes.Text(starts);
        once["endDate"] = OpportunityTimes.Text(ends);
        return once;
    }
}
