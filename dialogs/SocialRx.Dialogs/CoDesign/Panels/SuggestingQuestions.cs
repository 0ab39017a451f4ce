using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Prompts;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>
/// A question a member would ask. A coach reads it first, as it reads those of staff: what is hard to read it asks to be written again, twice at most; what asks people who they are is not sent.
/// </summary>
internal sealed class SuggestingQuestions(WordBook words, Database database)
{
    private const int MostAdvice = 2;
    private const string Hard = "hard";
    private const string Long = "long";
    private const string Who = "who";

    private readonly Choice _list = words.Choice(Lines.Button.FromAList, "choice", "list", "a list", "pick", "choose");
    private readonly Choice _scale = words.Choice(Lines.Button.ZeroToTen, "scale", "0 to 10", "0-10", "number", "a number", "scale");
    private readonly Choice _own = words.Choice(Lines.Button.OwnWords, "words", "own words", "words", "text", "write");
    private readonly Choice _send = words.Choice(Lines.Button.SendIt, "send", "send", "yes send it", "yes");
    private readonly Choice _asItIs = words.Choice(Lines.Button.SendAsItIs, "send", "send it", "as it is", "just send it", "send", "leave it as it is");
    private readonly Choice _change = words.Choice(Lines.Button.ChangeIt, "change", "change", "not like that");
    private readonly Choice _leave = words.Choice(Lines.Button.LeaveIt, "no", "leave it", "not now", "dont send it", "cancel", "never mind");

    public IReadOnlyList<Question<PanelDraft>> Questions => [Kind(), Words(), Options(), Send()];

    private Question<PanelDraft> Kind() => new()
    {
        Name = "panel-ask-kind",
        Applies = draft => draft.Doing == PanelDoing.Suggests,
        Known = draft => draft.Suggests.Kind is not null,
        Prepare = EnoughTodayAsync,
        Ask = _ => new Asking(Lines.Panel.AskKind, Lines.Panel.AskKindAgain, _list, _scale, _own, _leave),
        Read = (draft, reply) => reply.Pick([_list, _scale, _own, _leave])?.Id switch
        {
            "choice" => Of(draft, QuestionKind.Choice),
            "scale" => Of(draft, QuestionKind.Scale),
            "words" => Of(draft, QuestionKind.Words),
            "no" => Left(draft),
            _ => reply.IsShrug ? Left(draft) : new Reading<PanelDraft>.Unclear(Lines.Panel.AskKindAgain),
        },
        Skip = draft => Left(draft).Draft,
        Clear = draft => draft with { Suggests = draft.Suggests with { Kind = null, Options = null } },
    };

    private async Task<PanelDraft> EnoughTodayAsync(PanelDraft draft, Exchange exchange, CancellationToken cancellationToken)
    {
        var who = exchange.Recorder.Who;
        var today = await database.ReadAsync(
            connection => PanelVotes.SeatOf(connection, who) is { } seat ? PanelProposals.SuggestedSince(connection, who.ProgrammeId, seat, exchange.Recorder.Now.AddDays(-1)) : 0,
            cancellationToken);
        if (today < ProposalRules.PerMemberADay)
            return draft;
        exchange.Say(Lines.Panel.AskEnough.With(Sentences.Number(ProposalRules.PerMemberADay)));
        return draft with { Doing = PanelDoing.Done };
    }

    private Question<PanelDraft> Words() => new()
    {
        Name = "panel-ask-words",
        Applies = draft => draft is { Doing: PanelDoing.Suggests, Suggests.Kind: not null },
        Known = draft => draft.Suggests is { Words: not null, Advice: null },
        Ask = draft => Coaching(draft.Suggests),
        LookUp = (draft, exchange, _) => Task.FromResult(ReadWords(draft, exchange)),
        Skip = draft => Left(draft).Draft,
        OnSkip = Lines.Panel.AskLeft,
        Clear = draft => draft with { Suggests = draft.Suggests with { Words = null, Advice = null, Advised = 0 } },
        Patience = int.MaxValue,
    };

    private Asking Coaching(PanelQuestionDraft asked) => asked.Advice switch
    {
        null => new(Lines.Panel.AskWords, Lines.Panel.AskWordsAgain, _leave),
        Hard => new(Lines.Panel.AskHard.With(Sentences.And(asked.HardWords)), Lines.Panel.AskWordsAgain, _asItIs, _leave),
        Long => new(Lines.Panel.AskLong, Lines.Panel.AskWordsAgain, _asItIs, _leave),
        _ => new(Lines.Panel.AskWho, Lines.Panel.AskWordsAgain, _leave),
    };

    private Reading<PanelDraft> ReadWords(PanelDraft draft, Exchange exchange)
    {
        var (reply, asked) = (exchange.Reply, draft.Suggests);
        if (reply.Pick(Coaching(asked).Choices) is { } picked && StatementLikeness.Words(reply.Text).Count <= StatementLikeness.Words(picked.Label).Count + 1)
            return picked.Id == "no" ? Left(draft) : new Reading<PanelDraft>.Understood(draft with { Suggests = asked with { Advice = null } });
        var text = OneLine(reply.Text);
        return reply.IsShrug ? Left(draft)
            : StatementShape.IsTooShort(text) ? new Reading<PanelDraft>.Unclear(Lines.Panel.AskTooShort)
            : text.Length > ProposalRules.LongestWords ? new Reading<PanelDraft>.Unclear(Lines.Panel.AskTooLong)
            : Worry.Raise(text, exchange.Recorder) ? ToAnAdult(draft)
            : new Reading<PanelDraft>.Understood(draft with { Suggests = Considered(asked, text) });
    }

