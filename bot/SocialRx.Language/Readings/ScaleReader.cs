using System.Collections.Frozen;

namespace SocialRx.Language.Readings;

/// <summary>What somebody answered on a scale from 0 to 10.</summary>
public abstract record ScaleReading
{
    private ScaleReading() { }

    /// <param name="Doubtful">They wavered ("6 or 7", "5ish", "7.5"): the lower whole number is taken.</param>
    public sealed record Score(int Value, bool Doubtful = false) : ScaleReading;

    public sealed record NotRead : ScaleReading;
}

/// <summary>Reads a number from 0 to 10 as people type it: "seven ish", "4/10", "like a 6 or 7", "100%".</summary>
public static class ScaleReader
{
    private static readonly FrozenSet<string> Doubts = FrozenSet.Create(StringComparer.Ordinal, "ish", "or", "maybe", "about", "around", "idk", "probably", "prob", "roughly", "dunno", "half", "between", "sure");

    public static ScaleReading Read(string? text)
    {
        var tokens = Tokens.Of(text);
        var scores = Scores(tokens).ToList();
        if (scores.Count == 0 || scores.Exists(score => score is null))
            return new ScaleReading.NotRead();

        var values = scores.Select(score => score!.Value.Value).Distinct().Order().ToList();
        var wavers = values.Count > 1 || scores.Exists(score => score!.Value.Doubtful) || tokens.Any(token => Doubts.Contains(token) || (token.EndsWith("ish", StringComparison.Ordinal) && NumberWords.Find(token[..^3]) is not null));

        // Two that lie apart are two different answers ("2 at school 9 at home"): asked again.
        return values[^1] - values[0] <= 2 ? new ScaleReading.Score(values[0], wavers) : new ScaleReading.NotRead();
    }

    // A null among them is a number that is not on the scale.
    private static IEnumerable<(int Value, bool Doubtful)?> Scores(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if ((Tokens.Number(tokens, i) ?? Ish(tokens[i])) is not { } number)
                continue;

            var isNegative = Tokens.At(tokens, i - 1) == "-" && Tokens.Number(tokens, i - 2) is null;
            i += number.Length - 1;
            var (value, doubtful, read) = Whole(tokens, i, number.Value);
            i += read;
            yield return value is >= 0 and <= 10 && !isNegative ? (value, doubtful) : null;
        }
    }

    // What follows the number: "/10" and "out of 10" are dropped, "50/50" is the middle, ".5" is cut off, "%" is a tenth.
    private static (int Value, bool Doubtful, int Read) Whole(IReadOnlyList<string> tokens, int at, int value)
    {
        var (one, two, three) = (Tokens.At(tokens, at + 1), Tokens.At(tokens, at + 2), Tokens.At(tokens, at + 3));
        return (one, two, three) switch
        {
            ("/", "50", _) when value == 50 => (5, true, 2),
            ("/", "10" or "ten", _) or ("out", "10" or "ten", _) => (value, false, 2),
            ("out", "of", "10" or "ten") => (value, false, 3),
            (":", not null, _) when char.IsAsciiDigit(two[0]) => (value, two.Trim('0').Length > 0, 2),
            ("%", _, _) => (value / 10, value % 10 != 0, 1),
            _ => (value, false, 0),
        };
    }

    private static (int Value, int Length)? Ish(string token) =>
        token.EndsWith("ish", StringComparison.Ordinal) && NumberWords.Find(token[..^3]) is { } value ? (value, 1) : null;
}
