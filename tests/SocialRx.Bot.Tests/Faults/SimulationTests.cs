using System.Globalization;
using SocialRx.Bot.Simulation;

namespace SocialRx.Bot.Tests.Faults;

/// <summary>The verb "simulate" in front of services that are killed.</summary>
[Collection(nameof(Faults))]
public sealed class SimulationTests
{
    [Fact]
    public async Task A_crowd_notices_nothing_but_a_wait_when_the_service_is_killed_and_started_again()
    {
        var people = Intensity.Of(usual: 40, full: 80);
        await using var service = await RunningService.StartAsync("DirectLine:TokensPerAddressPerMinute=100000");
        using var said = new StringWriter(CultureInfo.InvariantCulture);

        var crowd = SimulateAsync(service.Address, people, said);
        foreach (var have in (int[])[people / 4, people / 2, people * 3 / 4])
        {
            await HaveComeAsync(have, Kept.In(service), crowd);
            await service.KillAsync();
            await service.StartAgainAsync();
        }

        await NobodyNoticedAsync(crowd, said);
    }

    [Fact]
    public async Task A_crowd_notices_nothing_but_a_wait_when_one_of_three_processes_is_killed_half_way()
    {
        var people = Intensity.Of(usual: 30, full: 500);
        await using var cluster = await ServiceCluster.StartAsync(await PostgresServer.SharedAsync(), 3, "DirectLine:TokensPerAddressPerMinute=100000");
        using var said = new StringWriter(CultureInfo.InvariantCulture);

        var crowd = SimulateAsync(cluster.Proxy.Address, people, said);
        await HaveComeAsync(people / 2, Kept.In(cluster), crowd);
        await cluster.Processes[1].KillAsync();

        await NobodyNoticedAsync(crowd, said);
    }

    private static Task<int> SimulateAsync(Uri address, int people, StringWriter said) =>
        new Simulator(address, people, Intensity.Seed, atOnce: 12, said).RunAsync(TestContext.Current.CancellationToken);

    private static async Task NobodyNoticedAsync(Task<int> crowd, StringWriter said)
    {
        var result = await crowd;
        TestContext.Current.TestOutputHelper?.WriteLine(said.ToString());
        Assert.True(result == 0, said.ToString());
        Assert.Contains("lost 0, doubled 0, out of order 0, errors 0", said.ToString(), StringComparison.Ordinal);
    }

    private static async Task HaveComeAsync(int people, Kept kept, Task crowd)
    {
        while (!crowd.IsCompleted && (await kept.TurnsAsync()).Count < people)
            await Task.Delay(20);
        Assert.False(crowd.IsCompleted);
    }
}
