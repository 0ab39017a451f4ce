using System.Globalization;
using SocialRx.Bot.Simulation;

namespace SocialRx.Bot.Tests.Faults;

[Collection(nameof(SocialRx.Bot.Tests.Browser.ReplyTimeTests))]
public sealed class SimulationTests
{
    private const int Kills = 3;

    [Fact]
    public async Task A_crowd_notices_nothing_but_a_wait_when_the_service_is_killed_and_started_again()
    {
        await using var service = await RunningService.StartAsync("DirectLine:TokensPerAddressPerMinute=100000");
        using var said = new StringWriter(CultureInfo.InvariantCulture);

        var crowd = new Simulator(service.Address, people: 80, seed: 5, atOnce: 12, said).RunAsync(TestContext.Current.CancellationToken);
        var kills = 0;
        while (kills < Kills && await IsStillTalkingAsync(crowd))
        {
            await service.KillAsync();
            await service.StartAgainAsync();
            kills++;
        }

        var result = await crowd;
        Assert.InRange(kills, 1, Kills);
        TestContext.Current.TestOutputHelper?.WriteLine(said.ToString());
        Assert.True(result == 0, said.ToString());
        Assert.Contains("lost 0, doubled 0, out of order 0", said.ToString(), StringComparison.Ordinal);
    }

    private static async Task<bool> IsStillTalkingAsync(Task crowd)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        return !crowd.IsCompleted;
    }
}
