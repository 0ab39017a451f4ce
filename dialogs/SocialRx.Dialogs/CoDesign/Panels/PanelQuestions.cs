using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>A youth panel at work: one item at a time, voted on alone, with a note beside it if the member wants one; where none waits, what else a panel does.</summary>
internal sealed class PanelQuestions(WordBook words, Database database, StatementOptions rules, ConsultationOptions where, ConsultationBook book)
{
    private const int LongestNote = 500;

    private readonly PanelNews _news = new(database);
    private readonly PanelSteps _steps = new(words);
    private readonly EvidenceQuestions _evidence = new(words);
    private readonly PanelHub _hub = new(words, database, rules, where);
    private readonly SuggestingQuestions _suggesting = new(words, database);
    private readonly Choice _for = words.Choice(Lines.Button.SignItOff, PanelVotes.For, "yes", "sign off", "ok", "its right", "agree", "good");
    private readonly Choice _against = words.Choice(Lines.Button.NotLikeThis, PanelVotes.Against, "no", "not like that", "its wrong", "disagree", "nah");
    private readonly Choice _leftOut = words.Choice(Lines.Button.LeaveItOut, PanelVotes.LeftOut, "leave it out", "not sure", "idk", "abstain", "pass");
    private readonly Choice _other = words.Choice(Lines.Button.OtherPanelThings, PanelDoing.Hub, "other things", "something else", "not this");
    private readonly Choice _read = words.Choice(Lines.Button.LetThemRead, "yes", "yes", "they can read it", "let them read it");
    private readonly Choice _unread = words.Choice(Lines.Button.KeepItHere, "no", "no", "keep it");

    public IReadOnlyList<Question<PanelDraft>> Questions =>
    [
        new()
        {
            Name = "panel-look",
            Known = draft => draft.IsLookedUp || draft.Choices is not null,
            Prepare = LookedUpAsync,
            Ask = _ => new Asking(Lines.Panel.Hub, Lines.Panel.HubAgain),
            Clear = draft => draft,
        },
        .. _steps.Before,
        .. _evidence.Questions,
        Item(),
        Why(),
        Note(),
        _steps.Close,
        .. _hub.Questions,
        .. _suggesting.Questions,
    ];

    /// <summary>Thanks and what else waits.</summary>
    public static Saying Closing(PanelDraft draft) => draft switch
    {
        { Doing: not null } or { Item: null } or { Shows: false } or { Closes: not null } => Lines.Panel.Done,
        { Item.Deed: PanelAsk.Review, IsFine: true } => Lines.Panel.ReviewFine,
        { Item.Deed: PanelAsk.Review, IsFine: false } => Lines.Panel.ReviewNoted,
        { Choices: null } => Lines.Panel.NotYet,
        { Item.More: 0 } => Lines.Panel.Thanks,
        _ => Lines.Panel.ThanksMore.With(Sentences.Number(draft.Item.More)),
    };

    private Question<PanelDraft> Item() => new()
    {
        Name = "panel-item",
        Applies = draft => draft.IsAt(PanelAsk.Vote),
        Known = draft => draft.Choices is not null,
        Ask = draft => Asking(draft.Item!),
        Read = (draft, reply) => reply.Is(_other) ? new Reading<PanelDraft>.Understood(draft with { Doing = PanelDoing.Hub }) : Read(draft, draft.Item!, reply),
        Skip = draft => draft with { Choices = [PanelVotes.LeftOut] },
        Clear = draft => draft with { Choices = null, Doing = null },
        Record = Record,
    };

    /// <summary>Something a member writes: what may be about safety goes to an adult only, names are taken out of the rest.</summary>
    internal static Question<PanelDraft> InOwnWords(Question<PanelDraft> question, Func<PanelDraft, string, PanelDraft> keep) => question with
    {
        LookUp = (draft, exchange, _) => Task.FromResult(exchange.Reply switch
        {
            { HasSomethingToSay: true, Text.Length: > LongestNote } => new Reading<PanelDraft>.Unclear(Lines.Panel.WhyTooLong),
            { HasSomethingToSay: true, Text: var text } when Worry.Raise(text, exchange.Recorder) => new Reading<PanelDraft>.Understood(keep(draft, ""), Lines.Panel.ForAnAdult),
            { HasSomethingToSay: true, Text: var text } => new Reading<PanelDraft>.Understood(keep(draft, Coding.Redacted(text.Trim()))),
            { IsShrug: true } => new Reading<PanelDraft>.Understood(keep(draft, "")),
            _ => (Reading<PanelDraft>)new Reading<PanelDraft>.Unclear(Lines.Panel.WhyTooLong),
        }),
        Skip = draft => keep(draft, ""),
    };

