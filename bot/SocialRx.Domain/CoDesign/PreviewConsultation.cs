namespace SocialRx.Domain.CoDesign;

/// <summary>A consultation as a young person meets it in the chat, message by message, each question as it is first put.</summary>
public delegate IReadOnlyList<PreviewedMessage> PreviewConsultation(Consultation consultation);

/// <param name="Buttons">Under it; none under a message that asks nothing.</param>
public sealed record PreviewedMessage(string Words, IReadOnlyList<string> Buttons);
