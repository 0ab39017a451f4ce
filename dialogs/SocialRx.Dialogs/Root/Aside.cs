namespace SocialRx.Dialogs.Root;

/// <summary>What is said before a turn's dialogs answer, with buttons that go beside theirs; kept in the turn's state.</summary>
internal sealed record Aside(string? Words, IReadOnlyList<string> Buttons);
