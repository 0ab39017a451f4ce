using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Adapters;

public sealed class TestAdapterTests
{
    private const string Connection = "nhs";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static TurnContext Turn(TestAdapter adapter) => new(adapter, new Activity { ChannelId = "directline", From = new ChannelAccount("u"), Recipient = new ChannelAccount("b") });

    [Fact]
    public async Task The_conversation_of_a_test_is_that_of_the_adapter()
    {
        var adapter = new TestAdapter("msteams");
        ITurnContext? seen = null;
        await adapter.SendTextToBotAsync("hi", (turn, _) => { seen = turn; return Task.CompletedTask; }, Cancel);
        Assert.Equal(("message", "hi", "msteams", "user1", "bot", "Conversation1", "https://test.com", "en-us"), (seen!.Activity.Type, seen.Activity.Text, seen.Activity.ChannelId, seen.Activity.From.Id, seen.Activity.Recipient.Id, seen.Activity.Conversation.Id, seen.Activity.ServiceUrl, seen.Activity.Locale));
        Assert.NotNull(seen.Activity.Timestamp);
        Assert.NotNull(seen.Activity.LocalTimestamp);
    }

    [Fact]
    public void A_named_conversation_has_its_name_as_id()
    {
        var reference = TestAdapter.CreateConversation("one", "Parveen", "Helper");
        Assert.Equal(("one", "parveen", "Parveen", "helper", "Helper", "test"), (reference.Conversation.Id, reference.User.Id, reference.User.Name, reference.Bot.Id, reference.Bot.Name, reference.ChannelId));
    }

    [Fact]
    public async Task Each_activity_gets_the_next_id_and_its_person_unless_it_names_one()
    {
        var adapter = new TestAdapter();
        var first = new Activity { From = new ChannelAccount("other") };
        var second = new Activity { Id = "mine", From = new ChannelAccount("x", role: RoleTypes.Bot) };
        await adapter.ProcessActivityAsync(first, (_, _) => Task.CompletedTask, Cancel);
        await adapter.ProcessActivityAsync(second, (_, _) => Task.CompletedTask, Cancel);
        Assert.Equal(("0", "1", "other", "user1"), (first.Id, second.Id, first.From.Id, second.From.Id));
    }

    [Fact]
    public async Task Traces_come_only_when_wanted()
    {
        foreach (var wanted in new[] { false, true })
        {
            var adapter = new TestAdapter(sendTraceActivity: wanted);
            Assert.Equal(wanted, adapter.EnableTrace);
            await adapter.SendActivitiesAsync(Turn(adapter), [new Activity(ActivityTypes.Trace)], Cancel);
            Assert.Equal(wanted, adapter.GetNextReply() is not null);
        }
    }

    [Fact]
    public async Task Who_waits_for_a_reply_gets_it_and_who_stops_waiting_does_not()
    {
        var adapter = new TestAdapter();
        using var stop = new CancellationTokenSource();
        var gone = adapter.GetNextReplyAsync(stop.Token);
        var patient = adapter.GetNextReplyAsync(Cancel);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await adapter.SendActivitiesAsync(Turn(adapter), [MessageFactory.Text("a"), MessageFactory.Text("b")], Cancel);
        Assert.Equal("a", (await patient).AsMessageActivity().Text);
        Assert.Equal("b", (await adapter.GetNextReplyAsync(Cancel)).AsMessageActivity().Text);
        Assert.Null(adapter.GetNextReply());
    }

    [Fact]
    public async Task A_new_conversation_starts_with_an_empty_queue_and_an_id_of_its_own()
    {
        var adapter = new TestAdapter();
        await adapter.SendActivitiesAsync(Turn(adapter), [MessageFactory.Text("old")], Cancel);
        string? id = null;
        await adapter.CreateConversationAsync("test", async (turn, cancel) =>
        {
            id = turn.Activity.Conversation.Id;
            await turn.SendActivityAsync("new", cancellationToken: cancel);
        }, Cancel);
        Assert.NotEqual(adapter.Conversation.Conversation.Id, id);
        Assert.Equal("new", adapter.GetNextReply().AsMessageActivity().Text);
        Assert.Null(adapter.GetNextReply());
    }

