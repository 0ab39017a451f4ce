namespace SocialRx.Language.Readings;

/// <summary>What somebody said about the suggestions in front of them.</summary>
public abstract record SuggestionReading
{
    private SuggestionReading() { }

    public sealed record Likes(string ListingId) : SuggestionReading;

    public sealed record WantsMore(string ListingId) : SuggestionReading;

    public sealed record TurnsDown(IReadOnlyList<string> ListingIds) : SuggestionReading;

    /// <summary>Clear what they want, but not of which.</summary>
    public sealed record WhichOne : SuggestionReading;

    public sealed record NotRead : SuggestionReading;
}

/// <summary>Reads "I like 2", "not the kickabout", "tell me more about the first one", or just a name or number; typos and all.</summary>
public static class SuggestionReader
{
    private const int LongestAnswer = 12;

    private static readonly string[][] More = Ways("tell me more about", "tell me more", "more about", "what is", "whats", "what about", "more info on", "more info", "details of", "details", "more");
    private static readonly string[][] Not = Ways("not for me", "i dont like", "dont like", "i dont want", "dont want", "not", "no to", "nah to", "nah not", "no not", "hate", "i hate", "no", "nah", "nope");
    private static readonly string[][] Like = Ways("i like this", "i like the", "i like", "like", "id like", "i want", "yes to", "yes", "yeah", "ok", "okay", "lets do", "ill try", "try", "go for", "go with", "i pick", "pick", "choose");
    private static readonly string[] AllOfThem = ["", "any", "any of them", "these", "those", "them", "thanks", "thank you", "none of them"];

    /// <param name="shown">The listings in the order they stand; ids and names.</param>
    public static SuggestionReading Read(string? text, IReadOnlyList<Choice> shown)
    {
        var typed = Typed.Of(text);
        if (shown.Count == 0 || typed.Tokens.Count > LongestAnswer)
            return new SuggestionReading.NotRead();
        if (YesNoReader.ReadWhole(text) is { } whole)
            return Whole(whole, shown);
        if (After(typed, More) is { } more)
            return About(more, shown) is { } one ? new SuggestionReading.WantsMore(one.Id) : new SuggestionReading.WhichOne();
        if (After(typed, Not) is { } not)
            return TurnDown(not, shown);
        if (After(typed, Like) is { } like)
            return About(like, shown) is { } one ? new SuggestionReading.Likes(one.Id) : new SuggestionReading.WhichOne();
        return ChoiceReader.One(text, shown) is { } named ? new SuggestionReading.Likes(named.Id) : new SuggestionReading.NotRead();
    }

    private static SuggestionReading Whole(YesNo answer, IReadOnlyList<Choice> shown) => answer switch
    {
        YesNo.Yes when shown.Count == 1 => new SuggestionReading.Likes(shown[0].Id),
        YesNo.Yes => new SuggestionReading.WhichOne(),
        YesNo.No => new SuggestionReading.TurnsDown([.. shown.Select(one => one.Id)]),
        _ => new SuggestionReading.NotRead(),
    };

    private static SuggestionReading TurnDown(string rest, IReadOnlyList<Choice> shown) =>
        AllOfThem.Contains(rest) ? new SuggestionReading.TurnsDown([.. shown.Select(one => one.Id)])
        : About(rest, shown) is { } one ? new SuggestionReading.TurnsDown([one.Id])
        : new SuggestionReading.NotRead();

    private static Choice? About(string rest, IReadOnlyList<Choice> shown) =>
        ChoiceReader.One(rest, shown) ?? (shown.Count == 1 && (rest.Length == 0 || rest is "it" or "that" or "this" or "this one" or "that one") ? shown[0] : null);

    // What stands behind an opening; null when it does not begin so.
    private static string? After(Typed typed, string[][] openings)
    {
        var opening = openings.FirstOrDefault(way => way.Length <= typed.Tokens.Count && way.Zip(typed.Tokens).All(pair => Typo.Matches(pair.Second, pair.First)));
        return opening is null ? null : string.Join(' ', typed.Tokens.Skip(opening.Length));
    }

    private static string[][] Ways(params string[] ways) => [.. ways.Select(way => way.Split(' '))];
}
