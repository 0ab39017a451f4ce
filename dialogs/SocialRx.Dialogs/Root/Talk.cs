using SocialRx.Dialogs.CoDesign.Panels;
using SocialRx.Dialogs.MyData;

namespace SocialRx.Dialogs.Root;

/// <summary>What is remembered of one conversation: plain data in the conversation state. Any part may be missing from what an older release stored.</summary>
internal sealed class Talk
{
    public bool HasGreeted { get; set; }

    public bool HasStopped { get; set; }

    public DateTimeOffset? LastSeen { get; set; }

    /// <summary>What was said in the turn before, so as not to say it twice in a row.</summary>
    public List<string> JustSaid { get; set; } = [];

    public Story Story { get; set; } = new();

    /// <summary>The day that is noted for asking how it went.</summary>
    public DateOnly? CheckInNoted { get; set; }

    /// <summary>The form that ended last and its trail, so that "back" at the menu goes back into it.</summary>
    public string? LastForm { get; set; }

    public IReadOnlyList<string> LastTrail { get; set; } = [];

    public StartAgainDraft StartAgain { get; set; } = new();

    public MyDataDraft MyData { get; set; } = new();

    /// <summary>They sit on a youth panel, as far as this chat knows.</summary>
    public bool IsOnPanel { get; set; }

    public PanelDraft Panel { get; set; } = new();

    /// <summary>Suggestions of the panel whose answer they have been told, by id.</summary>
    public IReadOnlyList<string> PanelTold { get; set; } = [];

    /// <summary>What is left when everything was deleted: that they were here, what was said last, and whether the service is for them.</summary>
    public Talk Forgotten() => new()
    {
        HasGreeted = HasGreeted,
        HasStopped = HasStopped,
        LastSeen = LastSeen,
        JustSaid = JustSaid,
        Story = new Story { IsOutsideAges = Story.IsOutsideAges },
    };
}
