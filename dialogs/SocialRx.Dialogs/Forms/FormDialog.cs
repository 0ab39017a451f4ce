using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.Forms;

/// <summary>Goes through a form with somebody. The draft lives in the <see cref="Talk"/>, the place in the form in the dialog's own state.</summary>
internal sealed class FormDialog<TDraft>(string id, Form<TDraft> form, Func<Talk, TDraft> draftOf, Action<Talk, TDraft> keep, bool canBeLeftBackwards = true) : Dialog(id)
    where TDraft : Draft<TDraft>
{
    /// <summary>Begun with this, the form goes back to its last question.</summary>
    public const string GoBack = "go-back";

    private const int OffersChoicesFrom = 2;

    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange.Of(dc.Context);
        return options is GoBack
            ? BackAsync(dc, exchange, new Position { Trail = exchange.Talk.LastTrail }, cancellationToken)
            : AskNextAsync(dc, exchange, new Position(), isNew: true, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange.Of(dc.Context);
        var at = Position.From(dc.ActiveDialog.State);
        var draft = draftOf(exchange.Talk);
        if (form.Current(draft, at) is not { } question)
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        if (question.Name != at.Question)
            return await AskNextAsync(dc, exchange, at, isNew: true, cancellationToken);

        return CommandReader.Read(exchange.Reply.Text) switch
        {
            Command.Back => await BackAsync(dc, exchange, at, cancellationToken),
            Command.Skip => await SkipAsync(dc, exchange, question, cancellationToken),
            Command.Hello => await HelloAsync(dc, exchange, at, cancellationToken),
            _ => await HearAsync(dc, exchange, question, cancellationToken),
        };
    }

    /// <summary>What was begun from here has ended, and may have answered or taken back some of this form.</summary>
    public override Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default) =>
        result is Draft { EndsEverything: true }
            ? dc.EndDialogAsync(result, cancellationToken)
            : AskNextAsync(dc, Exchange.Of(dc.Context), Position.From(dc.ActiveDialog.State), isNew: false, cancellationToken);

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange.Of(turnContext);
        var draft = draftOf(exchange.Talk);
        if (form.Current(draft, Position.From(instance.State)) is { } question)
            Put(exchange, question, await PreparedAsync(exchange, question, draft, cancellationToken), isNew: false);
    }

    private async Task<DialogTurnResult> HearAsync(DialogContext dc, Exchange exchange, Question<TDraft> question, CancellationToken cancellationToken)
    {
        var at = Position.From(dc.ActiveDialog.State);
        switch (await question.ReadAsync(draftOf(exchange.Talk), exchange, cancellationToken))
        {
            case Reading<TDraft>.Understood understood:
                Keep(exchange, question, understood.Draft);
                exchange.Say(understood.Says);
                return await AskNextAsync(dc, exchange, at.Past(question.Name), isNew: true, cancellationToken);
            case Reading<TDraft>.Stays stays:
                keep(exchange.Talk, stays.Draft);
                exchange.Say(stays.Says);
                return await AskNextAsync(dc, exchange, at with { Misses = 0 }, isNew: false, cancellationToken);
            case Reading<TDraft>.Ends ends:
                Keep(exchange, question, ends.Draft);
                exchange.Say(ends.Says);
                return await dc.EndDialogAsync(ends.Draft, cancellationToken);
            case Reading<TDraft>.Unclear unclear:
                return await MissAsync(dc, exchange, question, unclear, cancellationToken);
            default:
                throw new InvalidOperationException("A reading has four kinds.");
        }
    }

    private async Task<DialogTurnResult> MissAsync(DialogContext dc, Exchange exchange, Question<TDraft> question, Reading<TDraft>.Unclear unclear, CancellationToken cancellationToken)
    {
        var at = Position.From(dc.ActiveDialog.State);
        if (exchange.HasAside)
            return await AskNextAsync(dc, exchange, at, isNew: false, cancellationToken);
        at = at with { Misses = at.Misses + 1 };
        if (at.Misses >= question.Patience)
        {
            exchange.Say(question.OnSkip ?? Lines.Form.LeaveIt);
            return await LeaveAsync(dc, exchange, question, at, cancellationToken);
        }

        exchange.Say(unclear.Why ?? (at.Misses < OffersChoicesFrom ? Lines.Form.Unclear : Lines.Form.UnclearAgain));
        return await AskNextAsync(dc, exchange, at, isNew: false, cancellationToken);
    }

    private async Task<DialogTurnResult> SkipAsync(DialogContext dc, Exchange exchange, Question<TDraft> question, CancellationToken cancellationToken)
    {
        exchange.Say(question.OnSkip ?? Lines.Form.Skipped);
        return await LeaveAsync(dc, exchange, question, Position.From(dc.ActiveDialog.State), cancellationToken);
    }

    private async Task<DialogTurnResult> LeaveAsync(DialogContext dc, Exchange exchange, Question<TDraft> question, Position at, CancellationToken cancellationToken)
    {
        Keep(exchange, question, question.Skipped(draftOf(exchange.Talk)));
        return await AskNextAsync(dc, exchange, at.Past(question.Name), isNew: true, cancellationToken);
    }

    private async Task<DialogTurnResult> BackAsync(DialogContext dc, Exchange exchange, Position at, CancellationToken cancellationToken)
    {
        if (form.Back(draftOf(exchange.Talk), at) is not { } back)
        {
            if (canBeLeftBackwards)
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            exchange.Say(Lines.Form.NothingBefore);
            return await AskNextAsync(dc, exchange, at, isNew: false, cancellationToken);
        }

        Keep(exchange, back.Question, back.Draft);
        exchange.Say(Lines.Form.Back);
        return await AskAsync(dc, exchange, back.Question, back.At, isNew: false, cancellationToken);
    }

    private async Task<DialogTurnResult> HelloAsync(DialogContext dc, Exchange exchange, Position at, CancellationToken cancellationToken)
    {
        if (!exchange.HasSpoken)
            exchange.Say(Lines.Form.Hello);
        return await AskNextAsync(dc, exchange, at, isNew: false, cancellationToken);
    }

    // Preparing a question may answer it, so this goes on until one has to be put.
    private async Task<DialogTurnResult> AskNextAsync(DialogContext dc, Exchange exchange, Position at, bool isNew, CancellationToken cancellationToken)
    {
        for (var question = form.Next(draftOf(exchange.Talk)); question is not null; question = form.Next(draftOf(exchange.Talk)))
        {
            var draft = await PreparedAsync(exchange, question, draftOf(exchange.Talk), cancellationToken);
            if (form.Next(draft)?.Name == question.Name)
                return await AskAsync(dc, exchange, question, at with { Misses = question.Name == at.Question ? at.Misses : 0 }, isNew, cancellationToken);
        }

        (exchange.Talk.LastForm, exchange.Talk.LastTrail) = (Id, at.Trail);
        return await dc.EndDialogAsync(draftOf(exchange.Talk), cancellationToken);
    }

    private async Task<DialogTurnResult> AskAsync(DialogContext dc, Exchange exchange, Question<TDraft> question, Position at, bool isNew, CancellationToken cancellationToken)
    {
        (at with { Question = question.Name }).To(dc.ActiveDialog.State);
        Put(exchange, question, await PreparedAsync(exchange, question, draftOf(exchange.Talk), cancellationToken), isNew);
        return EndOfTurn;
    }

    private async Task<TDraft> PreparedAsync(Exchange exchange, Question<TDraft> question, TDraft draft, CancellationToken cancellationToken)
    {
        if (question.Prepare is null)
            return draft;
        var prepared = await question.Prepare(draft, exchange, cancellationToken);
        if (!ReferenceEquals(prepared, draft))
            Keep(exchange, question, prepared);
        return prepared;
    }

    private static void Put(Exchange exchange, Question<TDraft> question, TDraft draft, bool isNew)
    {
        var asking = question.Ask(draft);
        if (isNew)
            exchange.Say(asking.Before);
        exchange.Say(isNew ? asking.Words with { Otherwise = asking.Again } : asking.Again with { Otherwise = asking.Words });
        exchange.Offer(asking.Choices, asking.Cards);
    }

    private void Keep(Exchange exchange, Question<TDraft> question, TDraft draft)
    {
        keep(exchange.Talk, draft);
        question.Record?.Invoke(draft, exchange.Recorder);
    }
}
