using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Safeguarding;
using SocialRx.Language.Readings;
using SocialRx.Language.Signals;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>What a panel does beside items: checks statements, and says which suggested questions it puts forward.</summary>
internal sealed class PanelHub(WordBook words, Database database, StatementOptions rules, ConsultationOptions where)
{
    /// <summary>With one moderator there is no second yes that a member could give.</summary>
    private const int LeastApprovals = 2;

    private readonly Choice _checks = words.Choice(Lines.Button.CheckIdeas, PanelDoing.Checks, "check", "check ideas", "ideas", "statements");
    private readonly Choice _suggests = words.Choice(Lines.Button.SuggestQuestion, PanelDoing.Suggests, "suggest", "suggest a question", "a question", "ask something");
    private readonly Choice _seconds = words.Choice(Lines.Button.LookAtSuggestions, PanelDoing.Seconds, "suggestions", "see suggestions", "other questions");
    private readonly Choice _page = words.Choice(Lines.Button.PanelPage, PanelDoing.Page, "page", "my page", "panel page", "the page");
    private readonly Choice _done = words.Choice(Lines.Button.ThatsAll, PanelDoing.Done, "thats all", "nothing", "no", "nah", "done", "im done");
    private readonly Choice _fine = words.Choice(Lines.Button.OkayToShow, "approve", "its okay", "okay", "ok", "fine", "yes", "approve", "its fine", "good");
    private readonly Choice _down = words.Choice(Lines.Button.TurnItDown, "reject", "turn it down", "reject", "no", "nah", "not okay", "bad");
    private readonly Choice _adult = words.Choice(Lines.Button.AnAdult, "pass-on", "an adult", "adult", "not sure", "idk", "dunno", "send to an adult");
    private readonly Choice _enough = words.Choice(Lines.Button.ThatsEnough, "enough", "enough", "no more", "im done", "done");
    private readonly Choice _forward = words.Choice(Lines.Button.PutItForward, PanelVotes.For, "yes", "put it forward", "good", "agree");
    private readonly Choice _dont = words.Choice(Lines.Button.DontPutForward, PanelVotes.Against, "no", "dont", "nah", "disagree");
    private readonly Choice _unsure = words.Choice(Lines.Button.CountsUnsure, PanelVotes.LeftOut, "not sure", "idk", "dunno", "pass");

    /// <summary>In a few words each: the sentences that writers read could be taken for something said by whoever taps them.</summary>
    private readonly IReadOnlyList<Choice> _reasons = [.. StatementRejection.All.Select(reason => words.Choice(Label(reason.Id), reason.Id))];

    public IReadOnlyList<Question<PanelDraft>> Questions => [Hub(), CheckWhy(), Check(), Second()];

    private Question<PanelDraft> Hub() => new()
    {
        Name = "panel-hub",
        Applies = draft => draft is { IsLookedUp: true, Doing: null or PanelDoing.Hub } && (draft.Item is null || draft.Doing is not null || draft.Shows == false || draft.Closes is not null),
        Known = _ => false,
        Prepare = async (draft, exchange, cancellationToken) => draft.Offer is null ? draft with { Offer = await OfferAsync(draft, exchange, cancellationToken) } : draft,
        Ask = draft => new Asking(Lines.Panel.Hub, Lines.Panel.HubAgain, Choices(draft.Offer!)) { Before = draft is { Item: null, Dealt.Count: 0, Doing: null } ? [Lines.Panel.Nothing] : [] },
        LookUp = (draft, exchange, _) => Task.FromResult<Reading<PanelDraft>>((exchange.Reply.Pick(Choices(draft.Offer!))?.Id ?? (exchange.Reply.IsShrug ? PanelDoing.Done : null)) switch
        {
            null => new Reading<PanelDraft>.Unclear(Lines.Panel.HubAgain),
            PanelDoing.Page => Page(draft, exchange),
            var doing => new Reading<PanelDraft>.Understood(draft with { Doing = doing, Offer = null }),
        }),
        Skip = draft => draft with { Doing = PanelDoing.Done },
        Clear = draft => draft with { Doing = PanelDoing.Hub, Offer = null },
    };

    private IReadOnlyList<Choice> Choices(PanelOffer offer) =>
    [
        .. offer.Checks ? [_checks] : Array.Empty<Choice>(),
        .. offer.Seconds ? [_seconds] : Array.Empty<Choice>(),
        _suggests,
        .. offer.Page ? [_page] : Array.Empty<Choice>(),
        _done,
    ];

