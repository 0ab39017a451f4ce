using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>A youth panel at work: one item at a time, voted on alone, with a note beside it if the member wants one.</summary>
internal sealed class PanelQuestions(WordBook words, Database database, ConsultationBook book)
{
    private const int LongestNote = 500;

    private readonly Choice _for = words.Choice(Lines.Button.SignItOff, PanelVotes.For, "yes", "sign off", "ok", "its right", "agree", "good");
    private readonly Choice _against = words.Choice(Lines.Button.NotLikeThis, PanelVotes.Against, "no", "not like that", "its wrong", "disagree", "nah");
    private readonly Choice _leftOut = words.Choice(Lines.Button.LeaveItOut, PanelVotes.LeftOut, "leave it out", "not sure", "idk", "abstain", "pass");
    private readonly Choice _read = words.Choice(Lines.Button.LetThemRead, "yes", "yes", "they can read it", "let them read it");
    private readonly Choice _unread = words.Choice(Lines.Button.KeepItHere, "no", "no", "keep it");

    public IReadOnlyList<Question<PanelDraft>> Questions =>
    [
        new()
        {
            Name = "panel-item",
            Known = draft => draft.Choices is not null || draft is { IsLookedUp: true, Item: null },
            Prepare = async (draft, exchange, cancellationToken) => draft.IsLookedUp ? draft : await LookedUpAsync(draft, exchange, cancellationToken),
            Ask = draft => Asking(draft.Item!),
            Read = (draft, reply) => Read(draft, draft.Item!, reply),
            Skip = draft => draft with { Choices = [PanelVotes.LeftOut] },
            Clear = draft => draft with { Choices = null },
            Record = Record,
        },
        new()
        {
            Name = "panel-why",
            Applies = draft => draft.Choices is [PanelVotes.Against],
            Known = draft => draft.Why is not null,
            Ask = _ => new Asking(Lines.Panel.Why, Lines.Panel.WhyAgain, Choices.Skip(words)),
            Read = (draft, reply) => reply.HasSomethingToSay && reply.Text.Length <= LongestNote
                ? new Reading<PanelDraft>.Understood(draft with { Why = Coding.Redacted(reply.Text.Trim()) })
                : reply.IsShrug ? new Reading<PanelDraft>.Understood(draft with { Why = "" })
                : new Reading<PanelDraft>.Unclear(Lines.Panel.WhyTooLong),
            Skip = draft => draft with { Why = "" },
            Clear = draft => draft with { Why = null },
        },
        new()
        {
            Name = "panel-note",
            Applies = draft => draft.Why is { Length: > 0 },
            Known = draft => draft.MayBeRead is not null,
            Ask = draft => new Asking(Lines.Panel.Note.With(draft.Why!), Lines.Panel.NoteAgain.With(draft.Why!), _read, _unread),
            Read = (draft, reply) => (reply.Pick([_read, _unread])?.Id, reply.YesNo) switch
            {
                ("yes", _) or (null, YesNo.Yes) => new Reading<PanelDraft>.Understood(draft with { MayBeRead = true }, Lines.Panel.NoteKept),
                ("no", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<PanelDraft>.Understood(draft with { MayBeRead = false }, Lines.Panel.NoteDropped),
                _ => new Reading<PanelDraft>.Unclear(Lines.Form.YesOrNo),
            },
            Skip = draft => draft with { MayBeRead = false },
            Clear = draft => draft with { MayBeRead = null },
            Record = RecordNote,
        },
    ];

    /// <summary>Thanks and what else waits; that nothing waits, when nothing did.</summary>
    public static Saying Closing(PanelDraft draft) => draft switch
    {
        { Item: null } => Lines.Panel.Nothing,
        { Choices: null } => Lines.Panel.NotYet,
        { Item.More: 0 } => Lines.Panel.Thanks,
        _ => Lines.Panel.ThanksMore.With(Sentences.Number(draft.Item.More)),
    };

    private async Task<PanelDraft> LookedUpAsync(PanelDraft draft, Exchange exchange, CancellationToken cancellationToken)
    {
        var item = await database.ReadAsync(connection => Next(connection, exchange.Recorder.Who), cancellationToken);
        return draft with { IsLookedUp = true, Item = item };
    }

    private PanelAsk? Next(Connection connection, TurnIdentity who)
    {
        if (PanelVotes.SeatOf(connection, who) is not { } seat || PanelVotes.Waiting(connection, who.ProgrammeId, seat) is not { Count: > 0 } waiting)
            return null;
        var item = waiting[0];
        if (item.ConsultationId is { } consultationId)
            return OfResults(item, book.Current.Find(consultationId)) with { More = waiting.Count - 1 };
        var findings = item.FindingIds.Select(id => Findings.Find(connection, who.ProgrammeId, id)).OfType<Finding>().ToList();
        return new(
            item.Id,
            item.Kind == PanelItemKind.SignOff,
            [.. findings.Select(finding => new PanelOption(finding.Id, finding.Words.Trim().TrimEnd('.')))],
            findings is [{ People: { } people, OutOf: { } all }] ? $"{people}/{all}" : "",
            Sentences.Date(item.Closes),
            waiting.Count - 1);
    }

    private static PanelAsk OfResults(PanelItem item, Consultation? consultation) =>
        new(item.Id, true, [new(item.ConsultationId!, consultation?.Title ?? item.ConsultationId!)], "", Sentences.Date(item.Closes), 0) { Owner = consultation?.Owner ?? "" };

    private Asking Asking(PanelAsk item)
    {
        if (!item.IsSignOff)
            return new(Lines.Panel.Priorities.With(item.Closes), Lines.Panel.PrioritiesAgain, [.. Options(item), _leftOut]);
        var said = item.Options[0].Words;
        if (item.Owner is { } owner)
            return new(Lines.Panel.Results.With(said, owner, item.Closes), Lines.Panel.ResultsAgain.With(said, owner), _for, _against, _leftOut);
        return item.Facts.Split('/') is [var people, var all]
            ? new(Lines.Panel.SignOff.With(said, people, all, item.Closes), Lines.Panel.SignOffAgain.With(said), _for, _against, _leftOut)
            : new(Lines.Panel.SignOffWhole.With(said, item.Closes), Lines.Panel.SignOffAgain.With(said), _for, _against, _leftOut);
    }

    private Reading<PanelDraft> Read(PanelDraft draft, PanelAsk item, Reply reply)
    {
        IReadOnlyList<string>? choices = item.IsSignOff
            ? (reply.Pick([_for, _against, _leftOut])?.Id ?? OfYesNo(reply.YesNo)) is { } one ? [one] : null
            : reply.Is(_leftOut) || reply.IsShrug ? [PanelVotes.LeftOut]
            : reply.PickSeveral(Options(item)) is { Count: > 0 } several ? [.. several.Select(choice => choice.Id)]
            : null;
        return choices is null ? new Reading<PanelDraft>.Unclear() : new Reading<PanelDraft>.Understood(draft with { Choices = choices });
    }

    private static string? OfYesNo(YesNo? answer) => answer switch
    {
        YesNo.Yes => PanelVotes.For,
        YesNo.No => PanelVotes.Against,
        YesNo.Unsure => PanelVotes.LeftOut,
        _ => null,
    };

    private static IReadOnlyList<Choice> Options(PanelAsk item) => [.. item.Options.Select(option => new Choice(option.Id, option.Words))];

    private static void Record(PanelDraft draft, Recorder recorder)
    {
        if (draft.Item is not { } item)
            return;
        var choices = draft.Choices ?? [];
        recorder.Add((connection, who, now) => PanelVotes.Vote(connection, who, item.Id, choices, now));
    }

    private static void RecordNote(PanelDraft draft, Recorder recorder)
    {
        if (draft.Item is not { } item)
            return;
        var note = draft is { MayBeRead: true, Why: { Length: > 0 } why } ? new NewNote(recorder.NewId(), why) : null;
        recorder.Add((connection, who, now) => PanelVotes.Note(connection, who, item.Id, note, now));
    }
}
