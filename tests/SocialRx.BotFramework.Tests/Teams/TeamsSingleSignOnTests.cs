using System.Text.Json;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Teams;

public sealed class TeamsSingleSignOnTests
{
    private const string Connection = "youth";

    private int seen;

    /// <summary>Each text sent is the offer with that id.</summary>
    private sealed class Devices(string channelId) : TestAdapter(new ConversationReference
    {
        ChannelId = channelId,
        ServiceUrl = "https://test.example",
        User = new ChannelAccount("ann", "Ann"),
        Bot = new ChannelAccount("bot", "Bot"),
        Conversation = new ConversationAccount(false, "c", "c"),
    })
    {
        public override Task SendTextToBotAsync(string userSays, BotCallbackHandler callback, CancellationToken cancellationToken)
        {
            var offer = TeamsTurn.Invoke("signin/tokenExchange", $$"""{"id":{{JsonSerializer.Serialize(userSays)}},"token":"offered","connectionName":"{{Connection}}"}""");
            (offer.ChannelId, offer.From, offer.Recipient, offer.Conversation) = (Conversation.ChannelId, Conversation.User, Conversation.Bot, Conversation.Conversation);
            return ProcessActivityAsync(offer, callback, cancellationToken);
        }
    }

    private TestFlow Flow(bool canExchange, string channelId = Channels.Msteams)
    {
        var adapter = new Devices(channelId);
        adapter.Use(new TeamsSSOTokenExchangeMiddleware(new MemoryStorage(), Connection));
        if (canExchange)
            adapter.AddExchangeableToken(Connection, channelId, "ann", "offered", "token");
        return new TestFlow(adapter, async (context, cancellationToken) =>
        {
            seen++;
            Assert.False(context.Responded);
            await context.SendActivityAsync("signed in", cancellationToken: cancellationToken);
        });
    }

    [Fact]
    public async Task The_bot_sees_the_first_of_several_equal_offers()
    {
        await Flow(canExchange: true)
            .Send("offer 1").AssertReply("signed in")
            .Send("offer 1").AssertReply(reply =>
            {
                var answer = Assert.IsType<InvokeResponse>(((Activity)reply).Value);
                Assert.Equal(("invokeResponse", 200, null), (reply.Type, answer.Status, answer.Body));
            })
            .Send("offer 2").AssertReply("signed in")
            .StartTestAsync();
        Assert.Equal(2, seen);
    }

    [Fact]
    public async Task Every_client_hears_that_its_token_could_not_be_exchanged()
    {
        void Refused(IActivity reply)
        {
            var answer = Assert.IsType<InvokeResponse>(((Activity)reply).Value);
            var refusal = Assert.IsType<TokenExchangeInvokeResponse>(answer.Body);
            Assert.Equal((412, "offer 1", Connection), (answer.Status, refusal.Id, refusal.ConnectionName));
            Assert.NotEmpty(refusal.FailureDetail);
        }

        await Flow(canExchange: false).Send("offer 1").AssertReply(Refused).Send("offer 1").AssertReply(Refused).StartTestAsync();
        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task Offers_of_other_channels_pass()
    {
        await Flow(canExchange: false, Channels.Directline).Send("offer 1").AssertReply("signed in").Send("offer 1").AssertReply("signed in").StartTestAsync();
        Assert.Equal(2, seen);
    }

    [Fact]
    public void It_needs_a_storage_and_a_connection()
    {
        Assert.Throws<ArgumentNullException>(() => new TeamsSSOTokenExchangeMiddleware(null, Connection));
        Assert.Throws<ArgumentNullException>(() => new TeamsSSOTokenExchangeMiddleware(new MemoryStorage(), null));
        Assert.Throws<ArgumentNullException>(() => new TeamsSSOTokenExchangeMiddleware(new MemoryStorage(), ""));
    }
}
