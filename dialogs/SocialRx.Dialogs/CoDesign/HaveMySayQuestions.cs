using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Domain.People;
using SocialRx.Language.Readings;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign;

/// <summary>One consultation at a time, one question at a time; what was answered is not asked again.</summary>
internal sealed class HaveMySayQuestions(Consultations consultations, ConsentQuestions consent, StatementQuestions statements, WordBook words, TimeProvider clock)
{
    private const string Which = "say-which";
    private readonly Choice _notNow = words.Choice(Lines.Button.NotNow, "not-now", "later", "none", "neither");

    /// <summary>Which one, its questions, and whether the answers may be counted and quoted.</summary>
    public IReadOnlyList<Question<Story>> For(Story story)
    {
        var current = consultations.Find(story.Say.ConsultationId);
        return
        [
            ChooseOne,
            .. current is null ? [] : current.Questions.SelectMany((question, index) => question is ConsultationQuestion.Statements voted ? statements.For(current, voted, index == 0 ? Intro(current) : []) : [Put(current, question, index)]),
            .. current is null ? Array.Empty<Question<Story>>() : [consent.Numbers, consent.Quote],
        ];
    }

    /// <summary>Not yet finished by this person, and open to them today.</summary>
    public IReadOnlyList<Consultation> Open(Story story) =>
        [.. consultations.OpenTo(AgeBand.Find(story.AgeBand), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).Where(one => !story.Say.Finished.Contains(one.Id))];

    /// <summary>When there is only one to choose from there is nothing to choose.</summary>
    public Story Begin(Story story)
    {
        var open = Open(story);
        return Say(story, part => part with { ConsultationId = open.Count == 1 ? open[0].Id : null }).WithoutSkipped(Which);
    }

    /// <summary>Thanks, and what happens next; nothing when it was left for later.</summary>
    public (Story Story, Saying Thanks)? Finish(Story story) =>
        consultations.Find(story.Say.ConsultationId) is { } done
            ? (Say(story, part => Finished(part with { ConsultationId = null }, done)), Lines.Say.Thanks.With(done.Owner, Sentences.Date(done.Closes)))
            : null;

    /// <summary>Statements come in as long as it is open, so whoever comes back finds new ones.</summary>
    private static SayPart Finished(SayPart part, Consultation done) => done.Questions.OfType<ConsultationQuestion.Statements>().Any()
        ? part with { Statements = [.. part.Statements.Where(talk => talk.ConsultationId != done.Id)] }
        : part with { Finished = [.. part.Finished, done.Id] };

    private Question<Story> ChooseOne => new()
    {
        Name = Which,
        Known = story => story.Say.ConsultationId is not null,
        Ask = story => new Asking(Lines.Say.Which, Lines.Say.WhichAgain, [.. Titles(story), _notNow]),
        Read = (story, reply) => reply.Pick(Titles(story)) is { } title
            ? new Reading<Story>.Understood(Say(story, part => part with { ConsultationId = title.Id }))
            : reply.Is(_notNow) || reply.IsShrug ? new Reading<Story>.Understood(story.WithSkipped(Which), Lines.Form.Skipped)
            : new Reading<Story>.Unclear(),
        Clear = story => Say(story, part => part with { ConsultationId = null }),
    };

    private IReadOnlyList<Choice> Titles(Story story) => [.. Open(story).Select(one => new Choice(one.Id, one.Title, Sort(one.Level)))];

    private static string Sort(ConsultationLevel level) => level switch
    {
        ConsultationLevel.MyArea => "my area",
        ConsultationLevel.Commissioning => "money",
        _ => "rules",
    };

    private static Story Say(Story story, Func<SayPart, SayPart> change) => story with { Say = change(story.Say) };

