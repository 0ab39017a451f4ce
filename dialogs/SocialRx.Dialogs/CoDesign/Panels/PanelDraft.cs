using System.Text.Json.Serialization;
using SocialRx.Dialogs.Forms;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>What a member of a panel is at: one item, or one of the other things a panel does.</summary>
internal sealed record PanelDraft : Draft<PanelDraft>
{
    /// <summary>Null until it was looked up, or when there is none.</summary>
    public PanelAsk? Item { get; init; }
    public bool IsLookedUp { get; init; }

    /// <summary>How the words read to a reviewer.</summary>
    public bool? IsFine { get; init; }

    /// <summary>What a reviewer would change, with names taken out.</summary>
    public string? Wants { get; init; }

    /// <summary>Whether a chair puts the item before the others.</summary>
    public bool? Shows { get; init; }

    /// <summary>Whether a chair closes the vote.</summary>
    public bool? Closes { get; init; }

    /// <summary>What is still to be weighed.</summary>
    public IReadOnlyList<PanelPiece> Pieces { get; init; } = [];

    /// <summary>Just weighed, to be recorded.</summary>
    public PanelWeighing? Weighed { get; init; }

    /// <summary>Why it should not count is still to be asked.</summary>
    public bool AsksWhyNot { get; init; }

    /// <summary>"for", "against", "left-out", or ids of what matters most.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Why not, with names taken out, until it is known whether others may read it.</summary>
    public string? Why { get; init; }
    public bool? MayBeRead { get; init; }

    /// <summary>One of <see cref="PanelDoing"/>; null: whatever waits.</summary>
    public string? Doing { get; init; }

    /// <summary>What there is to do beside items, once it was looked up.</summary>
    public PanelOffer? Offer { get; init; }

    /// <summary>The statement before them.</summary>
    public PanelOption? Check { get; init; }

    /// <summary>They turn it down, and have not said why.</summary>
    public bool TurnsDown { get; init; }

    /// <summary>Just decided, to be recorded.</summary>
    public PanelVerdict? Verdict { get; init; }

    /// <summary>The suggestion before them: id, and the question in words.</summary>
    public PanelOption? Second { get; init; }

    /// <summary>Just said to a suggestion, to be recorded.</summary>
    public PanelSaid? Said { get; init; }

    /// <summary>Statements and suggestions of this visit; what was decided is not in the database yet.</summary>
    public IReadOnlyList<string> Dealt { get; init; } = [];

    public PanelQuestionDraft Suggests { get; init; } = new();

    [JsonIgnore]
    public bool IsAtItem => Item is not null && Doing is null && Shows != false && Closes is null;

    public bool IsAt(string deed) => IsAtItem && Item!.Deed == deed;
}

/// <summary>What a member may do beside items; kept by name.</summary>
internal static class PanelDoing
{
    public const string Hub = "hub";
    public const string Checks = "check";
    public const string Seconds = "second";
    public const string Suggests = "suggest";
    public const string Page = "page";
    public const string Done = "done";
}

/// <param name="IsSignOff">Yes or no, of one thing; otherwise a choice of several.</param>
/// <param name="Options">Ids and sentences; of a sign-off only the one.</param>
/// <param name="Facts">What stands behind it, in words.</param>
/// <param name="More">Other items that wait.</param>
internal sealed record PanelAsk(string Id, bool IsSignOff, IReadOnlyList<PanelOption> Options, string Facts, string Closes, int More)
{
    public const string Review = "review";
    public const string Show = "show";
    public const string Vote = "vote";
    public const string Close = "close";

    /// <summary>What this member can do with it now.</summary>
    public string Deed { get; init; } = Vote;

    /// <summary>The reviewer would look at the words again.</summary>
    public bool HasDoubts { get; init; }

    /// <summary>Pieces of evidence there were to weigh at first.</summary>
    public int Pieces { get; init; }

    /// <summary>Of results, who would see them; null when it is about findings.</summary>
    public string? Owner { get; init; }
}

internal sealed record PanelOption(string Id, string Words);

/// <param name="Words">As it is said.</param>
internal sealed record PanelPiece(int Number, string Words);

/// <param name="Why">With names taken out.</param>
internal sealed record PanelWeighing(PanelPiece Piece, EvidenceWeight Weight, string? Why);

/// <param name="Checks">Statements wait.</param>
/// <param name="Seconds">Suggestions wait.</param>
internal sealed record PanelOffer(bool Checks, bool Seconds, bool Page);

/// <param name="Deed">approve | reject | pass-on.</param>
internal sealed record PanelVerdict(string StatementId, string Deed, string? ReasonId);

/// <param name="Choice">for | against | left-out.</param>
internal sealed record PanelSaid(string Id, string Choice);

/// <summary>A question as far as they have come with it.</summary>
internal sealed record PanelQuestionDraft
{
    public QuestionKind? Kind { get; init; }

    /// <summary>As they wrote it.</summary>
    public string? Words { get; init; }
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>How often the coach has asked for something else.</summary>
    public int Advised { get; init; }

    /// <summary>What the coach thinks of it; null when it is fine.</summary>
    public string? Advice { get; init; }
    public IReadOnlyList<string> HardWords { get; init; } = [];

    /// <summary>With names taken out, to be recorded.</summary>
    public ProposedQuestion? Sent { get; init; }
}
