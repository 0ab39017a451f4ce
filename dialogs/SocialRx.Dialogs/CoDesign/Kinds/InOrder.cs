using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Domain.CoDesign;
using SocialRx.Language.Readings;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Kinds;

/// <summary>
/// Options put in order, one step for each place, so that "back" takes the last one back. Somebody who types the whole order, or has enough after some, is done.
/// </summary>
internal sealed class InOrder(WordBook words)
{
    private readonly Choice _enough = words.Choice(Lines.Button.ThatsAll, "enough", "thats all", "done", "thats it", "no more", "thats enough", "im done", "the rest dont matter");

    public IReadOnlyList<Question<Story>> Questions(Asked asked) =>
        [.. Enumerable.Range(1, asked.Question.Picks.Count - 1).Select(place => Place(asked, place))];

    private Question<Story> Place(Asked asked, int place) => new()
    {
        Name = asked.Step(place),
        Applies = story => place == 1 || Picked(story, asked).Count >= place - 1,
        Known = story => asked.Answer(story) is { } answer && (!answer.IsUnfinished || answer.OptionIds.Count >= place),
        Ask = story => Ask(story, asked, place),
        Read = (story, reply) => Read(story, asked, place, reply),
        Skip = place == 1 ? null : story => Finished(story, asked, Picked(story, asked)),
        Clear = story => asked.With(story, place == 1 ? null : asked.Empty with { OptionIds = [.. Picked(story, asked).Take(place - 1)], IsUnfinished = true }),
        Record = (story, recorder) => Record(story, asked, recorder),
    };

    private Asking Ask(Story story, Asked asked, int place)
    {
        var picked = Picked(story, asked);
        var left = Left(asked, picked);
        if (place == 1 || picked.Count == 0)
            return new(Lines.Say.Rank.With(asked.Question.Words), Lines.Say.RankAgain.With(asked.Question.Words), [.. left, Choices.Skip(words)]);
        var soFar = InWords(asked, picked);
        return new(Lines.Say.RankNext.With(soFar), Lines.Say.RankNextAgain.With(soFar), [.. left, _enough]);
    }

    private Reading<Story> Read(Story story, Asked asked, int place, Reply reply)
    {
        var picked = Picked(story, asked);
        var left = Left(asked, picked);
        if (OrderReader.Read(reply.Text, left) is { Count: > 0 } next)
            return Put(story, asked, [.. picked, .. next.Select(choice => choice.Id)]);
        if (place > 1 && (reply.Is(_enough) || reply.IsShrug))
            return new Reading<Story>.Understood(Finished(story, asked, picked), Lines.Say.RankDone.With(InWords(asked, picked)));
        return reply.IsShrug ? new Reading<Story>.Understood(story.WithSkipped(asked.Name), Lines.Form.Skipped) : new Reading<Story>.Unclear();
    }

    /// <summary>What is left alone has its place.</summary>
    private static Reading<Story>.Understood Put(Story story, Asked asked, IReadOnlyList<string> order)
    {
        var left = Left(asked, order);
        if (left.Count > 1)
            return new(asked.With(story, asked.Empty with { OptionIds = order, IsUnfinished = true }));
        IReadOnlyList<string> whole = [.. order, .. left.Select(choice => choice.Id)];
        return new(Finished(story, asked, whole), Lines.Say.RankDone.With(InWords(asked, whole)));
    }

    private static Story Finished(Story story, Asked asked, IReadOnlyList<string> order) => asked.With(story, asked.Empty with { OptionIds = order });

    private static IReadOnlyList<string> Picked(Story story, Asked asked) => asked.Answer(story)?.OptionIds ?? [];

    private static IReadOnlyList<Choice> Left(Asked asked, IReadOnlyList<string> picked) =>
        [.. asked.Question.Picks.Where(option => !picked.Contains(option.Id)).Select(Asked.Button)];

    private static string InWords(Asked asked, IReadOnlyList<string> order) =>
        string.Join(", ", order.Select((id, index) => $"{index + 1}. {asked.Question.Picks.First(option => option.Id == id).Label}"));

    private static void Record(Story story, Asked asked, Recorder recorder)
    {
        IReadOnlyList<string> order = asked.Answer(story) is { IsUnfinished: false } answer ? answer.OptionIds : [];
        recorder.Add((connection, who, now) => Orders.Replace(connection, who, asked.Of.Id, asked.Question.Id, order, now));
    }
}
