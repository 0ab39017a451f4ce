using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.HandOff;
using SocialRx.Dialogs.Plan;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.HandOff;
using SocialRx.Storage.People;
using SocialRx.Storage.Turn;

namespace SocialRx.Dialogs.MyData;

/// <summary>What do you know about me: see it, put it right, take it along, take a yes back, delete it, complain.</summary>
internal sealed class MyDataQuestions(WordBook words, KnownInWords known, Database database, NewId newId)
{
    private readonly IReadOnlyList<Choice> _doings =
    [
        words.Choice(Lines.Button.ChangeSomething, MyDataDraft.Changes, "change my answers", "correct it", "put it right", "thats not right", "its wrong"),
        words.Choice(Lines.Button.Download, "download", "download", "download it", "copy", "export", "save it", "send it to me"),
        words.Choice(Lines.Button.Receipts, "receipts", "receipt", "receipts", "what did i agree to", "what did i say yes to"),
        words.Choice(Lines.Button.TakeBack, MyDataDraft.TakesBack, "withdraw", "change my mind", "take back", "consent"),
        words.Choice(Lines.Button.Delete, MyDataDraft.Deletes, "delete", "delete it", "delete all", "delete my data", "delete everything", "forget me", "delete me"),
        words.Choice(Lines.Button.Complain, MyDataDraft.Complains, "complaint", "i want to complain"),
        words.Choice(Lines.Button.Done, "done", "finished", "thats all", "nothing", "no", "carry on", "ok", "okay", "thanks"),
    ];

    private readonly IReadOnlyList<Choice> _changes =
    [
        words.Choice(Lines.Button.ChangeAge, AboutYou.Age, "age", "my age is wrong"),
        words.Choice(Lines.Button.ChangeArea, AboutYou.Area, "area", "i moved", "change my place"),
        words.Choice(Lines.Button.ChangeMatters, WhatMattersQuestions.Matters, "what matters", "what matters to me", "change what matters"),
        words.Choice(Lines.Button.ChangeInTheWay, WhatMattersQuestions.InTheWay, "in the way", "change what gets in the way"),
        words.Choice(Lines.Button.ChangeStrengths, WhatMattersQuestions.Strengths, "good at", "change what im good at"),
        words.Choice(Lines.Button.ChangeGoal, PlanQuestions.Goal, "first step", "my goal", "change my first step", "change my goal"),
        words.Choice(Lines.Button.ChangeContact, MyDataDraft.ChangesContact, "my number", "my email", "change my number", "change my email", "new number", "new phone"),
    ];

    private readonly Choice _yesDelete = words.Choice(Lines.Button.YesDelete, "yes", "delete", "delete it", "delete everything");
    private readonly Choice _noKeep = words.Choice(Lines.Button.NoKeep, "no", "keep it");
    private readonly Choice _leaveIt = words.Choice(Lines.Button.NotNow, "no", "leave it", "never mind");

    public IReadOnlyList<Question<MyDataDraft>> Questions =>
    [
        Doing(MyDataDraft.Deletes) with
        {
            Known = draft => draft.IsDeleted,
            Ask = _ => new Asking(Lines.Data.DeleteSure, Lines.Data.DeleteSureAgain, _yesDelete, _noKeep) { Before = [Lines.Data.DeleteWhat] },
            Read = ReadDelete,
            Record = RecordDeleted,
        },
        Doing(MyDataDraft.TakesBack) with
        {
            Known = draft => draft.TookBack is not null,
            Ask = draft => new Asking(Lines.Data.TakeBack, Lines.Data.TakeBackAgain, [.. Given(draft), _noKeep]),
            Read = ReadTakeBack,
            Clear = draft => draft with { Doing = null, TookBack = null },
            Record = RecordTakenBack,
        },
        Doing(MyDataDraft.Changes) with
        {
            Ask = draft => new Asking(Lines.Data.Change, Lines.Data.ChangeAgain, [.. Changes(draft), _leaveIt]),
            Read = (draft, reply) => reply.Pick(Changes(draft)) is { } change ? Correct(draft, change.Id)
                : reply.Is(_leaveIt) || reply.IsShrug ? new Reading<MyDataDraft>.Understood(Finished(draft), Lines.Data.NotChanged)
                : new Reading<MyDataDraft>.Unclear(),
        },
        Doing(MyDataDraft.ChangesContact) with
        {
            Ask = _ => new Asking(Lines.Adult.Contact, Lines.Adult.ContactAgain, Choices.Skip(words)),
            Read = (draft, reply) => HandOffQuestions.IsContact(reply.Text)
                ? new Reading<MyDataDraft>.Understood(Finished(draft) with { Known = null, Contact = reply.Text.Trim() }, Lines.Data.ContactChanged)
                : new Reading<MyDataDraft>.Unclear(Lines.Adult.ContactUnclear),
            Record = RecordContact,
        },
        Doing(MyDataDraft.Complains) with
        {
            Ask = _ => new Asking(Lines.Data.ComplainAsk, Lines.Data.ComplainAgain, _leaveIt) { Before = [Lines.Data.Complain.With(known.Programme)] },
            Read = ReadComplaint,
            Record = RecordComplaint,
        },
        new()
        {
            Name = "what",
            Known = draft => draft.IsDone,
            Prepare = async (draft, exchange, cancellationToken) => draft.Known is null ? await LookedUpAsync(draft, exchange, cancellationToken) : draft,
            Ask = draft => new Asking(Lines.Data.What, Lines.Data.WhatAgain, _doings) { Before = draft.HasShown ? [] : [Lines.Data.Known.With(draft.Known ?? ""), known.HowLong] },
            LookUp = async (draft, exchange, cancellationToken) => ReadDoing((await LookedUpAsync(draft, exchange, cancellationToken)) with { HasShown = true }, exchange),
            Skip = draft => draft with { IsDone = true },
            Clear = draft => draft with { IsDone = false },
        },
    ];

