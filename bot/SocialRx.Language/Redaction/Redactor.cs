using System.Text;

namespace SocialRx.Language.Redaction;

/// <summary>Takes out of free words what could identify somebody. A person still reads every quote before it is shown.</summary>
public static class Redactor
{
    // Taking something out can show something else ("[NAME] smith"); after this many times nothing more is looked for.
    private const int MostPasses = 4;

    /// <summary>Everything found is replaced by its kind in square brackets; where two findings overlap they become one, of the kind of the earlier and longer.</summary>
    public static Redacted Redact(string text)
    {
        var spans = Spans(text);
        var redacted = new Redacted(Replaced(text, spans), spans);
        for (var pass = 1; pass < MostPasses && spans.Count > 0; pass++)
        {
            spans = Spans(redacted.Text);
            if (spans.Count > 0)
                redacted = Joined(text, redacted, spans);
        }

        return redacted;
    }

    private static List<RedactedSpan> Spans(string text)
    {
        var written = new Written(text);
        var found = new List<Finding>();
        IdentifyingPatterns.Find(written, found);
        Numbers.Find(written, found);
        Birthdays.Find(written, found);
        Handles.Find(written, found);
        Addresses.Find(written, found);
        Schools.Find(written, found);
        Names.Find(written, found);
        return Separate(found.Select(finding => new RedactedSpan(written.Original(finding.Start, finding.End), finding.Kind)));
    }

    private static List<RedactedSpan> Separate(IEnumerable<RedactedSpan> found)
    {
        var separate = new List<RedactedSpan>();
        foreach (var span in found.OrderBy(span => span.Span.Start).ThenByDescending(span => span.Span.Length))
            if (separate.Count == 0 || span.Span.Start >= separate[^1].Span.End)
                separate.Add(span);
            else if (span.Span.End > separate[^1].Span.End)
                separate[^1] = separate[^1] with { Span = new(separate[^1].Span.Start, span.Span.End - separate[^1].Span.Start) };
        return separate;
    }

    // What was found in the redacted text, at its place in the original.
    private static Redacted Joined(string text, Redacted before, List<RedactedSpan> more)
    {
        var all = Separate(before.Spans.Concat(more.Select(span => span with { Span = before.Original(span.Span) })));
        return new(Replaced(text, all), all);
    }

    private static string Replaced(string text, List<RedactedSpan> spans)
    {
        if (spans.Count == 0)
            return text;
        var words = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (span, kind) in spans)
        {
            words.Append(text, at, span.Start - at).Append(Placeholder.Of(kind));
            at = span.End;
        }

        return words.Append(text, at, text.Length - at).ToString();
    }
}
