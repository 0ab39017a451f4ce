using SocialRx.Dialogs.CoDesign.Kinds;
using SocialRx.Dialogs.CoDesign.Statements;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Language.Readings;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Rounds;

/// <summary>Why? Asked once, after a first answer and before anything of others is seen; it goes the way of every statement before others see it.</summary>
internal sealed class ReasonQuestions(WritingQuestions writing)
{
    public IReadOnlyList<Question<Story>> For(Asked asked)
    {
        var written = new AskedStatements(new StatementQuestion(asked.Of.Id, asked.Question.Id), new ConsultationQuestion.Statements(asked.Question.Id, asked.Question.Words, []), [])
        {
            Reason = new ReasonFor(story => asked.Answer(story) is not null && asked.Again(story) is not { HasSeen: true }, story => Side(asked, story)),
        };
        var steps = writing.For(written);
        return asked.Question.TakesSeveral ? [steps[0], Which(asked, written), .. steps.Skip(1)] : steps;
    }

    private static string? Side(Asked asked, Story story) => Sides(asked, story) is [var only] ? only : Talk(asked, story).SideId;

    private static IReadOnlyList<string> Sides(Asked asked, Story story) => asked.Answer(story) is { } answer ? answer.Sides : [];

    private static StatementTalk Talk(Asked asked, Story story) => StatementTalk.In(story, new StatementQuestion(asked.Of.Id, asked.Question.Id));

    private static Question<Story> Which(Asked asked, AskedStatements written) => new()
    {
        Name = written.Name("side"),
        Applies = story => written.Talk(story) is { Adds: true, Sent: null } && Sides(asked, story).Count > 1,
        Known = story => written.Talk(story).SideId is not null,
        Ask = story => new Asking(Lines.Round.WhichSide, Lines.Round.WhichSideAgain, Picked(asked, story)),
        Read = (story, reply) => reply.Pick(Picked(asked, story)) is { } side
            ? new Reading<Story>.Understood((written.Talk(story) with { SideId = side.Id }).In(story))
            : reply.IsShrug ? new Reading<Story>.Understood(Left(written, story), Lines.Statement.NotSent)
            : new Reading<Story>.Unclear(),
        Skip = story => Left(written, story),
        OnSkip = Lines.Statement.NotSent,
        Clear = story => (written.Talk(story) with { SideId = null }).In(story),
    };

    private static IReadOnlyList<Choice> Picked(Asked asked, Story story) => [.. Sides(asked, story).Select(side => asked.Question.Picks.FirstOrDefault(option => option.Id == side) is { } option ? Asked.Button(option) : new Choice(side, asked.Label(side)))];

    private static Story Left(AskedStatements written, Story story) => (written.Talk(story) with { Words = null, Adds = false }).In(story);
}
