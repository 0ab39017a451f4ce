using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.WhatMatters;
using SocialRx.Language.Readings;
using SocialRx.Storage.People;
using Barrier = SocialRx.Domain.WhatMatters.Barrier;

namespace SocialRx.Dialogs.WhatMatters;

/// <summary>What matters, what gets in the way, what somebody is good at, and what a place would need: in that order.</summary>
internal sealed class WhatMattersQuestions(WordBook words, TimeProvider clock)
{
    public const string Matters = "matters";
    private const string Closest = "closest";
    public const string InTheWay = "in-the-way";
    public const string Strengths = "strengths";
    private const string When = "when";
    private const string Access = "access";
    private const string BelongsTo = "belongs-to";
    private const int MostThemes = 3;
    private const string NoneOfThem = "none";
    private const string Skip = "skip";

    // What most people tap; every theme can be typed.
    private static readonly string[] OfferedFirst = ["active", "music", "creative", "nature", "games", "friends", "feelings", "money"];
    private static readonly string[] OfferedBarriers = ["cost", "travel", "confidence", "alone", "time"];
    private static readonly string[] AsksForAccess = ["access"];
    private static readonly string[] AsksForBelonging = ["identity", "caring", "access"];

    private readonly IReadOnlyList<Choice> _themes = [.. OfferedFirst.Select(id => Theme.Find(id)!).Union(Theme.All).Select(theme => new Choice(theme.Id, theme.Label))];
    private readonly IReadOnlyList<Choice> _barriers = [.. OfferedBarriers.Select(id => Barrier.Find(id)!).Union(Barrier.All).Where(barrier => barrier.Id != "other").Select(barrier => new Choice(barrier.Id, barrier.Label))];
    private readonly Choice _nothing = words.Choice(Lines.Button.NothingInTheWay, NoneOfThem, "nothing", "nothing really", "no", "nah", "nope", "none");

    private readonly IReadOnlyList<Choice> _times =
    [
        words.Choice(Lines.Button.AfterSchool, "after-school", "after college", "after work"),
        words.Choice(Lines.Button.Evenings, "evenings", "evening", "nights", "at night"),
        words.Choice(Lines.Button.Weekends, "weekends", "weekend", "sat and sun", "saturday and sunday"),
        words.Choice(Lines.Button.AnyTime, "any", "anytime", "whenever", "any day", "dont mind", "any", "always free"),
    ];

    private readonly IReadOnlyList<Choice> _access =
    [
        words.Choice(Lines.Button.StepFree, "step-free", "wheelchair", "no stairs", "lift", "ramp"),
        words.Choice(Lines.Button.QuietSpace, "quiet-space", "quiet", "not too loud", "sensory"),
        words.Choice(Lines.Button.Toilet, "accessible-toilet", "toilet", "changing place"),
        words.Choice(Lines.Button.Signing, "bsl", "sign language", "signing"),
        words.Choice(Lines.Button.HearingLoop, "hearing-loop", "loop", "hearing aid"),
        words.Choice(Lines.Button.Carer, "carer-welcome", "my carer", "carer", "my support worker", "someone with me"),
        words.Choice(Lines.Button.NoneOfThese, NoneOfThem, "none", "nothing", "no", "nah"),
    ];

    private readonly IReadOnlyList<Choice> _groups =
    [
        words.Choice(Lines.Button.Lgbt, "lgbt", "lgbtq", "gay", "lesbian", "bi", "trans", "queer", "nonbinary"),
        words.Choice(Lines.Button.YoungCarer, "young-carers", "carer", "i look after someone"),
        words.Choice(Lines.Button.Send, "send", "sen", "disabled", "autistic", "autism", "adhd", "disability"),
        words.Choice(Lines.Button.CareExperienced, "care-experienced", "in care", "foster", "fostered", "care leaver"),
        words.Choice(Lines.Button.Girls, "girls", "girl", "young women", "woman"),
        words.Choice(Lines.Button.NoneOfThese, NoneOfThem, "none", "no", "nah", "everyone"),
    ];

