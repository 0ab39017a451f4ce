namespace SocialRx.Bot.Tests.Faults;

/// <summary>The fault tests themselves: a service in which the promise is broken does not pass them.</summary>
[Collection(nameof(Faults))]
public sealed class BrokenServiceTests(BrokenService broken) : IClassFixture<BrokenService>
{
    private const int Messages = 400;

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("the turn's dedupe", nameof(Harm.Doubled))]
    [InlineData("the log's dedupe", nameof(Harm.Doubled))]
    [InlineData("the version check", nameof(Harm.Doubled))]
    [InlineData("the order of turns", nameof(Harm.OutOfOrder))]
    // A reply that overtakes others is noted as the last that was sent, so they stay behind for ever.
    [InlineData("the order of replies", nameof(Harm.Lost))]
    public async Task Without_it_the_check_finds_what_people_notice(string removed, string harm)
    {
        Assert.Contains(BrokenService.Breakages, breakage => breakage.Name == removed);

        var problems = await ProblemsAsync(removed, harm);

        TestContext.Current.TestOutputHelper?.WriteLine($"without {removed}: {string.Join(", ", problems.CountBy(problem => problem.Harm))}");
        Assert.Contains(problems, problem => problem.Harm.ToString() == harm);
    }

    [Fact]
    public async Task With_all_in_place_the_same_load_passes() => Assert.Empty(await ProblemsAsync("", harm: null));

    /// <summary>A load under which everything that is removed is needed: the same said twice at once, several things at once, two processes, a channel that is often busy.</summary>
    private async Task<IReadOnlyList<Problem>> ProblemsAsync(string removed, string? harm)
    {
        await using var channel = await Channel.StartAsync();
        await using var cluster = await ServiceCluster.StartAsync(broken.BrokenIn(removed), await PostgresServer.SharedAsync(), 2, Crowd.Settings);
        var random = new Random(Intensity.Seed);
        channel.Next = () =>
        {
            lock (random)
                return random.Next(10) == 0 ? Trouble.IsBusyForLong : Trouble.None;
        };
        await using var crowd = await Crowd.ComeAsync(cluster.Proxy.Client, Kept.In(cluster), channel, Intensity.Seed, mayRepeat: false);
        await crowd.TalkAsync(Messages);
        channel.Next = () => Trouble.None;
        if (harm is null)
            return (await crowd.AccountAsync()).Problems;
        // What is lost may still come, so that is waited for. What was said twice or in the wrong order stays so.
        var early = harm == nameof(Harm.Lost) ? [] : (await crowd.AccountAsync(Glance)).Problems;
        return early.Any(problem => problem.Harm.ToString() == harm) ? early : (await crowd.AccountAsync(Patience)).Problems;
    }
}
