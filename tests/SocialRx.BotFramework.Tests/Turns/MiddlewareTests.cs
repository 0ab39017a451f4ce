using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Turns;

public sealed class MiddlewareTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AnonymousReceiveMiddleware Noted(List<string> log, string name, bool pass = true) => new(async (_, next, cancel) =>
    {
        log.Add(name + " in");
        if (pass)
            await next(cancel);
        log.Add(name + " out");
    });

    [Fact]
    public async Task A_set_in_a_set_runs_in_and_out_before_what_follows_it()
    {
        var log = new List<string>();
        var outer = new MiddlewareSet().Use(new MiddlewareSet().Use(Noted(log, "inner", pass: false))).Use(Noted(log, "second"));
        await outer.ReceiveActivityWithStatusAsync(null, (_, _) => { log.Add("bot"); return Task.CompletedTask; }, Cancel);
        Assert.Equal(["inner in", "inner out", "second in", "bot", "second out"], log);
        await new MiddlewareSet().ReceiveActivityWithStatusAsync(null, null, Cancel);
        Assert.Throws<ArgumentNullException>(() => outer.Use(null));
    }

    private sealed class Taken : IDisposable
    {
        public bool IsTaken { get; private set; }

        public void Dispose() => IsTaken = true;
    }

    [Fact]
    public void What_is_left_with_a_turn_is_found_by_name_or_type_and_stays_its_owners()
    {
        var (byName, byType) = (new Taken(), new Taken());
        using (var turn = new TurnContext(new TestAdapter(), new Activity()))
        {
            turn.TurnState.Add("name", byName);
            turn.TurnState.Add(byType);
            Assert.Same(byName, turn.TurnState.Get<Taken>("name"));
            Assert.Same(byType, turn.TurnState.Get<Taken>());
            Assert.Null(turn.TurnState.Get<string>("name"));
            Assert.Null(turn.TurnState.Get<object>(string.Empty));
            Assert.Throws<ArgumentNullException>(() => turn.TurnState.Get<object>(null));
            Assert.Throws<ArgumentNullException>(() => turn.TurnState.Add<object>("x", null!));
            Assert.Throws<ArgumentException>(() => turn.TurnState.Add("name", byType));
        }

        Assert.False(byName.IsTaken || byType.IsTaken);
    }

    [Theory]
    [InlineData("directlinespeech", "OK", """<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='en-us'><voice name='male'>OK</voice></speak>""")]
    [InlineData("emulator", "a < b", """<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='en-us'><voice name='male'>a &lt; b</voice></speak>""")]
    [InlineData("telephony", "<voice name='f'>OK</voice>", """<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='en-us'><voice name='f'>OK</voice></speak>""")]
    [InlineData("telephony", "<voice name='f'>A</voice> <voice name='m'>B</voice>", """<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='en-us'><voice name='f'>A</voice> <voice name='m'>B</voice></speak>""")]
    [InlineData("telephony", "<voice>A</parts><parts>", """<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='en-us'><voice name='male'>&lt;voice&gt;A&lt;/parts&gt;&lt;parts&gt;</voice></speak>""")]
    [InlineData("telephony", "<speak>OK</speak>", "<speak>OK</speak>")]
    [InlineData("msteams", "OK", "OK")]
    public Task What_is_said_aloud_gets_a_voice_on_channels_that_speak(string channel, string speak, string expected) =>
        new TestFlow(new TestAdapter(channel).Use(new SetSpeakMiddleware("male", false)), (turn, cancel) => turn.SendActivityAsync("text", speak, cancellationToken: cancel))
            .Send("hi").AssertReply(reply => Assert.Equal(expected, reply.AsMessageActivity().Speak)).StartTestAsync();

    [Theory]
    [InlineData(true, "text")]
    [InlineData(false, null)]
    public Task The_text_is_said_aloud_where_nothing_else_is_and_that_is_wanted(bool fallback, string? expected) =>
        new TestFlow(new TestAdapter().Use(new SetSpeakMiddleware(null, fallback)), (turn, cancel) => turn.SendActivityAsync("text", cancellationToken: cancel))
            .Send("hi").AssertReply(reply => Assert.Equal(expected, reply.AsMessageActivity().Speak)).StartTestAsync();

    private static Entity Mentioned(string id, string text)
    {
        var entity = new Entity();
        entity.SetAs(new Mention(new ChannelAccount(id, "x"), text));
        return entity;
    }

    [Theory]
    [InlineData("<at>Bot</at> find <at id='7'>Tom</at>now", true, "find Tom now", 1)]
    [InlineData("<at>Bot</at> find <at id='7'>Tom</at>now", false, "Bot find Tom now", 2)]
    [InlineData("<at>Bot and nobody", false, "<at>Bot and nobody", 2)]
    public async Task The_markup_of_mentions_is_taken_out_and_the_bot_with_it_if_wanted(string text, bool removeBot, string expected, int mentions)
    {
        var message = new Activity(ActivityTypes.Message) { Text = text, Entities = [Mentioned("bot", "<at>Bot</at>"), Mentioned("u", "<at id='7'>Tom</at>"), new Entity("clientInfo")] };
        await new TestFlow(new TestAdapter().Use(new NormalizeMentionsMiddleware { RemoveRecipientMention = removeBot })).Send(message).StartTestAsync();
        Assert.Equal(expected, message.Text);
        Assert.Equal(mentions, message.GetMentions().Length);
        Assert.Equal("Tom", message.GetMentions().Single(mention => mention.Mentioned.Id == "u").Text);
        Assert.Contains(message.Entities, entity => entity.Type == "clientInfo");
    }

    private sealed class CalledByABot : TestAdapter
    {
        protected override TurnContext CreateTurnContext(Activity activity)
        {
            var turn = base.CreateTurnContext(activity);
            turn.TurnState.Add(BotIdentityKey, new ClaimsIdentity([
                new(AuthenticationConstants.VersionClaim, "2.0"),
                new(AuthenticationConstants.AudienceClaim, "skill"),
                new(AuthenticationConstants.AuthorizedParty, "parent")]));
            return turn;
        }
    }

    [Fact]
    public async Task A_skill_does_not_show_itself_typing()
    {
        foreach (var (adapter, shown) in new (TestAdapter, bool)[] { (new CalledByABot(), false), (new TestAdapter(), true) })
        {
            adapter.Use(new ShowTypingMiddleware(0, 100_000));
            var typing = 0;
            await new TestFlow(adapter, async (turn, cancel) =>
            {
                typing = adapter.ActiveQueue.Count(activity => activity.Type == ActivityTypes.Typing);
                Assert.False(turn.Responded);
                await turn.SendActivityAsync("done", cancellationToken: cancel);
            }).Send("hi").StartTestAsync();
            Assert.Equal(shown ? 1 : 0, typing);
        }
    }

    [Fact]
    public async Task A_registered_object_is_there_in_every_turn_by_type_or_name()
    {
        var storage = new MemoryStorage();
        var adapter = new TestAdapter().Use(new RegisterClassMiddleware<IStorage>(storage)).Use(new RegisterClassMiddleware<IStorage>(storage, "named"));
        await new TestFlow(adapter, (turn, _) =>
        {
            Assert.Same(storage, turn.TurnState.Get<IStorage>());
            Assert.Same(storage, turn.TurnState.Get<IStorage>("named"));
            return Task.CompletedTask;
        }).Send("hi").StartTestAsync();
    }

    private sealed class Client : IBotTelemetryClient
    {
        public List<(string Name, IDictionary<string, string> Properties)> Events { get; } = [];

        public void TrackEvent(string eventName, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null) => Events.Add((eventName, properties!));

        public void TrackTrace(string message, Severity severityLevel, IDictionary<string, string> properties) => Events.Add((message, properties));

        public void TrackAvailability(string name, DateTimeOffset timeStamp, TimeSpan duration, string runLocation, bool success, string? message = null, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null) => throw new NotSupportedException();

        public void TrackDependency(string dependencyTypeName, string target, string dependencyName, string data, DateTimeOffset startTime, TimeSpan duration, string resultCode, bool success) => throw new NotSupportedException();

        public void TrackException(Exception exception, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null) => throw new NotSupportedException();

        public void Flush() => throw new NotSupportedException();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Telemetry_hears_what_came_and_went_and_names_and_words_only_if_wanted(bool personal)
    {
        var client = new Client();
        await new TestFlow(new TestAdapter().Use(new TelemetryLoggerMiddleware(client, personal)), async (turn, cancel) =>
        {
            var sent = await turn.SendActivityAsync("one", cancellationToken: cancel);
            await turn.UpdateActivityAsync(new Activity("message") { Id = sent.Id, Text = "two" }, cancel);
            await turn.DeleteActivityAsync(sent.Id, cancel);
        }).Send("hi").StartTestAsync();

        Assert.Equal(["BotMessageReceived", "BotMessageSend", "BotMessageUpdate", "BotMessageDelete"], client.Events.Select(seen => seen.Name));
        string[] person = personal ? ["fromName", "text"] : [];
        Assert.Equal(new HashSet<string>(["type", "activityId", "conversationId", "fromId", "conversationName", "locale", "recipientId", "recipientName", .. person]), client.Events[0].Properties.Keys.ToHashSet());
        person = personal ? ["recipientName", "text"] : [];
        Assert.Equal(new HashSet<string>(["type", "activityId", "conversationId", "replyActivityId", "recipientId", "conversationName", "locale", .. person]), client.Events[1].Properties.Keys.ToHashSet());
        person = personal ? ["text"] : [];
        Assert.Equal(new HashSet<string>(["type", "activityId", "recipientId", "conversationId", "conversationName", "locale", .. person]), client.Events[2].Properties.Keys.ToHashSet());
        Assert.Equal(new HashSet<string>(["type", "activityId", "recipientId", "conversationId", "conversationName"]), client.Events[3].Properties.Keys.ToHashSet());
    }

    private sealed class Overriding(IBotTelemetryClient client) : TelemetryLoggerMiddleware(client)
    {
        protected override async Task OnReceiveActivityAsync(Activity activity, CancellationToken cancellation) =>
            TelemetryClient.TrackEvent("mine", await FillReceiveEventPropertiesAsync(activity, new() { ["fromId"] = "hidden", ["more"] = "1" }));
    }

    [Fact]
    public async Task Telemetry_can_be_added_to_and_told_otherwise()
    {
        var client = new Client();
        await new TestFlow(new TestAdapter().Use(new Overriding(client))).Send("hi").StartTestAsync();
        var (name, properties) = Assert.Single(client.Events);
        Assert.Equal(("mine", "hidden", "1", 9), (name, properties["fromId"], properties["more"], properties.Count));
        client.TrackDialogView("greeting");
        Assert.Equal("Dialog View: greeting", client.Events[1].Name);
        Assert.NotNull(new TelemetryLoggerMiddleware(null).TelemetryClient);
        NullBotTelemetryClient.Instance.TrackDialogView("greeting");
    }

    [Fact]
    public void A_handoff_event_says_who_is_handed_over_and_why()
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { Id = "1", ChannelId = "ch", ServiceUrl = "https://s", From = new("u"), Recipient = new("b"), Conversation = new(id: "c") });
        var initiation = EventFactory.CreateHandoffInitiation(turn, new { Skill = "housing" }, new Transcript([MessageFactory.Text("hello")]));
        Assert.Equal(("handoff.initiate", "u", "1", "ch", "https://s", "c"), (initiation.Name, initiation.From.Id, initiation.ReplyToId, initiation.ChannelId, initiation.ServiceUrl, initiation.Conversation.Id));
        Assert.Equal("housing", JsonNode.Parse(initiation.Value.ToString()!)!["Skill"]!.ToString());
        var attachment = Assert.Single(((Activity)initiation).Attachments);
        Assert.Equal(("application/json", "Transcript"), (attachment.ContentType, attachment.Name));

        var status = EventFactory.CreateHandoffStatus(new ConversationAccount(), "failed", "timed out");
        Assert.Equal("handoff.status", status.Name);
        Assert.Equal(("failed", "timed out"), (JsonNode.Parse(status.Value.ToString()!)!["state"]!.ToString(), JsonNode.Parse(status.Value.ToString()!)!["message"]!.ToString()));
        Assert.NotNull(status.Id);
        Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffInitiation(null, "x"));
        Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffStatus(null, "accepted"));
        Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffStatus(new ConversationAccount(), null));
    }

    [Fact]
    public void The_intent_of_the_highest_score_is_the_top_one()
    {
        var result = new RecognizerResult { Intents = new Dictionary<string, IntentScore> { ["walk"] = new() { Score = 0.2 }, ["swim"] = new() { Score = 0.7 }, ["none"] = new() } };
        Assert.Equal(("swim", 0.7), result.GetTopScoringIntent());
        Assert.Equal(("", 0.0), new RecognizerResult { Intents = new Dictionary<string, IntentScore>() }.GetTopScoringIntent());
        Assert.Throws<ArgumentNullException>(() => ((RecognizerResult)null!).GetTopScoringIntent());
        Assert.Equal(("", 0.0), new RecognizerResult().GetTopScoringIntent());
    }

    [Fact]
    public void Messages_need_what_they_are_made_of()
    {
        Assert.Null(MessageFactory.Text(null).Text);
        Assert.Equal(("t", "s", InputHints.AcceptingInput), (MessageFactory.Text("t", "s").Text, MessageFactory.Text("t", "s").Speak, MessageFactory.Text("t", "s").InputHint));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.SuggestedActions((IEnumerable<string>)null!, toList: null));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.SuggestedActions((IEnumerable<CardAction>)null!, toList: null));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.Attachment((Attachment)null!));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.Attachment((IList<Attachment>)null!));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.Carousel(null));
        foreach (var nothing in new[] { null, "", " " })
        {
            Assert.Throws<ArgumentNullException>(() => MessageFactory.ContentUrl(nothing, "image/png"));
            Assert.Throws<ArgumentNullException>(() => MessageFactory.ContentUrl("https://x", nothing));
        }

        var image = Assert.Single(MessageFactory.ContentUrl("https://x", "image/png", " ").Attachments);
        Assert.Equal(("https://x", "image/png", ""), (image.ContentUrl, image.ContentType, image.Name));
        Assert.Equal(AttachmentLayoutTypes.Carousel, MessageFactory.Carousel([image]).AttachmentLayout);
        Assert.Equal(("one", "imBack"), (MessageFactory.SuggestedActions(["one"], toList: ["u"]).SuggestedActions.Actions[0].Value, MessageFactory.SuggestedActions(["one"], toList: null).SuggestedActions.Actions[0].Type));
    }
}
