using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.HandOff;
using SocialRx.Storage.People;
using SocialRx.Storage.Turn;

namespace SocialRx.Dialogs.MyData;

/// <summary>What do you know about me: see it, put it right, take it along, take a yes back, delete it, complain.</summary>
internal sealed class MyDataQuestions(WordBook words, ProgrammeOptions programme, Database database, NewId newId)
{
    private readonly KnownInWords _known = new(words);
    private readonly IReadOnlyList<Choice> _doings =
    [
        words.Choice(Lines.Button.ChangeAge, "age", "age", "my age is wrong"),
        words.Choice(Lines.Button.ChangeArea, "area", "area", "i moved", "change my place"),
        words.Choice(Lines.Button.Download, "download", "download", "download it", "copy", "export"),
        words.Choice(Lines.Button.TakeBack, "take-back", "withdraw", "change my mind", "take back", "consent"),
        words.Choice(Lines.Button.Delete, "delete", "delete", "delete it", "delete all", "delete my data", "delete everything", "forget me", "delete me"),
        words.Choice(Lines.Button.Complain, "complain", "complaint", "i want to complain"),
        words.Choice(Lines.Button.Done, "done", "finished", "thats all", "nothing", "no", "carry on", "ok", "okay", "thanks"),
    ];

    private readonly Choice _yesDelete = words.Choice(Lines.Button.YesDelete, "yes", "delete", "delete it", "delete everything");
    private readonly Choice _noKeep = words.Choice(Lines.Button.NoKeep, "no", "keep it");

    public IReadOnlyList<Question<MyDataDraft>> Questions =>
    [
        new()
        {
            Name = "delete",
            Applies = draft => draft.Doing == "delete",
            Known = draft => draft.IsDeleted,
            Ask = _ => new Asking(Lines.Data.DeleteSure, Lines.Data.DeleteSureAgain, _yesDelete, _noKeep),
            Read = ReadDelete,
            Skip = draft => draft with { Doing = null },
            Clear = draft => draft with { Doing = null },
            Record = (draft, recorder) =>
            {
                if (draft.IsDeleted)
                    recorder.ForgetEverything();
            },
        },
        new()
        {
            Name = "take-back",
            Applies = draft => draft.Doing == "take-back",
            Known = draft => draft.TookBack is not null,
            Ask = draft => new Asking(Lines.Data.TakeBack, Lines.Data.TakeBackAgain, [.. Given(draft), _noKeep]),
            Read = ReadTakeBack,
            Skip = draft => draft with { Doing = null },
            Clear = draft => draft with { Doing = null, TookBack = null },
            Record = RecordTakenBack,
        },
        new()
        {
            Name = "what",
            Known = draft => draft.IsDone,
            Prepare = async (draft, exchange, cancellationToken) => draft.Known is null ? await LookedUpAsync(draft, exchange, cancellationToken) : draft,
            Ask = draft => new Asking(Lines.Data.What, Lines.Data.WhatAgain, _doings) { Before = draft.HasShown ? [] : [Lines.Data.Known.With(draft.Known ?? "")] },
            LookUp = async (draft, exchange, cancellationToken) => ReadDoing((await LookedUpAsync(draft, exchange, cancellationToken)) with { HasShown = true }, exchange.Reply),
            Skip = draft => draft with { IsDone = true },
            Clear = draft => draft with { IsDone = false },
        },
    ];

    /// <summary>Puts what was decided here into the story the chat goes on with.</summary>
    public static void Keep(Talk talk, MyDataDraft draft)
    {
        talk.MyData = draft;
        if (draft.IsDeleted)
            (talk.LastForm, talk.LastTrail) = (null, []);
        talk.Story = draft switch
        {
            { IsDeleted: true } => new Story(),
            { Corrects: "age" } => (talk.Story with { AgeBand = null, Shown = null }).WithoutSkipped(AboutYou.Age),
            { Corrects: "area" } => (talk.Story with { Place = null, Shown = null }).WithoutSkipped(AboutYou.Area),
            { TookBack: { } purpose } => ConsentQuestions.With(talk.Story, purpose, false),
            _ => talk.Story,
        };
    }

