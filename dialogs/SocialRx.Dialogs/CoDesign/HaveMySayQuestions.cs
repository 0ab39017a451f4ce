using SocialRx.Dialogs.CoDesign.Kinds;
using SocialRx.Dialogs.CoDesign.Rounds;
using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Language.Readings;

namespace SocialRx.Dialogs.CoDesign;

/// <summary>One consultation at a time, one question at a time, about five and then "want more?"; what was answered is not asked again.</summary>
internal sealed class HaveMySayQuestions(ConsultationBook book, QuestionKinds kinds, ConsentQuestions consent, WordBook words, TimeProvider clock)
{
    private const string Which = "say-which";
    private const string Language = "say-language";
    private const string More = "say-more";
    private const int AtATime = 5;

    private readonly Choice _notNow = words.Choice(Lines.Button.NotNow, "not-now", "later", "none", "neither");
    private readonly Choice _moreOfIt = words.Choice(Lines.Button.YesMore, "more", "more", "go on", "carry on", "keep going", "continue");

    /// <summary>Which one, its questions, and whether the answers may be counted and quoted.</summary>
    public IReadOnlyList<Question<Story>> For(Story story)
    {
        var current = Current(story);
        if (current is null)
            return [ChooseOne];
        return IsOpen(current)
            ? [ChooseOne, InWhichLanguage(current), .. Asked(current.In(story.Say.Speaks)), WantMore(current), consent.Numbers, consent.Quote]
            : [ChooseOne, .. HasAnswered(story, current) ? [AfterTheEnd(consent.Numbers), consent.Quote] : Array.Empty<Question<Story>>()];
    }

    /// <summary>Not yet finished by this person, and open to them now.</summary>
    public IReadOnlyList<Consultation> Open(Story story) =>
        [.. book.Current.OpenTo(AgeBand.Find(story.AgeBand), story.Place?.Outcode, clock.GetUtcNow()).Where(one => !story.Say.Finished.Contains(one.Id) && Left(story, one) > 0)];

    /// <summary>When there is only one to choose from there is nothing to choose.</summary>
    public Story Begin(Story story)
    {
        var open = Open(story);
        return Take(story, open.Count == 1 ? open[0] : null).WithoutSkipped(Which);
    }

    /// <summary>Thanks and what happens next, or that it can be taken up again; nothing when none was chosen.</summary>
    public (Story Story, Saying Says)? Finish(Story story) =>
        Current(story) is { } current ? (Take(Reopened(story, current), null), Ending(story, current)) : null;

    /// <summary>Statements come in as long as it is open, so whoever comes back finds new ones. Words of a reason, and what was shown, are not needed any more.</summary>
    private static Story Reopened(Story story, Consultation current) => story with
    {
        Say = story.Say with
        {
            Statements = [.. story.Say.Statements.Where(talk => talk.ConsultationId != current.Id || !talk.IsOver).Select(talk => talk.IsReason && talk.ConsultationId == current.Id ? talk.WithoutWords() : talk)],
            Again = WithoutShown(story.Say.Again),
        },
    };

    private static IReadOnlyList<SaidAgain> WithoutShown(IEnumerable<SaidAgain> again) => [.. again.Select(one => one with { Shown = null })];

    /// <summary>What the person said, without their words, so that it is not asked again.</summary>
    public static SayPart Kept(SayPart part) => part with { ConsultationId = null, Answers = [.. part.Answers.Select(answer => answer with { Words = null })], Statements = [.. part.Statements.Where(talk => talk.IsReason).Select(talk => talk.WithoutWords())], Again = WithoutShown(part.Again), Ideas = null };

    /// <summary>Questions of consultations that were left out stay left out.</summary>
    public static IReadOnlyList<string> Skipped(Story story) => [.. story.SkippedQuestions.Where(name => name.StartsWith("say/", StringComparison.Ordinal))];

    private Consultation? Current(Story story) => book.Current.Find(story.Say.ConsultationId);

    private bool IsOpen(Consultation consultation) => Consultations.StandingOf(consultation, clock.GetUtcNow()) == ConsultationStanding.Open;