    /// <summary>A link of their own, good once and for a few minutes.</summary>
    private Reading<PanelDraft>.Understood Page(PanelDraft draft, Exchange exchange)
    {
        var link = PanelPass.From(exchange.Recorder.NewId(), exchange.Recorder.NewId());
        exchange.Recorder.Add((connection, who, now) => PanelPasses.Give(connection, who, link, PanelRules.LinkIsGoodFor, now));
        exchange.Link = new(words[Lines.Button.PanelPage], words[Lines.Button.OpenPanelPage], new Uri(new Uri(where.ChatAddress), $"/panel/in/{link.Letters}").AbsoluteUri);
        return new(draft with { Doing = PanelDoing.Done, Offer = null }, Lines.Panel.Page);
    }

    private Task<PanelOffer> OfferAsync(PanelDraft draft, Exchange exchange, CancellationToken cancellationToken) => database.ReadAsync(
        connection => new PanelOffer(NextCheck(connection, draft, exchange) is not null, NextSecond(connection, draft, exchange) is not null, where.ChatAddress.Length > 0),
        cancellationToken);

    private Question<PanelDraft> Check() => new()
    {
        Name = "panel-check",
        Applies = draft => draft.Doing == PanelDoing.Checks,
        Known = _ => false,
        Prepare = async (draft, exchange, cancellationToken) => draft.Check is null ? await CheckNextAsync(draft, exchange, cancellationToken) : draft,
        Ask = draft => new Asking(Lines.Panel.Check.With(draft.Check!.Words), Lines.Panel.CheckAgain.With(draft.Check.Words), _fine, _down, _adult, _enough)
        {
            Before = draft.Dealt.Count == 0 ? [Lines.Panel.CheckIntro] : [],
        },
        Read = (draft, reply) => reply.Pick([_fine, _down, _adult, _enough])?.Id switch
        {
            "approve" => new Reading<PanelDraft>.Understood(Decided(draft, "approve", null), Lines.Panel.Checked),
            "reject" => new Reading<PanelDraft>.Understood(draft with { TurnsDown = true, Verdict = null }),
            "pass-on" => new Reading<PanelDraft>.Understood(Decided(draft, "pass-on", null), Lines.Panel.PassedOn),
            "enough" => new Reading<PanelDraft>.Understood(draft with { Doing = PanelDoing.Done, Check = null, Verdict = null }),
            _ => new Reading<PanelDraft>.Unclear(Lines.Panel.CheckAgain.With(draft.Check!.Words)),
        },
        Skip = draft => draft with { Check = null, Verdict = null, Dealt = [.. draft.Dealt, draft.Check!.Id] },
        Clear = draft => draft with { Verdict = null },
        Record = Record,
        // What nobody has said is no decision: it is asked until it is answered, skipped or stopped.
        Patience = int.MaxValue,
    };

    private Question<PanelDraft> CheckWhy() => new()
    {
        Name = "panel-check-why",
        Applies = draft => draft is { Doing: PanelDoing.Checks, TurnsDown: true, Check: not null },
        Known = _ => false,
        Ask = _ => new Asking(Lines.Panel.CheckWhy, Lines.Panel.CheckWhyAgain, _reasons),
        Read = (draft, reply) => reply.Pick(_reasons) is { } reason
            ? new Reading<PanelDraft>.Understood(Decided(draft, "reject", reason.Id), Lines.Panel.Checked)
            : reply.IsShrug ? new Reading<PanelDraft>.Understood(Decided(draft, "pass-on", null), Lines.Panel.PassedOn)
            : new Reading<PanelDraft>.Unclear(Lines.Panel.CheckWhyAgain),
        Skip = draft => Decided(draft, "pass-on", null),
        OnSkip = Lines.Panel.PassedOn,
        Clear = draft => draft with { TurnsDown = false },
        Record = Record,
    };

