using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain;
using SocialRx.Domain.ActivityDirectory;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.ActivityDirectory;
using SocialRx.Storage.People;

namespace SocialRx.Dialogs.FindActivity;

/// <summary>About three things to do, and what the person makes of each, until one is chosen or it is left for now.</summary>
internal sealed class FindActivityQuestions(WordBook words, Database database, TermCalendars terms, TimeProvider clock)
{
    public const string Suggestion = "suggestion";
    private const string WhyNot = "why-not";
    private const string NothingFits = "nothing-fits";

    private readonly SuggestionWords _words = new(words);
    private readonly Choice _notNow = words.Choice(Lines.Button.NotNow, "not-now", "not today", "leave it", "leave it for now", "later", "maybe later");
    private readonly Choice _none = words.Choice(Lines.Button.NoneOfThese, "none", "none", "none of them", "something else", "others", "other ones", "show me more", "different ones", "no", "nah");
    private readonly Choice _talk = words.Choice(Lines.Button.TalkToSomeone, "talk", "someone", "a person", "link worker");
    private readonly Choice _lookAgain = words.Choice(Lines.Button.LookForSomethingElse, "look", "something else", "look again", "change it");
    private readonly IReadOnlyList<Choice> _reasons = [.. NotForMe.All.Select(reason => new Choice(reason.Id, reason.Label, AlsoFor(reason.Id)))];

    public IReadOnlyList<Question<Story>> Questions =>
    [
        new()
        {
            Name = WhyNot,
            Applies = story => story.TurnedDown.Count > 0,
            Known = story => story.TurnedDown.All(turned => turned.Reason is not null),
            Ask = _ => new Asking(Lines.Find.WhyNot, Lines.Find.WhyNotAgain, [.. _reasons, Choices.Skip(words)]),
            Read = ReadWhyNot,
            Skip = story => WithReason(story, ""),
            Clear = WithoutReason,
            Record = RecordOutcomes,
        },
        new()
        {
            Name = Suggestion,
            Applies = story => story.Shown is null or { Count: > 0 },
            Known = story => story.HasChosen,
            Prepare = LookAsync,
            Ask = AskWhich,
            Read = ReadChoice,
            Skip = story => story with { HasChosen = true, Chosen = null },
            Clear = WithoutChoice,
            Record = RecordChoice,
        },
        new()
        {
            Name = NothingFits,
            Applies = story => story.Shown is { Count: 0 },
            Known = story => story.HasChosen,
            Ask = _ => new Asking(Lines.Find.Nothing, Lines.Find.NothingAgain, _talk, _lookAgain, _notNow),
            Read = ReadNothingFits,
            Skip = story => story with { HasChosen = true },
            Clear = story => story with { HasChosen = false, HandOff = story.HandOff with { Wanted = null } },
        },
    ];

    /// <summary>Forgets what was shown and chosen, and keeps what was told.</summary>
    public static Story LookAfresh(Story story) =>
        (story with { Shown = null, HasChosen = false, Chosen = null, Goal = null, Confidence = null, OneMore = null, KeepsPlan = null, AskAfter = null, AskedHowItWent = false, HowItWent = null })
            .WithoutSkipped(Suggestion)
            .WithoutSkipped(Plan.PlanQuestions.Goal)
            .WithoutSkipped(Plan.PlanQuestions.Confidence)
            .WithoutSkipped(Plan.PlanQuestions.OneMore);

    private async Task<Story> LookAsync(Story story, Exchange exchange, CancellationToken cancellationToken)
    {
        if (story.Shown is not null)
            return story;

        var wishes = StoryWishes.Of(story, terms);
        var now = clock.GetUtcNow();
        var candidates = await Listings.CandidatesAsync(database, wishes, now, cancellationToken: cancellationToken);
        var found = Matching.Choose(candidates, wishes, now);
        return story with
        {
            Shown = [.. found.Suggestions.Select(suggestion => _words.Put(suggestion, London.Day(now)))],
            WidenedBy = found.WidenedBy,
            Unmet = found.Unmet,
        };
    }

