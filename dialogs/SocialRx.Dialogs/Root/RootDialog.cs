using Microsoft.Bot.Builder.Dialogs;
using SocialRx.Dialogs.CoDesign;
using SocialRx.Dialogs.CoDesign.Panels;
using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.FindActivity;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.HandOff;
using SocialRx.Dialogs.MyData;
using SocialRx.Dialogs.Plan;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.Root;

/// <summary>At the bottom of every conversation: greets, begins the first form, and between forms offers what there is.</summary>
internal sealed class RootDialog(Form<Story> journey, HaveMySayQuestions say, PlanQuestions plan, WhatHappened whatHappened, WordBook words) : Dialog(DialogId)
{
    public const string DialogId = "root";
    public const string Journey = "journey";
    public const string TalkToSomeone = "talk-to-someone";
    public const string HaveMySay = "have-my-say";
    public const string MyData = "my-data";
    public const string StartAgain = "start-again";
    public const string Panel = "panel";
    public const string HowItWent = "check-in";
    public const string MyIdeas = "my-ideas";
    private const string Child = "child";

    private readonly Choice _find = words.Choice(Lines.Button.FindSomething, "find", "things to do", "find something", "look again", "something to do", "activities");
    private readonly Choice _talk = words.Choice(Lines.Button.TalkToSomeone, "talk", "someone", "a person", "link worker", "talk to a person", "speak to someone");
    private readonly Choice _say = words.Choice(Lines.Button.HaveMySay, "say", "my say", "have a say", "what should change");
    private readonly Choice _happened = words.Choice(Lines.Button.WhatHappened, "happened", "what happened", "you said we did", "what came of it", "any answers", "what did they say");
    private readonly Choice _panel = words.Choice(Lines.Button.MyPanel, "panel", "panel", "my panel", "youth panel");
    private readonly Choice _rules = words.Choice(Lines.Button.TheRules, "rules");
    private readonly Choice _plan = words.Choice(Lines.Button.MyPlan, "plan", "plan", "show my plan");
    private readonly Choice _help = words.Choice(Lines.Button.Help, "help");
    private readonly Choice _carryOn = words.Choice(Lines.Button.CarryOn, "carry-on", "carry on", "continue", "go on", "resume");
    private readonly Choice _startAgain = words.Choice(Lines.Button.StartAgain, "start-again");
    private readonly Choice _myData = words.Choice(Lines.Button.MyData, "my-data");

    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange.Of(dc.Context);
        exchange.Talk.HasGreeted = true;
        return BeginAsync(dc, Journey, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange.Of(dc.Context);
        var talk = exchange.Talk;
        if (talk.Story.IsOutsideAges)
            return Outside(exchange);

        return CommandReader.Read(exchange.Reply.Text) switch
        {
            Command.Back when talk.LastForm is { } last && dc.Dialogs.Find(last) is not null => await BeginAsync(dc, last, cancellationToken, FormDialog<Story>.GoBack),
            Command.Back or Command.Skip => Offer(exchange, Lines.Form.NothingBefore),
            Command.Hello => exchange.HasSpoken ? Offer(exchange) : Offer(exchange, Lines.Form.Hello),
            _ => await ChooseAsync(dc, exchange, cancellationToken),
        };
    }

    public override Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange.Of(dc.Context);
        var talk = exchange.Talk;
        if (result is StartAgainDraft { IsSure: true })
            return AfreshAsync(dc, talk, cancellationToken);
        if (result is MyDataDraft { IsDeleted: true })
            return Task.FromResult(Rest(exchange));
        if (result is MyDataDraft { Corrects: not null })
            return BeginAsync(dc, Journey, cancellationToken);
        if (talk.Story.IsOutsideAges)
            return Task.FromResult(OutsideStill(exchange));

