using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Language.Readings;
using SocialRx.Storage.HandOff;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.HandOff;

/// <summary>A supportive adult, if wanted: what may be passed on is agreed to item by item, shown in full, and only then sent.</summary>
internal sealed class HandOffQuestions(WordBook words, ProgrammeOptions programme, NewId newId)
{
    public const string Adult = "adult";
    private const string Name = "share-name";
    private const string Contact = "share-contact";
    private const string Safe = "safe-contact";
    private const string Company = "company";
    private const int LongestName = 40;
    private const int FewestDigits = 7;

    private readonly Choice _ask = words.Choice(Lines.Button.YesAsk, "yes");
    private readonly Choice _what = words.Choice(Lines.Button.WhatWouldYouTell, "what", "what do you tell them", "what would you say", "who are they", "what is a link worker", "whats a link worker");
    private readonly Choice _notNow = words.Choice(Lines.Button.NotNow, "not-now", "later", "maybe later");
    private readonly Choice _tell = words.Choice(Lines.Button.TellThem, "yes");
    private readonly Choice _leaveOut = words.Choice(Lines.Button.LeaveOut, "no");
    private readonly Choice _yes = words.Choice(Lines.Button.Yes, "yes");
    private readonly Choice _no = words.Choice(Lines.Button.No, "no");
    private readonly Choice _send = words.Choice(Lines.Button.SendIt, "send", "send");
    private readonly Choice _dontSend = words.Choice(Lines.Button.DontSend, "dont", "dont send", "cancel it");

    public IReadOnlyList<Question<Story>> Questions =>
    [
        new()
        {
            Name = Adult,
            Applies = story => story.HandOff.Send is null,
            Known = story => story.HandOff.Wanted is not null,
            Ask = story => new Asking(story.WantsCompany ? Lines.Adult.AskForCompany : Lines.Adult.Ask, Lines.Adult.Again, _ask, _what, _notNow),
            Read = ReadWanted,
            Skip = story => With(story, part => part with { Wanted = false }),
            Clear = story => With(story, part => part with { Wanted = null }),
        },
        new()
        {
            Name = Name,
            Applies = IsWanted,
            Known = story => story.HandOff.Name is not null,
            Ask = _ => new Asking(Lines.Adult.Name, Lines.Adult.NameAgain, Choices.Skip(words)) { Before = [Lines.Adult.ItemByItem] },
            Read = (story, reply) => reply.Text.Trim() is { Length: > 0 and <= LongestName } name
                ? new Reading<Story>.Understood(With(story, part => part with { Name = name }))
                : new Reading<Story>.Unclear(Lines.Adult.NameUnclear),
            Clear = story => With(story, part => part with { Name = null }),
        },
        new()
        {
            Name = Contact,
            Applies = IsWanted,
            Known = story => story.HandOff.Contact is not null,
            Ask = _ => new Asking(Lines.Adult.Contact, Lines.Adult.ContactAgain, Choices.Skip(words)),
            Read = (story, reply) => IsContact(reply.Text)
                ? new Reading<Story>.Understood(With(story, part => part with { Contact = reply.Text.Trim() }))
                : new Reading<Story>.Unclear(Lines.Adult.ContactUnclear),
            Skip = story => With(story, part => part with { Wanted = false }),
            OnSkip = Lines.Adult.NoContact,
            Clear = story => With(story, part => part with { Contact = null, Wanted = true }),
        },
        new()
        {
            Name = Safe,
            Applies = IsWanted,
            Known = story => story.HandOff.SafeContact is not null,
            Ask = _ => new Asking(Lines.Adult.Safe, Lines.Adult.SafeAgain, Choices.Skip(words)),
            Read = (story, reply) => string.IsNullOrWhiteSpace(reply.Text)
                ? new Reading<Story>.Unclear()
                : new Reading<Story>.Understood(With(story, part => part with { SafeContact = reply.Text.Trim() })),
            Clear = story => With(story, part => part with { SafeContact = null }),
        },
        Item("share-age", story => story.AgeBand is not null, part => part.ShareAge, (part, agreed) => part with { ShareAge = agreed },
            story => Lines.Adult.Age.With(story.AgeBand!), Lines.Adult.AgeAgain),
        Item("share-area", story => story.Place is not null, part => part.ShareArea, (part, agreed) => part with { ShareArea = agreed },
            story => Lines.Adult.Area.With(story.Place!.Outcode), Lines.Adult.AreaAgain),
        Item("share-matters", story => story.Themes.Count > 0, part => part.ShareMatters, (part, agreed) => part with { ShareMatters = agreed },
            story => Lines.Adult.Matters.With(MattersOf(story)), Lines.Adult.MattersAgain),
        Item("share-goal", story => story.Goal is not null, part => part.ShareGoal, (part, agreed) => part with { ShareGoal = agreed },
            story => Lines.Adult.Goal.With(Sentences.Echo(story.Goal!)), Lines.Adult.GoalAgain),
        new()
        {
            Name = Company,
            Applies = story => IsWanted(story) && !story.WantsCompany,
            Known = story => story.HandOff.Company is not null,
            Ask = _ => new Asking(Lines.Adult.Company, Lines.Adult.CompanyAgain, _yes, _no, Choices.Skip(words)),
            Read = (story, reply) => YesOrNo(reply, _yes, _no, agreed => With(story, part => part with { Company = agreed })),
            Clear = story => With(story, part => part with { Company = null }),
        },
        new()
        {
            Name = "send",
            Applies = IsWanted,
            Known = story => story.HandOff.Send is not null,
            Ask = story => new Asking(Lines.Adult.Send.With(ItemsOf(story)), Lines.Adult.SendAgain.With(ItemsOf(story)), _send, _dontSend)
            {
                Before = StateOf(story) == ReferralState.WaitingForPerson ? [Lines.Adult.ReadFirst.With(programme.ReferralAloneAge)] : [],
            },
            Read = ReadSend,
            Skip = story => With(story, part => part with { Send = false }),
            OnSkip = Lines.Adult.NotSent,
            Clear = story => With(story, part => part with { Send = null, ReferralId = null, State = null }),
            Record = RecordReferral,
        },
    ];

