using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Storage.People;
using Barrier = SocialRx.Domain.WhatMatters.Barrier;

namespace SocialRx.Dialogs.MyData;

/// <summary>Everything that is known about a person, in plain words: what is stored, and what only this chat remembers.</summary>
internal sealed class KnownInWords(WordBook words, ProgrammeOptions programme, RetentionOptions retention)
{
    public string Programme => programme.Name;

    public Saying HowLong => Lines.Data.HowLong.With(retention.ForgetAfterDays);

    /// <summary>What taking a yes back does at once.</summary>
    public static Saying Effect(string purpose) => purpose switch
    {
        ConsentPurpose.Numbers => Lines.Data.TookBackNumbers,
        ConsentPurpose.Quote => Lines.Data.TookBackQuote,
        ConsentPurpose.CheckIn => Lines.Data.TookBackCheckIn,
        _ => Lines.Data.TookBackReferral,
    };

    /// <summary>Every decision with its receipt, oldest first; empty when there is none.</summary>
    public string Receipts(StoredPerson? stored) => string.Join('\n', (stored?.Consents ?? []).Select(consent => $"- {Receipt(consent)}"));

    public string Say(StoredPerson? stored, Story story, bool isReachable)
    {
        var lines = Stored(stored).Concat(Remembered(story)).Concat(isReachable ? [words[Lines.Data.Reachable]] : []).ToList();
        return lines.Count == 0 ? words[Lines.Data.Nothing] : string.Join('\n', lines.Select(line => $"- {line}"));
    }

    public string Purpose(string purpose) => words[purpose switch
    {
        ConsentPurpose.Numbers => Lines.Data.PurposeNumbers,
        ConsentPurpose.Quote => Lines.Data.PurposeQuote,
        ConsentPurpose.CheckIn => Lines.Data.PurposeCheckIn,
        _ => Lines.Data.PurposeReferral,
    }];

    private IEnumerable<string> Stored(StoredPerson? stored)
    {
        if (stored is null)
            yield break;
        if (stored.AgeBand is { } age)
            yield return Filled(Lines.Data.Age, age);
        if (stored.Outcode is { } outcode)
            yield return Filled(Lines.Data.Area, outcode);
        foreach (var line in Mentions(stored))
            yield return line;
        if (stored.Plan is { Confidence: { } sure })
            yield return Filled(Lines.Data.Confidence, sure);
        if (stored.Plan is { Goal: { } goal })
            yield return Filled(Lines.Data.Goal, Sentences.Echo(goal));
        if (stored.Outcomes.Count > 0)
            yield return Filled(Lines.Data.Suggestions, stored.Outcomes.Count);
        if (Answered(stored).Distinct().Count() is > 0 and var answers)
            yield return Filled(Lines.Data.Answers, answers);
        if (stored.Looks.Count > 0)
            yield return Filled(Lines.Data.SecondLooks, stored.Looks.Count);
        foreach (var kept in stored.Words)
            yield return Filled(Lines.Data.OwnWords, Sentences.Echo(kept.Words));
        foreach (var idea in stored.Statements)
            yield return Filled(Lines.Data.Idea, Sentences.Echo(idea.Words));
        if (stored.Votes.Count > 0)
            yield return Filled(Lines.Data.Votes, stored.Votes.Count);
        foreach (var referral in stored.Referrals.Where(referral => referral.State != ReferralState.Withdrawn))
            yield return Filled(Lines.Data.Referral, Sentences.And(Shared(referral)));
        foreach (var complaint in stored.Complaints)
            yield return Filled(complaint.AnsweredAt is null ? Lines.Data.ComplaintWaits : Lines.Data.ComplaintRead, Sentences.Echo(complaint.Words));
        foreach (var consent in stored.Consents.GroupBy(consent => consent.Purpose).Select(decisions => decisions.Last()))
            yield return Filled(consent.Given ? Lines.Data.SaidYes : Lines.Data.SaidNo, Purpose(consent.Purpose));
    }

    private string Receipt(StoredConsent consent) => words.Say(
        (consent.Given ? Lines.Data.ReceiptYes : Lines.Data.ReceiptNo)
            .With(Sentences.Receipt(consent.Id), Purpose(consent.Purpose), Sentences.Date(DateOnly.FromDateTime(consent.DecidedAt.UtcDateTime))),
        []);

    private static IEnumerable<(string ConsultationId, string QuestionId)> Answered(StoredPerson stored) =>
    [
        .. stored.Answers.Select(answer => (answer.ConsultationId, answer.QuestionId)),
        .. stored.Orders.Select(order => (order.ConsultationId, order.QuestionId)),
        .. stored.Pairs.Select(pair => (pair.ConsultationId, pair.QuestionId)),
        .. stored.Ballots.Select(ballot => (ballot.ConsultationId, ballot.QuestionId)),
    ];

    private IEnumerable<string> Mentions(StoredPerson stored)
    {
        foreach (var kind in stored.Mentions.GroupBy(mention => mention.Kind))
        {
            var labels = Sentences.Labels(kind.Select(mention => Label(mention.Code)));
            yield return kind.Key switch
            {
                MentionKind.Matters => Filled(Lines.Data.Matters, labels),
                MentionKind.Barrier => Filled(Lines.Data.InTheWay, labels),
                _ => Filled(Lines.Data.Strengths, labels),
            };
        }
    }

    private IEnumerable<string> Remembered(Story story)
    {
        var said = ConsentQuestions.KeptWordsOf(story).Select(kept => $"“{Sentences.Echo(kept.Words)}”").ToList();
        if (said.Count > 0)
            yield return Filled(Lines.Data.Remembered, Sentences.And(said));
        if (story.Chosen is { } chosen)
            yield return Filled(Lines.Data.Chosen, chosen.Name);
    }

    private static IEnumerable<string> Shared(StoredReferral referral) =>
        new[] { referral.SharedName, referral.SharedContact, referral.SafeContact, referral.SharedAgeBand, referral.SharedOutcode, LabelsOf(referral.SharedMatters), referral.SharedGoal }
            .OfType<string>()
            .Select(Sentences.Echo);

    private static string? LabelsOf(string? codes) => codes is null ? null : Sentences.Labels(codes.Split(',').Select(Label));

    private static string Label(string code) => Theme.Find(code)?.Label ?? Barrier.Find(code)?.Label ?? code;

    private string Filled(Line line, object value) => words.Say(line.With(value), []);
}
