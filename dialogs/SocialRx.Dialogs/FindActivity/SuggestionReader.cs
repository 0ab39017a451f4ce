using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.FindActivity;

/// <summary>What somebody said about the suggestions in front of them.</summary>
internal abstract record SuggestionReading
{
    private SuggestionReading() { }

    public sealed record Likes(string ListingId) : SuggestionReading;

    public sealed record WantsMore(string ListingId) : SuggestionReading;

    public sealed record TurnsDown(IReadOnlyList<string> ListingIds) : SuggestionReading;

    /// <summary>Clear what they want, but not of which.</summary>
    public sealed record WhichOne : SuggestionReading;

    public sealed record NotRead : SuggestionReading;
}

/// <summary>Reads "I like 2", "not the kickabout", "tell me more about the first one", or just a name or number.</summary>
internal static class SuggestionReader
{
    private static readonly string[] More = ["tell me more about", "tell me more", "more about", "what is", "whats", "what about", "more info on", "more info", "details", "more"];
    private static readonly string[] Not = ["not for me", "i dont like", "dont like", "dont want", "not", "no to", "nah to", "nah not", "no not", "hate", "no", "nah"];
    private static readonly string[] Like = ["i like this", "i like the", "i like", "like", "id like", "i want", "yes to", "yeah", "yes", "ok", "okay", "lets do", "ill try", "try", "go for", "go with", "i pick", "pick", "choose"];

    public static SuggestionReading Read(string text, IReadOnlyList<Choice> shown)
    {
        if (shown.Count == 0)
            return new SuggestionReading.NotRead();
        if (After(text, More) is { } more)
            return About(more, shown) is { } one ? new SuggestionReading.WantsMore(one.Id) : new SuggestionReading.WhichOne();
        if (After(text, Not) is { } not)
            return TurnDown(not, shown);
        if (After(text, Like) is { } like)
            return About(like, shown) is { } one ? new SuggestionReading.Likes(one.Id) : new SuggestionReading.WhichOne();
        return ChoiceReader.One(text, shown) is { } named ? new SuggestionReading.Likes(named.Id)
            : YesNoReader.Read(text) == YesNo.Yes ? Agree(shown)
            : new SuggestionReading.NotRead();
    }

    private static SuggestionReading Agree(IReadOnlyList<Choice> shown) =>
        shown.Count == 1 ? new SuggestionReading.Likes(shown[0].Id) : new SuggestionReading.WhichOne();

    private static SuggestionReading TurnDown(string rest, IReadOnlyList<Choice> shown) =>
        rest.Length == 0 || rest is "any" or "any of them" or "these" or "those" or "them" or "thanks"
            ? new SuggestionReading.TurnsDown([.. shown.Select(one => one.Id)])
            : About(rest, shown) is { } one ? new SuggestionReading.TurnsDown([one.Id]) : new SuggestionReading.NotRead();

    private static Choice? About(string rest, IReadOnlyList<Choice> shown) =>
        ChoiceReader.One(rest, shown) ?? (shown.Count == 1 && rest.Split(' ').Length <= 2 ? shown[0] : null);

    // What stands behind an opening, in lower case; null when it does not begin so.
    private static string? After(string text, string[] openings)
    {
        var said = string.Join(' ', text.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).Split([' ', ':', ',', '.', '!', '?'], StringSplitOptions.RemoveEmptyEntries));
        var opening = openings.FirstOrDefault(way => said == way || said.StartsWith(way + " ", StringComparison.Ordinal));
        return opening is null ? null : said[opening.Length..].Trim();
    }
}
