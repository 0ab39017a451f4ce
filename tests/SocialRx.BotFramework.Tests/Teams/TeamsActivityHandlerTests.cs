using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using SocialRx.BotFramework.Tests.Endpoint;

namespace SocialRx.BotFramework.Tests.Teams;

public sealed class TeamsActivityHandlerTests
{
    private sealed class Bot : TeamsActivityHandler
    {
        public List<string> Log { get; } = [];

        protected override Task OnTeamsMembersAddedAsync(IList<TeamsChannelAccount> teamsMembersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            Log.Add($"added {string.Join(' ', teamsMembersAdded.Select(member => $"{member.Id}:{member.UserPrincipalName}"))} to {teamInfo?.Name}");
            return Task.CompletedTask;
        }

        protected override Task OnTeamsChannelRenamedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            Log.Add($"renamed {channelInfo.Name} of {teamInfo.Name}");
            return Task.CompletedTask;
        }

        protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            Log.Add("removed");
            return Task.CompletedTask;
        }

        protected override Task OnTeamsMessageEditAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            Log.Add("edited to " + turnContext.Activity.Text);
            return Task.CompletedTask;
        }

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            Task.FromResult(new TaskModuleResponse(new TaskModuleMessageResponse($"for {taskModuleRequest.Data}")));

        protected override Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
            Task.FromResult(new AdaptiveCardInvokeResponse { StatusCode = 200, Type = "application/vnd.microsoft.activity.message", Value = "did " + invokeValue.Action.Verb });
    }

    private static JsonObject From(LoopbackChannel channel, string json)
    {
        var activity = channel.Message("");
        activity["channelId"] = "msteams";
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            activity[name] = value?.DeepClone();
        return activity;
    }

    [Fact]
    public async Task Members_who_join_a_team_are_looked_up_and_the_bot_itself_is_not()
    {
        var bot = new Bot();
        await using var channel = await LoopbackChannel.StartAsync(bot.OnTurnAsync);
        channel.Answers.Enqueue((200, """{"id":"29:p","userPrincipalName":"p@fernbridge.example"}""", null));
        await channel.PostAsync(From(channel, """{"type":"conversationUpdate","membersAdded":[{"id":"29:p"},{"id":"bot"}],"channelData":{"team":{"id":"19:t","name":"Youth"}}}"""));
        Assert.Equal(["added 29:p:p@fernbridge.example bot: to Youth"], bot.Log);
        Assert.Equal("/v3/conversations/19%3At/members/29%3Ap", Assert.Single(channel.Calls).Path);
    }

    [Fact]
    public async Task A_member_who_cannot_be_looked_up_is_as_they_came()
    {
        var bot = new Bot();
        await using var channel = await LoopbackChannel.StartAsync(bot.OnTurnAsync);
        channel.Answers.Enqueue((404, "", null));
        await channel.PostAsync(From(channel, """{"type":"conversationUpdate","membersAdded":[{"id":"29:p"}]}"""));
        Assert.Equal(["added 29:p: to "], bot.Log);
    }

    [Theory]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"channelRenamed","channel":{"id":"c","name":"New"},"team":{"id":"t","name":"Youth"}}}""", "renamed New of Youth")]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", "removed")]
    [InlineData("""{"type":"messageUpdate","text":"new","channelData":{"eventType":"editMessage"}}""", "edited to new")]
    public async Task Each_thing_that_happens_has_its_method(string json, string expected)
    {
        var bot = new Bot();
        await using var channel = await LoopbackChannel.StartAsync(bot.OnTurnAsync);
        Assert.Equal(200, (await channel.PostAsync(From(channel, json))).Status);
        Assert.Equal([expected], bot.Log);
    }

    [Theory]
    [InlineData("""{"type":"invoke","name":"task/fetch","value":{"data":"x","context":{"theme":"dark"}}}""", 200, """{"task":{"value":"for x","type":"message"}}""")]
    [InlineData("""{"type":"invoke","name":"task/submit","value":{"data":"x"}}""", 501, "")]
    [InlineData("""{"type":"invoke","name":"task/fetch","value":"x"}""", 400, "\"expected type 'String'\"")]
    [InlineData("""{"type":"invoke","name":"composeExtension/query","value":{}}""", 501, "")]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"go","data":{}},"trigger":"manual"}}""", 200, """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"did go"}""")]
    public async Task Invokes_are_answered(string json, int status, string body)
    {
        await using var channel = await LoopbackChannel.StartAsync(new Bot().OnTurnAsync);
        Assert.Equal((status, body), await channel.PostAsync(From(channel, json)));
    }
}