    /// <summary>Asked for anew: what was agreed to before is agreed to again, item by item.</summary>
    public static Story AskAfresh(Story story) => (story with { HandOff = new HandOffPart { Wanted = true } })
        .WithoutSkipped(Name).WithoutSkipped(Safe).WithoutSkipped(Company).WithoutSkipped("share-age").WithoutSkipped("share-area").WithoutSkipped("share-matters").WithoutSkipped("share-goal");

    private static bool IsWanted(Story story) => story.HandOff.Wanted == true;

    private static Story With(Story story, Func<HandOffPart, HandOffPart> change) => story with { HandOff = change(story.HandOff) };

    private Question<Story> Item(
        string name,
        Func<Story, bool> exists,
        Func<HandOffPart, bool?> agreed,
        Func<HandOffPart, bool?, HandOffPart> set,
        Func<Story, Saying> ask,
        PlainLine again) => new()
    {
        Name = name,
        Applies = story => IsWanted(story) && exists(story),
        Known = story => agreed(story.HandOff) is not null,
        Ask = story => new Asking(ask(story), again, _tell, _leaveOut),
        Read = (story, reply) => YesOrNo(reply, _tell, _leaveOut, yes => With(story, part => set(part, yes))),
        Skip = story => With(story, part => set(part, false)),
        Clear = story => With(story, part => set(part, null)),
    };

    // Anything but a plain yes is a no: nothing is passed on by accident.
    private static Reading<Story> YesOrNo(Reply reply, Choice yes, Choice no, Func<bool, Story> answer) => (reply.Pick([yes, no]), reply.YesNo) switch
    {
        ({ } picked, _) => new Reading<Story>.Understood(answer(picked == yes)),
        (_, YesNo.Yes) => new Reading<Story>.Understood(answer(true)),
        (_, YesNo.No or YesNo.Unsure) => new Reading<Story>.Understood(answer(false)),
        _ => new Reading<Story>.Unclear(Lines.Form.YesOrNo),
    };

    private Reading<Story> ReadWanted(Story story, Reply reply) => (reply.Pick([_ask, _what, _notNow])?.Id, reply.YesNo) switch
    {
        ("yes", _) => new Reading<Story>.Understood(With(story, part => part with { Wanted = true })),
        ("what", _) => new Reading<Story>.Stays(story, Lines.Adult.WhatIsTold),
        ("not-now", _) or (_, YesNo.No or YesNo.Unsure) => new Reading<Story>.Understood(With(story, part => part with { Wanted = false }), Lines.Adult.NotNow),
        (_, YesNo.Yes) => new Reading<Story>.Understood(With(story, part => part with { Wanted = true })),
        _ => new Reading<Story>.Unclear(),
    };

