using System.Text.Json.Serialization;
using SocialRx.Language.Signals;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>What safeguarding remembers of one conversation: plain data in the conversation state.</summary>
internal sealed class SafetyTalk
{
    public int Ambers { get; set; }

    public int Reds { get; set; }

    public int QuietFor { get; set; }

    /// <summary>Messages answered as help for a friend so far.</summary>
    public int Friends { get; set; }

    /// <summary>How often they have said that they are not safe.</summary>
    public int NotSafes { get; set; }

    /// <summary>The language they last surely wrote in; null is English, or not known.</summary>
    public string? Language { get; set; }

    /// <summary>The last thing asked was whether they are safe.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Asked, and nothing that is an answer has come back yet.</summary>
    public bool IsOpen { get; set; }

    /// <summary>What was asked last was about somebody they know, so a plain yes or no says nothing of themselves.</summary>
    public bool IsAboutFriend { get; set; }

    /// <summary>What the message before got beside its answer: a warm question, then a warm word, then nothing.</summary>
    public Warmth Warmth { get; set; }

    /// <summary>"Talk to someone" was offered with the last answer.</summary>
    public bool HasOffered { get; set; }

    /// <summary>Messages for which it is not said again that a language cannot be read well.</summary>
    public int UnreadFor { get; set; }

    [JsonIgnore]
    public bool IsUnderWay => HasAsked || Reds > 0 || Ambers > 0 || Friends > 0;

    [JsonIgnore]
    public SignalMemory Memory
    {
        get => new(Ambers, Reds, QuietFor);
        set => (Ambers, Reds, QuietFor) = (value.Ambers, value.Reds, value.QuietFor);
    }
}

internal enum Warmth
{
    None,
    Asked,
    Acknowledged,
}
