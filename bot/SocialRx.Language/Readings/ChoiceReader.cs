using System.Runtime.CompilerServices;

namespace SocialRx.Language.Readings;

/// <summary>One thing that can be picked, by tapping or typing.</summary>
/// <param name="Label">What the button says and what tapping it sends.</param>
/// <param name="Also">Other ways people say it, in lower case.</param>
public sealed record Choice(string Id, string Label, params IReadOnlyList<string> Also);

/// <summary>Reads which of some choices was meant: by label, part of it, number, other wording, typos and all.</summary>
public static class ChoiceReader
{
    // A choice is offered again and again; its wordings are read once.
    private static readonly ConditionalWeakTable<Choice, Typed[]> WaysOf = [];

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
            : IsAny(choice, typed, IsNearly) || (Typed.Of(choice.Label) is { Tokens.Count: > 1 } label && IsSaidIn(label, typed));
    }

    /// <summary>Whether the label is all that was said, slips aside.</summary>
    public static bool IsAll(string? text, Choice choice) => Typed.Of(text) is { HasNoWords: false } typed && Typo.Matches(typed.Text, Typed.Of(choice.Label).Text);

    /// <summary>The one that was meant; null when none was, or two fit equally well.</summary>
    public static Choice? One(string? text, IReadOnlyList<Choice> choices)
    {
        var typed = Typed.Of(text);
        if (typed.HasNoWords)
            return choices.FirstOrDefault(choice => typed.Raw.Length > 0 && choice.Also.Contains(typed.Raw));

        return Only(choices, typed, static (way, typed) => way.Text == typed.Text)
            ?? Numbered(typed, choices)
            ?? Widest(typed, choices)
            ?? Only(choices, typed, IsPart)
            ?? Only(choices, typed, IsNearly);
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

        return [.. choices.Where(choice => read.Contains(choice) || IsAny(choice, typed, IsSaidIn))];
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

    // "i want to talk to someone please" says "Talk to someone": of those said in full, the one that says most; none when two say as much.
    private static Choice? Widest(Typed typed, IReadOnlyList<Choice> choices)
    {
        (Choice? Choice, int Width) widest = (null, 0);
        foreach (var choice in choices)
        {
            var width = Width(choice, typed);
            if (width > 0 && width >= widest.Width)
                widest = (width > widest.Width ? choice : null, width);
        }

        return widest.Choice;
    }

    private static int Width(Choice choice, Typed typed)
    {
        var width = 0;
        foreach (var way in Ways(choice))
        {
            if (way.Tokens.Count > width && IsSaidIn(way, typed))
                width = way.Tokens.Count;
        }

        return width;
    }

    private static bool IsSaidIn(Typed way, Typed typed)
    {
        foreach (var meant in way.Telling)
        {
            if (!IsAmong(typed.Tokens, meant))
                return false;
        }

        return way.Telling.Count > 0;
    }

    private static bool IsAmong(IReadOnlyList<string> tokens, string meant)
    {
        foreach (var token in tokens)
        {
            if (Typo.Matches(token, meant))
                return true;
        }

        return false;
    }

    private static bool IsPart(Typed way, Typed typed) => typed.Telling.Count > 0 && typed.Telling.All(token => IsOf(way, token));

    private static bool IsOf(Typed way, string token) =>
        way.Tokens.Any(meant => Typo.Matches(token, meant) || (token.Length >= 4 && meant.StartsWith(token, StringComparison.Ordinal)));

    private static bool IsNearly(Typed way, Typed typed) => Typo.Matches(typed.Text, way.Text);

    private static Typed[] Ways(Choice choice) =>
        WaysOf.GetValue(choice, static choice => [.. choice.Also.Prepend(choice.Label).Select(Typed.Of).Where(way => !way.HasNoWords)]);

    private static bool IsAny(Choice choice, Typed typed, Func<Typed, Typed, bool> fits)
    {
        foreach (var way in Ways(choice))
        {
            if (fits(way, typed))
                return true;
        }

        return false;
    }

    private static Choice? Only(IReadOnlyList<Choice> choices, Typed typed, Func<Typed, Typed, bool> fits)
    {
        var fitting = choices.Where(choice => IsAny(choice, typed, fits)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }
}
