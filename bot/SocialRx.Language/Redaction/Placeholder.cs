namespace SocialRx.Language.Redaction;

/// <summary>"[NAME]" and the like: what stands for something taken out. It is never read again.</summary>
internal static class Placeholder
{
    private static readonly string[] Kinds = [.. Redacted.Kinds.Select(kind => kind.ToLowerInvariant())];

    public static string Of(string kind) => $"[{kind}]";

    /// <summary>How long the placeholder at this place of a folded text is; 0 if none is there.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        if (text[at] != '[')
            return 0;
        var rest = text[(at + 1)..];
        foreach (var kind in Kinds)
            if (rest.Length > kind.Length && rest[kind.Length] == ']' && rest.StartsWith(kind))
                return kind.Length + 2;
        return 0;
    }
}
