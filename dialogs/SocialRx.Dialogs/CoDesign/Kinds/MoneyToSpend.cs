using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Language.Readings;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Kinds;

/// <summary>
/// Projects ticked out of a sum, one step for each, so that "back" and "undo" take the last one off. Only what the rest of the sum pays for is offered, so
/// nobody can spend more than there is.
/// </summary>
internal sealed class MoneyToSpend(WordBook words)
{
    private readonly Choice _enough = words.Choice(Lines.Button.ThatsAll, "enough", "thats all", "done", "thats it", "no more", "thats enough", "im done", "nothing else");
    private readonly Choice _none = words.Choice(Lines.Button.NoneOfThese, "none", "none", "nothing", "none of them", "no to all");

    public IReadOnlyList<Question<Story>> Questions(Asked asked)
    {
        var budget = (ConsultationQuestion.Budget)asked.Question;
        return [.. Enumerable.Range(1, budget.Projects.Count).Select(step => Tick(asked, budget, step))];
    }

    private Question<Story> Tick(Asked asked, ConsultationQuestion.Budget budget, int step) => new()
    {
        Name = asked.Step(step),
        Applies = story => step == 1 || Ticked(story, asked).Count >= step - 1,
        Known = story => asked.Answer(story) is { } answer && (!answer.IsUnfinished || answer.OptionIds.Count >= step),
        Ask = story => Ask(budget, Ticked(story, asked)),
        Read = (story, reply) => Read(story, asked, budget, reply),
        Skip = step == 1 ? null : story => Finished(story, asked, Ticked(story, asked)),
        Clear = story => asked.With(story, step == 1 ? null : Unfinished(asked, [.. Ticked(story, asked).Take(step - 1)])),
        Record = (story, recorder) => Record(story, asked, recorder),
    };

    private Asking Ask(ConsultationQuestion.Budget budget, IReadOnlyList<string> ticked)
    {
        var buttons = Affordable(budget, ticked).Select(Button);
        if (ticked.Count == 0)
            return new(Lines.Say.Budget.With(budget.Words, Sentences.Pounds(budget.Total)), Lines.Say.BudgetAgain.With(Sentences.Pounds(budget.Total)), [.. buttons, _none, Choices.Skip(words)]);
        var left = Sentences.Pounds(Left(budget, ticked));
        return new(Lines.Say.BudgetNext.With(InWords(budget, ticked), left), Lines.Say.BudgetNextAgain.With(InWords(budget, ticked), left), [.. buttons, _enough]);
    }

    private Reading<Story> Read(Story story, Asked asked, ConsultationQuestion.Budget budget, Reply reply)
    {
        var ticked = Ticked(story, asked);
        var named = Named(budget, ticked, reply);
        if (named.Count > 0)
            return Tick(story, asked, budget, ticked, named);
        if (ticked.Count == 0 && reply.Is(_none))
            return new Reading<Story>.Understood(Finished(story, asked, []), Lines.Say.BudgetNone);
        if (ticked.Count > 0 && (reply.Is(_enough) || reply.IsShrug))
            return new Reading<Story>.Understood(Finished(story, asked, ticked), Done(budget, ticked));
        return reply.IsShrug ? new Reading<Story>.Understood(story.WithSkipped(asked.Name), Lines.Form.Skipped) : new Reading<Story>.Unclear();
    }

    /// <summary>A number means a button; a name may mean any project.</summary>
    private static IReadOnlyList<BudgetProject> Named(ConsultationQuestion.Budget budget, IReadOnlyList<string> ticked, Reply reply)
    {
        var offered = OrderReader.Read(reply.Text, [.. Affordable(budget, ticked).Select(Button)]);
        var named = offered.Count > 0 || reply.Text.Any(char.IsAsciiDigit) ? offered : OrderReader.Read(reply.Text, [.. budget.Projects.Select(Button)]);
        return [.. named.Select(choice => budget.Projects.First(project => project.Id == choice.Id))];
    }

    private static Reading<Story> Tick(Story story, Asked asked, ConsultationQuestion.Budget budget, IReadOnlyList<string> ticked, IReadOnlyList<BudgetProject> named)
    {
        // Naming one that is ticked takes it off.
        if (named is [var only] && ticked.Contains(only.Id))
            return new Reading<Story>.Stays(asked.With(story, ticked.Count == 1 ? null : Unfinished(asked, [.. ticked.Where(id => id != only.Id)])), Lines.Say.BudgetOff.With(only.Label));

        var now = ticked;
        var tooDear = new List<BudgetProject>();
        foreach (var project in named.Where(project => !ticked.Contains(project.Id)))
        {
            if (project.Cost <= Left(budget, now))
                now = [.. now, project.Id];
            else
                tooDear.Add(project);
        }

        IReadOnlyList<Saying> says = tooDear.Count == 0 ? [] : [Lines.Say.BudgetTooDear.With(tooDear[0].Label, Sentences.Pounds(tooDear[0].Cost), Sentences.Pounds(Left(budget, now)))];
        if (now.Count == ticked.Count)
            return new Reading<Story>.Stays(story, says);
        return Affordable(budget, now).Any()
            ? new Reading<Story>.Understood(asked.With(story, Unfinished(asked, now)), says)
            : new Reading<Story>.Understood(Finished(story, asked, now), [.. says, Done(budget, now)]);
    }

    private static Saying Done(ConsultationQuestion.Budget budget, IReadOnlyList<string> ticked) =>
        Lines.Say.BudgetDone.With(InWords(budget, ticked), Sentences.Pounds(Left(budget, ticked)));

    private static IEnumerable<BudgetProject> Affordable(ConsultationQuestion.Budget budget, IReadOnlyList<string> ticked) =>
        budget.Projects.Where(project => !ticked.Contains(project.Id) && project.Cost <= Left(budget, ticked));

    private static int Left(ConsultationQuestion.Budget budget, IReadOnlyList<string> ticked) =>
        budget.Total - budget.Projects.Where(project => ticked.Contains(project.Id)).Sum(project => project.Cost);

    private static Choice Button(BudgetProject project) => new(project.Id, $"{project.Label}, {Sentences.Pounds(project.Cost)}", [project.Label.ToLowerInvariant(), .. project.Also]);

    private static string InWords(ConsultationQuestion.Budget budget, IReadOnlyList<string> ticked) =>
        Sentences.And(ticked.Select(id => budget.Projects.First(project => project.Id == id).Label));

    private static IReadOnlyList<string> Ticked(Story story, Asked asked) => asked.Answer(story)?.OptionIds ?? [];

    private static SaidAnswer Unfinished(Asked asked, IReadOnlyList<string> ticked) => asked.Empty with { OptionIds = ticked, IsUnfinished = true };

    private static Story Finished(Story story, Asked asked, IReadOnlyList<string> ticked) => asked.With(story, asked.Empty with { OptionIds = ticked });

    private static void Record(Story story, Asked asked, Recorder recorder)
    {
        var ballot = asked.Answer(story) is { IsUnfinished: false } answer ? answer.OptionIds : null;
        recorder.Add((connection, who, now) => Ballots.Replace(connection, who, asked.Of.Id, asked.Question.Id, ballot, now));
    }
}