    private Question<PanelDraft> Why() => InOwnWords(
        new()
        {
            Name = "panel-why",
            Applies = draft => draft.IsAtItem && draft.Choices is [PanelVotes.Against],
            Known = draft => draft.Why is not null,
            Ask = _ => new Asking(Lines.Panel.Why, Lines.Panel.WhyAgain, Choices.Skip(words)),
            Clear = draft => draft with { Why = null },
        },
        (draft, why) => draft with { Why = why });

    private Question<PanelDraft> Note() => new()
    {
        Name = "panel-note",
        Applies = draft => draft.IsAtItem && draft.Why is { Length: > 0 },
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
    };

    /// <summary>What was answered to suggestions of the panel is told first, once.</summary>
    private async Task<PanelDraft> LookedUpAsync(PanelDraft draft, Exchange exchange, CancellationToken cancellationToken)
    {
        await _news.TellAsync(exchange, cancellationToken);
        var found = await database.ReadAsync(connection => Next(connection, exchange.Recorder.Who, exchange.Recorder.Now), cancellationToken);
        return draft with { IsLookedUp = true, Item = found?.Item, Pieces = found?.Pieces ?? [] };
    }

    private (PanelAsk Item, IReadOnlyList<PanelPiece> Pieces)? Next(Connection connection, TurnIdentity who, DateTimeOffset now)
    {
        if (PanelVotes.SeatOf(connection, who) is not { } seat || PanelVotes.Waiting(connection, who.ProgrammeId, seat, now) is not { Count: > 0 } waiting)
            return null;
        var (item, deed) = waiting[0];
        if (item.ConsultationId is { } consultationId)
            return (OfResults(item, book.Current.Find(consultationId)) with { More = waiting.Count - 1, Deed = $"{deed}".ToLowerInvariant() }, []);
        var findings = item.FindingIds.Select(id => Findings.Find(connection, who.ProgrammeId, id)).OfType<Finding>().ToList();
        var pieces = deed is PanelDeed.Vote or PanelDeed.Show ? _evidence.ToWeigh(connection, who.ProgrammeId, item.Id, seat.MemberId) : [];
        return (
            new(
                item.Id,
                item.Kind == PanelItemKind.SignOff,
                [.. findings.Select(finding => new PanelOption(finding.Id, finding.Words.Trim().TrimEnd('.')))],
                findings is [{ People: { } people, OutOf: { } all }] ? $"{people}/{all}" : "",
                Sentences.Date(item.Closes),
                waiting.Count - 1)
            {
                Deed = $"{deed}".ToLowerInvariant(),
                HasDoubts = item.ReviewerIsFine == false,
                Pieces = pieces.Count,
            },
            pieces);
    }

    private static PanelAsk OfResults(PanelItem item, Consultation? consultation) =>
        new(item.Id, true, [new(item.ConsultationId!, consultation?.Title ?? item.ConsultationId!)], "", Sentences.Date(item.Closes), 0) { Owner = consultation?.Owner ?? "" };

    private Asking Asking(PanelAsk item) => Put(item) with { Before = item.HasDoubts ? [Lines.Panel.Doubts] : [] };

    private Asking Put(PanelAsk item)
    {
        if (!item.IsSignOff)
            return new(Lines.Panel.Priorities.With(item.Closes), Lines.Panel.PrioritiesAgain, [.. Options(item), _leftOut]);
        var said = item.Options[0].Words;
        if (item.Owner is { } owner)
            return new(Lines.Panel.Results.With(said, owner, item.Closes), Lines.Panel.ResultsAgain.With(said, owner), _for, _against, _leftOut, _other);
        return item.Facts.Split('/') is [var people, var all]
            ? new(Lines.Panel.SignOff.With(said, people, all, item.Closes), Lines.Panel.SignOffAgain.With(said), _for, _against, _leftOut, _other)
            : new(Lines.Panel.SignOffWhole.With(said, item.Closes), Lines.Panel.SignOffAgain.With(said), _for, _against, _leftOut, _other);
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

    internal static string? OfYesNo(YesNo? answer) => answer switch
    {
        YesNo.Yes => PanelVotes.For,
        YesNo.No => PanelVotes.Against,
        YesNo.Unsure => PanelVotes.LeftOut,
        _ => null,
    };

    private static IReadOnlyList<Choice> Options(PanelAsk item) => [.. item.Options.Select(option => new Choice(option.Id, option.Words))];

    private static void Record(PanelDraft draft, Recorder recorder)
    {
        if (draft is not { Item: { } item, Doing: null })
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
