using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.WhatMatters;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign.Panels;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Panels;

/// <summary>What stands behind an item, one piece at a time, before the vote. Each may be skipped, and so may all of them.</summary>
internal sealed class EvidenceQuestions(WordBook words)
{
    /// <summary>What is typed in more words than these says why, too.</summary>
    private const int MostOfAWeight = 5;
    private const int LongestWhy = 500;

    private readonly Choice _aLot = words.Choice(Lines.Button.CountsALot, EvidenceWeight.ALot.Stored(), "lots", "loads", "very much", "a lot", "most");
    private readonly Choice _aBit = words.Choice(Lines.Button.CountsABit, EvidenceWeight.ABit.Stored(), "bit", "a little", "some", "kinda", "a bit", "not much");
    private readonly Choice _not = words.Choice(Lines.Button.CountsNot, EvidenceWeight.Not.Stored(), "not at all", "none", "nothing", "zero", "doesnt count", "shouldnt count");
    private readonly Choice _unsure = words.Choice(Lines.Button.CountsUnsure, EvidenceWeight.Unsure.Stored(), "not sure", "unsure", "idk", "dunno", "no idea");
    private readonly Choice _vote = words.Choice(Lines.Button.ToTheVote, "vote", "vote", "just vote", "the vote", "enough");

    public IReadOnlyList<Question<PanelDraft>> Questions => [WhyNot(), Weigh()];

    /// <summary>Pieces a member has not weighed yet, in words.</summary>
    public IReadOnlyList<PanelPiece> ToWeigh(Connection connection, string programmeId, string itemId, string memberId)
    {
        var weighed = PanelWeights.Weighed(connection, programmeId, itemId, memberId);
        return [.. PanelWeights.Evidence(connection, programmeId, itemId).Where(piece => !weighed.Contains(piece.Number)).Select(piece => new PanelPiece(piece.Number, EvidenceWords.Of(piece, words)))];
    }

    private Question<PanelDraft> Weigh() => new()
    {
        Name = "panel-evidence",
        Applies = draft => draft.IsAt(PanelAsk.Vote) && draft is { Pieces.Count: > 0, Choices: null },
        Known = _ => false,
        Ask = Put,
        LookUp = (draft, exchange, _) => Task.FromResult(Read(draft, exchange)),
        Skip = draft => draft with { Pieces = [.. draft.Pieces.Skip(1)], Weighed = null },
        Clear = draft => draft.Weighed is { } weighed ? draft with { Pieces = [weighed.Piece, .. draft.Pieces], Weighed = null, AsksWhyNot = false } : draft,
        Record = Record,
    };

    private Question<PanelDraft> WhyNot() => PanelQuestions.InOwnWords(
        new()
        {
            Name = "panel-evidence-why",
            Applies = draft => draft is { AsksWhyNot: true, Weighed: not null } && draft.IsAt(PanelAsk.Vote),
            Known = _ => false,
            Ask = _ => new Asking(Lines.Panel.EvidenceWhy, Lines.Panel.EvidenceWhyAgain, Choices.Skip(words)),
            Clear = draft => draft,
            Record = Record,
        },
        (draft, why) => draft with { AsksWhyNot = false, Weighed = draft.Weighed! with { Why = why.Length > 0 ? why : null } });

    private Asking Put(PanelDraft draft)
    {
        var piece = draft.Pieces[0].Words;
        return new(Lines.Panel.EvidenceAsk.With(piece), Lines.Panel.EvidenceAgain.With(piece), _aLot, _aBit, _not, _unsure, _vote)
        {
            Before = draft.Pieces.Count == draft.Item!.Pieces ? [Lines.Panel.Evidence.With(Sentences.Number(draft.Pieces.Count))] : [],
        };
    }

    private Reading<PanelDraft> Read(PanelDraft draft, Exchange exchange)
    {
        var reply = exchange.Reply;
        if (reply.Is(_vote))
            return new Reading<PanelDraft>.Understood(draft with { Pieces = [], Weighed = null });
        if (reply.Text.Length > LongestWhy)
            return new Reading<PanelDraft>.Unclear(Lines.Panel.WhyTooLong);
        return EvidenceWeights.Find(reply.Pick([_aLot, _aBit, _not, _unsure])?.Id ?? OfYesNo(reply.YesNo)?.Stored()) is { } weight
            ? Weighed(draft, weight, exchange)
            : new Reading<PanelDraft>.Unclear(Lines.Panel.EvidenceAgain.With(draft.Pieces[0].Words));
    }

    private static Reading<PanelDraft>.Understood Weighed(PanelDraft draft, EvidenceWeight weight, Exchange exchange)
    {
        var saysWhy = StatementLikeness.Words(exchange.Reply.Text).Count > MostOfAWeight;
        var isWorrying = saysWhy && Worry.Raise(exchange.Reply.Text, exchange.Recorder);
        var why = saysWhy && !isWorrying ? Coding.Redacted(exchange.Reply.Text.Trim()) : null;
        var after = draft with { Pieces = [.. draft.Pieces.Skip(1)], Weighed = new(draft.Pieces[0], weight, why), AsksWhyNot = weight == EvidenceWeight.Not && !saysWhy };
        return isWorrying ? new(after, Lines.Panel.ForAnAdult) : why is null ? new(after) : new(after, Lines.Panel.EvidenceNoted.With(why));
    }

    private static EvidenceWeight? OfYesNo(YesNo? answer) => answer switch
    {
        YesNo.Yes => EvidenceWeight.ALot,
        YesNo.No => EvidenceWeight.Not,
        YesNo.Unsure => EvidenceWeight.Unsure,
        _ => null,
    };

    private static void Record(PanelDraft draft, Recorder recorder)
    {
        if (draft is not { Item: { } item, Weighed: { } weighed })
            return;
        var reason = weighed.Why is { } why ? new NewNote(recorder.NewId(), why) : null;
        recorder.Add((connection, who, now) => PanelWeights.Weigh(connection, who, item.Id, weighed.Piece.Number, weighed.Weight, reason, now));
    }
}

/// <summary>A piece of evidence as a member reads it.</summary>
internal static class EvidenceWords
{
    public static string Of(PanelEvidence piece, WordBook words) => words.Say(
        piece switch
        {
            PanelEvidence.Count count => Lines.Panel.EvidenceCount.With(count.Words, count.People, count.OutOf, count.OfHundred.Low, count.OfHundred.High),
            PanelEvidence.Statement { IsFor: true } statement => Lines.Panel.EvidenceFor.With(statement.Words),
            PanelEvidence.Statement statement => Lines.Panel.EvidenceAgainst.With(statement.Words),
            PanelEvidence.NotHeard groups => Lines.Panel.EvidenceNotHeard.With(Sentences.And(Groups(groups, words))),
            PanelEvidence.Missing missing => Lines.Panel.EvidenceMissing.With(missing.Words),
            _ => throw new InvalidOperationException("A piece of evidence has four kinds."),
        },
        []);

    private static IEnumerable<string> Groups(PanelEvidence.NotHeard groups, WordBook words) =>
    [
        .. groups.Ages.Select(ages => words.Say(Lines.Panel.Aged.With(ages.Replace("-", " to ", StringComparison.Ordinal)), [])),
        .. groups.Outcodes.Select(area => words.Say(Lines.Panel.LivingIn.With(area), [])),
    ];
}
