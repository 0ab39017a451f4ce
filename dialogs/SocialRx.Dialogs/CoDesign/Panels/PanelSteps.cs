using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>What a reviewer and a chair do before and after the others vote.</summary>
internal sealed class PanelSteps(WordBook words)
{
    private readonly Choice _fine = words.Choice(Lines.Button.ReadsWell, "yes", "its fine", "fine", "good", "ok", "reads fine");
    private readonly Choice _lookAgain = words.Choice(Lines.Button.LookAgainAtIt, "no", "look again", "not good", "its wrong", "needs work");
    private readonly Choice _show = words.Choice(Lines.Button.OpenIt, "yes", "open it", "open", "now");
    private readonly Choice _notYet = words.Choice(Lines.Button.NotYetPlease, "no", "later", "not now", "wait");
    private readonly Choice _close = words.Choice(Lines.Button.CloseIt, "yes", "close it", "close");
    private readonly Choice _wait = words.Choice(Lines.Button.WaitForRest, "no", "wait", "leave it open", "not yet");

    public IReadOnlyList<Question<PanelDraft>> Before => [Review(), ReviewWhy(), Show()];

    public Question<PanelDraft> Close => new()
    {
        Name = "panel-close",
        Applies = draft => draft.IsAt(PanelAsk.Close),
        Known = draft => draft.Closes is not null,
        Ask = draft => new Asking(Lines.Panel.Close.With(Said(draft)), Lines.Panel.CloseAgain.With(Said(draft)), _close, _wait),
        Read = (draft, reply) => YesOrNo(reply, _close, _wait) switch
        {
            true => new Reading<PanelDraft>.Understood(draft with { Closes = true }, Lines.Panel.Closed),
            false => new Reading<PanelDraft>.Understood(draft with { Closes = false }, Lines.Panel.CloseLater.With(draft.Item!.Closes)),
            null => new Reading<PanelDraft>.Unclear(Lines.Form.YesOrNo),
        },
        Skip = draft => draft with { Closes = false },
        Clear = draft => draft with { Closes = null },
        Record = (draft, recorder) =>
        {
            if (draft is { Closes: true, Item: { } item })
                recorder.Add((connection, who, now) => PanelVotes.Close(connection, who, item.Id, now));
        },
    };

    private Question<PanelDraft> Review() => new()
    {
        Name = "panel-review",
        Applies = draft => draft.IsAt(PanelAsk.Review),
        Known = draft => draft.IsFine is not null,
        Ask = draft => new Asking(Lines.Panel.Review.With(Said(draft)), Lines.Panel.ReviewAgain.With(Said(draft)), _fine, _lookAgain),
        Read = (draft, reply) => YesOrNo(reply, _fine, _lookAgain) is { } fine
            ? new Reading<PanelDraft>.Understood(draft with { IsFine = fine })
            : new Reading<PanelDraft>.Unclear(Lines.Form.YesOrNo),
        // Nobody is held up by somebody who would rather not.
        Skip = draft => draft with { IsFine = true },
        Clear = draft => draft with { IsFine = null },
        Record = RecordReview,
    };

    private Question<PanelDraft> ReviewWhy() => PanelQuestions.InOwnWords(
        new()
        {
            Name = "panel-review-why",
            Applies = draft => draft.IsAt(PanelAsk.Review) && draft.IsFine == false,
            Known = draft => draft.Wants is not null,
            Ask = _ => new Asking(Lines.Panel.ReviewWhy, Lines.Panel.ReviewWhyAgain, Choices.Skip(words)),
            Clear = draft => draft with { Wants = null },
            Record = RecordReview,
        },
        (draft, wants) => draft with { Wants = wants });

    private Question<PanelDraft> Show() => new()
    {
        Name = "panel-show",
        Applies = draft => draft.IsAt(PanelAsk.Show),
        Known = draft => draft.Shows is not null,
        Ask = draft => new Asking(Lines.Panel.Show.With(Said(draft)), Lines.Panel.ShowAgain.With(Said(draft)), _show, _notYet),
        Read = (draft, reply) => YesOrNo(reply, _show, _notYet) switch
        {
            true => new Reading<PanelDraft>.Understood(draft with { Shows = true, Item = draft.Item! with { Deed = PanelAsk.Vote } }, Lines.Panel.Shown.With(draft.Item.Closes)),
            false => new Reading<PanelDraft>.Understood(draft with { Shows = false }, Lines.Panel.ShowLater),
            null => new Reading<PanelDraft>.Unclear(Lines.Form.YesOrNo),
        },
        Skip = draft => draft with { Shows = false },
        Clear = draft => draft.Shows == false ? draft with { Shows = null } : draft,
        Record = (draft, recorder) =>
        {
            if (draft is { Shows: true, Item: { } item })
                recorder.Add((connection, who, now) => PanelVotes.Show(connection, who, item.Id, now));
        },
    };

    /// <summary>Once it is known how they read, and what should change if not; before that they may go back.</summary>
    private static void RecordReview(PanelDraft draft, Recorder recorder)
    {
        if (draft is { Item: { } item, IsFine: { } fine } && (fine || draft.Wants is not null))
            recorder.Add((connection, who, now) => PanelVotes.Review(connection, who, item.Id, fine, draft.Wants is { Length: > 0 } wants ? wants : null, now));
    }

    private static string Said(PanelDraft draft) => string.Join("; ", draft.Item!.Options.Select(option => option.Words));

    private static bool? YesOrNo(Reply reply, Choice yes, Choice no) => (reply.Pick([yes, no])?.Id, reply.YesNo) switch
    {
        ("yes", _) or (null, YesNo.Yes) => true,
        ("no", _) or (null, YesNo.No or YesNo.Unsure) => false,
        _ => null,
    };
}