    private async Task<PanelDraft> CheckNextAsync(PanelDraft draft, Exchange exchange, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(connection => NextCheck(connection, draft, exchange), cancellationToken) is { } next)
            return draft with { Check = new(next.Id, Sentences.Echo(next.Redacted)), Verdict = null, TurnsDown = false };
        exchange.Say(Lines.Panel.AllChecked);
        return draft with { Doing = PanelDoing.Hub, Verdict = null, Offer = null };
    }

    private StatementToCheck? NextCheck(Connection connection, PanelDraft draft, Exchange exchange) =>
        rules.ApprovalsNeeded < LeastApprovals ? null : PanelModeration.Next(connection, exchange.Recorder.Who, draft.Dealt, IsSafe);

    /// <summary>Nothing that may be about somebody's safety is put before a young person, whatever was thought of it when it was sent.</summary>
    private static bool IsSafe(string said) => RiskSignals.Read(said).Route == SafeguardingRoute.None;

    private static PanelDraft Decided(PanelDraft draft, string deed, string? reasonId) => draft with
    {
        Verdict = new(draft.Check!.Id, deed, reasonId),
        Check = null,
        TurnsDown = false,
        Dealt = [.. draft.Dealt, draft.Check.Id],
    };

    private void Record(PanelDraft draft, Recorder recorder)
    {
        if (draft.Verdict is not { } verdict)
            return;
        var decision = new NewDecision(recorder.NewId(), Deed(verdict.Deed), verdict.ReasonId);
        recorder.Add((connection, who, now) => PanelModeration.Decide(connection, who, verdict.StatementId, decision, rules.ApprovalsNeeded, now));
    }

    private static PlainLine Label(string reasonId) => reasonId switch
    {
        StatementRejection.Names => Lines.Button.ReasonNames,
        StatementRejection.AboutSomebody => Lines.Button.ReasonAboutSomebody,
        StatementRejection.SeveralIdeas => Lines.Button.ReasonSeveralIdeas,
        StatementRejection.NotClear => Lines.Button.ReasonNotClear,
        StatementRejection.Question => Lines.Button.ReasonQuestion,
        StatementRejection.OffTopic => Lines.Button.ReasonOffTopic,
        StatementRejection.SaidAlready => Lines.Button.ReasonSaidAlready,
        StatementRejection.Hurtful => Lines.Button.ReasonHurtful,
        StatementRejection.Unsafe => Lines.Button.ReasonUnsafe,
        _ => Lines.Button.ReasonNonsense,
    };

    private static StatementDeed Deed(string deed) => deed switch
    {
        "approve" => StatementDeed.Approve,
        "reject" => StatementDeed.Reject,
        _ => StatementDeed.PassOn,
    };

    private Question<PanelDraft> Second() => new()
    {
        Name = "panel-second",
        Applies = draft => draft.Doing == PanelDoing.Seconds,
        Known = _ => false,
        Prepare = async (draft, exchange, cancellationToken) => draft.Second is null ? await SecondNextAsync(draft, exchange, cancellationToken) : draft,
        Ask = draft => new Asking(Lines.Panel.Second.With(draft.Second!.Words), Lines.Panel.SecondAgain.With(draft.Second.Words), _forward, _dont, _unsure, _enough),
        Read = (draft, reply) => (reply.Pick([_forward, _dont, _unsure, _enough])?.Id ?? PanelQuestions.OfYesNo(reply.YesNo)) switch
        {
            null => new Reading<PanelDraft>.Unclear(Lines.Panel.SecondAgain.With(draft.Second!.Words)),
            "enough" => new Reading<PanelDraft>.Understood(draft with { Doing = PanelDoing.Done, Second = null, Said = null }),
            var choice => new Reading<PanelDraft>.Understood(SaidTo(draft, choice), Lines.Panel.Seconded),
        },
        Skip = draft => draft with { Second = null, Said = null, Dealt = [.. draft.Dealt, draft.Second!.Id] },
        Clear = draft => draft with { Said = null },
        Record = (draft, recorder) =>
        {
            if (draft.Said is { } said)
                recorder.Add((connection, who, now) => PanelProposals.Support(connection, who, said.Id, said.Choice, now));
        },
        Patience = int.MaxValue,
    };

    private async Task<PanelDraft> SecondNextAsync(PanelDraft draft, Exchange exchange, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(connection => NextSecond(connection, draft, exchange), cancellationToken) is { } next)
            return draft with { Second = new(next.Id, AskedWords.Of(next.Question, words)), Said = null };
        exchange.Say(Lines.Panel.AllSeconded);
        return draft with { Doing = PanelDoing.Hub, Said = null, Offer = null };
    }

    private static PanelProposal? NextSecond(Connection connection, PanelDraft draft, Exchange exchange) =>
        PanelVotes.SeatOf(connection, exchange.Recorder.Who) is { } seat ? PanelProposals.ToSecond(connection, exchange.Recorder.Who.ProgrammeId, seat, draft.Dealt, exchange.Recorder.Now) : null;

    private static PanelDraft SaidTo(PanelDraft draft, string choice) => draft with
    {
        Said = new(draft.Second!.Id, choice),
        Second = null,
        Dealt = [.. draft.Dealt, draft.Second.Id],
    };
}

/// <summary>A suggested question as members read it.</summary>
internal static class AskedWords
{
    public static string Of(ProposedQuestion question, WordBook words) => words.Say(
        question switch
        {
            { Kind: QuestionKind.Choice } => Lines.Panel.AskedChoice.With(question.Words, string.Join(", ", question.Options)),
            { Kind: QuestionKind.Scale } => Lines.Panel.AskedScale.With(question.Words, question.Options[0], question.Options[1]),
            _ => Lines.Panel.AskedWords.With(question.Words),
        },
        []);
}
