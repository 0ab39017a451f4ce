using SocialRx.Domain.People;

namespace SocialRx.Domain.Safeguarding;

/// <summary>Somebody to call or text, in England.</summary>
/// <param name="Contact">As a young person reads it.</param>
/// <param name="LastVerified">When somebody last checked it at its source; null when nobody has.</param>
/// <param name="Categories">What it is for; empty is anything.</param>
public sealed record Helpline(string Id, string Name, string Contact, string Note, DateOnly? LastVerified, int FromAge, int ToAge, params IReadOnlyList<string> Categories)
{
    /// <summary>What to call, without the word for it, so that it reads in any language; a text number keeps its keyword.</summary>
    public string Number => Contact.StartsWith("call ", StringComparison.Ordinal) && char.IsAsciiDigit(Contact[5]) ? Contact[5..] : Contact;

    public bool IsFor(AgeBand? age) => age is null || (FromAge <= age.To && ToAge >= age.From);
}

/// <summary>The lines shown to young people: 999 and 111 first, always.</summary>
public static class Helplines
{
    public static IReadOnlyList<Helpline> All { get; } =
    [
        new("emergency", "Emergency", "call 999", "if you or someone else is in danger or badly hurt now", new(2026, 11, 1), 0, 120),
        new("nhs-crisis", "NHS mental health crisis", "call 111, then press 2", "any age, day and night", new(2026, 11, 1), 0, 120),
        new("childline", "Childline", "call 0800 1111", "free, any time, about anything, if you're under 19", new(2026, 11, 1), 0, 18),
        new("papyrus", "Papyrus HOPELINE247", "call 0800 068 4141", "if you have thoughts of suicide, any time", new(2026, 11, 1), 0, 34, "suicide", "self-harm"),
        new("samaritans", "Samaritans", "call 116 123", "free, any time, about anything", new(2026, 11, 1), 0, 120),

        // Seen in 2022 only; to be checked again.
        new("runaway", "Runaway Helpline", "call or text 116 000", "if you've run away or are thinking of it", new(2022, 1, 1), 11, 17, "home"),

        // The keyword has not been seen at its source.
        new("shout", "Shout", "text SHOUT to 85258", "if you'd rather type than talk", null, 0, 120),
    ];

    /// <summary>Emergency lines first, then those for the age and what was said; at most five. An age that is not known is taken to be any.</summary>
    public static IReadOnlyList<Helpline> For(AgeBand? age, IReadOnlyCollection<string> categories, bool showUnverified = false) =>
    [
        .. All
            .Where(line => line.IsFor(age))
            .Where(line => line.Categories.Count == 0 || line.Categories.Any(categories.Contains))
            .Where(line => showUnverified || line.LastVerified is { Year: > 2022 })
            .Take(5),
    ];

    /// <summary>Lines nobody has checked for longer than this many months.</summary>
    public static IReadOnlyList<Helpline> Stale(DateOnly today, int months) =>
        [.. All.Where(line => line.LastVerified is not { } verified || verified.AddMonths(months) < today)];
}
