using System.Text.Json;

namespace SocialRx.Bot.Directories;

/// <summary>
/// Where a service of Open Referral UK says things. Versions 1 and 3 call some of them differently, and some publishers mix the two: a record is read by what it holds, not by what its
/// source says it is.
/// </summary>
internal static class OrukFields
{
    /// <summary>Names of its kind: v3 attributes, v1 service_taxonomys.</summary>
    public static IEnumerable<string> Terms(JsonElement service) =>
        service.Items("attributes")
            .Select(attribute => attribute.Field("taxonomy_term")?.Text("name") ?? attribute.Text("label") ?? attribute.Text("value"))
            .Concat(service.Items("service_taxonomys").Select(link => link.Field("taxonomy")?.Text("name") ?? link.Text("name")))
            .OfType<string>();

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

    private static bool Is(JsonElement holder, string field, string value) => string.Equals(holder.Text(field), value, StringComparison.OrdinalIgnoreCase);

    private static bool HasAges(JsonElement holder) => holder.Number("minimum_age") is not null || holder.Number("maximum_age") is not null;

    private static IEnumerable<JsonElement> Eligibilities(JsonElement service) => Many(service, "eligibilitys", "eligibilities", "eligibility");

    // Some send one object where a list belongs.
    private static IEnumerable<JsonElement> Many(JsonElement holder, params string[] names) =>
        names.SelectMany(name => holder.Field(name) is { ValueKind: JsonValueKind.Object } one ? [one] : holder.Items(name));

    private static string? Joined(IEnumerable<string?> texts) => string.Join(". ", texts.OfType<string>().Distinct()) is { Length: > 0 } joined ? joined : null;
}
