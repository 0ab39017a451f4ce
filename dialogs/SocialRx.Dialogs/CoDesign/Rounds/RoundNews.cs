using SocialRx.Dialogs.CoDesign.Kinds;
using SocialRx.Dialogs.Forms;
using SocialRx.Dialogs.Root;
using SocialRx.Dialogs.Words;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Dialogs.CoDesign.Rounds;

/// <summary>Tells whoever answered, once, that they can see what others said now.</summary>
internal sealed class RoundNews(RoundBook rounds)
{
    /// <summary>Looks whether anything is asked again, now and then.</summary>
    public Task RenewAsync(CancellationToken stop) => rounds.RenewAsync(stop);

    /// <summary>True when something was said.</summary>
    public bool Tell(Exchange exchange)
    {
        var story = exchange.Talk.Story;
        var news = rounds.Open.Select(round => new Asked(round.Of, round.Question)).Where(asked => IsNews(story, asked)).ToList();
        if (news.Count == 0)
            return false;
        exchange.Say(Lines.Round.News.With(news[0].Question.Words));
        exchange.Talk.Story = story with { Say = story.Say with { Told = [.. story.Say.Told.Union(news.Select(Told))] } };
        NoteTold(exchange.Recorder);
        return true;
    }

    /// <summary>Of all that is asked again now, whether they heard of it or it was no time to tell.</summary>
    public void NoteTold(Recorder recorder)
    {
        var all = rounds.Open.Select(round => round.Id).ToList();
        recorder.Add((connection, who, now) => SecondLooks.NoteTold(connection, who, all, now));
    }

    private static bool IsNews(Story story, Asked asked) =>
        asked.Answer(story) is not null && !SecondLookQuestions.HasBegun(story, asked) && !story.Say.Told.Contains(Told(asked));

    private static string Told(Asked asked) => $"again/{asked.Of.Id}/{asked.Question.Id}";
}
