namespace SocialRx.Language.Redaction;

/// <summary>A text with what could identify somebody replaced by "[KIND]".</summary>
/// <param name="Spans">Into the original text, in order, never overlapping.</param>
public sealed record Redacted(string Text, IReadOnlyList<RedactedSpan> Spans)
{
    public static IReadOnlyList<string> Kinds { get; } = ["NAME", "PHONE", "EMAIL", "POSTCODE", "ADDRESS", "NHS", "DOB", "NINO", "HANDLE", "URL", "SCHOOL"];

    /// <summary>A place in the redacted text as the place in the original; a placeholder that it touches comes whole.</summary>
    internal TextSpan Original(TextSpan span) => new(Original(span.Start, false), Original(span.End, true) - Original(span.Start, false));

    private int Original(int place, bool isEnd)
    {
        var shift = 0;
        foreach (var (taken, kind) in Spans)
        {
            var start = taken.Start - shift;
            var length = Placeholder.Of(kind).Length;
            if (place <= start)
                break;
            if (place < start + length)
                return isEnd ? taken.End : taken.Start;
            shift += taken.Length - length;
        }

        return place + shift;
    }
}

/// <param name="Kind">NAME PHONE EMAIL POSTCODE ADDRESS NHS DOB NINO HANDLE URL SCHOOL.</param>
public sealed record RedactedSpan(TextSpan Span, string Kind);
