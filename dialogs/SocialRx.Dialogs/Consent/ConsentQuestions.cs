using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.People;
using SocialRx.Language.Readings;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.Consent;

/// <summary>Three separate questions, each no unless it is answered with a yes, each answer with its receipt.</summary>
internal sealed class ConsentQuestions(WordBook words, ProgrammeOptions programme, NewId newId)
{
    public const string AboutMatters = "matters";
    public const string AboutStrengths = "strength";
    public const string AboutGoal = "goal";

    private readonly Choice _no = words.Choice(Lines.Button.NoDont, "no");

    public IReadOnlyList<Question<Story>> Questions => [Numbers, Quote, CheckIn];

    public Question<Story> Numbers => Ask(
        ConsentPurpose.Numbers,
        story => true,
        Lines.Consent.Numbers,
        Lines.Consent.NumbersAgain,
        Lines.Button.CountThem) with
    {
        Ask = story => new Asking(Lines.Consent.Numbers, Lines.Consent.NumbersAgain, words.Choice(Lines.Button.CountThem, "yes"), _no)
        {
            Before = IsMaybeTooYoung(story) ? [Lines.Consent.Young.With(programme.DigitalConsentAge)] : [],
        },
    };

    public Question<Story> Quote => Ask(ConsentPurpose.Quote, story => KeptWordsOf(story).Any(), Lines.Consent.Quote, Lines.Consent.QuoteAgain, Lines.Button.QuoteMe);

    public Question<Story> CheckIn => Ask(ConsentPurpose.CheckIn, story => story.Chosen is not null, Lines.Consent.CheckIn, Lines.Consent.CheckInAgain, Lines.Button.AskMe);

    /// <summary>The person's decision as it stands in the story; null is not asked yet.</summary>
    public static bool? Of(Story story, string purpose) => purpose switch
    {
        ConsentPurpose.Numbers => story.Consent.Numbers,
        ConsentPurpose.Quote => story.Consent.Quote,
        ConsentPurpose.CheckIn => story.Consent.CheckIn,
        ConsentPurpose.Referral => story.HandOff.Send,
        _ => null,
    };

    public static Story With(Story story, string purpose, bool? given, string? receipt = null) => purpose switch
    {
        ConsentPurpose.Numbers => story with { Consent = story.Consent with { Numbers = given, Receipt = receipt } },
        ConsentPurpose.Quote => story with { Consent = story.Consent with { Quote = given, Receipt = receipt } },
        ConsentPurpose.CheckIn => story with { Consent = story.Consent with { CheckIn = given, Receipt = receipt } },
        ConsentPurpose.Referral => story with { HandOff = new HandOffPart { Wanted = given, Send = given }, WantsCompany = false },
        _ => story,
    };

    /// <summary>Everything the person put in their own words, and what about.</summary>
    public static IEnumerable<(string About, string Words)> KeptWordsOf(Story story)
    {
        if (story.Matters?.Words is { } matters)
            yield return (AboutMatters, matters);
        if (story.Strengths?.Words is { } strengths)
            yield return (AboutStrengths, strengths);
        if (story.Goal is { } goal && !story.IsGoalTapped)
            yield return (AboutGoal, goal);
        foreach (var answer in story.Say.Answers.Where(answer => answer.Words is not null))
            yield return ($"{answer.ConsultationId}/{answer.QuestionId}", answer.Words!);
    }

    /// <summary>Stores the decision, and with it the words, or that there are none.</summary>
    public static void Record(Story story, Recorder recorder, string purpose, string wordingVersion)
    {
        var given = Of(story, purpose) == true;
        var decision = new ConsentDecision(story.Consent.Receipt ?? recorder.NewId(), purpose, given, wordingVersion);
        recorder.Add((connection, who, now) => Consents.Decide(connection, who, decision, now));
        if (purpose == ConsentPurpose.Quote)
            RecordWords(story, recorder, given);
    }

    /// <summary>Keeps all words so far, or none.</summary>
    public static void RecordWords(Story story, Recorder recorder, bool given)
    {
        if (!given)
        {
            recorder.Add((connection, who, _) => OwnWords.DropAll(connection, who));
            return;
        }

        foreach (var (about, said) in KeptWordsOf(story))
            Keep(recorder, about, said);
    }

    /// <summary>Words said, changed or taken back after quoting was agreed to.</summary>
    public static void RecordWordsAbout(Story story, Recorder recorder, string about)
    {
        if (story.Consent.Quote != true)
            return;
        if (KeptWordsOf(story).FirstOrDefault(kept => kept.About == about).Words is { } said)
            Keep(recorder, about, said);
        else
            recorder.Add((connection, who, _) => OwnWords.Drop(connection, who, about));
    }

    private static void Keep(Recorder recorder, string about, string said)
    {
        var kept = new KeptWords(recorder.NewId(), about, said, WhatMatters.Coding.Redacted(said));
        recorder.Add((connection, who, now) => OwnWords.Keep(connection, who, kept, now));
    }

    private bool IsMaybeTooYoung(Story story) => (AgeBand.Find(story.AgeBand)?.From ?? 0) < programme.DigitalConsentAge;

    private Question<Story> Ask(string purpose, Func<Story, bool> applies, PlainLine ask, PlainLine again, PlainLine yes) => new()
    {
        Name = $"consent-{purpose}",
        Applies = applies,
        Known = story => Of(story, purpose) is not null,
        Ask = _ => new Asking(ask, again, words.Choice(yes, "yes"), _no),
        Read = (story, reply) => Read(story, reply, purpose, words.Choice(yes, "yes")),
        Skip = story => With(story, purpose, false),
        Clear = story => With(story, purpose, null),
        Record = (story, recorder) => Record(story, recorder, purpose, words.Version),
    };

    private Reading<Story>.Understood Agreed(Story story, string purpose)
    {
        var receipt = newId();
        return new Reading<Story>.Understood(With(story, purpose, true, receipt), Lines.Consent.Agreed.With(Sentences.Receipt(receipt)));
    }

    private Reading<Story> Read(Story story, Reply reply, string purpose, Choice yes) => (reply.Pick([yes, _no])?.Id, reply.YesNo) switch
    {
        ("yes", _) or (null, YesNo.Yes) => Agreed(story, purpose),
        ("no", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<Story>.Understood(With(story, purpose, false), Lines.Consent.Refused),
        _ => new Reading<Story>.Unclear(Lines.Form.YesOrNo),
    };
}