        return Task.FromResult(Offer(exchange, ClosingOf(dc, exchange)));
    }

    public override Task RepromptDialogAsync(Microsoft.Bot.Builder.ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange.Of(turnContext);
        _ = exchange.Talk.Story.IsOutsideAges ? OutsideStill(exchange) : Offer(exchange);
        return Task.CompletedTask;
    }

    /// <summary>The way back under what was just said; the sentence itself only where nothing was.</summary>
    private DialogTurnResult OutsideStill(Exchange exchange)
    {
        if (!exchange.HasSpoken)
            return Outside(exchange);
        exchange.Offer([_startAgain]);
        return EndOfTurn;
    }

    /// <summary>What can be begun from anywhere by its full name, whatever is being asked.</summary>
    /// <param name="isOnPanel">Whoever is not has no panel to ask for.</param>
    public bool IsBegunAnywhere(Reply reply, bool isOnPanel) =>
        (isOnPanel && ChoiceReader.IsAll(reply.Text, _panel)) || ChoiceReader.IsAll(reply.Text, _say) || ChoiceReader.IsAll(reply.Text, _happened) || ChoiceReader.IsAll(reply.Text, _plan) || StatementFates.IsAsked(reply);

    /// <summary>Nothing more is asked until the person says something.</summary>
    public DialogTurnResult Rest(Exchange exchange)
    {
        exchange.Talk.HasStopped = true;
        exchange.Offer(exchange.Talk.Story.HasBegun ? [_carryOn, _myData, _startAgain] : [_carryOn]);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> ChooseAsync(DialogContext dc, Exchange exchange, CancellationToken cancellationToken)
    {
        var talk = exchange.Talk;
        var hadStopped = talk.HasStopped;
        talk.HasStopped = false;
        if (StatementFates.IsAsked(exchange.Reply))
        {
            talk.Story = StatementFates.Begin(talk.Story);
            return await BeginAsync(dc, MyIdeas, cancellationToken);
        }

        if (ChoiceReader.IsAll(exchange.Reply.Text, _rules) || ChoiceReader.IsAll(exchange.Reply.Text, new Choice("rules", "rules")))
            return Offer(exchange, WritingQuestions.Rules(words));
        var offered = Menu(talk);
        switch (Chosen(exchange.Reply, [.. offered.Union([_find, _carryOn, _happened])], hadStopped))
        {
            case "carry-on" when journey.Next(talk.Story) is null:
                return Offer(exchange);
            case "carry-on":
                return await BeginAsync(dc, Journey, cancellationToken);
            case "find":
                talk.Story = HasGoneThrough(talk.Story) ? FindActivityQuestions.LookAfresh(talk.Story) : talk.Story;
                return await BeginAsync(dc, Journey, cancellationToken);
            case "talk":
                talk.Story = HandOffQuestions.AskAfresh(talk.Story);
                return await BeginAsync(dc, TalkToSomeone, cancellationToken);
            case "say" when say.Open(talk.Story).Count == 0:
                return Offer(exchange, Lines.Say.None);
            case "say":
                talk.Story = say.Begin(talk.Story);
                return await BeginAsync(dc, HaveMySay, cancellationToken);
            case "happened":
                return Offer(exchange, [.. await whatHappened.AllAsync(exchange, cancellationToken)]);
            case "panel":
                talk.Panel = new PanelDraft();
                return await BeginAsync(dc, Panel, cancellationToken);
            case "plan":
                return Offer(exchange, plan.InWords(talk.Story) is { Length: > 0 } inWords ? Lines.Root.Plan.With(inWords) : Lines.Root.NoPlan);
            case "help":
                return Offer(exchange, Lines.Help.What, Lines.Help.Now);
        }

        return Coding.Themes(exchange.Reply.Text) is { Count: > 0 } themes && !exchange.Reply.IsShrug
            ? await LookForAsync(dc, talk, exchange.Reply.Text, themes, cancellationToken)
            : Offer(exchange, hadStopped ? Lines.Root.WelcomeBack : exchange.Reply.IsShrug ? Lines.Root.NoRush : Lines.Form.Unclear);
    }

    // A plain yes after a stop means going on.
    private static string? Chosen(Reply reply, IReadOnlyList<Choice> choices, bool hadStopped) =>
        hadStopped && reply.YesNo == YesNo.Yes ? "carry-on" : reply.Pick(choices)?.Id;

    // "i like climbing" at the menu is as good as pressing the button.
    private static Task<DialogTurnResult> LookForAsync(DialogContext dc, Talk talk, string said, IReadOnlyList<string> themes, CancellationToken cancellationToken)
    {
        talk.Story = FindActivityQuestions.LookAfresh(talk.Story) with { Matters = new Told(said.Trim(), [.. themes.Take(3)]) };
        return BeginAsync(dc, Journey, cancellationToken);
    }

    private Saying[] ClosingOf(DialogContext dc, Exchange exchange)
    {
        var ended = dc.ActiveDialog.State.TryGetValue(Child, out var child) ? child as string : null;
        dc.ActiveDialog.State.Remove(Child);
        if (ended == HaveMySay && say.Finish(exchange.Talk.Story) is { } finished)
        {
            var receipt = WhatHappened.GiveReceipt(exchange.Talk.Story, exchange.Talk.Story.Say.ConsultationId!, exchange.Recorder);
            exchange.Talk.Story = finished.Story;
            return receipt is null ? [finished.Says] : [finished.Says, receipt];
        }

        if (ended == Panel)
        {
            var closing = PanelQuestions.Closing(exchange.Talk.Panel);
            exchange.Talk.Panel = new PanelDraft();
            return [closing];
        }

        return ended == Journey ? [exchange.Talk.Story.KeepsPlan == true ? Lines.Root.EndWithPlan : Lines.Root.End] : [];
    }

    private static Task<DialogTurnResult> AfreshAsync(DialogContext dc, Talk talk, CancellationToken cancellationToken)
    {
        talk.Story = new Story { Say = HaveMySayQuestions.Kept(talk.Story.Say), SkippedQuestions = HaveMySayQuestions.Skipped(talk.Story), Consent = talk.Story.Consent };
        (talk.LastForm, talk.LastTrail, talk.HasStopped) = (null, [], false);
        return BeginAsync(dc, Journey, cancellationToken);
    }

    private DialogTurnResult Outside(Exchange exchange)
    {
        exchange.Say(Lines.About.StillOutside);
        exchange.Offer([_startAgain]);
        return EndOfTurn;
    }

    private DialogTurnResult Offer(Exchange exchange, params Saying[] before)
    {
        exchange.Say(before);
        exchange.Say(Lines.Root.Menu);
        exchange.Offer(Menu(exchange.Talk));
        return EndOfTurn;
    }

    private IReadOnlyList<Choice> Menu(Talk talk) => [journey.Next(talk.Story) is null ? _find : _carryOn, _talk, _say, .. whatHappened.HasAny ? [_happened] : Array.Empty<Choice>(), .. talk.IsOnPanel ? [_panel] : Array.Empty<Choice>(), _plan, _help];

    private static bool HasGoneThrough(Story story) => story.HasChosen;

    private static Task<DialogTurnResult> BeginAsync(DialogContext dc, string form, CancellationToken cancellationToken, object? options = null)
    {
        dc.ActiveDialog.State[Child] = form;
        return dc.BeginDialogAsync(form, options, cancellationToken);
    }
}
