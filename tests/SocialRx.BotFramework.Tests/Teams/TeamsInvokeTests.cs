using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using JObject = System.Text.Json.Nodes.JsonObject;

namespace SocialRx.BotFramework.Tests.Teams;

public sealed class TeamsInvokeTests
{
    /// <summary>Notes which of its methods were reached, and with what.</summary>
    private sealed class Bot : TeamsActivityHandler
    {
        public List<string?> Log { get; } = [];

        protected override Task<InvokeResponse> OnTeamsCardActionInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            Said("card action", CreateInvokeResponse());

        protected override Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            Said("sign in", turnContext.Activity.Name);

        protected override Task OnTeamsFileConsentAcceptAsync(ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) =>
            Said("accept", fileConsentCardResponse.UploadInfo?.UploadUrl);

        protected override Task OnTeamsFileConsentDeclineAsync(ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) =>
            Said("decline", fileConsentCardResponse.Action);

        protected override Task OnTeamsO365ConnectorCardActionAsync(ITurnContext<IInvokeActivity> turnContext, O365ConnectorCardActionQuery query, CancellationToken cancellationToken) =>
            Said("connector card", query.ActionId);

        protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) =>
            Said($"query {query.Parameters?[0].Value} from {query.QueryOptions?.Skip}", new MessagingExtensionResponse());

        protected override Task<MessagingExtensionResponse> OnTeamsAppBasedLinkQueryAsync(ITurnContext<IInvokeActivity> turnContext, AppBasedLinkQuery query, CancellationToken cancellationToken) =>
            Said("link " + query.Url, new MessagingExtensionResponse());

        protected override Task<MessagingExtensionResponse> OnTeamsAnonymousAppBasedLinkQueryAsync(ITurnContext<IInvokeActivity> turnContext, AppBasedLinkQuery query, CancellationToken cancellationToken) =>
            Said("anonymous link " + query.Url, new MessagingExtensionResponse());

        protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionSelectItemAsync(ITurnContext<IInvokeActivity> turnContext, JObject query, CancellationToken cancellationToken) =>
            Said($"selected {query?["id"]}", new MessagingExtensionResponse());

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            Said($"submitted {action.CommandId} on {action.MessagePayload?.Body?.Content}", new MessagingExtensionActionResponse());

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewEditAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            Said("edit " + action.BotActivityPreview?[0].Text, new MessagingExtensionActionResponse());

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewSendAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            Said("send", new MessagingExtensionActionResponse());

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionFetchTaskAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            Said($"fetch {action.CommandId} {action.Context?.Theme}", new MessagingExtensionActionResponse());

        protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionConfigurationQuerySettingUrlAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) =>
            Said("settings of " + query.CommandId, new MessagingExtensionResponse());

        protected override Task OnTeamsMessagingExtensionConfigurationSettingAsync(ITurnContext<IInvokeActivity> turnContext, JObject settings, CancellationToken cancellationToken) =>
            Said($"setting {settings?["state"]}", "");

        protected override Task OnTeamsMessagingExtensionCardButtonClickedAsync(ITurnContext<IInvokeActivity> turnContext, JObject cardData, CancellationToken cancellationToken) =>
            Said($"clicked {cardData?["id"]}", "");

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            Said($"task for {taskModuleRequest.TabEntityContext?.TabEntityId}", new TaskModuleResponse());

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleSubmitAsync(ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            Said($"task done {taskModuleRequest.Data}", new TaskModuleResponse());

        protected override Task<TabResponse> OnTeamsTabFetchAsync(ITurnContext<IInvokeActivity> turnContext, TabRequest tabRequest, CancellationToken cancellationToken) =>
            Said($"tab {tabRequest.TabEntityContext?.TabEntityId} {tabRequest.Context?.Theme} {tabRequest.State}", new TabResponse());

        protected override Task<TabResponse> OnTeamsTabSubmitAsync(ITurnContext<IInvokeActivity> turnContext, TabSubmit tabSubmit, CancellationToken cancellationToken) =>
            Said($"tab submit {tabSubmit.Data?.Type} {tabSubmit.Data?.Properties["k"]}", new TabResponse());

        protected override Task<ConfigResponseBase> OnTeamsConfigFetchAsync(ITurnContext<IInvokeActivity> turnContext, JObject configData, CancellationToken cancellationToken) =>
            Said<ConfigResponseBase>($"config {configData?["k"]}", new ConfigAuthResponse());

        protected override Task<ConfigResponseBase> OnTeamsConfigSubmitAsync(ITurnContext<IInvokeActivity> turnContext, JObject configData, CancellationToken cancellationToken) =>
            Said<ConfigResponseBase>($"config done {configData?["k"]}", new ConfigTaskResponse());

        private Task<T> Said<T>(string what, T answer)
        {
            Log.Add(answer is string detail ? (what + " " + detail).Trim() : what);
            return Task.FromResult(answer);
        }

        private Task Said(string what, string? detail)
        {
            Log.Add((what + " " + detail).Trim());
            return Task.CompletedTask;
        }
    }

    public static TheoryData<string?, string, string> Invokes => new()
    {
        { null, "{}", "card action" },
        { "signin/verifyState", """{"state":"1"}""", "sign in signin/verifyState" },
        { "signin/tokenExchange", """{"id":"1"}""", "sign in signin/tokenExchange" },
        { "fileConsent/invoke", """{"action":"accept","uploadInfo":{"uploadUrl":"https://up.example"}}""", "accept https://up.example" },
        { "fileConsent/invoke", """{"action":"decline"}""", "decline decline" },
        { "actionableMessage/executeAction", """{"actionId":"a1"}""", "connector card a1" },
        { "composeExtension/query", """{"parameters":[{"name":"q","value":"walks"}],"queryOptions":{"skip":5}}""", "query walks from 5" },
        { "composeExtension/queryLink", """{"url":"https://x.example"}""", "link https://x.example" },
        { "composeExtension/anonymousQueryLink", """{"url":"https://x.example"}""", "anonymous link https://x.example" },
        { "composeExtension/selectItem", """{"id":"i7"}""", "selected i7" },
        { "composeExtension/submitAction", """{"commandId":"make","messagePayload":{"body":{"content":"hello"}}}""", "submitted make on hello" },
        { "composeExtension/submitAction", """{"botMessagePreviewAction":"edit","botActivityPreview":[{"type":"message","text":"draft"}]}""", "edit draft" },
        { "composeExtension/submitAction", """{"botMessagePreviewAction":"send"}""", "send" },
        { "composeExtension/fetchTask", """{"commandId":"make","context":{"theme":"dark"}}""", "fetch make dark" },
        { "composeExtension/querySettingUrl", """{"commandId":"make"}""", "settings of make" },
        { "composeExtension/setting", """{"state":"on"}""", "setting on" },
        { "composeExtension/onCardButtonClicked", """{"id":"b2"}""", "clicked b2" },
        { "task/fetch", """{"tabContext":{"tabEntityId":"t1"}}""", "task for t1" },
        { "task/submit", """{"data":"yes"}""", "task done yes" },
        { "tab/fetch", """{"tabContext":{"tabEntityId":"t1"},"context":{"theme":"dark"},"state":"s"}""", "tab t1 dark s" },
        { "tab/submit", """{"data":{"type":"tab/submit","k":"v"}}""", "tab submit tab/submit v" },
        { "config/fetch", """{"k":"v"}""", "config v" },
        { "config/submit", """{"k":"v"}""", "config done v" },
    };

    [Theory]
    [MemberData(nameof(Invokes))]
    public async Task Each_invoke_reaches_its_method_and_is_answered(string? name, string value, string expected)
    {
        var bot = new Bot();
        var answer = await new TeamsTurn().AskAsync(bot, TeamsTurn.Invoke(name, value));
        Assert.Equal([expected], bot.Log);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [MemberData(nameof(Invokes))]
    public async Task A_bot_that_does_not_handle_an_invoke_says_so(string? name, string value, string expected)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(501, (await new TeamsTurn().AskAsync(new TeamsActivityHandler(), TeamsTurn.Invoke(name, value))).Status);
    }

    [Theory]
    [InlineData("fileConsent/invoke", """{"action":"shred"}""", "shred is not a supported Action.")]
    [InlineData("composeExtension/submitAction", """{"botMessagePreviewAction":"shred"}""", "shred is not a supported BotMessagePreviewAction.")]
    [InlineData("task/fetch", "\"text\"", "expected type 'String'")]
    public async Task What_no_client_of_Teams_would_ask_is_a_bad_request(string name, string value, string body)
    {
        var answer = await new TeamsTurn().AskAsync(new Bot(), TeamsTurn.Invoke(name, value));
        Assert.Equal((400, (object)body), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task The_method_s_answer_is_the_body_and_an_action_s_body_is_empty()
    {
        Assert.IsType<MessagingExtensionResponse>((await new TeamsTurn().AskAsync(new Bot(), TeamsTurn.Invoke("composeExtension/query", "{}"))).Body);
        Assert.IsType<ConfigAuthResponse>((await new TeamsTurn().AskAsync(new Bot(), TeamsTurn.Invoke("config/fetch", "{}"))).Body);
        Assert.Null((await new TeamsTurn().AskAsync(new Bot(), TeamsTurn.Invoke("composeExtension/setting", "{}"))).Body);
    }

    [Fact]
    public async Task Without_an_object_a_selected_item_is_null()
    {
        var bot = new Bot();
        var activity = TeamsTurn.Invoke("composeExtension/selectItem", "null");
        Assert.Equal(200, (await new TeamsTurn().AskAsync(bot, activity)).Status);
        Assert.Equal(["selected "], bot.Log);
    }

    [Fact]
    public async Task An_invoke_without_a_name_from_elsewhere_is_not_a_card_action()
    {
        var bot = new Bot();
        var activity = TeamsTurn.Invoke(null, "{}");
        activity.ChannelId = "webchat";
        Assert.Equal(501, (await new TeamsTurn().AskAsync(bot, activity)).Status);
        Assert.Empty(bot.Log);
    }
}
