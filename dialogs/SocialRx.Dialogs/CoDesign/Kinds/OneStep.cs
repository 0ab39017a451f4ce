using SocialRx.Dialogs.Consent;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Language.Readings;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Kinds;

/// <summary>Choices, scales and free words: asked once, answered at once.</summary>
internal sealed class OneStep(WordBook words)
{
    public IReadOnlyList<Question<Story>> Questions(Asked asked) =>
    [
        new()
        {
            Name = asked.Name,
            // Once somebody has seen what others said, their first answer is their first answer.
            Applies = story => asked.Again(story) is not { HasSeen: true },
            Known = story => asked.Answer(story) is not null,
            Ask = _ => Ask(asked.Question),
            Read = (story, reply) => Read(story, asked, reply),
            Clear = story => asked.With(story, answer: null),
            Record = (story, recorder) => Record(story, asked, recorder),
        },
    ];

    /// <summary>As it is put the first time, and when it is answered again.</summary>
    public Asking Ask(ConsultationQuestion question) => question switch
    {
        ConsultationQuestion.Choice choice => new(Lines.Say.Question.With(choice.Words), Lines.Say.QuestionAgain.With(choice.Words), [.. Options(choice), Choices.Skip(words)]),
        ConsultationQuestion.Scale scale => new(
            Lines.Say.Scale.With(scale.Words, scale.Zero, scale.Ten),
            Lines.Say.ScaleAgain.With(scale.Words, scale.Zero, scale.Ten),
            [.. Enumerable.Range(0, 11).Select(number => new Choice($"{number}", $"{number}")), Choices.Skip(words)]),
        _ => new(Lines.Say.Question.With(question.Words), Lines.Say.QuestionAgain.With(question.Words), Choices.Skip(words)),
    };

    private static IReadOnlyList<Choice> Options(ConsultationQuestion question) => [.. question.Picks.Select(Asked.Button)];

    private static Reading<Story> Read(Story story, Asked asked, Reply reply)
    {
        if (Answer(asked, reply) is { } answer)
            return new Reading<Story>.Understood(asked.With(story, answer), answer.Words is null ? Lines.Say.Noted : Lines.Say.Heard.With(Sentences.Echo(answer.Words)));
        return reply.IsShrug ? new Reading<Story>.Understood(story.WithSkipped(asked.Name), Lines.Form.Skipped) : new Reading<Story>.Unclear();
    }

    /// <summary>Null: it is none.</summary>
    public static SaidAnswer? Answer(Asked asked, Reply reply) => asked.Question switch
    {
        ConsultationQuestion.Choice { Several: true } choice => reply.PickSeveral(Options(choice)) is { Count: > 0 } picked ? asked.Empty with { OptionIds = [.. picked.Select(option => option.Id)] } : null,
        ConsultationQuestion.Choice choice => reply.Pick(Options(choice)) is { } picked ? asked.Empty with { OptionIds = [picked.Id] } : null,
        ConsultationQuestion.Scale => ScaleReader.Read(reply.Text) is ScaleReading.Score score ? asked.Empty with { Scale = score.Value } : null,
        _ => reply.HasSomethingToSay ? asked.Empty with { Words = reply.Text.Trim() } : null,
    };

    private static void Record(Story story, Asked asked, Recorder recorder)
    {
        var answer = asked.Answer(story);
        var given = new GivenAnswer(asked.Of.Id, asked.Question.Id, answer?.OptionIds ?? [], answer?.Scale, answer?.Words is not null);
        recorder.Add((connection, who, now) => Answers.Replace(connection, who, given, now));
        ConsentQuestions.RecordWordsAbout(story, recorder, $"{asked.Of.Id}/{asked.Question.Id}");
    }
}
