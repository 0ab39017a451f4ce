using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Turns;

public sealed class ActivityHandlerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class Bot : ActivityHandler
    {
        public List<string> Log { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => Note("message " + turnContext.Activity.Text);

        protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("updated");

        protected override Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Note("deleted");

        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("added " + membersAdded.Count);

        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("removed " + membersRemoved.Count);

        protected override Task OnReactionsAddedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Note("+" + messageReactions[0].Type);

        protected override Task OnReactionsRemovedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Note("-" + messageReactions[0].Type);

        protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note("token");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note("event " + turnContext.Activity.Name);

        protected override Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => Note("signed in");

        protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Note("end");

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) => Note("typing");

        protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("installed");

        protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("uninstalled");

        protected override Task OnCommandActivityAsync(ITurnContext<ICommandActivity> turnContext, CancellationToken cancellationToken) => Note("command " + turnContext.Activity.Name);

        protected override Task OnCommandResultActivityAsync(ITurnContext<ICommandResultActivity> turnContext, CancellationToken cancellationToken) => Note("result " + turnContext.Activity.Name);

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note("other");

        protected override Task<SearchInvokeResponse> OnSearchInvokeAsync(ITurnContext<IInvokeActivity> turnContext, SearchInvokeValue invokeValue, CancellationToken cancellationToken) =>
            Task.FromResult(new SearchInvokeResponse { StatusCode = 200, Value = $"{invokeValue.Kind} {invokeValue.QueryText}" });

        protected override Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
            invokeValue.Action.Verb == "refuse"
                ? throw new InvokeResponseException(HttpStatusCode.Conflict, "taken")
                : Task.FromResult(new AdaptiveCardInvokeResponse { StatusCode = 200, Value = invokeValue.Action.Verb });

        private Task Note(string what)
        {
            Log.Add(what);
            return Task.CompletedTask;
        }
    }

    private static async Task<List<string>> Heard(Activity activity)
    {
        var bot = new Bot();
        await bot.OnTurnAsync(new TurnContext(new TestAdapter(), activity), Cancel);
        return bot.Log;
    }

    private static async Task<InvokeResponse> Answer(string name, object? value = null, string channel = "test", ActivityHandler? bot = null)
    {
        var adapter = new TestAdapter();
        await (bot ?? new Bot()).OnTurnAsync(new TurnContext(adapter, new Activity(ActivityTypes.Invoke) { Name = name, Value = value, ChannelId = channel }), Cancel);
        var reply = (Activity)adapter.GetNextReply();
        Assert.Equal(ActivityTypesEx.InvokeResponse, reply.Type);
        return (InvokeResponse)reply.Value;
    }

    public static TheoryData<Activity, string> Kinds => new()
    {
        { new(ActivityTypes.Message) { Text = "hi" }, "message hi" },
        { new(ActivityTypes.MessageUpdate), "updated" },
        { new(ActivityTypes.MessageDelete), "deleted" },
        { new(ActivityTypes.EndOfConversation), "end" },
        { new(ActivityTypes.Typing), "typing" },
        { new(ActivityTypes.Command) { Name = "c" }, "command c" },
        { new(ActivityTypes.CommandResult) { Name = "c" }, "result c" },
        { new(ActivityTypes.Event) { Name = "tokens/response" }, "token" },
        { new(ActivityTypes.Event) { Name = "e" }, "event e" },
        { new(ActivityTypes.Event), "event " },
        { new(ActivityTypes.InstallationUpdate) { Action = "add" }, "installed" },
        { new(ActivityTypes.InstallationUpdate) { Action = "add-upgrade" }, "installed" },
        { new(ActivityTypes.InstallationUpdate) { Action = "remove" }, "uninstalled" },
        { new(ActivityTypes.InstallationUpdate) { Action = "remove-upgrade" }, "uninstalled" },
        { new(ActivityTypes.ContactRelationUpdate), "other" },
        { new("shall.not.pass"), "other" },
        { new(ActivityTypes.ConversationUpdate) { Recipient = new("b"), MembersAdded = [new("b"), new("u")] }, "added 2" },
        { new(ActivityTypes.ConversationUpdate) { Recipient = new("b"), MembersRemoved = [new("u")] }, "removed 1" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_activity_has_its_method(Activity activity, string method) => Assert.Equal([method], await Heard(activity));

    [Fact]
    public async Task The_bot_itself_neither_joins_nor_leaves()
    {
        Assert.Empty(await Heard(new(ActivityTypes.ConversationUpdate) { Recipient = new("b"), MembersAdded = [new("b")] }));
        Assert.Empty(await Heard(new(ActivityTypes.ConversationUpdate) { Recipient = new("b"), MembersRemoved = [new("b")] }));
        Assert.Empty(await Heard(new(ActivityTypes.ConversationUpdate)));
        Assert.Empty(await Heard(new(ActivityTypes.InstallationUpdate) { Action = "other" }));
    }

    [Fact]
    public async Task Reactions_added_come_before_those_removed() =>
        Assert.Equal(["+sad", "-angry"], await Heard(new(ActivityTypes.MessageReaction) { ReactionsAdded = [new("sad")], ReactionsRemoved = [new("angry")] }));

    [Theory]
    [InlineData("signin/verifyState")]
    [InlineData("signin/tokenExchange")]
    public async Task Signing_in_is_answered(string name) => Assert.Equal(200, (await Answer(name)).Status);

    [Fact]
    public async Task An_invoke_nobody_deals_with_is_not_implemented()
    {
        Assert.Equal(501, (await Answer("should.not.match")).Status);
        foreach (var name in new[] { "signin/verifyState", "adaptiveCard/action", "application/search" })
            Assert.Equal(501, (await Answer(name, new { action = new { type = "Action.Execute" }, kind = "search", queryText = "q" }, bot: new ActivityHandler())).Status);
    }

    [Fact]
    public async Task An_invoke_can_be_answered_by_throwing()
    {
        var answer = await Answer("adaptiveCard/action", new { action = new { type = "Action.Execute", verb = "refuse" } });
        Assert.Equal((409, "taken"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_card_action_is_given_to_the_bot_when_it_is_one()
    {
        var answer = await Answer("adaptiveCard/action", new { action = new { type = "Action.Execute", verb = "go" } });
        Assert.Equal((200, "go"), (answer.Status, ((AdaptiveCardInvokeResponse)answer.Body).Value));
        await IsRefused("adaptiveCard/action", null, "BadRequest", "Missing value property");
        await IsRefused("adaptiveCard/action", "words", "BadRequest", "Value property is not properly formed");
        await IsRefused("adaptiveCard/action", new { }, "BadRequest", "Missing action property");
        await IsRefused("adaptiveCard/action", new { action = new { type = "Action.Submit" } }, "NotSupported", "The action 'Action.Submit'is not supported.");
    }

    [Fact]
    public async Task A_search_is_given_to_the_bot_when_it_says_what_for()
    {
        static object? ValueOf(InvokeResponse answer) => ((SearchInvokeResponse)answer.Body).Value;
        Assert.Equal("typeahead q", ValueOf(await Answer("application/search", new { kind = "typeahead", queryText = "q" })));
        Assert.Equal("search q", ValueOf(await Answer("application/search", new { queryText = "q" }, "msteams")));
        await IsRefused("application/search", null, "BadRequest", "Missing value property for search");
        await IsRefused("application/search", new { queryText = "q" }, "BadRequest", "Missing kind property for search");
        await IsRefused("application/search", new { kind = "search" }, "BadRequest", "Missing queryText property for search");
    }

    private static async Task IsRefused(string name, object? value, string code, string message)
    {
        var answer = await Answer(name, value);
        var body = Assert.IsType<AdaptiveCardInvokeResponse>(answer.Body);
        var error = Assert.IsType<Error>(body.Value);
        Assert.Equal((400, 400, "application/vnd.microsoft.error", code, message), (answer.Status, body.StatusCode, body.Type, error.Code, error.Message));
    }

    private sealed class Silent : ActivityHandler
    {
        protected override Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => Task.FromResult<InvokeResponse>(null!);
    }

    [Fact]
    public async Task A_bot_that_has_answered_an_invoke_itself_is_not_answered_over()
    {
        var adapter = new TestAdapter();
        var turn = new TurnContext(adapter, new Activity(ActivityTypes.Invoke) { Name = "x" });
        await new Silent().OnTurnAsync(turn, Cancel);
        turn.TurnState.Add(BotAdapter.InvokeResponseKey, new Activity(ActivityTypesEx.InvokeResponse));
        await new Bot().OnTurnAsync(turn, Cancel);
        Assert.Null(adapter.GetNextReply());
    }

    private sealed class Nothing(Activity? activity) : BotAdapterTurn(activity);

    [Fact]
    public async Task A_turn_has_an_activity_of_a_type()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => new Bot().OnTurnAsync(null, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => new Bot().OnTurnAsync(new Nothing(null), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => new Bot().OnTurnAsync(new TurnContext(new TestAdapter(), new Activity()), Cancel));
    }

    [Fact]
    public void An_answer_of_a_type_has_one_body()
    {
        var answer = new InvokeResponse<string> { Status = 200, Body = "b" };
        Assert.Equal("b", ((InvokeResponse)answer).Body);
        Assert.Null(new InvokeResponse<string>().Body);
        Assert.True(answer.IsSuccessStatusCode());
        Assert.False(new InvokeResponse { Status = 300 }.IsSuccessStatusCode());
    }
}

/// <summary>A turn that can lack what every turn has.</summary>
public abstract class BotAdapterTurn(Activity? activity) : ITurnContext
{
    public BotAdapter Adapter => null!;

    public TurnContextStateCollection TurnState { get; } = [];

    public Activity Activity => activity!;

    public bool Responded => false;

    public Task<ResourceResponse> SendActivityAsync(string textReplyToSend, string? speak = null, string inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ITurnContext OnSendActivities(SendActivitiesHandler handler) => this;

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler) => this;

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler) => this;
}