    private Question<Story> Put(Consultation of, ConsultationQuestion question, int index) => new()
    {
        Name = $"say/{of.Id}/{question.Id}",
        Known = story => AnswerTo(story, of, question) is not null,
        Ask = _ => AskingFor(question) with { Before = index == 0 ? Intro(of) : [] },
        Read = (story, reply) => Read(story, of, question, reply),
        Clear = story => Say(story, part => part with { Answers = [.. part.Answers.Where(answer => !IsTo(answer, of, question))] }),
        Record = (story, recorder) => RecordAnswer(story, of, question, recorder),
    };

    private static IReadOnlyList<Saying> Intro(Consultation of) =>
    [
        of.Level switch
        {
            ConsultationLevel.MyArea => Lines.Say.AboutArea.With(of.Owner, of.Why),
            ConsultationLevel.Commissioning => Lines.Say.AboutMoney.With(of.Owner, of.Why),
            _ => Lines.Say.AboutRules.With(of.Owner, of.Why),
        },
    ];

    private Asking AskingFor(ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Choice choice => new(Lines.Say.Question.With(choice.Words), Lines.Say.QuestionAgain.With(choice.Words), [.. Options(choice), Choices.Skip(words)]),
        ConsultationQuestion.Scale scale => new(
            Lines.Say.Scale.With(scale.Words, scale.Zero, scale.Ten),
            Lines.Say.ScaleAgain.With(scale.Words, scale.Zero, scale.Ten),
            [.. Enumerable.Range(0, 11).Select(number => new Choice($"{number}", $"{number}")), Choices.Skip(words)]),
        _ => new(Lines.Say.Question.With(question.Words), Lines.Say.QuestionAgain.With(question.Words), Choices.Skip(words)),
    };

    private static IReadOnlyList<Choice> Options(ConsultationQuestion.Choice choice) => [.. choice.Options.Select(option => new Choice(option.Id, option.Label))];

    private static Reading<Story> Read(Story story, Consultation of, ConsultationQuestion question, Reply reply)
    {
        var empty = new SaidAnswer(of.Id, question.Id, [], null, null);
        var answer = question switch
        {
            ConsultationQuestion.Choice { Several: true } choice => reply.PickSeveral(Options(choice)) is { Count: > 0 } picked ? empty with { OptionIds = [.. picked.Select(option => option.Id)] } : null,
            ConsultationQuestion.Choice choice => reply.Pick(Options(choice)) is { } picked ? empty with { OptionIds = [picked.Id] } : null,
            ConsultationQuestion.Scale => ScaleReader.Read(reply.Text) is ScaleReading.Score score ? empty with { Scale = score.Value } : null,
            _ => !reply.HasSomethingToSay ? null : empty with { Words = reply.Text.Trim() },
        };
        if (answer is not null)
            return new Reading<Story>.Understood(Say(story, part => part with { Answers = [.. part.Answers, answer] }), answer.Words is null ? Lines.Say.Noted : Lines.Say.Heard.With(Sentences.Echo(answer.Words)));
        return reply.IsShrug
            ? new Reading<Story>.Understood(story.WithSkipped($"say/{of.Id}/{question.Id}"), Lines.Form.Skipped)
            : new Reading<Story>.Unclear();
    }

    private static void RecordAnswer(Story story, Consultation of, ConsultationQuestion question, Recorder recorder)
    {
        var answer = AnswerTo(story, of, question);
        var about = $"{of.Id}/{question.Id}";
        var given = new GivenAnswer(of.Id, question.Id, answer?.OptionIds ?? [], answer?.Scale, answer?.Words is not null);
        recorder.Add((connection, who, now) => Answers.Replace(connection, who, given, now));
        ConsentQuestions.RecordWordsAbout(story, recorder, about);
    }

    private static SaidAnswer? AnswerTo(Story story, Consultation of, ConsultationQuestion question) => story.Say.Answers.LastOrDefault(answer => IsTo(answer, of, question));

    private static bool IsTo(SaidAnswer answer, Consultation of, ConsultationQuestion question) => answer.ConsultationId == of.Id && answer.QuestionId == question.Id;
}
