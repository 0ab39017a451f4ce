using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Domain.WhatMatters;
using SocialRx.Language.Readings;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.Plan;

/// <summary>A small first step in the person's own words, how sure they are of it, and the plan they approve.</summary>
internal sealed class PlanQuestions(WordBook words, ProgrammeOptions programme)
{
    public const string Goal = "goal";
    public const string Confidence = "confidence";
    public const string OneMore = "one-more";
    public const string Keep = "plan";
    private const int SureEnough = 7;

    private static readonly string[] Company = ["alone", "confidence"];

    private readonly Choice _justLook = words.Choice(Lines.Button.JustLook, "look", "just look", "go and look");
    private readonly Choice _message = words.Choice(Lines.Button.MessageFirst, "message", "message them", "text them");
    private readonly Choice _someone = words.Choice(Lines.Button.SomeoneWithMe, "someone", "company", "if someone came", "a friend", "my mate");
    private readonly Choice _knowMore = words.Choice(Lines.Button.KnowMore, "know-more", "more info");
    private readonly Choice _keep = words.Choice(Lines.Button.KeepIt, "keep", "keep", "looks good", "looks right");
    private readonly Choice _change = words.Choice(Lines.Button.ChangeIt, "change", "change", "not right", "different");
    private readonly IReadOnlyList<Choice> _numbers = [.. Enumerable.Range(0, 11).Select(number => new Choice($"{number}", $"{number}"))];

    /// <summary>Asked after something was chosen.</summary>
    public IReadOnlyList<Question<Story>> FirstStep =>
    [
        new()
        {
            Name = Goal,
            Applies = story => story.Chosen is not null,
            Known = story => story.Goal is not null,
            Ask = _ => new Asking(Lines.Plan.Goal, Lines.Plan.GoalAgain, _justLook, _message, Choices.Skip(words)),
            Read = ReadGoal,
            Clear = story => story with { Goal = null },
            Record = (story, recorder) => ConsentQuestions.RecordWordsAbout(story, recorder, ConsentQuestions.AboutGoal),
        },
        new()
        {
            Name = Confidence,
            Applies = story => story.Chosen is not null,
            Known = story => story.Confidence is not null,
            Ask = _ => new Asking(Lines.Plan.Confidence, Lines.Plan.ConfidenceAgain, [.. _numbers, Choices.Skip(words)]),
            Read = ReadConfidence,
            Clear = story => story with { Confidence = null },
            Record = RecordPlan,
        },
        new()
        {
            Name = OneMore,
            Applies = story => story.Confidence < SureEnough,
            Known = story => story.OneMore is not null,
            Ask = story => new Asking(Lines.Plan.OneMore.With(story.Confidence!, story.Confidence! + 1), Lines.Plan.OneMoreAgain, _someone, _knowMore, Choices.Skip(words)),
            Read = ReadOneMore,
            Clear = story => story with { OneMore = null, WantsCompany = false },
        },
    ];

    /// <summary>Asked when everything a plan is made of has been gone through.</summary>
    public Question<Story> Approval => new()
    {
        Name = Keep,
        Applies = story => story.Chosen is not null || story.HandOff.Send == true,
        Known = story => story.KeepsPlan is not null,
        Ask = story => new Asking(Lines.Plan.Here.With(InWords(story)), Lines.Plan.HereAgain.With(InWords(story)), _keep, _change),
        Read = ReadApproval,
        Skip = story => story with { KeepsPlan = false },
        Clear = story => story with { KeepsPlan = null },
        Record = RecordPlan,
    };

