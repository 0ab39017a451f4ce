using SocialRx.Dialogs.Forms;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>One item before a member of a panel, and their vote so far.</summary>
internal sealed record PanelDraft : Draft<PanelDraft>
{
    /// <summary>Null until it was looked up, or when there is none.</summary>
    public PanelAsk? Item { get; init; }
    public bool IsLookedUp { get; init; }

    /// <summary>"for", "against", "left-out", or ids of what matters most.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Why not, with names taken out, until it is known whether others may read it.</summary>
    public string? Why { get; init; }
    public bool? MayBeRead { get; init; }
}

/// <param name="IsSignOff">Yes or no, of one thing; otherwise a choice of several.</param>
/// <param name="Options">Ids and sentences; of a sign-off only the one.</param>
/// <param name="Facts">What stands behind it, in words.</param>
/// <param name="More">Other items that wait.</param>
internal sealed record PanelAsk(string Id, bool IsSignOff, IReadOnlyList<PanelOption> Options, string Facts, string Closes, int More)
{
    /// <summary>Of results, who would see them; null when it is about findings.</summary>
    public string? Owner { get; init; }
}

internal sealed record PanelOption(string Id, string Words);
