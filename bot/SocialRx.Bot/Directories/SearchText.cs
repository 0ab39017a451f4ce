using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories;

/// <summary>A shortlist printed for whoever looks after the directory.</summary>
internal static class SearchText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(TextWriter output, Shortlist shortlist, bool asJson) =>
        asJson ? output.WriteLineAsync(Json(shortlist).ToJsonString(Indented)) : WriteLinesAsync(output, shortlist);

    private static async Task WriteLinesAsync(TextWriter output, Shortlist shortlist)
    {
        if (shortlist.WidenedBy is { } step)
            await output.WriteLineAsync($"Nothing fits as asked; widened by {step}:");
        foreach (var suggestion in shortlist.Suggestions)
        {
            await output.WriteLineAsync($"{suggestion.Listing.Name} ({suggestion.Listing.Organisation}){(suggestion.DistanceKm is { } km ? $", {km:0.0} km" : "")}");
            await output.WriteLineAsync($"  + {string.Join(", ", suggestion.Reasons.Select(Fact))}");
            if (suggestion.Snags.Count > 0)
                await output.WriteLineAsync($"  - {string.Join(", ", suggestion.Snags.Select(Fact))}");
            if (suggestion.Next.Count > 0)
                await output.WriteLineAsync($"  next: {string.Join("; ", suggestion.Next.Select(one => one.Starts.ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture)))}");
        }

        if (shortlist.Suggestions.Count == 0)
            await output.WriteLineAsync($"Nothing fits; blocked by {shortlist.Unmet?.BlockedBy}.");
    }

    private static JsonObject Json(Shortlist shortlist) => new()
    {
        ["widenedBy"] = shortlist.WidenedBy,
        ["blockedBy"] = shortlist.Unmet?.BlockedBy,
        ["suggestions"] = new JsonArray([.. shortlist.Suggestions.Select(Json)]),
    };

    private static JsonNode Json(Suggestion suggestion) => new JsonObject
    {
        ["id"] = suggestion.Listing.Id,
        ["name"] = suggestion.Listing.Name,
        ["organisation"] = suggestion.Listing.Organisation,
        ["distanceKm"] = suggestion.DistanceKm,
        ["reasons"] = new JsonArray([.. suggestion.Reasons.Select(reason => (JsonNode)Fact(reason))]),
        ["snags"] = new JsonArray([.. suggestion.Snags.Select(snag => (JsonNode)Fact(snag))]),
        ["next"] = new JsonArray([.. suggestion.Next.Select(one => (JsonNode)one.Starts.ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture))]),
    };

    private static string Fact(Reason reason) => reason switch
    {
        Reason.MatchesTheme theme => $"theme {theme.ThemeId}",
        Reason.MatchesWord word => $"word {word.Word}",
        Reason.IsNear near => FormattableString.Invariant($"{near.Kilometres:0.0} km from {near.PlaceName}"),
        Reason.IsOnline => "online",
        Reason.IsFree => "free",
        Reason.OnYourDay day => $"on {When(day.Session)}",
        Reason.ForYourAge age => $"for ages {Ages(age.From, age.To)}",
        Reason.WelcomesNewcomers => "welcomes newcomers",
        Reason.HasAccess access => $"has {access.AccessId}",
        Reason.ForPeopleLikeYou group => $"for {group.GroupId}",
        Reason.HasSetting setting => setting.SettingId,
        Reason.InLanguage language => $"in {language.Language}",
        Reason.WithinBudget budget => FormattableString.Invariant($"£{budget.Pounds:0.00}, within the budget"),
        Reason.ForYourArea area => $"serves {area.Area}",
        _ => throw new InvalidOperationException($"No words for {reason}."),
    };

    private static string Fact(Snag snag) => snag switch
    {
        Snag.Costs costs => FormattableString.Invariant($"costs £{costs.Pounds:0.00}"),
        Snag.CostUnknown => "cost not said",
        Snag.IsFar far => FormattableString.Invariant($"{far.Kilometres:0.0} km away"),
        Snag.PlaceUnknown => "place not said",
        Snag.OtherDay day => $"only {When(day.Session)}",
        Snag.TimesUnknown => "times not said",
        Snag.AgesUnknown => "ages not said",
        Snag.PartOfYourAge age => $"only ages {Ages(age.From, age.To)}",
        Snag.AccessNotSaid access => $"does not say {access.AccessId}",
        Snag.NeedsReferral => "needs a referral",
        Snag.TermTimeOnly => "term time only",
        Snag.NotCheckedLately old => FormattableString.Invariant($"last changed {old.LastModified:yyyy-MM-dd}"),
        Snag.ForAnArea area => $"only for {area.Area}",
        Snag.FewPlaces few => FormattableString.Invariant($"{few.Left} places left"),
        Snag.OtherSetting setting => setting.SettingId,
        Snag.LanguageNotSaid language => $"does not say {language.Language}",
        _ => throw new InvalidOperationException($"No words for {snag}."),
    };

    private static string When(Session session) => FormattableString.Invariant($"{(session.Rule is null ? "" : "some ")}{session.Day} {session.Opens:HH:mm}-{session.Closes:HH:mm}");

    private static string Ages(decimal? from, decimal? to) => FormattableString.Invariant($"{from}-{to}");
}