    private Saying Ending(Story story, Consultation current) => Consultations.StandingOf(current, clock.GetUtcNow()) switch
    {
        ConsultationStanding.Withdrawn => Lines.Say.Withdrawn.With(current.Owner, current.Title),
        ConsultationStanding.Closed => Lines.Say.Closed.With(current.Title),
        _ when Left(story, current) == 0 => Lines.Say.Thanks.With(current.Owner, Sentences.Date(current.Closes)),
        _ => Lines.Say.Later.With(current.Title),
    };

    private Question<Story> ChooseOne => new()
    {
        Name = Which,
        Known = story => story.Say.ConsultationId is not null,
        Ask = story => new Asking(Lines.Say.Which, Lines.Say.WhichAgain, [.. Titles(story), _notNow]),
        Read = (story, reply) => reply.Pick(Titles(story)) is { } title
            ? new Reading<Story>.Understood(Take(story, book.Current.Find(title.Id)))
            : reply.Is(_notNow) || reply.IsShrug ? new Reading<Story>.Understood(story.WithSkipped(Which), Lines.Form.Skipped)
            : new Reading<Story>.Unclear(),
        Clear = story => Take(story, null),
    };

    /// <summary>"The money one" means one only where it is the only one of its level.</summary>
    private IReadOnlyList<Choice> Titles(Story story)
    {
        var open = Open(story);
        return [.. open.Select(one => open.Count(other => other.Level == one.Level) == 1 ? new Choice(one.Id, one.Title, Sort(one.Level)) : new Choice(one.Id, one.Title))];
    }

    /// <summary>Asked where there is a choice and they have not written in one of the languages.</summary>
    private Question<Story> InWhichLanguage(Consultation of)
    {
        var offered = of.Offered();
        IReadOnlyList<Choice> languages = [.. offered.Prepend(Consultation.English).Select(SpokenLanguage.Of).Select(language => new Choice(language.Tag, language.OwnName, language.Name.ToLowerInvariant()))];
        return new()
        {
            Name = Language,
            Applies = story => offered.Count > 0 && !story.Say.IsPaused,
            Known = story => languages.Any(language => language.Id == story.Say.Speaks),
            Ask = _ => new Asking(Lines.Say.Language, Lines.Say.LanguageAgain, [.. languages, Choices.Skip(words)]),
            Read = (story, reply) => reply.Pick(languages) is { } picked ? new Reading<Story>.Understood(In(story, picked.Id))
                : reply.IsShrug ? new Reading<Story>.Understood(story.WithSkipped(Language), Lines.Form.Skipped)
                : new Reading<Story>.Unclear(),
            Clear = story => In(story, null),
        };
    }

    private static Story In(Story story, string? language) => story with { Say = story.Say with { Language = language } };

    private static string Sort(ConsultationLevel level) => level switch
    {
        ConsultationLevel.MyArea => "my area",
        ConsultationLevel.Commissioning => "money",
        _ => "rules",
    };

    private Story Take(Story story, Consultation? consultation) =>
        story with { Say = story.Say with { ConsultationId = consultation?.Id, DealtWithBefore = consultation is null ? 0 : DealtWith(story, consultation), IsPaused = false } };

    /// <summary>Put one after the other until there were enough for now.</summary>
    private IEnumerable<Question<Story>> Asked(Consultation of) =>
        kinds.Of(of).SelectMany(steps => steps).Select((question, index) => question with
        {
            Applies = story => !story.Say.IsPaused && !IsEnough(story, of) && question.Applies(story),
            Ask = story => index == 0 ? First(of, question.Ask(story), story) : question.Ask(story),
        });

    /// <summary>Statements bring what is said before them, as they may be gone on with.</summary>
    private static Asking First(Consultation of, Asking asking, Story story)
    {
        var before = of.Questions[0] is ConsultationQuestion.Statements ? asking.Before : Intro(of);
        return asking with { Before = [.. before, .. before.Count > 0 && IsOnlyInEnglish(of, story) ? [Lines.Say.OnlyEnglish] : Array.Empty<Saying>()] };
    }

    private static bool IsOnlyInEnglish(Consultation of, Story story) => story.Say.Speaks is not (null or Consultation.English) && of.Offered().Count == 0;