    private Asking AskWhich(Story story)
    {
        var shown = story.Shown ?? [];
        return new Asking(
            shown.Count == 1 ? Lines.Find.FoundOne : Lines.Find.Found.With(Sentences.Number(shown.Count)),
            shown.Count == 1 ? Lines.Find.FoundOneAgain : Lines.Find.FoundAgain,
            _none,
            _notNow)
        {
            Before = Widened(story.WidenedBy) is { } widened ? [widened] : [],
            Cards = [.. shown.Select((one, index) => CardOf(one, index, shown.Count))],
        };
    }

    private static PlainLine? Widened(string? by) => by switch
    {
        "distance" => Lines.Find.WidenedDistance,
        "day" => Lines.Find.WidenedDay,
        "cost" => Lines.Find.WidenedCost,
        "setting" => Lines.Find.WidenedSetting,
        _ => null,
    };

    private Card CardOf(Shown shown, int index, int count) => new(
        count == 1 ? shown.Name : $"{index + 1}. {shown.Name}",
        shown.WhenAndWhere,
        shown.Text,
        _words.Buttons(shown));

    private Reading<Story> ReadChoice(Story story, Reply reply)
    {
        var shown = story.Shown ?? [];
        if (reply.Is(_notNow))
            return new Reading<Story>.Understood(story with { HasChosen = true }, Lines.Find.NotNow);

        return SuggestionReader.Read(reply.Text, [.. shown.Select(one => new Choice(one.ListingId, one.Name))]) switch
        {
            SuggestionReading.Likes likes => Choose(story, shown.First(one => one.ListingId == likes.ListingId)),
            SuggestionReading.WantsMore more => new Reading<Story>.Stays(story, Lines.Find.More.With(shown.First(one => one.ListingId == more.ListingId).More)),
            SuggestionReading.TurnsDown turns => TurnDown(story, shown.Where(one => turns.ListingIds.Contains(one.ListingId))),
            SuggestionReading.WhichOne => new Reading<Story>.Stays(story, Lines.Find.Which),
            _ when reply.Is(_none) => TurnDown(story, shown),
            _ when reply.IsShrug => new Reading<Story>.Stays(story, Lines.Find.NoRush),
            _ => new Reading<Story>.Unclear(Lines.Find.Unclear),
        };
    }

    private static Reading<Story>.Understood Choose(Story story, Shown chosen) =>
        new(story with { HasChosen = true, Chosen = chosen, AskAfter = chosen.Next, AskedHowItWent = false }, [Lines.Find.Chosen.With(chosen.Name), .. NextTime(chosen)]);

    private static IEnumerable<Saying> NextTime(Shown chosen) => chosen.NextTime is { } next ? [Lines.Find.Next.With(next)] : [];

    private static Reading<Story>.Understood TurnDown(Story story, IEnumerable<Shown> which) =>
        new(story with { TurnedDown = [.. story.TurnedDown, .. which.Select(one => new TurnedDown(one.ListingId, one.Name, null))], Shown = null });

    private Reading<Story> ReadWhyNot(Story story, Reply reply)
    {
        if (reply.Pick(_reasons) is { } reason)
            return new Reading<Story>.Understood(WithReason(story, reason.Id), Lines.Find.WhyNotHeard);
        return reply.IsShrug || reply.Text.Trim().Length > 0
            ? new Reading<Story>.Understood(WithReason(story, "other"), Lines.Find.WhyNotHeard)
            : new Reading<Story>.Unclear();
    }

    private static Story WithReason(Story story, string reason) =>
        story with { TurnedDown = [.. story.TurnedDown.Select(turned => turned.Reason is null ? turned with { Reason = reason } : turned)], Shown = null };

