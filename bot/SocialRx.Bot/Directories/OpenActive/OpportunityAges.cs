using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>Whom something is for, in years, both ends included; a bound nobody gives is open.</summary>
/// <param name="Why">What was wrong with what was said; null when nothing was.</param>
internal sealed record OpportunityAges(decimal? From, decimal? To, string? Why = null)
{
    private const decimal Oldest = 130;

    /// <summary>"ageRestriction" is who may come, "ageRange" whom it suits: both together, or the restriction where they exclude each other.</summary>
    public static OpportunityAges Read(JsonObject once)
    {
        var (suits, may) = (Range(once["ageRange"]), Range(once["ageRestriction"]));
        var (from, to) = (Higher(suits.From, may.From), Lower(suits.To, may.To));
        return (from > to ? may : new OpportunityAges(from, to)) with { Why = suits.Why ?? may.Why };
    }

    private static OpportunityAges Range(JsonNode? said)
    {
        var (from, to) = said is JsonObject range ? (Number(range["minValue"].Said()), Number(range["maxValue"].Said())) : Words(said.Said());
        if (from is < 0 or > Oldest || to is < 0 or > Oldest)
            return new OpportunityAges(Age(from), Age(to), "is no age; it was taken out");
        if (to == 0)
            to = null;
        return from > to ? new OpportunityAges(to, from, $"{Text(from)} is above the maximum {Text(to)}; they were exchanged") : new OpportunityAges(from, to);
    }

    // Before version 2 a range was text: "18", "18+", "5-11".
    private static (decimal? From, decimal? To) Words(string? said) => (said ?? "").Split('-', 2) switch
    {
        [var from, var to] => (Number(from), Number(to)),
        [var from] => (Number(from.TrimEnd('+', ' ')), null),
        _ => (null, null),
    };

    private static decimal? Number(string? text) => decimal.TryParse(text?.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Age(decimal? age) => age is >= 0 and <= Oldest ? age : null;

    private static decimal? Higher(decimal? one, decimal? other) => one is null || other > one ? other ?? one : one;

    private static decimal? Lower(decimal? one, decimal? other) => one is null || other < one ? other ?? one : one;

    private static string Text(decimal? age) => age?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
