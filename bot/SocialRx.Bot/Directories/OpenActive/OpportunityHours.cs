using System.Globalization;
using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Opening hours (schema.org OpeningHoursSpecification) as weekly sessions.</summary>
internal static class OpportunityHours
{
    private const int MostDays = 10;

    public static IEnumerable<Session> Read(JsonObject hours)
    {
        if (Clock(hours["opens"].Said()) is not { } opens || Clock(hours["closes"].Said()) is not { } closes || closes == opens)
            return [];

        var (from, until) = (OpportunityTimes.Day(hours["validFrom"].Said()), OpportunityTimes.Day(hours["validThrough"].Said()));
        return Days(hours["dayOfWeek"]).Take(MostDays).Distinct().Select(day => new Session(day, opens, closes, from, until));
    }

    private static IEnumerable<DayOfWeek> Days(JsonNode? said) =>
        (said is JsonArray list ? list.ToList() : [said])
            .Select(day => (day.Said() ?? Opportunity.Reference(day) ?? "").Split('/', '#', ':')[^1])
            .Select(name => name.Length > 5 && Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) ? day : (DayOfWeek?)null)
            .OfType<DayOfWeek>();

    private static TimeOnly? Clock(string? text) =>
        text is { Length: >= 5 } && TimeOnly.TryParseExact(text[..5], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
