using SocialRx.Dialogs.CoDesign.Kinds;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign.Rounds;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.Insights;
using SocialRx.Language.Readings;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Rounds;

/// <summary>
/// What others said, if somebody wants to see it, and the question once more. Nothing of it says which answer most people gave or which is right, and the first
/// answer stays what it was.
/// </summary>
internal sealed class SecondLookQuestions(Database database, RoundBook rounds, OneStep oneStep, WordBook words)
{
    private static readonly IReadOnlyList<PlainLine> Shares = [Lines.Round.AlmostAll, Lines.Round.Most, Lines.Round.AboutHalf, Lines.Round.Some, Lines.Round.AFew];

    private readonly Choice _show = words.Choice(Lines.Button.ShowOthers, "yes", "show me", "show", "go on", "let me see");
    private readonly Choice _noThanks = words.Choice(Lines.Button.NoThanks, "no", "no thanks", "not now", "leave it");
    private readonly Choice _keep = words.Choice(Lines.Button.KeepAnswer, "keep", "keep", "keep it", "same", "still the same", "the same", "no change", "stay");
    private readonly Choice _change = words.Choice(Lines.Button.ChangeAnswer, "change", "change", "change it", "change my mind", "changed my mind", "another one");
    private readonly Choice _notSure = words.Choice(Lines.Button.NotSureNow, "not-sure", "not sure", "not sure now", "unsure", "dont know now");

    private IReadOnlyList<Choice> Deeds => [_keep, _change, _notSure];

    public IReadOnlyList<Question<Story>> For(Asked asked) => [Offer(asked), Look(asked), Then(asked)];

    /// <summary>Whether the person was offered to look, or has.</summary>
    public static bool HasBegun(Story story, Asked asked) => asked.Again(story) is not null || story.SkippedQuestions.Contains(OfferName(asked));

    /// <summary>How it is put, for whoever builds it; what others said is not there yet.</summary>
    public static IReadOnlyList<Asking> Preview(Asked asked, WordBook words)
    {
        var first = asked.Label(asked.Sides[0]);
        return
        [
            new(Lines.Round.Why, Lines.Round.WhyAgain, words.Choice(Lines.Button.SayWhy, "yes"), words.Choice(Lines.Button.NotNow, "no")),
            new(Lines.Round.Offer.With(asked.Question.Words, first), Lines.Round.OfferAgain, words.Choice(Lines.Button.ShowOthers, "yes"), words.Choice(Lines.Button.NoThanks, "no")),
            new(Lines.Round.Again.With(first), Lines.Round.AgainAgain.With(first), words.Choice(Lines.Button.KeepAnswer, "keep"), words.Choice(Lines.Button.ChangeAnswer, "change"), words.Choice(Lines.Button.NotSureNow, "not-sure")),
        ];
    }

