namespace SocialRx.Bot.Tests.Faults;

/// <summary>A disk that is full, and is given more room again.</summary>
[Collection(nameof(Faults))]
public sealed class DiskTests
{
    private static readonly int Times = Intensity.Of(usual: 2, full: 10);

    [Fact]
    public async Task When_the_disk_is_full_nothing_that_was_taken_is_lost()
    {
        await using var channel = await Channel.StartAsync();
        await using var service = await RunningService.StartAsync(Crowd.Settings);
        await using var crowd = await Crowd.ComeAsync(service.Client, Kept.In(service), channel, Intensity.Seed);

        for (var time = 0; time < Times; time++)
        {
            await service.KillAsync();
            var before = service.Log.Length;
            await service.StartAgainAsync($"Storage:MostMegabytes={await Kept.In(service).MegabytesAsync() + 1}");
            await service.LoggedAsync("disk is full", before);
            await Task.Delay(500);
        }

        await service.KillAsync();
        await service.StartAgainAsync();
        await Verdict.NobodyNoticedAsync(crowd, "disk full", Times, Times + 1);
    }
}
