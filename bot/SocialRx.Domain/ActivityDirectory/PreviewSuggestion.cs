namespace SocialRx.Domain.ActivityDirectory;

/// <summary>Says a suggestion as it is said in the chat.</summary>
public delegate PreviewedSuggestion PreviewSuggestion(Suggestion suggestion, DateOnly today);

/// <summary>A suggestion as a young person reads it.</summary>
/// <param name="WhenAndWhere">In one line; empty when neither is known.</param>
/// <param name="Text">Why it fits, then what to know before choosing; one a line.</param>
/// <param name="Buttons">Under it, in their order.</param>
/// <param name="More">What is said to whoever asks for more; one sentence a line.</param>
public sealed record PreviewedSuggestion(string Name, string WhenAndWhere, string Text, IReadOnlyList<string> Buttons, string More);
