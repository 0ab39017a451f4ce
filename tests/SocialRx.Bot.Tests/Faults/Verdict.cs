namespace SocialRx.Bot.Tests.Faults;

/// <summary>The end of every fault test: its figures are said, and nobody has noticed anything.</summary>
internal static class Verdict
{
    public static async Task NobodyNoticedAsync(Crowd crowd, string fault, int times, int kills = 0)
    {
        var (turns, problems) = await crowd.AccountAsync();
        Tally.Note(new Figures(fault, times, kills, turns, Count(problems, Harm.Lost), Count(problems, Harm.Doubled), Count(problems, Harm.OutOfOrder)));
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Take(30)));
        Assert.NotEqual(0, turns);
    }

    private static int Count(IReadOnlyList<Problem> problems, Harm harm) => problems.Count(problem => problem.Harm == harm);
}
