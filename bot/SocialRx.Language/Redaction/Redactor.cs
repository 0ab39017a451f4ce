using System.Text;

namespace SocialRx.Language.Redaction;

/// <summary>Takes out of free words what could identify somebody. A person still reads every quote before it is shown.</summary>
public static class Redactor
{
    /// <summary>Everything found is replaced by its kind in square brackets; where two findings overlap the earlier and longer stays.</summary>
    public static Redacted Redact(string text)
    {
        var spans = Separate(IdentifyingPatterns.Find(text).Concat(Names.Find(text)));
        return new(Replaced(text, spans), spans);
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

    private static string Replaced(string text, List<RedactedSpan> spans)
    {
        var words = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (span, kind) in spans)
        {
            words.Append(text, at, span.Start - at).Append('[').Append(kind).Append(']');
            at = span.End;
        }

        return words.Append(text, at, text.Length - at).ToString();
    }
}