    // What was turned down just now, its reason not told yet, is back among the choices.
    private static Story WithoutChoice(Story story)
    {
        var settled = story.TurnedDown.Where(turned => turned.Reason is not null).ToList();
        return story with { HasChosen = false, Chosen = null, TurnedDown = settled, Shown = settled.Count == story.TurnedDown.Count ? story.Shown : null };
    }

    // Takes back the last reason given, for all that were turned down together with it.
    private static Story WithoutReason(Story story)
    {
        var last = story.TurnedDown[^1].Reason;
        var kept = story.TurnedDown.Reverse().SkipWhile(turned => turned.Reason == last).Count();
        return story with { TurnedDown = [.. story.TurnedDown.Select((turned, index) => index < kept ? turned : turned with { Reason = null })], Shown = null };
    }

    private Reading<Story> ReadNothingFits(Story story, Reply reply) => reply.Pick([_talk, _lookAgain, _notNow])?.Id switch
    {
        "talk" => new Reading<Story>.Understood(story with { HasChosen = true, HandOff = story.HandOff with { Wanted = true } }),
        "look" => new Reading<Story>.Understood(LookAfresh(story) with { Matters = null, InTheWay = null, When = null, Access = null, BelongsTo = null }, Lines.Find.LookAgain),
        "not-now" => new Reading<Story>.Understood(story with { HasChosen = true }, Lines.Find.LeaveIt),
        _ when reply.YesNo == YesNo.Yes => new Reading<Story>.Understood(story with { HasChosen = true, HandOff = story.HandOff with { Wanted = true } }),
        _ when reply.IsShrug || reply.Is(_none) => new Reading<Story>.Understood(story with { HasChosen = true }, Lines.Find.LeaveIt),
        _ => new Reading<Story>.Unclear(),
    };

    private static void RecordChoice(Story story, Recorder recorder)
    {
        if (story.Unmet is { } unmet)
        {
            var id = recorder.NewId();
            recorder.Add((connection, who, now) => Plans.NoteUnmet(connection, who, id, unmet, now));
        }

        RecordOutcomes(story, recorder);
        foreach (var shown in story.Shown ?? [])
        {
            if (story.HasChosen && (story.Chosen is null || story.Chosen.ListingId == shown.ListingId))
                RecordOutcome(recorder, shown.ListingId, story.Chosen is null ? SuggestionOutcome.NotNow : SuggestionOutcome.Chosen, null);
            else
                recorder.Add((connection, who, _) => Plans.DropOutcome(connection, who, shown.ListingId));
        }

        Plan.PlanQuestions.RecordPlan(story, recorder);
    }

    private static void RecordOutcomes(Story story, Recorder recorder)
    {
        foreach (var turned in story.TurnedDown)
            RecordOutcome(recorder, turned.ListingId, SuggestionOutcome.NotForMe, string.IsNullOrEmpty(turned.Reason) ? null : turned.Reason);
    }

    private static void RecordOutcome(Recorder recorder, string listingId, string outcome, string? reason)
    {
        var row = new OutcomeRow(recorder.NewId(), listingId, outcome, reason);
        recorder.Add((connection, who, now) => Plans.SetOutcome(connection, who, row, now));
    }

    private static string[] AlsoFor(string reason) => reason switch
    {
        "too-far" => ["far", "distance", "cant get there", "its miles away", "too far away"],
        "costs" => ["money", "cost", "too expensive", "expensive", "cant afford it", "too much", "pricey"],
        "wrong-time" => ["time", "day", "wrong day", "wrong time", "im busy", "busy", "too late", "too early"],
        "not-my-thing" => ["boring", "not my thing", "dont like it", "not into it", "its boring", "looks boring", "cringe", "dead"],
        "too-nervous" => ["scary", "nervous", "too scary", "scared", "dont know anyone", "too many people", "anxious", "shy"],
        _ => ["something else", "other"],
    };
}
