using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Skills;

public sealed class CloudSkillHandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly Host host = new();

    /// <summary>A bot with a skill: what goes on to the person, and what the bot is told.</summary>
    private sealed class Host : BotAdapter, IBot
    {
        public List<Activity> Sent { get; } = [];

        public List<Activity> Told { get; } = [];

        public List<string> Deleted { get; } = [];

        public string? Audience { get; private set; }

        public SkillConversationReference? Known { get; private set; }

        public SkillConversationIdFactory Conversations { get; } = new(new MemoryStorage());

        public CloudSkillHandler Handler => new(this, this, Conversations, new Believing());

        public Task<string> OpenAsync() => Conversations.CreateSkillConversationIdAsync(
            new SkillConversationIdFactoryOptions
            {
                FromBotId = "bot",
                FromBotOAuthScope = "scope",
                Activity = new Activity(ActivityTypes.Message) { ChannelId = "webchat", ServiceUrl = "https://channel.example", Conversation = new ConversationAccount { Id = "c1" }, From = new ChannelAccount("person"), Recipient = new ChannelAccount("bot") },
                BotFrameworkSkill = new BotFrameworkSkill { Id = "skill", AppId = "skillApp" },
            },
            Token);

        public override Task ContinueConversationAsync(ClaimsIdentity claimsIdentity, ConversationReference reference, string audience, BotCallbackHandler callback, CancellationToken cancellationToken)
        {
            Audience = audience;
            return callback(new TurnContext(this, reference.GetContinuationActivity()), cancellationToken);
        }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Told.Add(turnContext.Activity);
            Known = turnContext.TurnState.Get<SkillConversationReference>(CloudSkillHandler.SkillConversationReferenceKey);
            return Task.CompletedTask;
        }

        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
        {
            Sent.AddRange(activities);
            return Task.FromResult<ResourceResponse[]>([new ResourceResponse("sent")]);
        }

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
        {
            Sent.Add(activity);
            return Task.FromResult(new ResourceResponse("updated"));
        }

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
        {
            Deleted.Add(reference.ActivityId);
            return Task.CompletedTask;
        }
    }

    private sealed class Believing : BotFrameworkAuthentication
    {
        public override Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) => authHeader == "Bearer skill"
            ? Task.FromResult(new ClaimsIdentity([new Claim("aud", "bot"), new Claim("appid", "skillApp")]))
            : throw new UnauthorizedAccessException();

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => throw new NotSupportedException();

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    [Theory]
    [InlineData(ActivityTypes.Message, null)]
    [InlineData(ActivityTypes.Typing, null)]
    [InlineData(ActivityTypes.Command, "application/vnd.example.walk")]
    [InlineData(ActivityTypes.CommandResult, "application/vnd.example.walk")]
    public async Task What_a_skill_says_to_the_person_goes_on_to_them(string type, string? name)
    {
        var conversation = await host.OpenAsync();
        var answer = await host.Handler.HandleReplyToActivityAsync("Bearer skill", conversation, "asked", new Activity(type) { Name = name, Text = "hello" }, Token);
        var sent = Assert.Single(host.Sent);
        Assert.Equal(("sent", "asked", "c1", "https://channel.example", "person", "bot"), (answer.Id, sent.ReplyToId, sent.Conversation.Id, sent.ServiceUrl, sent.Recipient.Id, sent.From.Id));
        Assert.Null(sent.CallerId);
        Assert.Equal("scope", host.Audience);
        Assert.Empty(host.Told);
    }

    [Theory]
    [InlineData(ActivityTypes.EndOfConversation, null)]
    [InlineData(ActivityTypes.Event, "booked")]
    [InlineData(ActivityTypes.Command, "walk")]
    [InlineData(ActivityTypes.CommandResult, "walk")]
    public async Task What_a_skill_tells_the_bot_is_a_turn_of_the_bot(string type, string? name)
    {
        var conversation = await host.OpenAsync();
        var answer = await host.Handler.HandleSendToConversationAsync("Bearer skill", conversation, new Activity(type) { Name = name, Text = "done", Value = "v", Code = "completedSuccessfully" }, Token);
        var told = Assert.Single(host.Told);
        Assert.Equal((type, name, "done", "v", "completedSuccessfully", "c1", "person"), (told.Type, told.Name, told.Text, told.Value, told.Code, told.Conversation.Id, told.From.Id));
        Assert.Equal(CallerIdConstants.BotToBotPrefix + "skillApp", told.CallerId);
        Assert.Equal("c1", host.Known!.ConversationReference.Conversation.Id);
        Assert.NotEmpty(answer.Id);
        Assert.Empty(host.Sent);
        var kept = await host.Conversations.GetSkillConversationReferenceAsync(conversation, Token);
        Assert.Equal(type == ActivityTypes.EndOfConversation, kept is null);
    }

    [Fact]
    public async Task A_skill_changes_and_takes_back_what_it_said()
    {
        var conversation = await host.OpenAsync();
        var answer = await host.Handler.HandleUpdateActivityAsync("Bearer skill", conversation, "said", new Activity(ActivityTypes.Message) { Text = "better" }, Token);
        await host.Handler.HandleDeleteActivityAsync("Bearer skill", conversation, "other", Token);
        Assert.Equal(("updated", "better", "said"), (answer.Id, host.Sent.Single().Text, host.Sent.Single().ReplyToId));
        Assert.Equal(["other"], host.Deleted);
    }

    [Fact]
    public async Task Strangers_and_unknown_conversations_are_refused_and_other_calls_not_supported()
    {
        var conversation = await host.OpenAsync();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => host.Handler.HandleSendToConversationAsync("Bearer other", conversation, new Activity(), Token));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => host.Handler.HandleSendToConversationAsync("Bearer skill", "unknown", new Activity(), Token));
        await Assert.ThrowsAsync<NotImplementedException>(() => host.Handler.HandleGetConversationMembersAsync("Bearer skill", conversation, Token));
    }

    [Fact]
    public async Task Only_skills_on_the_list_may_call_back()
    {
        List<Claim> claims = [new("ver", "1.0"), new("aud", "bot"), new("appid", "skillApp")];
        await new AllowedSkillsClaimsValidator(["skillApp"]).ValidateClaimsAsync(claims);
        await new AllowedSkillsClaimsValidator([]).ValidateClaimsAsync([]);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => new AllowedSkillsClaimsValidator(["other"]).ValidateClaimsAsync(claims));
    }

    private sealed class Controller(ChannelServiceHandlerBase handler) : ChannelServiceController(handler);

    [Fact]
    public async Task A_controller_has_the_connector_s_routes()
    {
        var conversation = await host.OpenAsync();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Request.Headers.Authorization = "Bearer skill";
        var controller = new Controller(host.Handler) { ControllerContext = new() { HttpContext = http } };
        var answer = Assert.IsType<Microsoft.AspNetCore.Mvc.ContentResult>(await controller.SendToConversationAsync(conversation, new Activity(ActivityTypes.Message) { Text = "hello" }));
        Assert.Equal(("""{"id":"sent"}""", "application/json", 200), (answer.Content, answer.ContentType, answer.StatusCode));
    }
}
