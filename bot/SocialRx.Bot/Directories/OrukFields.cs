using System.Text.Json;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Where a service of Open Referral UK says things. Versions 1 and 3 call some of them differently, and some publishers mix the two: a record is read by what it holds, not by what its
/// source says it is.
/// </summary>
internal static class OrukFields
{
    /// <summary>Of what kind it is: v3 attributes, v1 service_taxonomys.</summary>
    public static IEnumerable<SaidTerm> Terms(JsonElement service) =>
        service.Items("attributes").Select(Attribute).Concat(service.Items("service_taxonomys").Select(ServiceTaxonomy)).OfType<SaidTerm>();

    /// <summary>Whatever has minimum_age and maximum_age: the service, or each of its eligibilities. Somebody who fits one of them may come.</summary>
    public static IEnumerable<JsonElement> AgeHolders(JsonElement service)
    {
        var eligibilities = Eligibilities(service).Where(HasAges).ToList();
        return HasAges(service) || eligibilities.Count == 0 ? [service] : eligibilities;
    }

    public static string? EligibilityText(JsonElement service) =>
        service.Text("eligibility_description") ?? Joined(Eligibilities(service).Select(eligibility => eligibility.Text("eligibility")));

    public static IEnumerable<JsonElement> Places(JsonElement service) => service.Items("service_at_locations");

    public static IEnumerable<JsonElement> Schedules(JsonElement holder) => Many(holder, "schedules", "regular_schedules", "regular_schedule");

    public static IEnumerable<JsonElement> Addresses(JsonElement location) => Many(location, "addresses", "physical_addresses");

    /// <summary>A place's own, then those of whoever is there.</summary>
    public static IEnumerable<string> PhonesOf(JsonElement holder) =>
        Many(holder, "phones").Concat(Many(holder, "contacts").SelectMany(contact => Many(contact, "phones"))).Select(phone => phone.Text("number")).OfType<string>();

    public static IEnumerable<string> Phones(JsonElement service) =>
        PhonesOf(service).Concat(service.Field("organization") is { } organisation ? PhonesOf(organisation) : []);

    public static IEnumerable<string> Emails(JsonElement service) =>
        new[] { service.Text("email") }
            .Concat(Many(service, "contacts").Select(contact => contact.Text("email")))
            .Append(service.Field("organization")?.Text("email"))
            .OfType<string>();

    public static IEnumerable<string> WebAddresses(JsonElement service) =>
        new[] { service.Text("url"), service.Field("organization")?.Text("website"), service.Field("organization")?.Text("url") }.OfType<string>();

    /// <summary>v3 says a code and a name, v1 a name.</summary>
    public static IEnumerable<string> Languages(JsonElement service) =>
        service.Items("languages").Select(language => language.Text("code") ?? language.Text("name") ?? language.Text("language")).OfType<string>();

    public static IEnumerable<string> Areas(JsonElement service) =>
        service.Items("service_areas").Select(area => area.Text("name") ?? area.Text("service_area")).OfType<string>().Select(Plain.Text).Where(area => area.Length > 0).Distinct();

    public static IEnumerable<string> Accessibility(JsonElement location) =>
        Many(location, "accessibility", "accessibility_for_disabilities").Select(item => $"{item.Text("description")} {item.Text("details")} {item.Text("accessibility")}");

    public static bool IsVirtual(JsonElement location) => Is(location, "location_type", "virtual");

    public static bool IsPostal(JsonElement location) => Is(location, "location_type", "postal");

    /// <summary>v1: how somebody takes part, when nowhere is said.</summary>
    public static bool IsOnlineOnly(JsonElement service) => Is(service, "attending_type", "online") && !Places(service).Any();

    public static bool NeedsReferral(JsonElement service) => Is(service, "attending_access", "referral");

    public static bool IsDropIn(JsonElement service) => Is(service, "attending_access", "drop-in");

    private static SaidTerm? Attribute(JsonElement attribute)
    {
        var term = attribute.Field("taxonomy_term") ?? default;
        return SaidTerm.Of(term.Text("name") ?? attribute.Text("label") ?? attribute.Text("value"), Ids(term).Append(attribute.Text("taxonomy_term_id")), Vocabularies(term));
    }

    // The link has an id of its own, and that of what it links to where the term itself is left out.
    private static SaidTerm? ServiceTaxonomy(JsonElement link) =>
        link.Field("taxonomy") is { } term
            ? SaidTerm.Of(term.Text("name") ?? link.Text("name"), Ids(term).Append(link.Text("taxonomy_id")), Vocabularies(term))
            : SaidTerm.Of(link.Text("name"), [link.Text("taxonomy_id")], [link.Text("vocabulary")]);

    private static IEnumerable<string?> Ids(JsonElement term) => [term.Text("term_uri"), term.Text("id"), term.Text("code")];

    private static IEnumerable<string?> Vocabularies(JsonElement term) =>
        new[] { term.Text("taxonomy"), term.Text("taxonomy_id"), term.Text("vocabulary") }
            .Concat(new[] { term.Field("taxonomy"), term.Field("taxonomy_detail") }.OfType<JsonElement>().SelectMany(taxonomy => new[] { taxonomy.Text("uri"), taxonomy.Text("id"), taxonomy.Text("name") }));

    private static bool Is(JsonElement holder, string field, string value) => string.Equals(holder.Text(field), value, StringComparison.OrdinalIgnoreCase);

    private static bool HasAges(JsonElement holder) => holder.Number("minimum_age") is not null || holder.Number("maximum_age") is not null;

    private static IEnumerable<JsonElement> Eligibilities(JsonElement service) => Many(service, "eligibilitys", "eligibilities", "eligibility");

    // Some send one object where a list belongs.
    private static IEnumerable<JsonElement> Many(JsonElement holder, params string[] names) =>
        names.SelectMany(name => holder.Field(name) is { ValueKind: JsonValueKind.Object } one ? [one] : holder.Items(name));

    private static string? Joined(IEnumerable<string?> texts) => string.Join(". ", texts.OfType<string>().Distinct()) is { Length: > 0 } joined ? joined : null;
}