    private Question<Story> WantMore(Consultation of) => new()
    {
        Name = More,
        Applies = story => !story.Say.IsPaused && IsEnough(story, of) && Left(story, of) > 0,
        Known = _ => false,
        Ask = story => new Asking(Lines.Say.WantMore.With(Sentences.Number(Left(story, of))), Lines.Say.WantMoreAgain.With(Sentences.Number(Left(story, of))), _moreOfIt, _notNow),
        Read = (story, reply) => (reply.Pick([_moreOfIt, _notNow])?.Id, reply.YesNo) switch
        {
            ("more", _) or (null, YesNo.Yes) => new Reading<Story>.Understood(story with { Say = story.Say with { DealtWithBefore = DealtWith(story, of) } }),
            ("not-now", _) or (null, YesNo.No or YesNo.Unsure) => new Reading<Story>.Understood(Paused(story)),
            _ => new Reading<Story>.Unclear(Lines.Form.YesOrNo),
        },
        Skip = Paused,
        Clear = story => story with { Say = story.Say with { IsPaused = false } },
    };

    private static Story Paused(Story story) => story with { Say = story.Say with { IsPaused = true } };

    private bool IsEnough(Story story, Consultation of) => DealtWith(story, of) - story.Say.DealtWithBefore >= AtATime;

    private int Left(Story story, Consultation of) => kinds.Of(of).Count(steps => !IsDealtWith(story, steps));

    private int DealtWith(Story story, Consultation of) => kinds.Of(of).Count(steps => IsDealtWith(story, steps));

    private static bool IsDealtWith(Story story, IReadOnlyList<Question<Story>> steps) =>
        steps.All(step => !step.Applies(story) || step.Known(story) || story.SkippedQuestions.Contains(step.Name));

    private static bool HasAnswered(Story story, Consultation of) =>
        story.Say.Answers.Any(answer => answer.ConsultationId == of.Id) || story.Say.Pairs.Any(pair => pair.ConsultationId == of.Id && pair.ChosenId is not null);

    /// <summary>It ended while somebody was answering: what they had said may still be counted.</summary>
    private static Question<Story> AfterTheEnd(Question<Story> question) => question with
    {
        Ask = story => question.Ask(story) with { Before = [Lines.Say.Ended, .. question.Ask(story).Before] },
    };

    /// <summary>Said before the first question of all.</summary>
    public static IReadOnlyList<Saying> Intro(Consultation of) =>
    [
        of.Level switch
        {
            ConsultationLevel.MyArea => Lines.Say.AboutArea.With(of.Owner, of.Why),
            ConsultationLevel.Commissioning => Lines.Say.AboutMoney.With(of.Owner, of.Why),
            _ => Lines.Say.AboutRules.With(of.Owner, of.Why),
        },
    ];

    /// <summary>The whole consultation as it is first put, from the same questions that people are asked.</summary>
    public static IReadOnlyList<PreviewedMessage> Preview(Consultation of, WordBook words)
    {
        var story = new Story();
        var kinds = new QuestionKinds(words, (_, _, _, _) => Task.FromResult<IReadOnlyDictionary<OptionPair, int>>(new Dictionary<OptionPair, int>()));
        return
        [
            .. Intro(of).Select(saying => new PreviewedMessage(words.Say(saying, []), [])),
            .. of.Questions.SelectMany(question => question is ConsultationQuestion.Statements voted
                ? Previewed(voted, words)
                : kinds.Of(of with { Questions = [question] }).Take(1).Select(steps => steps[0].Ask(story))
                    .Concat(question.SecondRound is null ? [] : SecondLookQuestions.Preview(new Asked(of, question), words))
                    .Select(asking => Previewed(asking, words))),
        ];
    }

    private static IEnumerable<PreviewedMessage> Previewed(ConsultationQuestion.Statements voted, WordBook words) =>
    [
        new(words.Say(Lines.Statement.Intro.With(voted.Words), []), []),
        .. voted.Seeds.Select(seed => new PreviewedMessage(words.Say(Lines.Statement.Seed.With(seed.InBoth ?? seed.Words), []), [.. new VoteReader(words).All.Select(choice => choice.Label)])),
    ];

    private static PreviewedMessage Previewed(Asking asking, WordBook words) => new(words.Say(asking.Words, []), [.. asking.Choices.Select(choice => choice.Label)]);
}