    [Fact]
    public async Task Sending_nothing_is_an_error()
    {
        var adapter = new TestAdapter();
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.SendActivitiesAsync(null, [new Activity()], Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.SendActivitiesAsync(Turn(adapter), null, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => adapter.SendActivitiesAsync(Turn(adapter), [], Cancel));
    }

    [Fact]
    public async Task A_person_has_the_token_the_test_gave_them_until_they_sign_out()
    {
        var adapter = new TestAdapter();
        var turn = Turn(adapter);
        Assert.Null(await adapter.GetUserTokenAsync(turn, Connection, null, Cancel));
        adapter.AddUserToken(Connection, "directline", "u", "t");
        adapter.AddUserToken("other", "directline", "u", "t2");
        Assert.Equal(("t", Connection), ((await adapter.GetUserTokenAsync(turn, Connection, null, Cancel)).Token, (await adapter.GetUserTokenAsync(turn, (AppCredentials?)null, Connection, null, Cancel)).ConnectionName));
        Assert.Equal(2, (await adapter.GetTokenStatusAsync(turn, "u", cancellationToken: Cancel)).Length);
        var status = Assert.Single(await adapter.GetTokenStatusAsync(turn, "u", "other,none", Cancel));
        Assert.Equal(("other", true), (status.ConnectionName, status.HasToken));

        await adapter.SignOutUserAsync(turn, Connection, "u", Cancel);
        Assert.Null(await adapter.GetUserTokenAsync(turn, Connection, null, Cancel));
        await adapter.SignOutUserAsync(turn, cancellationToken: Cancel);
        Assert.Null(await adapter.GetTokenStatusAsync(turn, "u", cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_token_behind_a_code_is_there_once_the_code_was_typed()
    {
        var adapter = new TestAdapter();
        var turn = Turn(adapter);
        adapter.AddUserToken(Connection, "directline", "u", "t", "123456");
        Assert.Null(await adapter.GetUserTokenAsync(turn, Connection, null, Cancel));
        Assert.Null(await adapter.GetUserTokenAsync(turn, Connection, "654321", Cancel));
        Assert.Equal("t", (await adapter.GetUserTokenAsync(turn, Connection, "123456", Cancel)).Token);
        Assert.Equal("t", (await adapter.GetUserTokenAsync(turn, Connection, null, Cancel)).Token);
    }

    [Fact]
    public async Task Tokens_are_exchanged_as_the_test_said()
    {
        var adapter = new TestAdapter();
        var turn = Turn(adapter);
        adapter.AddExchangeableToken(Connection, "directline", "u", "theirs", "ours");
        adapter.ThrowOnExchangeRequest(Connection, "directline", "u", "broken");
        Assert.Equal("ours", (await adapter.ExchangeTokenAsync(turn, Connection, "u", new TokenExchangeRequest("resource", "theirs"), Cancel)).Token);
        Assert.Null(await adapter.ExchangeTokenAsync(turn, Connection, "u", new TokenExchangeRequest("resource"), Cancel));
        await Assert.ThrowsAnyAsync<Exception>(() => adapter.ExchangeTokenAsync(turn, Connection, "u", new TokenExchangeRequest("broken"), Cancel));
    }

    [Fact]
    public async Task Links_to_sign_in_name_the_connection()
    {
        var adapter = new TestAdapter();
        var turn = Turn(adapter);
        Assert.Equal("https://fake.com/oauthsignin/nhs/directline", await adapter.GetOauthSignInLinkAsync(turn, Connection, Cancel));
        Assert.Equal("https://fake.com/oauthsignin/nhs/directline/u", await adapter.GetOauthSignInLinkAsync(turn, Connection, "u", cancellationToken: Cancel));
        var resource = await adapter.GetSignInResourceAsync(turn, Connection, "u", cancellationToken: Cancel);
        Assert.Equal(("https://fake.com/oauthsignin/nhs/directline/u", "api://nhs/resource"), (resource.SignInLink, resource.TokenExchangeResource.Uri));
        Assert.Empty(await adapter.GetAadTokensAsync(turn, Connection, ["r"], cancellationToken: Cancel));
        Assert.IsAssignableFrom<IExtendedUserTokenProvider>(adapter);
    }
}
