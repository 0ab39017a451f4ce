using SocialRx.Domain.Safeguarding;
using SocialRx.Storage.Safeguarding;

namespace SocialRx.Dashboard.Parts;

/// <summary>What a safeguarding lead reads of a concern: what it is about, whom it has come to, who was told.</summary>
internal static class Signs
{
    /// <param name="categories">Ids, separated by commas.</param>
    public static string Of(string categories) =>
        string.Join(", ", categories.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(id => RiskCategory.Find(id)?.Label ?? id).Distinct());

    /// <summary>Whom a concern has come to; nothing while it is with the first people.</summary>
    public static string Escalated(ConcernRow concern, DateTimeOffset now) => concern.Escalation switch
    {
        EscalationStep.First => "",
        EscalationStep.Second => $"gone to a second person{Ago(concern.EscalatedAt, now)}",
        _ => $"gone to everybody{Ago(concern.EscalatedAt, now)}",
    };

    public static string Told(DeliveryTally? tally) => tally switch
    {
        null => "Nobody outside this page",
        { Failing: > 0 } => $"{tally.Delivered} told, {tally.Failing} failing",
        { Waiting: > 0 } => $"{tally.Delivered} told, {tally.Waiting} on the way",
        _ => $"{tally.Delivered} told",
    };

    /// <summary>How one delivery is going.</summary>
    public static string Going(DeliveryRow delivery, DateTimeOffset now) => delivery.State switch
    {
        "delivered" => $"Delivered {Dates.Minute(delivery.DeliveredAt!.Value)}{Tried(delivery.Tries)}",
        "stopped" => $"Not sent any more{Because(delivery.LastError)}",
        _ when delivery.LastError is { } why => $"Failing{Tried(delivery.Tries)}: {why}; {(delivery.NextTryAt > now ? $"again in {Dates.Age(delivery.NextTryAt - now)}" : "again now")}",
        _ => "On the way",
    };

    public static string Step(EscalationStep step) => step switch
    {
        EscalationStep.First => "At once",
        EscalationStep.Second => "As the second person",
        _ => "With everybody",
    };

    public static string Channel(string channel) => channel switch
    {
        "mail" => "E-mail",
        "webhook" => "Webhook",
        "teams" => "Teams card",
        _ => channel,
    };

    public static string Tries(int tries) => tries == 1 ? "1 try" : $"{tries} tries";

    private static string Ago(DateTimeOffset? at, DateTimeOffset now) => at is { } since ? $" {Dates.Age(now - since)} ago" : "";

    private static string Tried(int tries) => tries > 1 ? $" ({Tries(tries)})" : "";

    private static string Because(string? why) => why is null ? "" : $": {why}";
}
