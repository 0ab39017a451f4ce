using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Turn;

/// <summary>Channels that post to /api/messages and take replies through their connector.</summary>
public sealed class MessagesTests : IAsyncLifetime
{
    private Connector _connector = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _connector = await Connector.StartAsync();
        _service = await RunningService.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _connector.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_answered_through_the_connector_once_however_often_it_is_delivered()
    {
        var first = await DeliverAsync(Message("a", "hello"));
        var once = _connector.Replies.Count;
        var again = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => DeliverAsync(Message("a", "hello"))));

        Assert.Equal(HttpStatusCode.OK, first);
        Assert.All(again, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.NotEqual(0, once);
        Assert.Equal(once, _connector.Replies.Count);
        Assert.All(_connector.Replies, reply => Assert.Equal("a", reply["replyToId"]!.ToString()));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task What_is_not_an_activity_is_refused(string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await _service.Client.PostAsync(new Uri("/api/messages", UriKind.Relative), content);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_type_nobody_knows_is_taken_and_not_answered()
    {
        var activity = Message("a", "hello");
        activity["type"] = "somethingNobodyKnows";

        Assert.Equal(HttpStatusCode.OK, await DeliverAsync(activity));
        Assert.Empty(_connector.Replies);
    }

    [Fact]
    public async Task Replies_a_channel_refused_for_a_while_arrive_later_and_in_order()
    {
        var down = true;
        _connector.Trouble = _ => Task.FromResult(down ? Results.StatusCode(StatusCodes.Status403Forbidden) : null);
        for (var number = 0; number < 5; number++)
            Assert.Equal(HttpStatusCode.OK, await DeliverAsync(Message($"{number}", $"hello {number}")));
        Assert.Empty(_connector.Replies);

        down = false;
        await AllSentAsync();

        Assert.Equal(["0", "1", "2", "3", "4"], _connector.Replies.Select(reply => reply["replyToId"]!.ToString()).Distinct());
    }

    [Fact]
    public async Task A_reply_that_was_on_its_way_when_the_service_was_killed_arrives_after_the_start()
    {
        var reached = new TaskCompletionSource();
        _connector.Trouble = async _ =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return null;
        };
        var delivery = DeliverAsync(Message("a", "hello"));
        await reached.Task;

        await _service.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => delivery);
        _connector.Trouble = _ => Task.FromResult<IResult?>(null);
        await _service.StartAgainAsync();
        await AllSentAsync();
        var after = _connector.Replies.Count;
        await DeliverAsync(Message("a", "hello"));

        Assert.NotEqual(0, after);
        Assert.Equal(after, _connector.Replies.Count);
        Assert.Equal("a", _connector.Replies[0]["replyToId"]!.ToString());
    }

    private async Task<HttpStatusCode> DeliverAsync(JsonObject activity)
    {
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _service.Client.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
        return answer.StatusCode;
    }

    /// <summary>Waits until no reply is left to send.</summary>
    private async Task AllSentAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={_service.DatabaseFile};Mode=ReadOnly;Pooling=False");
        for (var waited = 0; waited < 1500 && await connection.ExecuteScalarAsync<int>("select count(*) from outbox") > 0; waited++)
            await Task.Delay(20);
    }

    private JsonObject Message(string id, string text) => new JsonObject
    {
        ["type"] = "message",
        ["id"] = id,
        ["text"] = text,
        ["channelId"] = "msteams",
        ["serviceUrl"] = _connector.Address,
        ["from"] = new JsonObject { ["id"] = "29:person" },
        ["recipient"] = new JsonObject { ["id"] = "28:bot" },
        ["conversation"] = new JsonObject { ["id"] = "a:conversation;1" },
    };
}