    private Question<Story> Offer(Asked asked) => new()
    {
        Name = OfferName(asked),
        Applies = story => asked.Answer(story) is not null && asked.Again(story) is not { HasSeen: true } && rounds.Counts(asked.Of, asked.Question) is not null,
        Known = story => asked.Again(story) is not null,
        Ask = story => new Asking(Lines.Round.Offer.With(asked.Question.Words, InWords(asked, asked.Answer(story)!)), Lines.Round.OfferAgain, _show, _noThanks),
        Read = (story, reply) => (reply.Pick([_show, _noThanks])?.Id, reply.YesNo) switch
        {
            ("yes", _) or (null, YesNo.Yes) => new Reading<Story>.Understood(asked.With(story, new SaidAgain(asked.Of.Id, asked.Question.Id))),
            ("no", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<Story>.Understood(story.WithSkipped(OfferName(asked)), Lines.Form.Skipped),
            _ => new Reading<Story>.Unclear(Lines.Form.YesOrNo),
        },
        Clear = story => asked.With(story, (SaidAgain?)null),
    };

    private Question<Story> Look(Asked asked) => new()
    {
        Name = $"{asked.Name}/again",
        Applies = story => asked.Again(story) is not null && asked.Answer(story) is not null,
        Known = story => asked.Again(story) is { Outcome: not null } or { Changes: true },
        Prepare = async (story, exchange, stop) => asked.Again(story) is { Shown: null } again ? await ShownAsync(asked, story, again, exchange, stop) : story,
        Ask = story => Put(asked, asked.Answer(story)!, asked.Again(story)!.Shown!),
        Read = (story, reply) => Read(asked, story, reply),
        Clear = story => asked.With(story, asked.Again(story)! with { Outcome = null, Changes = false, Then = null }),
        Record = (story, recorder) => Record(asked, story, recorder),
    };

    private Question<Story> Then(Asked asked) => new()
    {
        Name = $"{asked.Name}/then",
        Applies = story => asked.Again(story) is { Changes: true },
        Known = story => asked.Again(story) is { Outcome: not null },
        Ask = _ => oneStep.Ask(asked.Question),
        Read = (story, reply) => OneStep.Answer(asked, reply) is { } then ? Answered(asked, story, then)
            : reply.IsShrug ? NotSure(asked, story)
            : new Reading<Story>.Unclear(),
        Clear = story => asked.With(story, asked.Again(story)! with { Outcome = null, Then = null }),
        Record = (story, recorder) => Record(asked, story, recorder),
    };

    private static string OfferName(Asked asked) => $"{asked.Name}/others";

    /// <summary>When there is nothing to show any more, they are not asked again either.</summary>
    private async Task<Story> ShownAsync(Asked asked, Story story, SaidAgain again, Exchange exchange, CancellationToken stop)
    {
        if (rounds.Counts(asked.Of, asked.Question) is not { } counts)
            return asked.With(story, (SaidAgain?)null);
        var who = exchange.Recorder.Who;
        var reasons = await database.ReadAsync(connection => SecondLooks.Reasons(connection, who, new StatementQuestion(asked.Of.Id, asked.Question.Id)), stop);
        var view = RoundView.Of(asked.Sides, counts, reasons, $"{who.ProgrammeId}/{who.PersonId.Value}/{asked.Name}");
        return asked.With(story, again with { HasSeen = true, Shown = view });
    }

    private Asking Put(Asked asked, SaidAnswer first, RoundView shown)
    {
        var said = InWords(asked, first);
        return new(Lines.Round.Again.With(said), Lines.Round.AgainAgain.With(said), Deeds)
        {
            Before = [Lines.Round.Counts.With(shown.All, List(shown, side => Count(asked, side, shown.All))), Reasons(asked, shown)],
        };
    }

    private static string List(RoundView shown, Func<ShownSide, string> inWords) => string.Join('\n', shown.Sides.Select(side => $"- {inWords(side)}"));

    private string Count(Asked asked, ShownSide side, int all) => words.Say(
        side.People switch
        {
            null => Lines.Round.SideHidden.With(asked.Label(side.Id)),
            0 => Lines.Round.SideNobody.With(asked.Label(side.Id)),
            { } people => Lines.Round.SideCount.With(asked.Label(side.Id), words[Shares[Quantity.Words.ToList().IndexOf(Quantity.Word(people, all))]], people),
        },
        []);

    private Saying Reasons(Asked asked, RoundView shown) => shown.Sides.All(side => side.Reasons.Count == 0)
        ? Lines.Round.NoReasons
        : Lines.Round.Reasons.With(List(shown, side => words.Say(
            side.Reasons.Count == 0 ? Lines.Round.SideNoReason.With(asked.Label(side.Id)) : Lines.Round.SideReasons.With(asked.Label(side.Id), Sentences.And(side.Reasons.Select(reason => $"“{reason.Words}”"))),
            [])));

    // An option said in full is an answer, even where it is called much like a button.
    private Reading<Story> Read(Asked asked, Story story, Reply reply)
    {
        if (asked.Question.Picks.FirstOrDefault(option => option.Also.Prepend(option.Label).Any(way => ChoiceReader.IsAll(reply.Text, new Choice(option.Id, way)))) is { } option)
            return Answered(asked, story, asked.Empty with { OptionIds = [option.Id] });
        return reply.Pick(Deeds)?.Id switch
        {
            "keep" => Answered(asked, story, asked.Answer(story)!),
            "change" => new Reading<Story>.Understood(asked.With(story, asked.Again(story)! with { Changes = true })),
            "not-sure" => NotSure(asked, story),
            _ when reply.YesNo == YesNo.Unsure => NotSure(asked, story),
            _ when OneStep.Answer(asked, reply) is { } then => Answered(asked, story, then),
            _ => new Reading<Story>.Unclear(Lines.Round.AgainUnclear),
        };
    }

    private static Reading<Story>.Understood Answered(Asked asked, Story story, SaidAnswer then)
    {
        var first = asked.Answer(story)!;
        var isSame = first.Scale == then.Scale && first.OptionIds.ToHashSet().SetEquals(then.OptionIds);
        var after = asked.With(story, asked.Again(story)! with { Outcome = isSame ? RoundOutcome.Keep : RoundOutcome.Change, Then = then });
        return new(after, isSame ? Lines.Round.Kept.With(InWords(asked, first)) : Lines.Round.Changed.With(InWords(asked, first), InWords(asked, then)));
    }

    private static Reading<Story>.Understood NotSure(Asked asked, Story story) =>
        new(asked.With(story, asked.Again(story)! with { Outcome = RoundOutcome.NotSure, Then = null }), Lines.Round.NotSure);

    private static string InWords(Asked asked, SaidAnswer answer) => answer.Scale is { } scale ? $"{scale}" : Sentences.And(answer.OptionIds.Select(asked.Label));

    private static void Record(Asked asked, Story story, Recorder recorder)
    {
        if (asked.Again(story) is not { } again || asked.Answer(story) is not { } first)
            return;
        var of = new StatementQuestion(asked.Of.Id, asked.Question.Id);
        if (again.Shown is { } shown)
            recorder.Add((connection, who, now) => SecondLooks.Show(connection, who, of, asked.Of.Version, shown, now));
        var answer = new SecondAnswer(again.Outcome, again.Then?.Scale, again.Outcome is null ? [] : Move.Between(asked.Question.TakesSeveral, first.Sides, again.Then?.Sides));
        recorder.Add((connection, who, now) => SecondLooks.Answer(connection, who, of, answer, now));
    }
}