    /// <summary>Puts what was decided here into the story the chat goes on with.</summary>
    public static void Keep(Talk talk, MyDataDraft draft)
    {
        talk.MyData = draft.AsKept();
        if (draft.IsDeleted)
            (talk.LastForm, talk.LastTrail) = (null, []);
        talk.Story = draft switch
        {
            { IsDeleted: true } => new Story(),
            { Corrects: { } question } => Without(talk.Story, question),
            { Contact: { } contact } => talk.Story with { HandOff = talk.Story.HandOff with { Contact = contact } },
            { TookBack: { } purpose } => ConsentQuestions.With(talk.Story, purpose, false),
            _ => talk.Story,
        };
    }

    private static Story Without(Story story, string question) => (question switch
    {
        AboutYou.Age => story with { AgeBand = null, Shown = null },
        AboutYou.Area => story with { Place = null, Shown = null },
        WhatMattersQuestions.Matters => story with { Matters = null, Shown = null },
        WhatMattersQuestions.InTheWay => story with { InTheWay = null, Shown = null },
        WhatMattersQuestions.Strengths => story with { Strengths = null },
        _ => story with { Goal = null, IsGoalTapped = false, KeepsPlan = null },
    }).WithoutSkipped(question);

    /// <summary>A question that is put while this is being done, and left with it undone.</summary>
    private static Question<MyDataDraft> Doing(string what) => new()
    {
        Name = what,
        Applies = draft => draft.Doing == what,
        Known = _ => false,
        Ask = _ => throw new InvalidOperationException($"Nobody has said how to ask about {what}."),
        Skip = Finished,
        Clear = draft => draft with { Doing = null },
    };

    /// <summary>Whoever came for one thing only is not shown all the rest.</summary>
    private static MyDataDraft Finished(MyDataDraft draft) => draft with { Doing = null, IsDone = !draft.HasShown };

    private async Task<MyDataDraft> LookedUpAsync(MyDataDraft draft, Exchange exchange, CancellationToken cancellationToken)
    {
        var (stored, isReachable) = await database.ReadAsync(
            connection => (PersonalRecord.Read(connection, exchange.Recorder.Who), ConversationReferences.IsKept(connection, exchange.Recorder.Who)),
            cancellationToken);
        return draft with
        {
            Known = known.Say(stored, exchange.Talk.Story, isReachable),
            Receipts = known.Receipts(stored),
            Changeable = Changeable(exchange.Talk.Story, stored),
            Given = [.. (stored?.Consents ?? []).GroupBy(consent => consent.Purpose).Where(decisions => decisions.Last().Given).Select(decisions => decisions.Key)],
        };
    }

    private static IReadOnlyList<string> Changeable(Story story, StoredPerson? stored) =>
    [
        AboutYou.Age,
        AboutYou.Area,
        .. story.Matters is not null ? [WhatMattersQuestions.Matters] : Array.Empty<string>(),
        .. story.InTheWay is not null ? [WhatMattersQuestions.InTheWay] : Array.Empty<string>(),
        .. story.Strengths is not null ? [WhatMattersQuestions.Strengths] : Array.Empty<string>(),
        .. story.Goal is not null ? [PlanQuestions.Goal] : Array.Empty<string>(),
        .. stored?.Referrals.Any(referral => ReferralState.IsOpen(referral.State)) == true ? [MyDataDraft.ChangesContact] : Array.Empty<string>(),
    ];

