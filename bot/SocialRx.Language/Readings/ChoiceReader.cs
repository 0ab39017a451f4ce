namespace SocialRx.Language.Readings;

/// <summary>One thing that can be picked, by tapping or typing.</summary>
/// <param name="Label">What the button says and what tapping it sends.</param>
/// <param name="Also">Other ways people say it, in lower case.</param>
public sealed record Choice(string Id, string Label, params IReadOnlyList<string> Also);

/// <summary>Reads which of some choices was meant: by label, part of it, number, other wording, typos and all.</summary>
public static class ChoiceReader
{
    private static readonly string[] Small = ["a", "an", "and", "i", "id", "im", "in", "it", "its", "me", "my", "of", "on", "one", "or", "please", "that", "the", "this", "thing", "things", "to", "with", "you"];

    private static readonly string[][] Numbers =
    [
        ["1", "one", "first", "1st"], ["2", "two", "second", "2nd"], ["3", "three", "third", "3rd"], ["4", "four", "fourth", "4th"],
        ["5", "five", "fifth", "5th"], ["6", "six", "sixth", "6th"], ["7", "seven", "seventh", "7th"], ["8", "eight", "eighth", "8th"],
        ["9", "nine", "ninth", "9th"],
    ];

    private static readonly string[] NumberFrame = ["number", "no", "option", "the", "one", "answer", "choice", "please", "id", "say", "go", "for"];

    /// <summary>Whether this one was meant, when it stands beside others that a number would mean.</summary>
    public static bool Says(string? text, Choice choice)
    {
        var typed = Typed.Of(text);
        return typed.HasNoWords
            ? typed.Raw.Length > 0 && choice.Also.Contains(typed.Raw)
            : Ways(choice).Any(way => Typo.Matches(typed.Text, way.Text)) || (Typed.Of(choice.Label) is { Tokens.Count: > 1 } label && IsSaidIn(label, typed));
    }

    /// <summary>Whether the label is all that was said, slips aside.</summary>
    public static bool IsAll(string? text, Choice choice) => Typed.Of(text) is { HasNoWords: false } typed && Typo.Matches(typed.Text, Typed.Of(choice.Label).Text);

    /// <summary>The one that was meant; null when none was, or two fit equally well.</summary>
    public static Choice? One(string? text, IReadOnlyList<Choice> choices)
    {
        var typed = Typed.Of(text);
        if (typed.HasNoWords)
            return choices.FirstOrDefault(choice => typed.Raw.Length > 0 && choice.Also.Contains(typed.Raw));

        return Only(choices, choice => Ways(choice).Any(way => way.Text == typed.Text))
            ?? Numbered(typed, choices)
            ?? Widest(typed, choices)
            ?? Only(choices, choice => Ways(choice).Any(way => IsPart(typed, way)))
            ?? Only(choices, choice => Ways(choice).Any(way => Typo.Matches(typed.Text, way.Text)));
    }

    /// <summary>All that were meant, in the order they are offered: "1 and 3", "music, art", "all of them".</summary>
    public static IReadOnlyList<Choice> Several(string? text, IReadOnlyList<Choice> choices)
    {
        var typed = Typed.Of(text);
        if (typed.Text is "all" or "all of them" or "everything" or "all of it" or "all of the above")
            return choices;

        var pieces = Pieces(text ?? "").ToList();
        var read = pieces.Select(piece => One(piece, choices)).ToList();
        if (read.Contains(null) && One(text, choices) is { } whole)
            return [whole];

        var named = choices.Where(choice => Ways(choice).Any(way => IsSaidIn(way, typed)));
        return [.. choices.Where(choice => read.Contains(choice) || named.Contains(choice))];
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var parts = text.Split([',', ';', '+', '&', '/', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => part.Split(" and ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();
        return parts.Count == 1 && Typed.Of(text).Tokens is var tokens && tokens.All(token => token.Length == 1 && char.IsAsciiDigit(token[0])) ? tokens : parts;
    }

    private static Choice? Numbered(Typed typed, IReadOnlyList<Choice> choices)
    {
        var numbers = typed.Tokens.Select(Number).Where(number => number >= 0).Distinct().ToList();
        if (numbers.Count > 1 && typed.Tokens[^1] == "one")
            numbers.RemoveAll(number => number == 0);
        var framed = typed.Tokens.All(token => Number(token) >= 0 || NumberFrame.Contains(token));
        return framed && numbers.Count == 1 && numbers[0] < choices.Count ? choices[numbers[0]] : null;
    }

    private static int Number(string token) => Array.FindIndex(Numbers, names => names.Contains(token));

    // "i want to talk to someone please" says "Talk to someone": of those said in full, the one that says most.
    private static Choice? Widest(Typed typed, IReadOnlyList<Choice> choices)
    {
        var said = choices
            .Select(choice => (Choice: choice, Width: Ways(choice).Where(way => IsSaidIn(way, typed)).Select(way => way.Tokens.Count).DefaultIfEmpty(0).Max()))
            .Where(found => found.Width > 0)
            .OrderByDescending(found => found.Width)
            .ToList();
        return said.Count == 1 || (said.Count > 1 && said[0].Width > said[1].Width) ? said[0].Choice : null;
    }

    private static bool IsSaidIn(Typed way, Typed typed)
    {
        var telling = way.Tokens.Where(token => !Small.Contains(token)).ToList();
        return telling.Count > 0 && telling.All(meant => typed.Tokens.Any(token => Typo.Matches(token, meant)));
    }

    private static bool IsPart(Typed typed, Typed way)
    {
        var telling = typed.Tokens.Where(token => !Small.Contains(token)).ToList();
        return telling.Count > 0 && telling.All(token => way.Tokens.Any(meant => Typo.Matches(token, meant) || (token.Length >= 4 && meant.StartsWith(token, StringComparison.Ordinal))));
    }

    private static IEnumerable<Typed> Ways(Choice choice) => choice.Also.Prepend(choice.Label).Select(Typed.Of).Where(way => !way.HasNoWords);

    private static Choice? Only(IReadOnlyList<Choice> choices, Func<Choice, bool> fits)
    {
        var fitting = choices.Where(fits).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }
}
