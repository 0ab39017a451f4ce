using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.CoDesign.Findings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign;

/// <summary>You said, we did: tells whoever said something what was answered, each answer once, and anybody who asks or holds a receipt how it stands.</summary>
internal sealed class WhatHappened(FindingsBook book, Database database, WordBook words, TimeProvider clock)
{
    /// <summary>What is new comes a little at a time: the rest the next time.</summary>
    private const int NewAtOnce = 2;
    private const int AskedAtOnce = 4;

    private DateOnly Today => DateOnly.FromDateTime(London.Local(clock.GetUtcNow()).DateTime);

    /// <summary>Looks whether there is anything new, now and then.</summary>
    public Task RenewAsync(CancellationToken cancellationToken) => book.PublishedAsync(cancellationToken);

    /// <summary>Whether there is anything to ask about.</summary>
    public bool HasAny => book.Latest.Count > 0;

    /// <summary>Says what was answered since, if anything was; true when something was said.</summary>
    public async Task<bool> TellNewsAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var told = exchange.Talk.Story.Say.Told;
        var untold = (await book.PublishedAsync(cancellationToken)).Where(finding => finding.Latest is not null && !told.Contains(Told(finding))).ToList();
        if (untold.Count == 0)
            return false;
        var said = await SaidAsync(exchange, cancellationToken);
        var news = untold.Where(said.Has).Take(NewAtOnce).ToList();
        if (news.Count == 0)
            return false;
        exchange.Say([Lines.Done.News, .. news.Select(finding => HowItStands(finding, isTheirs: true))]);
        Note(exchange.Talk, news);
        return true;
    }

    /// <summary>Theirs first, then what others said; answered ones before those that wait.</summary>
    public async Task<IReadOnlyList<Saying>> AllAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var published = await book.PublishedAsync(cancellationToken);
        var said = await SaidAsync(exchange, cancellationToken);
        var shown = published
            .OrderByDescending(said.Has)
            .ThenByDescending(finding => finding.Latest is not null)
            .ThenByDescending(finding => finding.Latest?.AnsweredAt ?? finding.PublishedAt)
            .Take(AskedAtOnce)
            .ToList();
        Note(exchange.Talk, shown.Where(finding => finding.Latest is not null));
        return shown.Count == 0 ? [Lines.Done.Nothing] : [.. shown.Select(finding => HowItStands(finding, said.Has(finding)))];
    }

    /// <summary>What the holder of a receipt may know, or a welcome to the panel that a code invites to; null when there is neither.</summary>
    public async Task<IReadOnlyList<Saying>?> OfAsync(Receipt receipt, Exchange exchange, CancellationToken cancellationToken)
    {
        var programmeId = exchange.Recorder.Who.ProgrammeId;
        var (part, invitation) = await database.ReadAsync(
            connection => (Receipts.Find(connection, programmeId, receipt), Storage.CoDesign.Panels.FindInvite(connection, programmeId, receipt, exchange.Recorder.Now)),
            cancellationToken);
        if (invitation is not null)
            return [Joined(invitation, receipt, exchange)];
        if (part is null)
            return null;
        var theirs = (await book.PublishedAsync(cancellationToken)).Where(part.Said).ToList();
        return theirs.Count == 0 ? [Lines.Done.NotYet] : [.. theirs.Take(AskedAtOnce).Select(finding => HowItStands(finding, isTheirs: true))];
    }

    /// <summary>Null when nothing was answered that anybody could answer to.</summary>
    public static Saying? GiveReceipt(Story story, string consultationId, Forms.Recorder recorder)
    {
        if (!HasAnswered(story.Say, consultationId))
            return null;
        var receipt = Receipt.From(recorder.NewId());
        recorder.Add((connection, who, now) => Receipts.Issue(connection, who, receipt, consultationId, now));
        return Lines.Done.Receipt.With(receipt);
    }

    private static Saying Joined(PanelInvitation invitation, Receipt code, Exchange exchange)
    {
        var memberId = exchange.Recorder.NewId();
        exchange.Recorder.Add((connection, who, now) => Storage.CoDesign.Panels.Join(connection, who, code, memberId, now));
        exchange.Talk.IsOnPanel = true;
        return Lines.Panel.Welcome.With(invitation.PanelName);
    }

    private static void Note(Talk talk, IEnumerable<Finding> told) =>
        talk.Story = talk.Story with { Say = talk.Story.Say with { Told = [.. talk.Story.Say.Told.Union(told.Select(Told))] } };

    private static string Told(Finding finding) => $"{finding.Id}#{finding.Answers.Count}";

    private Task<SaidRows> SaidAsync(Exchange exchange, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SaidRows.Of(connection, exchange.Recorder.Who), cancellationToken);

    private static bool HasAnswered(SayPart part, string consultationId) =>
        part.Answers.Any(answer => answer.ConsultationId == consultationId && !answer.IsUnfinished)
        || part.Pairs.Any(pair => pair.ConsultationId == consultationId && pair.ChosenId is not null)
        || part.Statements.Any(talk => talk.ConsultationId == consultationId && (talk.Last is not null || talk.Sent is not null));

    private Saying HowItStands(Finding finding, bool isTheirs)
    {
        var said = words.Say((isTheirs ? Lines.Done.YouSaid : Lines.Done.OthersSaid).With(Sentence(finding.Words)), []);
        return finding.Latest switch
        {
            { Kind: FindingAnswerKind.WeWill, By: { } by } will => (by < Today ? Lines.Done.Late : Lines.Done.WeWill).With(said, finding.Owner, Sentence(will.Words), Sentences.Date(by)),
            { Kind: FindingAnswerKind.WeDid } did => Lines.Done.WeDid.With(said, finding.Owner, Sentence(did.Words)),
            { } cannot => Lines.Done.WeCannot.With(said, finding.Owner, Sentence(cannot.Words)),
            null => (finding.IsOverdue(Today) ? Lines.Done.Overdue : Lines.Done.Waiting).With(said, finding.Owner, Sentences.Date(finding.AnswerBy)),
        };
    }

    private static string Sentence(string words) => words.Trim().TrimEnd('.', ' ');
}
