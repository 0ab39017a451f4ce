namespace SocialRx.Bot.Tests.Faults;

/// <summary>The same activity delivered twice at the same moment, to two processes.</summary>
[Collection(nameof(Faults))]
public sealed class TwiceTests
{
    private const int People = 8;

    private static readonly int Messages = Intensity.Of(usual: 15, full: 200);

    [Fact]
    public async Task An_activity_delivered_to_two_processes_at_once_has_one_turn()
    {
        await using var channel = await Channel.StartAsync();
        await using var cluster = await ServiceCluster.StartAsync(await PostgresServer.SharedAsync(), 2, Crowd.Settings);
        // The proxy gives one request to the one process and the next to the other, so what is sent twice at once meets two.
        await using var crowd = await Crowd.ComeAsync(cluster.Proxy.Client, Kept.In(cluster), channel, Intensity.Seed, webChats: People, inChannel: People, mayRepeat: false, manner: Manner.SaysAllTwice);

        await crowd.TalkAsync(messages: Messages * People * 2 * 2);

        await Verdict.NobodyNoticedAsync(crowd, "the same activity delivered to two processes at once", Messages * People * 2);
    }
}