    public IReadOnlyList<Question<Story>> Questions =>
    [
        new()
        {
            Name = Matters,
            Known = story => story.Matters is not null,
            Ask = _ => new Asking(Lines.Matters.Ask, Lines.Matters.Again, [.. _themes.Take(OfferedFirst.Length), Choices.Skip(words)]),
            Read = ReadMatters,
            Clear = story => story with { Matters = null, Shown = null },
            Record = RecordMatters,
        },
        new()
        {
            Name = Closest,
            Applies = story => story.Matters is { Words: not null },
            Known = story => story.Themes.Count > 0,
            Ask = _ => new Asking(Lines.Matters.Closest, Lines.Matters.ClosestAgain, [.. _themes.Take(OfferedFirst.Length), Choices.Skip(words)]),
            Read = ReadClosest,
            Clear = story => story with { Matters = story.Matters! with { Codes = [] }, Shown = null },
            Record = RecordMatters,
        },
        new()
        {
            Name = InTheWay,
            Known = story => story.InTheWay is not null,
            Ask = _ => new Asking(Lines.InTheWay.Ask, Lines.InTheWay.Again, [.. _barriers.Take(OfferedBarriers.Length), _nothing, Choices.Skip(words)]),
            Read = ReadInTheWay,
            Clear = story => story with { InTheWay = null, Shown = null },
            Record = (story, recorder) => RecordMentions(recorder, MentionKind.Barrier, story.Barriers),
        },
        new()
        {
            Name = Strengths,
            Known = story => story.Strengths is not null,
            Ask = _ => new Asking(Lines.Strengths.Ask, Lines.Strengths.Again, Choices.Skip(words)),
            Read = ReadStrengths,
            Clear = story => story with { Strengths = null },
            Record = RecordStrengths,
        },
        new()
        {
            Name = When,
            Known = story => story.When is not null,
            Ask = _ => new Asking(Lines.When.Ask, Lines.When.Again, [.. _times, Choices.Skip(words)]),
            Read = ReadWhen,
            Clear = story => story with { When = null, Shown = null },
        },
        new()
        {
            Name = Access,
            Applies = story => story.Themes.Concat(story.Barriers).Intersect(AsksForAccess).Any(),
            Known = story => story.Access is not null,
            Ask = _ => new Asking(Lines.Access.Ask, Lines.Access.Again, [.. _access, Choices.Skip(words)]),
            Read = (story, reply) => ReadList(reply, _access, codes => story with { Access = codes, Shown = null }),
            Clear = story => story with { Access = null, Shown = null },
        },
        new()
        {
            Name = BelongsTo,
            Applies = story => story.Themes.Intersect(AsksForBelonging).Any(),
            Known = story => story.BelongsTo is not null,
            Ask = _ => new Asking(Lines.Belongs.Ask, Lines.Belongs.Again, [.. _groups, Choices.Skip(words)]),
            Read = (story, reply) => ReadList(reply, _groups, codes => story with { BelongsTo = codes, Shown = null }),
            Clear = story => story with { BelongsTo = null, Shown = null },
        },
    ];

    private Reading<Story> ReadMatters(Story story, Reply reply)
    {
        if (reply.IsShrug)
            return new Reading<Story>.Understood(story.WithSkipped(Matters), Lines.Matters.Shrug);
        if (!reply.HasSomethingToSay)
            return new Reading<Story>.Unclear();

        var tapped = ChoiceReader.Several(reply.Text, _themes).Take(MostThemes).ToList();
        if (tapped.Count > 0 && IsTapped(reply.Text, tapped))
            return new Reading<Story>.Understood(story with { Matters = new Told(null, Ids(tapped)) }, Lines.Matters.Tapped.With(Labels(tapped)));

        var codes = ThemesIn(reply.Text);
        var told = story with { Matters = new Told(reply.Text.Trim(), codes) };
        return codes.Count == 0
            ? new Reading<Story>.Understood(told)
            : new Reading<Story>.Understood(told, Lines.Matters.Heard.With(Sentences.Echo(reply.Text), LabelsOf(codes)));
    }

    private Reading<Story> ReadClosest(Story story, Reply reply)
    {
        if (reply.IsShrug)
            return new Reading<Story>.Understood(story.WithSkipped(Closest), Lines.Form.Skipped);

        var tapped = Ids(reply.PickSeveral(_themes).Take(MostThemes));
        var codes = tapped.Count > 0 ? tapped : ThemesIn(reply.Text);
        return codes.Count == 0
            ? new Reading<Story>.Unclear(Lines.Matters.ClosestUnclear)
            : new Reading<Story>.Understood(story with { Matters = story.Matters! with { Codes = codes } }, Lines.Matters.Tapped.With(LabelsOf(codes)));
    }

    private Reading<Story> ReadInTheWay(Story story, Reply reply)
    {
        if (ChoiceReader.IsAll(reply.Text, _nothing) || YesNoReader.ReadWhole(reply.Text) == YesNo.No)
            return new Reading<Story>.Understood(story with { InTheWay = new Told(null, []) }, Lines.InTheWay.Nothing);
        if (reply.IsShrug)
            return new Reading<Story>.Understood(story.WithSkipped(InTheWay), Lines.Form.Skipped);

        var tapped = reply.PickSeveral(_barriers);
        var codes = Coding.Barriers(reply.Text).Concat(Ids(tapped)).Distinct().ToList();
        if (codes.Count == 0 && !reply.HasSomethingToSay)
            return new Reading<Story>.Unclear();

        var told = new Told(IsTapped(reply.Text, tapped) ? null : reply.Text.Trim(), codes.Count > 0 ? codes : ["other"]);
        return new Reading<Story>.Understood(
            story with { InTheWay = told },
            codes.Count > 0 ? Lines.InTheWay.Heard.With(LowerLabels(codes)) : Lines.InTheWay.Noted.With(Sentences.Echo(reply.Text)));
    }