    private async Task<MyDataDraft> LookedUpAsync(MyDataDraft draft, Exchange exchange, CancellationToken cancellationToken)
    {
        var (stored, isReachable) = await database.ReadAsync(
            connection => (PersonalRecord.Read(connection, exchange.Recorder.Who), ConversationReferences.IsKept(connection, exchange.Recorder.Who)),
            cancellationToken);
        return draft with
        {
            Known = _known.Say(stored, exchange.Talk.Story, isReachable),
            Given = [.. (stored?.Consents ?? []).GroupBy(consent => consent.Purpose).Where(decisions => decisions.Last().Given).Select(decisions => decisions.Key)],
        };
    }

    private Reading<MyDataDraft> ReadDoing(MyDataDraft draft, Reply reply) => reply.Pick(_doings)?.Id switch
    {
        "age" => new Reading<MyDataDraft>.Ends(draft with { IsDone = true, Corrects = "age" }, Lines.Data.Corrects),
        "area" => new Reading<MyDataDraft>.Ends(draft with { IsDone = true, Corrects = "area" }, Lines.Data.Corrects),
        "download" => new Reading<MyDataDraft>.Stays(draft, Lines.Data.Download.With(draft.Known ?? "")),
        "take-back" when draft.Given.Count == 0 => new Reading<MyDataDraft>.Stays(draft, Lines.Data.NothingToTakeBack),
        "take-back" => new Reading<MyDataDraft>.Understood(draft with { Doing = "take-back", TookBack = null }),
        "delete" => new Reading<MyDataDraft>.Understood(draft with { Doing = "delete" }),
        "complain" => new Reading<MyDataDraft>.Stays(draft, Lines.Data.Complain.With(programme.Name)),
        "done" => new Reading<MyDataDraft>.Ends(draft with { IsDone = true }, Lines.Data.Done),
        _ when reply.IsShrug => new Reading<MyDataDraft>.Ends(draft with { IsDone = true }, Lines.Data.Done),
        _ => new Reading<MyDataDraft>.Unclear(),
    };

    private Reading<MyDataDraft> ReadDelete(MyDataDraft draft, Reply reply) => (reply.Pick([_yesDelete, _noKeep])?.Id, reply.YesNo) switch
    {
        ("yes", _) or (null, YesNo.Yes) => new Reading<MyDataDraft>.Ends(draft with { IsDeleted = true, Known = null }, Lines.Data.Deleted, Lines.Data.ConcernStays),
        ("no", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<MyDataDraft>.Understood(draft with { Doing = null }, Lines.Data.NotDeleted),
        _ => new Reading<MyDataDraft>.Unclear(Lines.Form.YesOrNo),
    };

    private Reading<MyDataDraft> ReadTakeBack(MyDataDraft draft, Reply reply)
    {
        if (reply.Pick(Given(draft)) is { } purpose)
        {
            var receipt = newId();
            return new Reading<MyDataDraft>.Understood(draft with { TookBack = purpose.Id, Receipt = receipt, Doing = null }, Lines.Data.TookBack.With(Sentences.Receipt(receipt)));
        }

        return reply.Is(_noKeep) || reply.IsShrug
            ? new Reading<MyDataDraft>.Understood(draft with { Doing = null }, Lines.Data.NotTakenBack)
            : new Reading<MyDataDraft>.Unclear();
    }

    private IReadOnlyList<Choice> Given(MyDataDraft draft) => [.. draft.Given.Select(purpose => new Choice(purpose, _known.Purpose(purpose)))];

    private void RecordTakenBack(MyDataDraft draft, Recorder recorder)
    {
        if (draft.TookBack is not { } purpose)
            return;
        var decision = new ConsentDecision(draft.Receipt ?? recorder.NewId(), purpose, false, words.Version);
        recorder.Add((connection, who, now) =>
        {
            Consents.Decide(connection, who, decision, now);
            if (purpose == ConsentPurpose.Quote)
                OwnWords.DropAll(connection, who);
            if (purpose == ConsentPurpose.Referral)
                Referrals.Withdraw(connection, who);
        });
    }
}
