using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Faults;

public sealed class KillTests
{
    private const int People = 12;

    private static readonly string[] Settings = ["DirectLine:MessagesPerPersonPerMinute=1000000"];

    [Fact]
    public async Task Killed_again_and_again_under_load_it_loses_no_accepted_message_and_answers_none_twice()
    {
        await using var service = await RunningService.StartAsync(Settings);
        var chats = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => WebChat.OpenAsync(service, socket: false)));
        var accepted = chats.ToDictionary(chat => chat, _ => new ConcurrentBag<string>());
        var seed = 4;

        for (var kill = 0; kill < 5; kill++)
        {
            using var stop = new CancellationTokenSource();
            var load = Task.WhenAll(chats.Select(chat => TalkAsync(chat, accepted[chat], kill, stop.Token)));
            // In the middle of a random message, so to speak: after some have been taken in this round.
            var until = accepted.Values.Sum(ids => ids.Count) + (seed = seed * 7919 % 97) + 10;
            while (accepted.Values.Sum(ids => ids.Count) < until && !load.IsCompleted)
                await Task.Delay(1);
            await service.KillAsync();
            await stop.CancelAsync();
            await load;
            await service.StartAgainAsync();
        }

        await Task.WhenAll(chats.Select(AnsweredAsync));
        foreach (var chat in chats)
            Assert.Empty(await Transcript.ProblemsAsync(chat, accepted[chat], service.DatabaseFile));
    }

    [Fact]
    public async Task A_message_sent_again_after_a_lost_answer_is_not_taken_twice()
    {
        await using var service = await RunningService.StartAsync(Settings);
        await using var chat = await WebChat.OpenAsync(service, socket: false);
        var id = await chat.SayAsync("hello", "page-1");

        await service.KillAsync();
        await service.StartAgainAsync();
        var again = await chat.SayAsync("hello", "page-1");
        await AnsweredAsync(chat);

        Assert.Equal(id, again);
        Assert.Empty(await Transcript.ProblemsAsync(chat, [id], service.DatabaseFile));
    }

    [Fact]
    public async Task A_page_that_stays_open_over_a_kill_sees_every_answer_once()
    {
        await using var service = await RunningService.StartAsync(Settings);
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

    [Theory]
    [InlineData("answered twice", "update inbox set done_at = null, body = (select body from directline_activity where directline_activity.conversation_id = inbox.conversation_id and body like '%\"id\":\"' || inbox.activity_id || '\"%' and body not like '%replyToId%') where activity_id = @id")]
    [InlineData("unanswered", "delete from directline_activity where body like '%\"replyToId\":\"' || @id || '\"%'")]
    [InlineData("lost", "delete from directline_activity where body like '%\"id\":\"' || @id || '\"%' and body not like '%replyToId%'")]
    [InlineData("out of order", "update directline_activity set watermark = watermark + 1000 where body like '%\"replyToId\":\"' || @id || '\"%'")]
    [InlineData("shown twice", "insert into directline_activity (conversation_id, watermark, created_at, body) select conversation_id, watermark + 1000, '2099-01-01T00:00:00.000Z', body from directline_activity where body like '%\"id\":\"' || @id || '\"%'")]
    [InlineData("turns for", "update conversation set version = version + 1 where @id is not null")]
    public async Task The_check_notices_what_a_broken_turn_would_leave(string problem, string damage)
    {
        await using var service = await RunningService.StartAsync(Settings);
        await using var chat = await WebChat.OpenAsync(service, socket: false);
        var ids = new[] { await chat.SayAsync("one"), await chat.SayAsync("two"), await chat.SayAsync("three") };
        await AnsweredAsync(chat);
        Assert.Empty(await Transcript.ProblemsAsync(chat, ids, service.DatabaseFile));

        await service.KillAsync();
        await using (var connection = new SqliteConnection($"Data Source={service.DatabaseFile};Pooling=False"))
            Assert.NotEqual(0, await connection.ExecuteAsync(damage, new { id = ids[0] }));
        await service.StartAgainAsync();
        await chat.SayAsync("four");
        await AnsweredAsync(chat);

        Assert.Contains(await Transcript.ProblemsAsync(chat, ids, service.DatabaseFile), line => line.Contains(problem, StringComparison.Ordinal));
    }

    private static async Task TalkAsync(WebChat chat, ConcurrentBag<string> accepted, int round, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            try
            {
                accepted.Add(await chat.SayAsync($"message {number}", $"{round}-{number}"));
            }
            catch (HttpRequestException gone) when (gone.StatusCode is null)
            {
                // Killed: whether this one was taken nobody knows, so it may be there or not, but not twice.
                return;
            }
        }
    }

    /// <summary>Waits until the last thing said has an answer. One more message would do, but would hide one that is never answered.</summary>
    private static async Task AnsweredAsync(WebChat chat)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            var activities = await chat.WholeHistoryAsync();
            var last = activities.Last(activity => WebChat.Text(activity["from"], "role") == "user");
            if (activities.Any(activity => WebChat.Text(activity, "replyToId") == WebChat.Text(last, "id")))
                return;
            await Task.Delay(50);
        }
    }
}
