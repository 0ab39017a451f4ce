namespace SocialRx.Language.Readings;

/// <summary>Reads an order as people type it: "3, 1, 2", "3 1 2", "312", "music then sport", "music &gt; sport", or a single one.</summary>
public static class OrderReader
{
    private static readonly string[] Joints = [",", ";", ">", "/", "\n", " then ", " and ", " & ", "."];

    /// <summary>What was named, in the order it was named, each once; nothing when a part of it cannot be read.</summary>
    public static IReadOnlyList<Choice> Read(string? text, IReadOnlyList<Choice> choices)
    {
        if (string.IsNullOrWhiteSpace(text) || choices.Count == 0)
            return [];
        if (choices.FirstOrDefault(choice => choice.Label.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } tapped)
            return [tapped];
        if (Digits(text) is { } digits)
            return Numbered(digits, choices);
        if (ChoiceReader.One(text, choices) is { } one && !Names(text, choices, one))
            return [one];
        var named = Pieces(text).Select(piece => ChoiceReader.One(piece, choices)).ToList();
        return named.Count > 1 && !named.Contains(null) ? [.. named.OfType<Choice>().Distinct()] : ChoiceReader.One(text, choices) is { } whole ? [whole] : [];
    }

    /// <summary>Whether pieces of the text name another one beside it.</summary>
    private static bool Names(string text, IReadOnlyList<Choice> choices, Choice one) =>
        Pieces(text) is { Count: > 1 } pieces && pieces.Any(piece => ChoiceReader.One(piece, choices) is { } other && other != one);

    private static List<string> Pieces(string text) => [.. text.ToLowerInvariant().Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The digits, where there is nothing else but what stands between them; fewer than ten choices, so each is one digit.</summary>
    private static List<int>? Digits(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(digit => digit - '0').ToList();
        var isAll = digits.Count > 1 && text.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '>' or '.' or '/' or '-');
        return isAll ? digits : null;
    }

    private static IReadOnlyList<Choice> Numbered(List<int> digits, IReadOnlyList<Choice> choices) =>
        choices.Count <= 9 && digits.TrueForAll(digit => digit >= 1 && digit <= choices.Count) && digits.Distinct().Count() == digits.Count
            ? [.. digits.Select(digit => choices[digit - 1])]
            : [];
}