    private Reading<Story> ReadSend(Story story, Reply reply)
    {
        var picked = reply.Pick([_send, _dontSend]);
        if (picked == _dontSend || (picked is null && reply.IsShrug))
            return new Reading<Story>.Understood(With(story, part => part with { Send = false }), Lines.Adult.NotSent);
        if (picked is null && reply.YesNo != YesNo.Yes)
            return new Reading<Story>.Unclear(Lines.Form.YesOrNo);

        var (state, id) = (StateOf(story), newId());
        return new Reading<Story>.Understood(
            With(story, part => part with { Send = true, State = state, ReferralId = id }),
            (state == ReferralState.WaitingForPerson ? Lines.Adult.SentToBeRead : Lines.Adult.Sent).With(programme.ReplyWithinWorkingDays, Sentences.Receipt(id)));
    }

    private string StateOf(Story story) => ReferralState.AtFirst(AgeBand.Find(story.AgeBand), programme);

    private string ItemsOf(Story story)
    {
        var part = story.HandOff;
        var items = new List<string?>
        {
            part.Name is { } name ? words.Say(Lines.Adult.ItemName.With(Sentences.Echo(name)), []) : null,
            part.Contact is { } contact ? words.Say(Lines.Adult.ItemContact.With(Sentences.Echo(contact)), []) : null,
            part.SafeContact is { } safe ? words.Say(Lines.Adult.ItemSafe.With(Sentences.Echo(safe)), []) : null,
            part.ShareAge == true ? words.Say(Lines.Adult.ItemAge.With(story.AgeBand!), []) : null,
            part.ShareArea == true ? words.Say(Lines.Adult.ItemArea.With(story.Place!.Outcode), []) : null,
            part.ShareMatters == true ? words.Say(Lines.Adult.ItemMatters.With(MattersOf(story)), []) : null,
            part.ShareGoal == true ? words.Say(Lines.Adult.ItemGoal.With(Sentences.Echo(story.Goal!)), []) : null,
            story.Chosen is { } chosen ? words.Say(Lines.Adult.ItemListing.With(chosen.Name), []) : null,
            IsWithCompany(story) ? words[Lines.Adult.ItemCompany] : null,
        };
        return string.Join('\n', items.OfType<string>().Select(item => $"- {item}"));
    }

    private static bool IsWithCompany(Story story) => story.WantsCompany || story.HandOff.Company == true;

    private static string MattersOf(Story story) => Sentences.Labels(story.Themes.Select(id => Theme.Find(id)!.Label));

    /// <summary>Looks like a phone number or an address for e-mail.</summary>
    public static bool IsContact(string text) => text.Count(char.IsAsciiDigit) >= FewestDigits || (text.Contains('@', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal));

    private void RecordReferral(Story story, Recorder recorder)
    {
        var part = story.HandOff;
        if (part.Send is null)
        {
            recorder.Add((connection, who, _) => Referrals.Withdraw(connection, who));
            return;
        }

        var consent = new ConsentDecision(recorder.NewId(), ConsentPurpose.Referral, part.Send == true, words.Version);
        recorder.Add((connection, who, now) => Consents.Decide(connection, who, consent, now));
        if (part.Send != true)
            return;

        var request = new ReferralRequest
        {
            Id = part.ReferralId ?? recorder.NewId(),
            State = StateOf(story),
            OrganisationId = programme.OrganisationFor(part.ShareArea == true ? story.Place?.Outcode : null),
            SharedName = part.Name,
            SharedContact = part.Contact,
            SharedAgeBand = part.ShareAge == true ? story.AgeBand : null,
            SharedOutcode = part.ShareArea == true ? story.Place?.Outcode : null,
            SharedMatters = part.ShareMatters == true ? string.Join(',', story.Themes) : null,
            SharedGoal = part.ShareGoal == true ? story.Goal : null,
            SharedListingId = story.Chosen?.ListingId,
            SafeContact = part.SafeContact,
            WantsCompany = IsWithCompany(story),
        };
        recorder.Add((connection, who, now) => Referrals.Request(connection, who, request, now));
    }
}
