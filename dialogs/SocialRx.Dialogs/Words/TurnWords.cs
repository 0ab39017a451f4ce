namespace SocialRx.Dialogs.Words;

/// <summary>What a person reads when the service itself is in trouble.</summary>
public static class TurnWords
{
    /// <summary>A dialog failed; the conversation stands where it stood before the message.</summary>
    public const string Apology = "Sorry, something went wrong on my side. Please send that again, or tap \"I need help now\" if it can't wait.";

    /// <summary>The message was longer than can be answered well.</summary>
    public const string TooLong = "That's a lot in one go, and I don't want to miss any of it. Can you send it in smaller bits?";

    /// <summary>The message is safe, but nothing can be answered for now.</summary>
    public const string AnswersLater = "Something is broken on my side, so I can't answer yet. I have your message. If it can't wait, tap \"I need help now\".";

    /// <summary>The message could not be kept.</summary>
    public const string NotSaved = "Something is broken on my side and I couldn't save that. Please try again in a few minutes. If it can't wait, tap \"I need help now\".";
}
