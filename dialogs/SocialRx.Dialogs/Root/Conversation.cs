using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.HandOff;
using SocialRx.Dialogs.MyData;
using SocialRx.Dialogs.Safeguarding;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.Root;

/// <summary>Goes through one turn: what can be said at every point is dealt with here, everything else by the dialog whose turn it is.</summary>
internal sealed class Conversation(ConversationState state, ConversationDialogs dialogs, WordBook words, TimeProvider clock, NewId newId)
{
    private static readonly TimeSpan LongGap = TimeSpan.FromHours(4);

    private readonly IStatePropertyAccessor<Talk> _talk = state.CreateProperty<Talk>("talk");
    private readonly DialogSet _dialogs = dialogs.In(state.CreateProperty<DialogState>("dialogs"));
    private readonly IStatePropertyAccessor<SafetyTalk> _safety = state.CreateProperty<SafetyTalk>("safety");
    private readonly Choice _helpNow = words.Choice(Lines.Button.HelpNow, "help-now");

    /// <summary>Somebody has joined: says hello, once in a conversation.</summary>
    public async Task GreetAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        if (exchange.Talk.HasGreeted)
            return;
        await HelloAsync(turn, exchange, cancellationToken);
        await CloseAsync(turn, exchange, cancellationToken);
    }

    public async Task HearAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        if (!exchange.Talk.HasGreeted)
            await HelloAsync(turn, exchange, cancellationToken);
        else
            await HearAsync(turn, exchange, cancellationToken);
        await CloseAsync(turn, exchange, cancellationToken);
    }

    /// <summary>Asks the question under way again: what came between was answered elsewhere.</summary>
    public async Task ResumeAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        if (!exchange.Talk.HasGreeted)
            await HelloAsync(turn, exchange, cancellationToken);
        else
            await RepromptAsync(turn, cancellationToken);
        await CloseAsync(turn, exchange, cancellationToken);
    }

    /// <summary>A real adult is to get in touch: asks for what that takes, on top of the question under way, which comes again afterwards.</summary>
    public async Task AskForAdultAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        var dc = await _dialogs.CreateContextAsync(turn, cancellationToken);
        if (dc.ActiveDialog is null)
            dc.Stack.Add(new DialogInstance { Id = RootDialog.DialogId });
        if (exchange.Talk.Story.IsOutsideAges || dc.Stack.Any(dialog => dialog.Id == RootDialog.TalkToSomeone))
        {
            await dc.RepromptDialogAsync(cancellationToken);
        }
        else
        {
            exchange.Talk.HasGreeted = true;
            exchange.Talk.Story = HandOffQuestions.AskAfresh(exchange.Talk.Story);
            await dc.BeginDialogAsync(RootDialog.TalkToSomeone, cancellationToken: cancellationToken);
        }

        await CloseAsync(turn, exchange, cancellationToken);
    }

    /// <summary>
    /// Speaks first, to ask how it went. Not to somebody who said stop, nor over the question whether they are safe: then it is asked when they
    /// come back. Asked or not, this was the one time.
    /// </summary>
    public async Task AskHowItWentAsync(ITurnContext turn, DateOnly today, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        exchange.Recorder.Add((connection, who, _) => CheckIns.Drop(connection, who.ConversationId));
        var safety = await _safety.GetAsync(turn, () => new SafetyTalk(), cancellationToken);
        if (!CheckIn.IsDue(exchange.Talk.Story, today) || exchange.Talk.HasStopped || safety.HasAsked)
            return;

        var dc = await _dialogs.CreateContextAsync(turn, cancellationToken);
        if (dc.ActiveDialog is null)
            dc.Stack.Add(new DialogInstance { Id = RootDialog.DialogId });
        await dc.BeginDialogAsync(RootDialog.HowItWent, cancellationToken: cancellationToken);
        await CloseAsync(turn, exchange, cancellationToken);
    }

    /// <summary>
    /// Speaks first, to tell what was answered to something the person said. Not to somebody who said stop, nor over the question whether they are
    /// safe, nor over a form they are in the middle of: then they hear of it when they come back.
    /// </summary>
    public async Task TellAnswersAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        exchange.Recorder.Add((connection, who, _) => AnswersToTell.Drop(connection, who.ConversationId));
        var safety = await _safety.GetAsync(turn, () => new SafetyTalk(), cancellationToken);
        if (exchange.Talk.HasStopped || safety.HasAsked)
            return;

        var dc = await _dialogs.CreateContextAsync(turn, cancellationToken);
        if (dc.Stack.Count > 1 || !await dialogs.WhatHappened.TellNewsAsync(exchange, cancellationToken))
            return;
        if (dc.ActiveDialog is null)
            dc.Stack.Add(new DialogInstance { Id = RootDialog.DialogId });
        await dc.RepromptDialogAsync(cancellationToken);
        await CloseAsync(turn, exchange, cancellationToken);
    }

    /// <summary>
    /// Speaks first, to tell what became of an idea, and asks again what was being asked. Not to somebody who said stop, nor over the question whether they
    /// are safe: then they hear it when they come back.
    /// </summary>
    public async Task TellOfIdeasAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        exchange.Recorder.Add(StatementNews.NoteWritten);
        var safety = await _safety.GetAsync(turn, () => new SafetyTalk(), cancellationToken);
        if (exchange.Talk.Story.Consent.CheckIn != true || exchange.Talk.HasStopped || safety.HasAsked)
            return;
        await dialogs.Fates.TellAsync(exchange, cancellationToken);
        if (!exchange.HasSpoken)
            return;
        await RepromptAsync(turn, cancellationToken);
        await CloseAsync(turn, exchange, cancellationToken);
    }

    /// <summary>
    /// Speaks first, to tell that a question they answered is asked again. Not to somebody who said stop, nor over the question whether they are safe, nor over a form
    /// they are in the middle of: then they hear of it when they come back.
    /// </summary>
    public async Task TellOfRoundsAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var exchange = await OpenAsync(turn, cancellationToken);
        dialogs.RoundNews.NoteTold(exchange.Recorder);
        var safety = await _safety.GetAsync(turn, () => new SafetyTalk(), cancellationToken);
        if (exchange.Talk.Story.Consent.CheckIn != true || exchange.Talk.HasStopped || safety.HasAsked)
            return;

        var dc = await _dialogs.CreateContextAsync(turn, cancellationToken);
        if (dc.Stack.Count > 1 || !dialogs.RoundNews.Tell(exchange))
            return;
        await RepromptAsync(turn, cancellationToken);
        await CloseAsync(turn, exchange, cancellationToken);
    }

    private async Task RepromptAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var dc = await _dialogs.CreateContextAsync(turn, cancellationToken);
        if (dc.ActiveDialog is null)
            dc.Stack.Add(new DialogInstance { Id = RootDialog.DialogId });
        await dc.RepromptDialogAsync(cancellationToken);
    }

    private async Task HelloAsync(ITurnContext turn, Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.Say(dialogs.Greeting);
        if (IsTeams(turn))
            exchange.Say(Lines.Hello.Teams);
        var dc = await _dialogs.CreateContextAsync(turn, cancellationToken);
        await dc.CancelAllDialogsAsync(cancellationToken);
        await dc.BeginDialogAsync(RootDialog.DialogId, cancellationToken: cancellationToken);
    }

    private async Task HearAsync(ITurnContext turn, Exchange exchange, CancellationToken cancellationToken)
    {
        var dc = await _dialogs.CreateContextAsync(turn, cancellationToken);
        if (dc.ActiveDialog is null)
            dc.Stack.Add(new DialogInstance { Id = RootDialog.DialogId });

        var isBack = exchange.Recorder.Now - exchange.Talk.LastSeen > LongGap;
        if (isBack)
            await WelcomeBackAsync(exchange, cancellationToken);
        await dialogs.WhatHappened.RenewAsync(cancellationToken);
        await dialogs.RoundNews.RenewAsync(cancellationToken);
        if (isBack)
            dialogs.RoundNews.Tell(exchange);
        if (isBack || dc.Stack.Count == 1)
            await dialogs.WhatHappened.TellNewsAsync(exchange, cancellationToken);
        if (HasOnlyAttachments(turn.Activity))
        {
            exchange.Say(Lines.Root.NoFiles);
            await dc.RepromptDialogAsync(cancellationToken);
        }
        else if (isBack && IsCheckInDue(dc, exchange))
        {
            await dc.BeginDialogAsync(RootDialog.HowItWent, cancellationToken: cancellationToken);
        }
        else
        {
            await (CommandReader.Read(exchange.Reply.Text) switch
            {
                Command.Help => HelpAsync(dc, exchange, cancellationToken),
                Command.Stop => StopAsync(dc, exchange, cancellationToken),
                Command.StartAgain => StartAgainAsync(dc, exchange, cancellationToken),
                Command.MyData => MyDataAsync(dc, exchange, null, cancellationToken),
                Command.DeleteData => MyDataAsync(dc, exchange, MyDataDraft.Deletes, cancellationToken),
                Command.Complain => MyDataAsync(dc, exchange, MyDataDraft.Complains, cancellationToken),
                Command.Menu => MenuAsync(dc, cancellationToken),
                null when Receipt.Find(exchange.Reply.Text) is { } receipt => ReceiptAsync(dc, exchange, receipt, cancellationToken),
                null when dc.Stack.Count > 1 && dialogs.Root.IsBegunAnywhere(exchange.Reply, exchange.Talk.IsOnPanel) => FromRootAsync(dc, cancellationToken),
                _ => dc.ContinueDialogAsync(cancellationToken),
            });
        }
    }

    private async Task WelcomeBackAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.Say(Lines.Root.WelcomeBack);
        if (!exchange.Talk.Story.IsOutsideAges)
            await dialogs.Fates.TellAsync(exchange, cancellationToken);
        await dialogs.PanelNews.TellAsync(exchange, cancellationToken);
    }

    private bool IsCheckInDue(DialogContext dc, Exchange exchange) =>
        dc.ActiveDialog.Id != RootDialog.HowItWent && CheckIn.IsDue(exchange.Talk.Story, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    private async Task HelpAsync(DialogContext dc, Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.Say(Lines.Help.What, Lines.Help.Now);
        exchange.AlwaysOffer = [.. exchange.AlwaysOffer, _helpNow];
        await dc.RepromptDialogAsync(cancellationToken);
    }

    /// <summary>Whoever holds a receipt hears what came of it, whoever they are and whatever is being asked.</summary>
    private async Task ReceiptAsync(DialogContext dc, Exchange exchange, Receipt receipt, CancellationToken cancellationToken)
    {
        if (await dialogs.WhatHappened.OfAsync(receipt, exchange, cancellationToken) is not { } known)
        {
            if (!receipt.IsAll(exchange.Reply.Text))
            {
                await dc.ContinueDialogAsync(cancellationToken);
                return;
            }

            known = [Lines.Done.Unknown];
        }

        exchange.Say(known);
        await dc.RepromptDialogAsync(cancellationToken);
    }

    private async Task StopAsync(DialogContext dc, Exchange exchange, CancellationToken cancellationToken)
    {
        await BackToRootAsync(dc, cancellationToken);
        exchange.Say(Lines.Root.Stopped);
        dialogs.Root.Rest(exchange);
    }

    private static async Task StartAgainAsync(DialogContext dc, Exchange exchange, CancellationToken cancellationToken)
    {
        if (dc.ActiveDialog.Id == RootDialog.StartAgain)
        {
            await dc.ContinueDialogAsync(cancellationToken);
            return;
        }

        exchange.Talk.StartAgain = new StartAgainDraft();
        await BackToRootUnlessAsync(dc, exchange.Talk.Story.IsOutsideAges, cancellationToken);
        await dc.BeginDialogAsync(RootDialog.StartAgain, cancellationToken: cancellationToken);
    }

    private static async Task MyDataAsync(DialogContext dc, Exchange exchange, string? doing, CancellationToken cancellationToken)
    {
        if (dc.ActiveDialog.Id == RootDialog.MyData)
        {
            await dc.ContinueDialogAsync(cancellationToken);
            return;
        }

        exchange.Talk.MyData = new MyDataDraft { Doing = doing };
        await dc.BeginDialogAsync(RootDialog.MyData, cancellationToken: cancellationToken);
    }

    private static async Task MenuAsync(DialogContext dc, CancellationToken cancellationToken)
    {
        await BackToRootAsync(dc, cancellationToken);
        await dc.RepromptDialogAsync(cancellationToken);
    }

    private static async Task FromRootAsync(DialogContext dc, CancellationToken cancellationToken)
    {
        await BackToRootAsync(dc, cancellationToken);
        await dc.ContinueDialogAsync(cancellationToken);
    }

    private static Task BackToRootUnlessAsync(DialogContext dc, bool isThere, CancellationToken cancellationToken) =>
        isThere ? BackToRootAsync(dc, cancellationToken) : Task.CompletedTask;

    private static async Task BackToRootAsync(DialogContext dc, CancellationToken cancellationToken)
    {
        await dc.CancelAllDialogsAsync(cancellationToken);
        dc.Stack.Add(new DialogInstance { Id = RootDialog.DialogId });
    }

    private async Task<Exchange> OpenAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var talk = await _talk.GetAsync(turn, () => new Talk(), cancellationToken);
        var recorder = new Recorder(turn.TurnState.Get<TurnWrites>(), turn.TurnState.Get<TurnIdentity>(), clock.GetUtcNow(), newId);
        var exchange = new Exchange(talk, new Reply(turn.Activity.Text?.Trim() ?? ""), recorder, words);
        // The page has this button always; Teams has no place for it but under a message.
        if (IsTeams(turn))
            exchange.AlwaysOffer = [_helpNow];
        if (turn.TurnState.Get<Aside>() is { } aside)
            exchange.Begin(aside);
        await NoteLanguageAsync(turn, talk, cancellationToken);
        turn.TurnState.Set(exchange);
        return exchange;
    }

    /// <summary>Buttons are in English, so that tapping one does not mean that English is their language; what they once wrote in stays.</summary>
    private async Task NoteLanguageAsync(ITurnContext turn, Talk talk, CancellationToken cancellationToken)
    {
        var safety = await _safety.GetAsync(turn, () => new SafetyTalk(), cancellationToken);
        if (safety.Language is { } language && language != talk.Story.Say.Wrote && !talk.Story.IsOutsideAges)
            talk.Story = talk.Story with { Say = talk.Story.Say with { Wrote = language } };
    }

    private async Task CloseAsync(ITurnContext turn, Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.Talk.LastSeen = exchange.Recorder.Now;
        NoteCheckIn(exchange);
        await exchange.SendAsync(turn, cancellationToken);
        if (exchange.Recorder.Writes.ForgetsConversation)
            (await _safety.GetAsync(turn, () => new SafetyTalk(), cancellationToken)).Memory = new();
        await _talk.SetAsync(turn, exchange.Recorder.Writes.ForgetsConversation ? exchange.Talk.Forgotten() : exchange.Talk, cancellationToken);
    }

    private static void NoteCheckIn(Exchange exchange)
    {
        var day = CheckIn.DayOf(exchange.Talk.Story);
        if (day == exchange.Talk.CheckInNoted)
            return;
        exchange.Talk.CheckInNoted = day;
        exchange.Recorder.Add((connection, who, _) => CheckIns.Set(connection, who, day));
    }

    private static bool IsTeams(ITurnContext turn) => turn.Activity.ChannelId == Channels.Msteams;

    private static bool HasOnlyAttachments(Activity activity) => activity.Attachments is { Count: > 0 } && string.IsNullOrWhiteSpace(activity.Text);
}
