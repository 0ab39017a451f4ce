using System.Globalization;
using System.Text.Json.Nodes;
using SocialRx.Domain.ActivityDirectory;

namespace SocialRx.Bot.Directories.OpenActive;

/// <summary>What taking part costs a young person who is no member: the cheapest offer they may take.</summary>
internal static class OpportunityOffers
{
    private const decimal Most = 1_000;
    private const decimal YoungestServed = 11;
    private const decimal OldestServed = 25;

    public static Cost Read(JsonObject once)
    {
        var offers = Opportunity.Objects(once["offers"]).Where(IsForTheYoung).Where(offer => Price(offer) is >= 0 and <= Most && IsPounds(offer)).ToList();
        var open = offers.Where(offer => !IsForMembers(offer)).ToList();
        var best = (open.Count > 0 ? open : offers).MinBy(offer => Price(offer)!.Value);
        if (IsTrue(once["isAccessibleForFree"]))
            return new Cost.Free();

        return best switch
        {
            null => new Cost.Unknown(),
            _ when Price(best) == 0 => new Cost.Free(),
            _ => new Cost.Pounds(decimal.Round(Price(best)!.Value, 2), Plain.Text(best["name"].Said()) is { Length: > 0 } name ? Plain.Clip(name, 120) : null),
        };
    }

    public static bool IsTrue(JsonNode? node) => node is JsonValue value && (value.GetValueKind() == System.Text.Json.JsonValueKind.True || string.Equals(value.Said(), "true", StringComparison.OrdinalIgnoreCase));

    private static decimal? Price(JsonObject offer) =>
        decimal.TryParse(offer["price"].Said()?.TrimStart('£'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var price) ? price : null;

    private static bool IsPounds(JsonObject offer) => offer["priceCurrency"].Said() is null or "GBP" or "gbp" or "£";

    private static bool IsForTheYoung(JsonObject offer)
    {
        var ages = OpportunityAges.Read(offer);
        return !(ages.From > OldestServed) && !(ages.To < YoungestServed);
    }

    private static bool IsForMembers(JsonObject offer)
    {
        var name = $"{offer["name"].Said()} {offer["identifier"].Said()}".Replace("-", " ", StringComparison.Ordinal);
        return name.Contains("member", StringComparison.OrdinalIgnoreCase) && !name.Contains("non member", StringComparison.OrdinalIgnoreCase) && !name.Contains("nonmember", StringComparison.OrdinalIgnoreCase);
    }
}
