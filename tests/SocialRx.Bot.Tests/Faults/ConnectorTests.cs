namespace SocialRx.Bot.Tests.Faults;

/// <summary>A channel that is busy, fails, breaks off, is late or never answers, before and after it has taken a reply.</summary>
[Collection(nameof(Faults))]
public sealed class ConnectorTests
{
    private static readonly int Troubles = Intensity.Of(usual: 60, full: 2000);

    /// <summary>Each of these holds a conversation up for 15 seconds and more.</summary>
    private static readonly int Silences = Intensity.Of(usual: 1, full: 30);

    public static TheoryData<int> Seeds => Intensity.Seeds(usual: 1, full: 2);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_the_channel_answers_every_reply_arrives_once_and_in_order(int seed)
    {
        await using var channel = await Channel.StartAsync();
        await using var service = await RunningService.StartAsync(Crowd.Settings);
        await using var crowd = await Crowd.ComeAsync(service.Client, Kept.In(service), channel, seed, webChats: 0, inChannel: 16, mayRepeat: false);

        await TroubledAsync(channel, seed);

        await Verdict.NobodyNoticedAsync(crowd, "the channel answered 429, 500, late or never", Troubles);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_same_holds_for_two_processes(int seed)
    {
        await using var channel = await Channel.StartAsync();
        await using var cluster = await ServiceCluster.StartAsync(await PostgresServer.SharedAsync(), 2, Crowd.Settings);
        await using var crowd = await Crowd.ComeAsync(cluster.Proxy.Client, Kept.In(cluster), channel, seed, webChats: 0, inChannel: 16, mayRepeat: false);

        await TroubledAsync(channel, seed);

        await Verdict.NobodyNoticedAsync(crowd, "the channel of two processes answered 429, 500, late or never", Troubles);
    }

    /// <summary>Lets the channel have its troubles among answers that are well, and then no more.</summary>
    private static async Task TroubledAsync(Channel channel, int seed)
    {
        var troubles = Draw(new Random(seed));
        var over = new TaskCompletionSource();
        channel.Next = () =>
        {
            lock (troubles)
            {
                if (troubles.TryDequeue(out var trouble))
                    return trouble;
            }

            over.TrySetResult();
            return Trouble.None;
        };
        await over.Task;
        channel.Next = () => Trouble.None;
    }

    private static Queue<Trouble> Draw(Random random)
    {
        Trouble[] quick = [Trouble.None, Trouble.None, Trouble.None, Trouble.IsBusy, Trouble.IsBusyForLong, Trouble.Fails, Trouble.TakesAndFails, Trouble.TakesAndBreaksOff, Trouble.IsSlow];
        Trouble[] silent = [Trouble.TakesAndAnswersTooLate, Trouble.NeverAnswers];
        var drawn = Enumerable.Range(0, Troubles).Select(_ => quick[random.Next(quick.Length)]).ToArray();
        for (var silence = 0; silence < Silences; silence++)
            drawn[random.Next(drawn.Length)] = silent[silence % silent.Length];
        return new Queue<Trouble>(drawn);
    }
}
