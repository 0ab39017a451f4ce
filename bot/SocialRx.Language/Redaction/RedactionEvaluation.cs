using SocialRx.Language.Matching;
using SocialRx.Language.Signals;

namespace SocialRx.Language.Redaction;

/// <summary>
/// What of a set of marked lines is taken out, and what harmless goes with it. The frozen set was written before the rules and lists, by the same
/// writer, and of it only the totals are looked at; it is invented, not written by young people. The development set is what the rules were written against.
/// </summary>
public sealed class RedactionEvaluation
{
    private readonly IReadOnlyList<(MarkedLine Line, Redacted Redacted)> _lines;

    public RedactionEvaluation(IEnumerable<MarkedLine> lines) => _lines = [.. lines.Select(line => (line, Redactor.Redact(line.Text)))];

    /// <summary>Of a set that the service brings: "frozen" or "development".</summary>
    public static RedactionEvaluation Of(string set) => new(Lines(set));

    public static IEnumerable<MarkedLine> Lines(string set) => MarkedLine.Read(Embedded.Text($"RedactionSets/{set}").Split('\n'));

    /// <summary>Marks of the kind of which nothing is left to read, whatever kind they were taken for.</summary>
    public Proportion Found(string kind) => Found(mark => mark.Kind == kind);

    /// <summary>Of all that has a form: everything but names and schools.</summary>
    public Proportion FoundOfPatterns() => Found(mark => mark.Kind is not "NAME" and not "SCHOOL");

    /// <summary>Marks taken for what they are.</summary>
    public Proportion OfRightKind() => Marks((mark, redacted) => redacted.Spans.Any(span => span.Kind == mark.Kind && Overlap(span.Span, mark.Span)), _ => true);

    /// <summary>Lines without marks of which something was taken out.</summary>
    public Proportion CleanLinesTouched()
    {
        var clean = _lines.Where(line => line.Line.Marks.Count == 0).ToList();
        return new(clean.Count(line => line.Redacted.Spans.Count > 0), clean.Count);
    }

    /// <summary>Words outside of all marks that were taken out.</summary>
    public Proportion HarmlessWordsTaken()
    {
        var words = _lines.SelectMany(line => Words(line.Line.Text).Where(word => !line.Line.Marks.Any(mark => Overlap(mark.Span, word))).Select(word => line.Redacted.Spans.Any(span => Overlap(span.Span, word)))).ToList();
        return new(words.Count(taken => taken), words.Count);
    }

    /// <summary>A line a kind: found, of how many, share, Wilson 95 % interval; then what harmless was taken out.</summary>
    public IEnumerable<string> Table()
    {
        yield return "                           hits       of  share  (Wilson 95 % interval)";
        yield return "taken out whole";
        foreach (var kind in Redacted.Kinds.Where(kind => _lines.Any(line => line.Line.Marks.Any(mark => mark.Kind == kind))))
            yield return Row(kind, Found(kind));
        yield return Row("all but NAME, SCHOOL", FoundOfPatterns());
        yield return Row("for the right kind", OfRightKind());
        yield return "harmless, but taken out";
        yield return Row("lines", CleanLinesTouched());
        yield return Row("words", HarmlessWordsTaken());
    }

    /// <summary>The lines that went wrong, as they came out.</summary>
    public IEnumerable<string> Wrong() =>
        _lines.Where(line => !line.Line.Marks.All(mark => IsCovered(mark.Span, line.Line.Text, line.Redacted)) || Words(line.Line.Text).Any(word => !line.Line.Marks.Any(mark => Overlap(mark.Span, word)) && line.Redacted.Spans.Any(span => Overlap(span.Span, word))))
            .Select(line => $"{line.Line.Text}  ->  {line.Redacted.Text}");

    private Proportion Found(Func<RedactedSpan, bool> counts) => Marks((mark, redacted, text) => IsCovered(mark.Span, text, redacted), counts);

    private Proportion Marks(Func<RedactedSpan, Redacted, bool> isHit, Func<RedactedSpan, bool> counts) => Marks((mark, redacted, _) => isHit(mark, redacted), counts);

    private Proportion Marks(Func<RedactedSpan, Redacted, string, bool> isHit, Func<RedactedSpan, bool> counts)
    {
        var marks = _lines.SelectMany(line => line.Line.Marks.Where(counts).Select(mark => isHit(mark, line.Redacted, line.Line.Text))).ToList();
        return new(marks.Count(hit => hit), marks.Count);
    }

    // Every letter and figure of it.
    private static bool IsCovered(TextSpan mark, string text, Redacted redacted) =>
        Enumerable.Range(mark.Start, mark.Length).All(place => !char.IsLetterOrDigit(text[place]) || redacted.Spans.Any(span => span.Span.Start <= place && place < span.Span.End));

    private static IEnumerable<TextSpan> Words(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (!char.IsWhiteSpace(text[at]) && (at == 0 || char.IsWhiteSpace(text[at - 1])))
                yield return new(at, (text.AsSpan(at).IndexOfAny(" \t\r\n") is var end and >= 0 ? end : text.Length - at));
    }

    private static bool Overlap(TextSpan one, TextSpan other) => one.Start < other.End && other.Start < one.End;

    private static string Row(string name, Proportion share) => $"  {name,-22}{share}";
}
