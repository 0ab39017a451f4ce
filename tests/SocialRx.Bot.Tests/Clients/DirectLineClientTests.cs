using System.Text.Json.Nodes;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Clients;

/// <summary>The client that Web Chat and other pages are made with, over lost connections. What it gave out is held against the log on disk.</summary>
public sealed class DirectLineClientTests
{
    [Fact]
    public async Task The_real_client_misses_nothing_and_sees_nothing_twice_over_a_lost_socket_and_a_killed_service()
    {
        await using var service = await RunningService.StartAsync();
        await using var chat = await WebChat.OpenAsync(service, socket: false);
        await using var client = await DirectLineClient.OpenAsync(service.Address, chat.Token, chat.ConversationId, "0");
        await client.AnsweredAsync(await client.SayAsync("before"));

        await client.CutAsync();
        var whileCut = new[] { await client.SayAsync("without a socket"), await client.SayAsync("and another") };
        foreach (var id in whileCut)
            await client.AnsweredAsync(id);

        var last = await client.SayAsync("just before the end");
        await service.KillAsync();
        await service.StartAgainAsync();
        await client.AnsweredAsync(last);
        await client.AnsweredAsync(await client.SayAsync("after"));
        await client.SeesAsync((await LoggedAsync(service, chat.ConversationId))[^1]);

        var log = await LoggedAsync(service, chat.ConversationId);
        Assert.Empty(Differences(log, Ids(client.Seen)));
        Assert.All(client.Answers, answer => Assert.Equal(log.Intersect(Ids(answer)), Ids(answer)));
        Assert.Equal(["before", "without a socket", "and another", "just before the end", "after"], Said(client, chat.UserId));
    }

    [Fact]
    public async Task A_client_that_starts_behind_the_beginning_is_found_to_have_missed_it()
    {
        await using var service = await RunningService.StartAsync();
        await using var chat = await WebChat.OpenAsync(service, socket: false);
        await chat.SayAsync("hello");
        while ((await LoggedAsync(service, chat.ConversationId)).Count < 5)
            await Task.Delay(50);

        await using var client = await DirectLineClient.OpenAsync(service.Address, chat.Token, chat.ConversationId, "2");
        await client.SeesAsync((await LoggedAsync(service, chat.ConversationId))[^1]);
        await client.AnsweredAsync(await client.SayAsync("late"));
        var log = await LoggedAsync(service, chat.ConversationId);
        await client.SeesAsync(log[^1]);

        Assert.Equal([$"missed {log[0]}", $"missed {log[1]}"], Differences(log, Ids(client.Seen)));
    }

    [Theory]
    [InlineData("a b c", "a b c", "")]
    [InlineData("a b c", "a c", "missed b")]
    [InlineData("a b c", "a b b c", "twice b")]
    [InlineData("a b c", "b a c", "in another order")]
    [InlineData("a b", "a b x", "unknown x")]
    public void The_check_names_what_was_missed_seen_twice_out_of_order_or_made_up(string logged, string seen, string difference) =>
        Assert.Equal(difference, string.Join(' ', Differences(logged.Split(' '), seen.Split(' '))));

    /// <summary>What a client saw that is not what was logged, a line each.</summary>
    private static string[] Differences(IReadOnlyList<string> logged, IReadOnlyList<string> seen)
    {
        string[] differences =
        [
            .. logged.Except(seen).Select(id => $"missed {id}"),
            .. seen.Except(logged).Select(id => $"unknown {id}"),
            .. seen.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"twice {group.Key}"),
        ];
        return differences.Length > 0 || logged.SequenceEqual(seen) ? differences : ["in another order"];
    }

    private static async Task<IReadOnlyList<string>> LoggedAsync(RunningService service, string conversationId)
    {
        await using var data = await ServiceData.OpenAsync(service);
        var log = await data.Database.ReadAsync(connection => DirectLineLog.From(connection, $"directline/{conversationId}", 0, 1000));
        return [.. log.Select(activity => WebChat.Text(JsonNode.Parse(activity.ToJson(data.Database.Sealing)), "id"))];
    }

    private static IReadOnlyList<string> Ids(IReadOnlyList<JsonNode> activities) => [.. activities.Select(activity => WebChat.Text(activity, "id"))];

    private static IEnumerable<string> Said(DirectLineClient client, string userId) =>
        client.Seen.Where(activity => WebChat.Text(activity["from"], "id") == userId).Select(activity => WebChat.Text(activity, "text"));
}