    private Reading<MyDataDraft> ReadDoing(MyDataDraft draft, Exchange exchange)
    {
        var picked = (exchange.Reply.Pick(Changes(draft)) ?? exchange.Reply.Pick(_doings))?.Id;
        exchange.OffersFile = picked == "download";
        return picked switch
        {
            "download" => new Reading<MyDataDraft>.Stays(draft, Lines.Data.Download.With(draft.Known ?? "")),
            "receipts" => new Reading<MyDataDraft>.Stays(draft, draft.Receipts is { Length: > 0 } receipts ? Lines.Data.Receipts.With(receipts) : Lines.Data.NoReceipts),
            MyDataDraft.TakesBack when draft.Given.Count == 0 => new Reading<MyDataDraft>.Stays(draft, Lines.Data.NothingToTakeBack),
            MyDataDraft.TakesBack => new Reading<MyDataDraft>.Understood(draft with { Doing = MyDataDraft.TakesBack, TookBack = null }),
            MyDataDraft.Changes or MyDataDraft.Deletes or MyDataDraft.Complains => new Reading<MyDataDraft>.Understood(draft with { Doing = picked }),
            "done" => new Reading<MyDataDraft>.Ends(draft with { IsDone = true }, Lines.Data.Done),
            { } change => Correct(draft, change),
            _ when exchange.Reply.IsShrug => new Reading<MyDataDraft>.Ends(draft with { IsDone = true }, Lines.Data.Done),
            _ => new Reading<MyDataDraft>.Unclear(),
        };
    }

    private static Reading<MyDataDraft> Correct(MyDataDraft draft, string what) => what == MyDataDraft.ChangesContact
        ? new Reading<MyDataDraft>.Understood(draft with { Doing = MyDataDraft.ChangesContact })
        : new Reading<MyDataDraft>.Ends(draft with { IsDone = true, Doing = null, Corrects = what }, Lines.Data.Corrects);

    private Reading<MyDataDraft> ReadDelete(MyDataDraft draft, Reply reply) => (reply.Pick([_yesDelete, _noKeep])?.Id, reply.YesNo) switch
    {
        ("yes", _) or (null, YesNo.Yes) => new Reading<MyDataDraft>.Ends(draft with { IsDeleted = true, IsDone = true }, Lines.Data.Deleted, Lines.Data.ConcernStays),
        ("no", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<MyDataDraft>.Understood(Finished(draft), Lines.Data.NotDeleted),
        _ => new Reading<MyDataDraft>.Unclear(Lines.Form.YesOrNo),
    };

    private Reading<MyDataDraft> ReadTakeBack(MyDataDraft draft, Reply reply)
    {
        if (reply.Pick(Given(draft)) is { } purpose)
        {
            var receipt = newId();
            return new Reading<MyDataDraft>.Understood(
                draft with { TookBack = purpose.Id, Receipt = receipt, Doing = null },
                Lines.Data.TookBack.With(Sentences.Receipt(receipt)),
                KnownInWords.Effect(purpose.Id));
        }

        return reply.Is(_noKeep) || reply.IsShrug
            ? new Reading<MyDataDraft>.Understood(draft with { Doing = null }, Lines.Data.NotTakenBack)
            : new Reading<MyDataDraft>.Unclear();
    }

    private Reading<MyDataDraft> ReadComplaint(MyDataDraft draft, Reply reply)
    {
        if (reply.Is(_leaveIt) || reply.IsShrug)
            return new Reading<MyDataDraft>.Understood(Finished(draft), Lines.Data.NotComplained);
        if (!reply.HasSomethingToSay)
            return new Reading<MyDataDraft>.Unclear();
        var receipt = newId();
        return new Reading<MyDataDraft>.Understood(Finished(draft) with { Known = null, Complaint = reply.Text, Receipt = receipt }, Lines.Data.Complained.With(Sentences.Receipt(receipt)));
    }

    private IReadOnlyList<Choice> Given(MyDataDraft draft) => [.. draft.Given.Select(purpose => new Choice(purpose, known.Purpose(purpose)))];

    private IReadOnlyList<Choice> Changes(MyDataDraft draft) => [.. _changes.Where(change => draft.Changeable.Contains(change.Id))];

    private static void RecordDeleted(MyDataDraft draft, Recorder recorder)
    {
        if (!draft.IsDeleted)
            return;
        var audit = recorder.NewId();
        recorder.Add((connection, who, now) => Referrals.NoteDeleted(connection, who, audit, now));
        recorder.ForgetEverything();
    }

    private static void RecordContact(MyDataDraft draft, Recorder recorder)
    {
        if (draft.Contact is { } contact)
            recorder.Add((connection, who, _) => Referrals.ChangeContact(connection, who, contact));
    }

    private static void RecordComplaint(MyDataDraft draft, Recorder recorder)
    {
        if (draft is { Complaint: { } complaint, Receipt: { } receipt })
            recorder.Add((connection, who, now) => Complaints.Make(connection, who, receipt, complaint.Replace("\0", "", StringComparison.Ordinal), now));
    }

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
                Referrals.TakeBack(connection, who, now);
        });
    }
}
