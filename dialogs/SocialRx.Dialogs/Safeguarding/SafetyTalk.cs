using System.Text.Json.Serialization;
using SocialRx.Language.Signals;

namespace SocialRx.Dialogs.Safeguarding;

/// <summary>What safeguarding remembers of one conversation: plain data in the conversation state.</summary>
internal sealed class SafetyTalk
{
    public int Ambers { get; set; }

    public int Reds { get; set; }

    public int QuietFor { get; set; }

    /// <summary>The last thing asked was whether they are safe.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Asked, and nothing that is an answer has come back yet.</summary>
    public bool IsOpen { get; set; }

    [JsonIgnore]
    public SignalMemory Memory
    {
        get => new(Ambers, Reds, QuietFor);
        set => (Ambers, Reds, QuietFor) = (value.Ambers, value.Reds, value.QuietFor);
    }
}
