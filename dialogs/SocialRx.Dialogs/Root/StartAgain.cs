using System.Text.Json.Serialization;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.Root;

internal sealed record StartAgainDraft : Draft<StartAgainDraft>
{
    public bool? IsSure { get; init; }

    [JsonIgnore]
    public override bool EndsEverything => IsSure == true;
}

/// <summary>Asks once before what was told in this chat is cleared.</summary>
internal sealed class StartAgain(WordBook words)
{
    private readonly Choice _yes = words.Choice(Lines.Button.YesStartAgain, "yes", "start again", "restart");
    private readonly Choice _no = words.Choice(Lines.Button.NoCarryOn, "no", "carry on");

    public IReadOnlyList<Question<StartAgainDraft>> Questions =>
    [
        new()
        {
            Name = "sure",
            Known = draft => draft.IsSure is not null,
            Ask = _ => new Asking(Lines.Root.StartAgain, Lines.Root.StartAgainAgain, _yes, _no),
            Read = (draft, reply) => (reply.Pick([_yes, _no])?.Id, reply.YesNo) switch
            {
                ("yes", _) or (null, YesNo.Yes) => new Reading<StartAgainDraft>.Ends(draft with { IsSure = true }, Lines.Root.StartedAgain),
                ("no", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<StartAgainDraft>.Ends(draft with { IsSure = false }, Lines.Root.CarriesOn),
                _ => new Reading<StartAgainDraft>.Unclear(Lines.Form.YesOrNo),
            },
            Skip = draft => draft with { IsSure = false },
            Clear = draft => draft with { IsSure = null },
            Record = (draft, recorder) =>
            {
                if (draft.IsSure == true)
                    recorder.Add((connection, who, _) => PersonalRecord.BeginAgain(connection, who));
            },
        },
    ];
}