    /// <summary>The plan a person reads, a line for each thing agreed.</summary>
    public string InWords(Story story)
    {
        var parts = new List<string>();
        if (story.Themes.Count > 0)
            parts.Add(words.Say(Lines.Plan.Matters.With(Sentences.Labels(story.Themes.Select(id => Theme.Find(id)!.Label))), []));
        if (story.Chosen is { } chosen)
            parts.Add(words.Say(Lines.Plan.Listing.With(chosen.WhenAndWhere.Length > 0 ? $"{chosen.Name}, {chosen.WhenAndWhere}" : chosen.Name), []));
        if (story.Goal is { } goal)
            parts.Add(words.Say(Lines.Plan.Step.With(Sentences.Echo(goal)), []));
        if (story.Confidence is { } sure)
            parts.Add(words.Say(Lines.Plan.Sure.With(sure), []));
        if (story.HandOff.Send == true)
            parts.Add(words.Say((story.HandOff.State == ReferralState.WaitingForPerson ? Lines.Plan.AdultAfterReading : Lines.Plan.Adult).With(programme.ReplyWithinWorkingDays), []));
        return string.Join('\n', parts.Select(part => $"- {part}"));
    }

    public static void RecordPlan(Story story, Recorder recorder)
    {
        if (!story.HasChosen)
        {
            recorder.Add((connection, who, _) => Plans.Drop(connection, who));
            return;
        }

        var plan = new PlanRow(story.KeepsPlan == true ? story.Goal : null, story.Confidence, story.Chosen?.ListingId);
        recorder.Add((connection, who, now) => Plans.Set(connection, who, plan, now));
    }

    private Reading<Story> ReadGoal(Story story, Reply reply)
    {
        if (reply.Pick([_justLook, _message]) is { } tapped)
            return new Reading<Story>.Understood(story with { Goal = tapped.Label, IsGoalTapped = true });
        if (reply.IsShrug)
            return new Reading<Story>.Understood(story.WithSkipped(Goal), Lines.Form.Skipped);
        return !reply.HasSomethingToSay
            ? new Reading<Story>.Unclear()
            : new Reading<Story>.Understood(story with { Goal = reply.Text.Trim(), IsGoalTapped = false }, Lines.Plan.GoalHeard.With(Sentences.Echo(reply.Text)));
    }

    private static Reading<Story> ReadConfidence(Story story, Reply reply) => ScaleReader.Read(reply.Text) switch
    {
        ScaleReading.Score { Value: >= SureEnough } score => new Reading<Story>.Understood(story with { Confidence = score.Value }, Lines.Plan.Likely.With(score.Value)),
        ScaleReading.Score score => new Reading<Story>.Understood(story with { Confidence = score.Value }),
        _ when reply.IsShrug => new Reading<Story>.Understood(story.WithSkipped(Confidence), Lines.Form.Skipped),
        _ => new Reading<Story>.Unclear(Lines.Plan.ConfidenceUnclear),
    };

    private Reading<Story> ReadOneMore(Story story, Reply reply)
    {
        if (reply.IsShrug)
            return new Reading<Story>.Understood(story.WithSkipped(OneMore), Lines.Form.Skipped);
        if (!reply.HasSomethingToSay)
            return new Reading<Story>.Unclear();

        var asks = reply.Pick([_someone, _knowMore]);
        var wantsCompany = asks?.Id == _someone.Id || WhatMatters.Coding.WantsCompany(reply.Text) || WhatMatters.Coding.Barriers(reply.Text).Intersect(Company).Any();
        return new Reading<Story>.Understood(story with { OneMore = reply.Text.Trim(), WantsCompany = wantsCompany }, Lines.Plan.OneMoreHeard.With(Sentences.Echo(reply.Text)));
    }

    private Reading<Story> ReadApproval(Story story, Reply reply)
    {
        if (reply.Is(_change) || reply.YesNo == YesNo.No)
            return new Reading<Story>.Understood(Changed(story), Lines.Plan.Change);
        return reply.Is(_keep) || reply.YesNo == YesNo.Yes
            ? new Reading<Story>.Understood(story with { KeepsPlan = true }, Lines.Plan.Kept)
            : reply.IsShrug ? new Reading<Story>.Understood(story with { KeepsPlan = false }, Lines.Form.Skipped)
            : new Reading<Story>.Unclear();
    }

    // The choice is made again from what was shown; a referral that was sent stays sent.
    private static Story Changed(Story story) =>
        (story with { HasChosen = false, Chosen = null, Goal = null, Confidence = null, OneMore = null, KeepsPlan = null })
            .WithoutSkipped(Goal)
            .WithoutSkipped(Confidence)
            .WithoutSkipped(OneMore);
}