    private static PanelQuestionDraft Considered(PanelQuestionDraft asked, string text)
    {
        var reading = PromptCheck.Read("", text);
        var advice = PromptCheck.AsksWhoSomebodyIs(text) ? Who
            : reading.Problems.Count == 0 || asked.Advised >= MostAdvice ? null
            : reading.HardWords.Count > 0 ? Hard : Long;
        return asked with { Words = text, Advice = advice, Advised = asked.Advised + (advice is null ? 0 : 1), HardWords = [.. reading.HardWords.Take(3)] };
    }

    private Question<PanelDraft> Options() => new()
    {
        Name = "panel-ask-options",
        Applies = draft => draft is { Doing: PanelDoing.Suggests, Suggests: { Words: not null, Advice: null, Kind: QuestionKind.Choice or QuestionKind.Scale } },
        Known = draft => draft.Suggests.Options is not null,
        Ask = draft => draft.Suggests.Kind == QuestionKind.Scale
            ? new Asking(Lines.Panel.AskEnds, Lines.Panel.AskEndsAgain, _leave)
            : new Asking(Lines.Panel.AskOptions, Lines.Panel.AskOptionsAgain, _leave),
        LookUp = (draft, exchange, _) => Task.FromResult(ReadOptions(draft, exchange)),
        Skip = draft => Left(draft).Draft,
        OnSkip = Lines.Panel.AskLeft,
        Clear = draft => draft with { Suggests = draft.Suggests with { Options = null } },
        Patience = int.MaxValue,
    };

    private Reading<PanelDraft> ReadOptions(PanelDraft draft, Exchange exchange)
    {
        var text = exchange.Reply.Text.Replace("\0", "", StringComparison.Ordinal);
        return ProposalRules.Options(text, draft.Suggests.Kind!.Value) is not { } options
            ? exchange.Reply.Is(_leave) || exchange.Reply.IsShrug ? Left(draft) : new Reading<PanelDraft>.Unclear(Lines.Panel.AskOptionsUnclear)
            : Worry.Raise(text, exchange.Recorder) ? ToAnAdult(draft)
            : new Reading<PanelDraft>.Understood(draft with { Suggests = draft.Suggests with { Options = options } });
    }

    private Question<PanelDraft> Send() => new()
    {
        Name = "panel-ask-send",
        Applies = draft => draft is { Doing: PanelDoing.Suggests, Suggests: { Words: not null, Advice: null } },
        Known = draft => draft.Suggests.Sent is not null,
        Ask = draft => Confirming(draft.Suggests),
        Read = (draft, reply) => (reply.Pick([_send, _change, _leave])?.Id, reply.YesNo) switch
        {
            ("send", _) or (null, YesNo.Yes) => new Reading<PanelDraft>.Understood(draft with { Doing = PanelDoing.Done, Suggests = draft.Suggests with { Sent = Redacted(draft.Suggests) } }, Lines.Panel.AskSent),
            ("change", _) => new Reading<PanelDraft>.Understood(draft with { Suggests = new PanelQuestionDraft { Kind = draft.Suggests.Kind } }),
            ("no", _) or (null, YesNo.No or YesNo.Unsure) => Left(draft),
            _ => new Reading<PanelDraft>.Unclear(Lines.Panel.AskUnclear),
        },
        Skip = draft => Left(draft).Draft,
        OnSkip = Lines.Panel.AskLeft,
        Clear = draft => draft,
        Record = (draft, recorder) =>
        {
            if (draft.Suggests.Sent is not { } sent)
                return;
            var id = recorder.NewId();
            recorder.Add((connection, who, now) => PanelProposals.Suggest(connection, who, id, sent, now));
        },
        Patience = int.MaxValue,
    };

    private Asking Confirming(PanelQuestionDraft asked)
    {
        var (written, redacted) = (AskedWords.Of(AsWritten(asked), words), AskedWords.Of(Redacted(asked), words));
        return new((written == redacted ? Lines.Panel.AskConfirm : Lines.Panel.AskNames).With(redacted), Lines.Panel.AskConfirmAgain.With(redacted), _send, _change, _leave);
    }

    private static ProposedQuestion AsWritten(PanelQuestionDraft asked) => new(asked.Kind!.Value, asked.Words!, asked.Options ?? []);

    private static ProposedQuestion Redacted(PanelQuestionDraft asked) => new(asked.Kind!.Value, Coding.Redacted(asked.Words!), [.. (asked.Options ?? []).Select(Coding.Redacted)]);

    private static Reading<PanelDraft>.Understood Of(PanelDraft draft, QuestionKind kind) => new(draft with { Suggests = draft.Suggests with { Kind = kind } });

    private static Reading<PanelDraft>.Understood Left(PanelDraft draft) => new(draft with { Doing = PanelDoing.Done, Suggests = new() }, Lines.Panel.AskLeft);

    private static Reading<PanelDraft>.Understood ToAnAdult(PanelDraft draft) => new(draft with { Doing = PanelDoing.Done, Suggests = new() }, Lines.Panel.ForAnAdult);

    private static string OneLine(string text) => string.Join(' ', text.Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
