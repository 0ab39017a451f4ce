namespace SocialRx.Bot.Tests.Faults;

[Collection(nameof(Faults))]
public sealed class KillTests
{
    private static readonly int Kills = Intensity.Of(usual: 4, full: 50);

    public static TheoryData<int> Seeds => Intensity.Seeds(usual: 1, full: 2);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Killed_again_and_again_under_load_it_loses_nothing_and_says_nothing_twice(int seed)
    {
        await using var channel = await Channel.StartAsync();
        await using var service = await RunningService.StartAsync(Crowd.Settings);
        await using var crowd = await Crowd.ComeAsync(service.Client, Kept.In(service), channel, seed);
        var random = new Random(seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            await crowd.TalkAsync(messages: random.Next(1, 80));
            await Task.Delay(random.Next(10));
            await service.KillAsync();
            await service.StartAgainAsync();
        }

        await Verdict.NobodyNoticedAsync(crowd, "kill -9 of the service", Kills, Kills);
    }

    [Fact]
    public async Task A_message_sent_again_after_a_lost_answer_is_not_taken_twice()
    {
        await using var service = await RunningService.StartAsync(Crowd.Settings);
        await using var chat = await WebChat.OpenAsync(service);
        var id = await chat.SayAsync("hello", "page-1");

        await service.KillAsync();
        await service.StartAgainAsync();
        var again = await chat.SayAsync("hello", "page-1");
        await chat.ReconnectAsync();
        await chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == id);

        Assert.Equal(id, again);
        Assert.Empty(Transcript.OfWebChat([new Accepted(id, 1)], await chat.WholeHistoryAsync(), chat.Seen, turns: 2));
        Assert.Equal(2, (await Kept.In(service).TurnsAsync())[$"directline/{chat.ConversationId}"]);
    }

    [Fact]
    public async Task A_page_that_stays_open_over_a_kill_sees_every_answer_once()
    {
        await using var service = await RunningService.StartAsync(Crowd.Settings);
        await using var chat = await WebChat.OpenAsync(service);
        await chat.AskAsync("before");

        var last = await chat.SayAsync("in the middle");
        await service.KillAsync();
        await service.StartAgainAsync();
        await chat.ReconnectAsync();
        await chat.WaitAsync(activity => WebChat.Text(activity, "replyToId") == last);
        await chat.AskAsync("after");

        Assert.Equal(
            (await chat.HistoryAsync()).Activities.Select(activity => WebChat.Text(activity, "id")),
            chat.Seen.Select(activity => WebChat.Text(activity, "id")));
    }
}
