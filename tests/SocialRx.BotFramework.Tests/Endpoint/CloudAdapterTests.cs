using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;

namespace SocialRx.BotFramework.Tests.Endpoint;

public sealed class CloudAdapterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task Echo(ITurnContext turn, CancellationToken cancel) =>
        turn.SendActivityAsync("echo " + turn.Activity.Text, cancellationToken: cancel);

    [Fact]
    public async Task A_reply_goes_through_the_connector_to_the_activity_it_answers()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        var (status, body) = await channel.PostAsync(channel.Message("hello", conversation: "19:a@thread;x/1"));
        Assert.Equal((200, ""), (status, body));
        var call = Assert.Single(channel.Calls);
        Assert.Equal(("POST", "/v3/conversations/19%3Aa%40thread%3Bx%2F1/activities/in-1"), (call.Method, call.Path));
        Assert.Equal("echo hello", (string?)call.Body!["text"]);
        Assert.Null(call.Body["id"]);
    }

    [Fact]
    public async Task Without_an_activity_to_answer_it_is_sent_to_the_conversation()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        var message = channel.Message("hello");
        message.Remove("id");
        await channel.PostAsync(message);
        Assert.Equal("/v3/conversations/c1/activities", Assert.Single(channel.Calls).Path);
    }

    [Fact]
    public async Task What_was_sent_can_be_changed_and_taken_back()
    {
        await using var channel = await LoopbackChannel.StartAsync(async (turn, cancel) =>
        {
            var sent = await turn.SendActivityAsync("one", cancellationToken: cancel);
            await turn.UpdateActivityAsync(new Activity("message") { Id = sent.Id, Text = "two" }, cancel);
            await turn.DeleteActivityAsync(sent.Id, cancel);
        });
        await channel.PostAsync(channel.Message("hello"));
        Assert.Equal(
            [("POST", "/v3/conversations/c1/activities/in-1"), ("PUT", "/v3/conversations/c1/activities/out-1"), ("DELETE", "/v3/conversations/c1/activities/out-1")],
            channel.Calls.Select(call => (call.Method, call.Path)));
    }

    [Fact]
    public async Task A_caller_that_expects_replies_gets_them_in_its_answer_without_traces()
    {
        await using var channel = await LoopbackChannel.StartAsync(async (turn, cancel) =>
        {
            await turn.SendActivityAsync(new Activity(ActivityTypes.Trace) { Value = "secret" }, cancel);
            await turn.SendActivityAsync("one", cancellationToken: cancel);
            await turn.SendActivityAsync("two", cancellationToken: cancel);
        });
        var (status, body) = await channel.PostAsync(channel.Message("hello", delivery: "expectReplies"));
        Assert.Equal(200, status);
        Assert.Equal(["one", "two"], JsonNode.Parse(body)!["activities"]!.AsArray().Select(reply => (string?)reply!["text"]));
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Empty(channel.Calls);
    }

    [Theory]
    [InlineData("webchat", 0)]
    [InlineData("emulator", 1)]
    public async Task Traces_leave_only_to_the_emulator(string channelId, int calls)
    {
        await using var channel = await LoopbackChannel.StartAsync((turn, cancel) => turn.SendActivityAsync(new Activity(ActivityTypes.Trace) { Name = "state" }, cancel));
        var message = channel.Message("hello");
        message["channelId"] = channelId;
        await channel.PostAsync(message);
        Assert.Equal(calls, channel.Calls.Count);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("""{"type":"message"} trailing""", 400)]
    [InlineData("""{"text":"no type"}""", 400)]
    [InlineData("""{"type":"message","type":"event"}""", 400)]
    [InlineData("""{"type":"message","text":"\ud800"}""", 400)]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""", 400)]
    public async Task A_bad_body_is_answered_with_what_is_wrong(string body, int expected)
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        var (status, answer) = await channel.PostAsync(body);
        Assert.Equal(expected, status);
        Assert.NotNull(JsonNode.Parse(answer)!["error"]!["code"]);
        Assert.NotNull(JsonNode.Parse(answer)!["error"]!["message"]);
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_body_does_no_harm()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        Assert.Equal(200, (await channel.PostAsync("\uFEFF" + channel.Message("hello").ToJsonString())).Status);
    }

    [Fact]
    public async Task A_body_nested_too_deeply_is_refused_before_it_is_read()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        var (status, _) = await channel.PostAsync($$"""{"type":"message","value":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""");
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        Assert.Equal(413, (await channel.PostAsync(channel.Message(new string('x', 1_000_000)))).Status);
        Assert.Equal(200, (await channel.PostAsync(channel.Message(new string('x', 250_000), delivery: "expectReplies"))).Status);
    }

    [Fact]
    public async Task An_activity_of_a_type_nobody_knows_is_accepted()
    {
        var bot = new Handler();
        await using var channel = await LoopbackChannel.StartAsync(bot.OnTurnAsync);
        var message = channel.Message("hello");
        message["type"] = "fromTheFuture";
        Assert.Equal(200, (await channel.PostAsync(message)).Status);
        Assert.Equal(["fromTheFuture"], bot.Unrecognized);
    }

    [Fact]
    public async Task An_invoke_is_answered_by_its_handler_and_otherwise_with_501()
    {
        var bot = new Handler();
        await using var channel = await LoopbackChannel.StartAsync(bot.OnTurnAsync);
        var invoke = channel.Message("");
        invoke["type"] = "invoke";
        invoke["name"] = "known";
        Assert.Equal((200, """{"answer":42}"""), await channel.PostAsync(invoke));
        invoke["name"] = "unknown";
        Assert.Equal((501, ""), await channel.PostAsync(invoke));
        invoke["name"] = "adaptiveCard/action";
        invoke["value"] = "nothing";
        Assert.Equal(400, (await channel.PostAsync(invoke)).Status);
    }

    [Fact]
    public async Task An_invoke_may_be_answered_with_an_answer_that_was_kept_as_text()
    {
        await using var channel = await LoopbackChannel.StartAsync((turn, cancel) => turn.SendActivityAsync(
            SocialRx.BotFramework.Tests.Wire.Read<Activity>(SocialRx.BotFramework.Tests.Wire.Write(new Activity("invokeResponse") { Value = new InvokeResponse { Status = 202, Body = new { ok = true } } })), cancel));
        var invoke = channel.Message("");
        invoke["type"] = "invoke";
        Assert.Equal((202, """{"ok":true}"""), await channel.PostAsync(invoke));
    }

    [Fact]
    public async Task Whoever_is_not_on_this_machine_needs_a_token()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        Assert.Equal(401, (await channel.PostAsync(channel.Message("hello"), forwardedFor: "203.0.113.7")).Status);
    }

    [Theory]
    [InlineData("http://169.254.169.254/metadata")]
    [InlineData("https://evil.example/")]
    [InlineData("https://evil.example/?smba.trafficmanager.net")]
    [InlineData("https://notbotframework.com/")]
    [InlineData("https://user@botframework.com/")]
    [InlineData("http://smba.trafficmanager.net/uk/")]
    [InlineData("ftp://localhost/")]
    public async Task Nothing_is_sent_to_an_address_that_is_no_channels(string serviceUrl)
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo, Development());
        var message = channel.Message("hello");
        message["serviceUrl"] = serviceUrl;
        Assert.Equal(403, (await channel.PostAsync(message)).Status);
    }

    [Fact]
    public async Task Without_an_app_id_only_Development_is_open()
    {
        await using var open = await LoopbackChannel.StartAsync(Echo, Development());
        Assert.Equal(200, (await open.PostAsync(open.Message("hello"))).Status);
        await using var closed = await LoopbackChannel.StartAsync(Echo, new CloudAdapter(new ConfigurationBuilder().AddInMemoryCollection([new("environment", "Production")]).Build()));
        Assert.Equal(401, (await closed.PostAsync(closed.Message("hello"))).Status);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(502)]
    public async Task A_busy_channel_is_asked_again_and_nothing_is_lost(int status)
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        channel.Answers.Enqueue((status, "", status == 429 ? "0" : null));
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"))).Status);
        Assert.Equal(2, channel.Calls.Count);
    }

    [Fact]
    public async Task A_channel_that_wants_to_be_left_alone_for_long_is_not_waited_for()
    {
        ErrorResponseException? heard = null;
        await using var channel = await LoopbackChannel.StartAsync(async (turn, cancel) =>
        {
            heard = await Assert.ThrowsAsync<ErrorResponseException>(() => turn.SendActivityAsync("hello", cancellationToken: cancel));
        });
        channel.Answers.Enqueue((429, "", "3600"));
        await channel.PostAsync(channel.Message("hello"));
        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, heard!.Response.StatusCode);
        Assert.Equal(["3600"], heard.Response.Headers["Retry-After"]);
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task What_the_channel_accepted_is_not_sent_again()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        channel.Answers.Enqueue((200, "not json", null));
        Assert.Equal(200, (await channel.PostAsync(channel.Message("hello"))).Status);
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_channel_that_says_no_is_heard()
    {
        ErrorResponseException? heard = null;
        await using var channel = await LoopbackChannel.StartAsync(async (turn, cancel) =>
        {
            heard = await Assert.ThrowsAsync<ErrorResponseException>(() => turn.SendActivityAsync("hello", cancellationToken: cancel));
        });
        channel.Answers.Enqueue((403, """{"error":{"code":"BotNotInConversationRoster","message":"gone"}}""", null));
        await channel.PostAsync(channel.Message("hello"));
        Assert.Equal(("BotNotInConversationRoster", System.Net.HttpStatusCode.Forbidden), (heard!.Body.Error.Code, heard.Response.StatusCode));
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_bot_may_speak_first()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        var reference = new ConversationReference { ChannelId = "webchat", ServiceUrl = channel.ServiceUrl, Conversation = new(id: "c1"), Bot = new("bot"), User = new("person") };
        await channel.Adapter.ContinueConversationAsync("app", reference, async (turn, cancel) =>
        {
            Assert.Equal((ActivityTypes.Event, ActivityEventNames.ContinueConversation), (turn.Activity.Type, turn.Activity.Name));
            await turn.SendActivityAsync("hello again", cancellationToken: cancel);
            await turn.SendActivityAsync(new Activity("message") { Text = "late answer", ReplyToId = "asked" }, cancel);
        }, Cancel);
        Assert.Equal(
            [("/v3/conversations/c1/activities", "hello again", null), ("/v3/conversations/c1/activities/asked", "late answer", "asked")],
            channel.Calls.Select(call => (call.Path, (string?)call.Body!["text"], (string?)call.Body["replyToId"])));
    }

    [Fact]
    public async Task A_bot_may_open_a_conversation()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        channel.Answers.Enqueue((201, """{"id":"new","activityId":"a1"}""", null));
        await channel.Adapter.CreateConversationAsync("app", "msteams", channel.ServiceUrl, "scope", new ConversationParameters { Bot = new("bot"), Members = [new("person")], TenantId = "t" }, async (turn, cancel) =>
        {
            Assert.Equal((ActivityEventNames.CreateConversation, "new", "t"), (turn.Activity.Name, turn.Activity.Conversation.Id, turn.Activity.Conversation.TenantId));
            await turn.SendActivityAsync("hello", cancellationToken: cancel);
        }, Cancel);
        Assert.Equal(["/v3/conversations", "/v3/conversations/new/activities/a1"], channel.Calls.Select(call => call.Path));
    }

    [Fact]
    public async Task Members_are_read_page_by_page()
    {
        await using var channel = await LoopbackChannel.StartAsync(Echo);
        channel.Answers.Enqueue((200, """{"continuationToken":"n&x","members":[{"id":"a","userPrincipalName":"p"}]}""", null));
        using var connector = new ConnectorClient(new Uri(channel.ServiceUrl));
        var page = await connector.Conversations.GetConversationPagedMembersAsync("c", 50, "t=1", Cancel);
        Assert.Equal(("n&x", "a"), (page.ContinuationToken, page.Members.Single().Id));
        Assert.Equal("/v3/conversations/c/pagedmembers?pageSize=50&continuationToken=t%3D1", channel.Calls.Single().Path);
    }

    [Fact]
    public async Task A_hundred_of_a_hundred_increments_are_kept()
    {
        var storage = new MemoryStorage();
        var state = new ConversationState(storage);
        var counter = state.CreateProperty<int>("count");
        var adapter = new CloudAdapter();
        adapter.Use(new AutoSaveStateMiddleware(state));
        await using var channel = await LoopbackChannel.StartAsync(async (turn, cancel) =>
        {
            var count = await counter.GetAsync(turn, () => 0, cancel);
            await Task.Delay(2, cancel);
            await counter.SetAsync(turn, count + 1, cancel);
        }, adapter);

        var posts = Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = 0; i < 25; i++)
                Assert.Equal(200, (await channel.PostAsync(channel.Message("add", delivery: "expectReplies"))).Status);
        });
        await Task.WhenAll(posts);

        var stored = await storage.ReadAsync(["webchat/conversations/c1"], Cancel);
        Assert.Equal(100, ((IDictionary<string, object>)stored["webchat/conversations/c1"])["count"]);
    }

    private static CloudAdapter Development() => new(new ConfigurationBuilder().AddInMemoryCollection([new("environment", "Development")]).Build());

    private sealed class Handler : ActivityHandler
    {
        public List<string> Unrecognized { get; } = [];

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            Unrecognized.Add(turnContext.Activity.Type);
            return Task.CompletedTask;
        }

        protected override Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.Activity.Name == "known"
                ? Task.FromResult(CreateInvokeResponse(new { answer = 42 }))
                : base.OnInvokeActivityAsync(turnContext, cancellationToken);
    }
}
