namespace SocialRx.Language.Redaction;

/// <summary>A text with what could identify somebody replaced by "[KIND]".</summary>
/// <param name="Spans">Into the original text, in order, never overlapping.</param>
public sealed record Redacted(string Text, IReadOnlyList<RedactedSpan> Spans);

/// <param name="Kind">NAME PHONE EMAIL POSTCODE ADDRESS NHS DOB NINO HANDLE URL SCHOOL.</param>
public sealed record RedactedSpan(TextSpan Span, string Kind);
