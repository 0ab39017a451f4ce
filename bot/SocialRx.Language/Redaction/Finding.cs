namespace SocialRx.Language.Redaction;

/// <summary>Something that could identify somebody, at its place in the folded text.</summary>
internal readonly record struct Finding(int Start, int End, string Kind);
