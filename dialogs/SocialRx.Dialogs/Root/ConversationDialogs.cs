using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SocialRx.Dialogs.CoDesign;
using SocialRx.Dialogs.CoDesign.Kinds;
using SocialRx.Dialogs.CoDesign.Panels;
using SocialRx.Dialogs.CoDesign.Rounds;
using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.FindActivity;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.HandOff;
using SocialRx.Dialogs.MyData;
using SocialRx.Dialogs.Plan;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.Root;

/// <summary>What a conversation is made of: its forms, in the order their questions are asked.</summary>
internal sealed class ConversationDialogs
{
    private readonly IReadOnlyList<Dialog> _all;

    public ConversationDialogs(WordBook words, ProgrammeOptions programme, RetentionOptions retention, ConsultationBook consultations, StatementOptions statements, ConsultationOptions where, Database database, TimeProvider clock, NewId newId, Draw draw, RoundBook rounds, TermCalendars terms)
    {
        var about = new AboutYou(programme, database, words).Questions;
        var plan = new PlanQuestions(words, programme);
        var adult = new HandOffQuestions(words, programme, newId).Questions;
        var consent = new ConsentQuestions(words, programme, newId);
        var twice = new TwoRounds(new ReasonQuestions(new WritingQuestions(database, statements, words)), new SecondLookQuestions(database, rounds, new OneStep(words), words));
        var kinds = new QuestionKinds(words, new PairCounts(database, clock).ReadAsync, new StatementQuestions(database, statements, draw, words), twice);
        var say = new HaveMySayQuestions(consultations, kinds, consent, words, clock);
        var journey = new Form<Story>(
        [
            .. about,
            .. new WhatMattersQuestions(words, clock).Questions,
            .. new FindActivityQuestions(words, database, terms, clock).Questions,
            .. plan.FirstStep,
            .. adult,
            plan.Approval,
            .. consent.Questions,
        ]);

        Greeting = [Lines.Hello.Who.With(programme.MinimumAge, programme.MaximumAge, programme.AreaName), Lines.Hello.Rules];
        Fates = new StatementFates(database, words);
        WhatHappened = new WhatHappened(new FindingsBook(database, programme, clock), database, words, clock);
        RoundNews = new RoundNews(rounds);
        PanelNews = new PanelNews(database);
        Root = new RootDialog(journey, say, plan, WhatHappened, words);
        _all =
        [
            Root,
            OfStory(RootDialog.Journey, journey, canBeLeftBackwards: false),
            OfStory(RootDialog.TalkToSomeone, new Form<Story>([about[0], .. adult])),
            OfStory(RootDialog.HaveMySay, new Form<Story>(say.For)),
            new FormDialog<PanelDraft>(RootDialog.Panel, new Form<PanelDraft>(new PanelQuestions(words, database, statements, where, consultations).Questions), talk => talk.Panel, (talk, draft) => talk.Panel = draft),
            OfStory(RootDialog.MyIdeas, new Form<Story>(Fates.Questions)),
            OfStory(RootDialog.HowItWent, new Form<Story>(new CheckIn(words).Questions)),
            new FormDialog<MyDataDraft>(RootDialog.MyData, new Form<MyDataDraft>(new MyDataQuestions(words, new KnownInWords(words, programme, retention), database, newId).Questions), talk => talk.MyData, MyDataQuestions.Keep),
            new FormDialog<StartAgainDraft>(RootDialog.StartAgain, new Form<StartAgainDraft>(new StartAgain(words).Questions), talk => talk.StartAgain, (talk, draft) => talk.StartAgain = draft),
        ];
    }

    public RootDialog Root { get; }

    public WhatHappened WhatHappened { get; }

    public RoundNews RoundNews { get; }

    public StatementFates Fates { get; }

    public PanelNews PanelNews { get; }

    public IReadOnlyList<Saying> Greeting { get; }

    public DialogSet In(IStatePropertyAccessor<DialogState> state)
    {
        var set = new DialogSet(state);
        foreach (var dialog in _all)
            set.Add(dialog);
        return set;
    }

    private static FormDialog<Story> OfStory(string id, Form<Story> form, bool canBeLeftBackwards = true) =>
        new(id, form, talk => talk.Story, (talk, story) => talk.Story = story, canBeLeftBackwards);
}
