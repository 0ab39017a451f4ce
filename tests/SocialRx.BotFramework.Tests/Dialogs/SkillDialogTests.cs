using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Dialogs;

public sealed class SkillDialogTests
{
    private static readonly Uri Endpoint = new("https://skill.example/api/messages");

    private sealed class Ids : SkillConversationIdFactoryBase
    {
        public override Task<string> CreateSkillConversationIdAsync(SkillConversationIdFactoryOptions options, CancellationToken cancellationToken) => Task.FromResult("skill-conversation");

        public override Task<SkillConversationReference> GetSkillConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) => Task.FromResult(new SkillConversationReference());

        public override Task DeleteConversationReferenceAsync(string skillConversationId, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Skill(int status = 200, params Activity[] replies) : BotFrameworkClient
    {
        public List<Activity> Told { get; } = [];

        public override async Task<InvokeResponse> PostActivityAsync(string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
            await PostActivityAsync<ExpectedReplies>(fromBotId, toBotId, toUrl, serviceUrl, conversationId, activity, cancellationToken);

        public override Task<InvokeResponse<T>> PostActivityAsync<T>(string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default)
        {
            Assert.Equal(("bot", "skillApp", Endpoint, "skill-conversation"), (fromBotId, toBotId, toUrl, conversationId));
            Told.Add(activity);
            return Task.FromResult(new InvokeResponse<T> { Status = status, Body = (T)(object)new ExpectedReplies([.. replies]) });
        }
    }

    private static DialogTestClient Client(Skill skill, object? options)
    {
        var state = new ConversationState(new MemoryStorage());
        var dialog = new SkillDialog(new SkillDialogOptions
        {
            BotId = "bot",
            SkillClient = skill,
            Skill = new BotFrameworkSkill { Id = "skill", AppId = "skillApp", SkillEndpoint = Endpoint },
            SkillHostEndpoint = new Uri("https://bot.example/api/skills"),
            ConversationIdFactory = new Ids(),
            ConversationState = state,
        });
        return new DialogTestClient(Channels.Test, dialog, options, conversationState: state);
    }

    private static BeginSkillDialogOptions Begin(string text, string? mode = null) => new() { Activity = new Activity(ActivityTypes.Message) { Text = text, DeliveryMode = mode } };

    [Fact]
    public async Task A_skill_is_told_what_is_said_until_it_ends_the_conversation()
    {
        var cancel = TestContext.Current.CancellationToken;
        var skill = new Skill();
        var client = Client(skill, Begin("first"));
        await client.SendActivityAsync<Activity>("hi", cancel);
        Assert.Equal(DialogTurnStatus.Waiting, client.DialogTurnResult.Status);
        await client.SendActivityAsync<Activity>("second", cancel);
        Assert.Equal(["first", "second"], skill.Told.Select(activity => activity.Text));
        await client.SendActivityAsync<Activity>(new Activity(ActivityTypes.EndOfConversation) { Value = "result" }, cancel);
        Assert.Equal((DialogTurnStatus.Complete, "result"), (client.DialogTurnResult.Status, client.DialogTurnResult.Result));
    }

    [Fact]
    public async Task What_comes_with_the_answer_is_sent_and_may_end_the_dialog()
    {
        var skill = new Skill(200, new Activity(ActivityTypes.Message) { Text = "from the skill" }, new Activity(ActivityTypes.EndOfConversation) { Value = 3 });
        var client = Client(skill, Begin("first", DeliveryModes.ExpectReplies));
        var reply = await client.SendActivityAsync<IMessageActivity>("hi", TestContext.Current.CancellationToken);
        Assert.Equal("from the skill", reply.Text);
        Assert.Equal((DialogTurnStatus.Complete, 3), (client.DialogTurnResult.Status, client.DialogTurnResult.Result));
    }

    [Fact]
    public async Task Cancelling_tells_the_skill()
    {
        var cancel = TestContext.Current.CancellationToken;
        var skill = new Skill();
        var client = Client(skill, Begin("first"));
        await client.SendActivityAsync<Activity>("hi", cancel);
        await client.DialogContext.CancelAllDialogsAsync(cancel);
        Assert.Equal(ActivityTypes.EndOfConversation, skill.Told[^1].Type);
    }

    [Fact]
    public async Task A_skill_that_fails_fails_the_turn()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<HttpRequestException>(() => Client(new Skill(500), Begin("first")).SendActivityAsync<Activity>("hi", cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Client(new Skill(), null).SendActivityAsync<Activity>("hi", cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Client(new Skill(), "text").SendActivityAsync<Activity>("hi", cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Client(new Skill(), new BeginSkillDialogOptions()).SendActivityAsync<Activity>("hi", cancel));
        Assert.Throws<ArgumentNullException>(() => new SkillDialog(null));
    }
}