    private static Reading<Story> ReadStrengths(Story story, Reply reply)
    {
        if (reply.IsShrug)
            return new Reading<Story>.Understood(story.WithSkipped(Strengths), Lines.Strengths.Shrug);
        if (!reply.HasSomethingToSay)
            return new Reading<Story>.Unclear();
        return new Reading<Story>.Understood(
            story with { Strengths = new Told(reply.Text.Trim(), ThemesIn(reply.Text)) },
            Lines.Strengths.Heard.With(Sentences.Echo(reply.Text)));
    }

    private Reading<Story> ReadWhen(Story story, Reply reply)
    {
        if (_times.FirstOrDefault(choice => ChoiceReader.IsAll(reply.Text, choice)) is { } tapped)
            return new Reading<Story>.Understood(story with { When = TimesOf(tapped) });
        if (YesNoReader.ReadWhole(reply.Text) == YesNo.No)
            return new Reading<Story>.Understood(story.WithSkipped(When), Lines.Form.Skipped);
        if (reply.IsShrug)
            return new Reading<Story>.Understood(story with { When = new Times(null, [], null, null) }, Lines.When.Any);
        if (Availability.Read(reply.Text, clock.GetUtcNow()) is { } times)
            return new Reading<Story>.Understood(story with { When = times });
        return reply.Pick(_times) is { } meant
            ? new Reading<Story>.Understood(story with { When = TimesOf(meant) })
            : new Reading<Story>.Unclear(Lines.When.Unclear);
    }

    private static Times TimesOf(Choice tapped) => tapped.Id switch
    {
        "after-school" => new(tapped.Label, [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], new TimeOnly(15, 0), null),
        "evenings" => new(tapped.Label, [], new TimeOnly(17, 0), null),
        "weekends" => new(tapped.Label, [DayOfWeek.Saturday, DayOfWeek.Sunday], null, null),
        _ => new(null, [], null, null),
    };

    private static Reading<Story> ReadList(Reply reply, IReadOnlyList<Choice> choices, Func<IReadOnlyList<string>, Story> keep)
    {
        if (reply.IsShrug)
            return new Reading<Story>.Understood(keep([]));
        var picked = Ids(reply.PickSeveral(choices)).Where(id => id != NoneOfThem).ToList();
        return picked.Count > 0 || reply.Pick(choices) is not null
            ? new Reading<Story>.Understood(keep(picked))
            : new Reading<Story>.Unclear();
    }

    private static void RecordMatters(Story story, Recorder recorder)
    {
        RecordMentions(recorder, MentionKind.Matters, story.Themes);
        ConsentQuestions.RecordWordsAbout(story, recorder, ConsentQuestions.AboutMatters);
    }

    private static void RecordStrengths(Story story, Recorder recorder)
    {
        RecordMentions(recorder, MentionKind.Strength, story.Strengths?.Codes ?? []);
        ConsentQuestions.RecordWordsAbout(story, recorder, ConsentQuestions.AboutStrengths);
    }

    private static void RecordMentions(Recorder recorder, string kind, IReadOnlyList<string> codes) =>
        recorder.Add((connection, who, now) => Persons.ReplaceMentions(connection, who, kind, codes, now));

    private static List<string> ThemesIn(string text) => [.. Coding.Themes(text).Take(MostThemes)];

    private static IReadOnlyList<string> Ids(IEnumerable<Choice> choices) => [.. choices.Select(choice => choice.Id)];

    private static string Labels(IEnumerable<Choice> choices) => Sentences.Labels(choices.Select(choice => choice.Label));

    private static string LabelsOf(IEnumerable<string> themes) => Sentences.Labels(themes.Select(id => Theme.Find(id)!.Label));

    private static string LowerLabels(IEnumerable<string> barriers) => Sentences.Labels(barriers.Select(id => Barrier.Find(id)!.Label));

    // Nothing but the labels themselves: then there are no words of their own to keep.
    private static bool IsTapped(string text, IReadOnlyList<Choice> picked) =>
        picked.Count > 0 && text.Length <= picked.Sum(choice => choice.Label.Length + 5);
}
