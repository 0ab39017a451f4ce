using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Turns;

public sealed class TurnContextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class Noted(List<string> log, string name, bool pass = true) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            log.Add(name + " in");
            if (pass)
                await next(cancellationToken);
            log.Add(name + " out");
        }
    }

    [Fact]
    public async Task Middleware_runs_in_order_in_and_in_reverse_out()
    {
        var log = new List<string>();
        var adapter = new TestAdapter().Use(new Noted(log, "a")).Use(new Noted(log, "b"));
        await adapter.ProcessActivityAsync(new Activity("message"), (_, _) => { log.Add("bot"); return Task.CompletedTask; }, Cancel);
        Assert.Equal(["a in", "b in", "bot", "b out", "a out"], log);
    }

    [Fact]
    public async Task Middleware_that_does_not_pass_the_turn_on_ends_it()
    {
        var log = new List<string>();
        var adapter = new TestAdapter().Use(new Noted(log, "a", pass: false)).Use(new Noted(log, "b"));
        await adapter.ProcessActivityAsync(new Activity("message"), (_, _) => { log.Add("bot"); return Task.CompletedTask; }, Cancel);
        Assert.Equal(["a in", "a out"], log);
    }

    [Fact]
    public async Task Send_handlers_nest_and_may_change_what_is_sent()
    {
        var log = new List<string>();
        var adapter = new TestAdapter();
        await adapter.ProcessActivityAsync(new Activity("message"), async (turn, cancel) =>
        {
            turn.OnSendActivities(async (_, activities, next) => { log.Add("first in"); activities[0].Text += "!"; var sent = await next(); log.Add("first out"); return sent; });
            turn.OnSendActivities(async (_, activities, next) => { log.Add("second in"); activities.Add(MessageFactory.Text("more")); var sent = await next(); log.Add("second out"); return sent; });
            var responses = await turn.SendActivitiesAsync([MessageFactory.Text("hello")], cancel);
            Assert.Equal(2, responses.Length);
        }, Cancel);
        Assert.Equal(["first in", "second in", "second out", "first out"], log);
        Assert.Equal(["hello!", "more"], adapter.ActiveQueue.Select(reply => reply.Text));
    }

    [Fact]
    public async Task A_send_handler_that_does_not_pass_on_keeps_it_from_the_channel()
    {
        var adapter = new TestAdapter();
        await adapter.ProcessActivityAsync(new Activity("message"), async (turn, cancel) =>
        {
            turn.OnSendActivities((_, _, _) => Task.FromResult(Array.Empty<ResourceResponse>()));
            Assert.NotNull(await turn.SendActivityAsync("hello", cancellationToken: cancel));
            Assert.False(turn.Responded);
        }, Cancel);
        Assert.Null(adapter.GetNextReply());
    }

    [Fact]
    public async Task A_trace_is_no_answer()
    {
        var adapter = new TestAdapter(sendTraceActivity: true);
        await adapter.ProcessActivityAsync(new Activity("message"), async (turn, cancel) =>
        {
            await turn.SendActivityAsync(new Activity(ActivityTypes.Trace), cancel);
            Assert.False(turn.Responded);
            await turn.SendActivityAsync(new Activity(ActivityTypes.Typing), cancel);
            Assert.True(turn.Responded);
        }, Cancel);
    }

    [Fact]
    public async Task What_is_sent_is_addressed_to_where_the_turn_came_from()
    {
        var adapter = new TestAdapter();
        var incoming = new Activity("message");
        await adapter.ProcessActivityAsync(incoming, (turn, cancel) => turn.SendActivityAsync("hello", cancellationToken: cancel), Cancel);
        var reply = adapter.ActiveQueue.Single();
        Assert.NotNull(incoming.Id);
        Assert.Equal((incoming.Id, "bot", "user1", adapter.Conversation.Conversation.Id, "test"), (reply.ReplyToId, reply.From.Id, reply.Recipient.Id, reply.Conversation.Id, reply.ChannelId));
    }

    [Fact]
    public async Task Replies_of_a_turn_that_expects_them_are_kept_for_its_caller()
    {
        var adapter = new TestAdapter();
        await adapter.ProcessActivityAsync(new Activity("message") { DeliveryMode = DeliveryModes.ExpectReplies }, async (turn, cancel) =>
        {
            await turn.SendActivityAsync("one", cancellationToken: cancel);
            Assert.True(turn.Responded);
            Assert.Equal("one", ((TurnContext)turn).BufferedReplyActivities.Single().Text);
        }, Cancel);
        Assert.Null(adapter.GetNextReply());
    }

    [Fact]
    public async Task Update_and_delete_pass_through_their_handlers()
    {
        var log = new List<string>();
        var adapter = new TestAdapter();
        await adapter.ProcessActivityAsync(new Activity("message"), async (turn, cancel) =>
        {
            turn.OnUpdateActivity((_, activity, next) => { log.Add("update " + activity.Text); return next(); });
            turn.OnDeleteActivity((_, reference, next) => { log.Add("delete"); Assert.NotNull(reference.Conversation); return next(); });
            var first = await turn.SendActivityAsync("a", cancellationToken: cancel);
            var second = await turn.SendActivityAsync("b", cancellationToken: cancel);
            await turn.UpdateActivityAsync(new Activity("message") { Id = first.Id, Text = "a2" }, cancel);
            await turn.DeleteActivityAsync(second.Id, cancel);
        }, Cancel);
        Assert.Equal(["update a2", "delete"], log);
        Assert.Equal("a2", adapter.ActiveQueue.Single().Text);
    }

    [Fact]
    public async Task A_turn_that_throws_is_given_to_OnTurnError_and_without_it_to_the_caller()
    {
        var adapter = new TestAdapter();
        Task Fails(ITurnContext turn, CancellationToken cancel) => throw new InvalidOperationException("broken");
        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.ProcessActivityAsync(new Activity("message"), Fails, Cancel));
        adapter.OnTurnError = (turn, failure) => turn.SendActivityAsync("sorry: " + failure.Message);
        await adapter.ProcessActivityAsync(new Activity("message"), Fails, Cancel);
        Assert.Equal("sorry: broken", adapter.ActiveQueue.Single().Text);
    }
}
