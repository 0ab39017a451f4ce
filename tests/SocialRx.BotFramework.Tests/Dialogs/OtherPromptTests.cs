using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class OtherPromptTests
{
    private const string Connection = "myConnection";

    private static readonly PromptOptions Ask = new() { Prompt = MessageFactory.Text("ask"), RetryPrompt = MessageFactory.Text("again") };

    private static OAuthPrompt SignIn(Action<OAuthPromptSettings>? set = null)
    {
        var settings = new OAuthPromptSettings { ConnectionName = Connection, Title = "Sign in", Text = "Please sign in" };
        set?.Invoke(settings);
        return new OAuthPrompt("signin", settings);
    }

    private static string Token(object result) => ((TokenResponse)result).Token;

    [Fact]
    public void A_prompt_needs_an_id()
    {
        Assert.Throws<ArgumentNullException>(() => new TextPrompt(string.Empty));
        Assert.Throws<ArgumentNullException>(() => new ChoicePrompt(null));
        Assert.Throws<ArgumentNullException>(() => new ActivityPrompt("p", null));
        Assert.Throws<ArgumentNullException>(() => new ActivityPrompt(" ", (_, _) => Task.FromResult(true)));
        Assert.Throws<ArgumentNullException>(() => new OAuthPrompt("p", null));
        Assert.Throws<ArgumentNullException>(() => new OAuthPrompt(string.Empty, new OAuthPromptSettings()));
    }

    [Fact]
    public async Task A_prompt_needs_options_and_no_token_in_their_place() =>
        await Conversation.Turn(new DialogSet().Add(new TextPrompt("text")).Add(SignIn()), async (context, cancel) =>
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => context.BeginDialogAsync("text", null, cancel));
            await Assert.ThrowsAsync<ArgumentException>(() => context.BeginDialogAsync("text", CancellationToken.None, cancel));
            await Assert.ThrowsAsync<ArgumentException>(() => context.BeginDialogAsync("signin", "options", cancel));
            await Assert.ThrowsAsync<ArgumentException>(() => context.EndDialogAsync(CancellationToken.None, cancel));
            await Assert.ThrowsAsync<ArgumentNullException>(() => context.PromptAsync("text", null, cancel));
            await Assert.ThrowsAsync<ArgumentNullException>(() => context.PromptAsync(string.Empty, new PromptOptions(), cancel));
        });

    [Fact]
    public async Task An_activity_prompt_waits_for_the_event_it_was_made_for()
    {
        var attempts = new List<int>();
        var prompt = new ActivityPrompt("p", (context, _) =>
        {
            attempts.Add(context.AttemptCount);
            return Task.FromResult(context.Recognized.Value.Type == ActivityTypes.Event);
        });
        await Conversation.With(prompt, Ask, result => ((Activity)result).Name)
            .Test("hi", "ask").Test("no event", "again")
            .Send(new Activity(ActivityTypes.Event) { Name = "arrived" }).AssertReply("Complete: arrived")
            .StartTestAsync();
        Assert.Equal([1, 2], attempts);
    }

    [Fact]
    public async Task Attachments_are_the_answer()
    {
        var sent = new Activity(ActivityTypes.Message) { Attachments = [new Attachment("image/png", "https://fernbridge.example/a.png")] };
        await Conversation.With(new AttachmentPrompt("p"), Ask, result => ((IList<Attachment>)result)[0].ContentType)
            .Test("hi", "ask").Test("here it is", "again").Send(sent).AssertReply("Complete: image/png").StartTestAsync();
    }

    [Fact]
    public async Task A_person_who_is_signed_in_is_not_asked()
    {
        var adapter = new TestAdapter();
        adapter.AddUserToken(Connection, "test", "user1", "secret");
        await Conversation.With(SignIn(), null, Token, adapter).Test("hi", "Complete: secret").StartTestAsync();
    }

    [Fact]
    public async Task A_person_signs_in_with_the_code_they_are_shown()
    {
        var adapter = new TestAdapter();
        await Conversation.With(SignIn(), Ask, Token, adapter)
            .Send("hi")
            .AssertReply(reply =>
            {
                var message = (Activity)reply;
                Assert.Equal(("ask", InputHints.AcceptingInput), (message.Text, message.InputHint));
                var card = Assert.IsType<OAuthCard>(Assert.Single(message.Attachments).Content);
                Assert.Equal((Connection, "Please sign in", "Sign in"), (card.ConnectionName, card.Text, card.Buttons[0].Title));
                adapter.AddUserToken(Connection, "test", "user1", "secret", "888999");
            })
            .Test("where is it", "again").Test("123456", "again").Test("my code is 888999", "Complete: secret")
            .StartTestAsync();
    }

    [Fact]
    public async Task A_token_that_comes_as_an_event_is_taken() =>
        await Conversation.With(SignIn(), Ask, Token)
            .Send("hi").AssertReply(reply => Assert.Single(((Activity)reply).Attachments))
            .Send(new Activity(ActivityTypes.Event) { Name = SignInConstants.TokenResponseEventName, Value = new TokenResponse { ConnectionName = Connection, Token = "secret" } })
            .AssertReply("Complete: secret")
            .StartTestAsync();

    [Theory]
    [InlineData("exchangeable", Connection, 200)]
    [InlineData("other", Connection, 412)]
    [InlineData("exchangeable", "otherConnection", 400)]
    public async Task A_token_the_client_has_is_exchanged_or_refused(string offered, string connection, int status)
    {
        var adapter = new TestAdapter();
        adapter.AddExchangeableToken(Connection, "test", "user1", "exchangeable", "secret");
        var flow = Conversation.With(SignIn(), Ask, Token, adapter)
            .Send("hi").AssertReply(reply => Assert.Single(((Activity)reply).Attachments))
            .Send(new Activity(ActivityTypes.Invoke) { Name = SignInConstants.TokenExchangeOperationName, Value = new TokenExchangeInvokeRequest { Id = "1", ConnectionName = connection, Token = offered } })
            .AssertReply(reply =>
            {
                Assert.Equal(ActivityTypesEx.InvokeResponse, reply.Type);
                var answer = Assert.IsType<InvokeResponse>(((Activity)reply).Value);
                Assert.Equal(status, answer.Status);
                var body = Assert.IsType<TokenExchangeInvokeResponse>(answer.Body);
                Assert.Equal((Connection, status == 200), (body.ConnectionName, body.FailureDetail is null));
            });
        await (status == 200 ? flow.AssertReply("Complete: secret") : flow).StartTestAsync();
    }

    [Fact]
    public async Task A_channel_without_the_sign_in_card_of_bots_has_the_plain_one()
    {
        var activity = new Activity(ActivityTypes.Message) { ChannelId = Channels.Skype, Text = "hi" };
        await Conversation.With(SignIn(), Ask).Send(activity).AssertReply(reply => Assert.Equal(SigninCard.ContentType, Assert.Single(((Activity)reply).Attachments).ContentType)).StartTestAsync();
    }

    [Fact]
    public async Task Something_else_said_ends_the_sign_in_where_that_is_wished() =>
        await Conversation.With(SignIn(settings => settings.EndOnInvalidMessage = true), Ask)
            .Send("hi").AssertReply(reply => Assert.Single(((Activity)reply).Attachments)).Test("never mind", "Complete: ").StartTestAsync();

    [Fact]
    public async Task A_sign_in_that_took_too_long_ends_without_a_token() =>
        await Conversation.With(SignIn(settings => settings.Timeout = -1), Ask)
            .Send("hi").AssertReply(reply => Assert.Single(((Activity)reply).Attachments)).Test("888999", "Complete: ").StartTestAsync();
}
