using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace SocialRx.BotFramework.Tests.Teams;

public sealed class TeamsSchemaTests
{
    private static string Wire(object value) => SocialRx.BotFramework.Tests.Wire.Write(value);

    [Fact]
    public void A_connector_card_is_written_with_all_that_its_actions_and_inputs_hold()
    {
        var card = new O365ConnectorCard("Walk", sections: [new O365ConnectorCardSection("s", facts: [new O365ConnectorCardFact("n", "v")], markdown: false)])
        {
            PotentialAction =
            [
                new O365ConnectorCardActionCard(
                    O365ConnectorCardActionCard.Type,
                    "When",
                    "a1",
                    [
                        new O365ConnectorCardDateInput(O365ConnectorCardDateInput.Type, "d", isRequired: true, includeTime: false),
                        new O365ConnectorCardTextInput(O365ConnectorCardTextInput.Type, "t", maxLength: 9),
                        new O365ConnectorCardMultichoiceInput(O365ConnectorCardMultichoiceInput.Type, "m", choices: [new O365ConnectorCardMultichoiceInputChoice("One", "1")]),
                    ],
                    [new O365ConnectorCardHttpPOST(O365ConnectorCardHttpPOST.Type, "Send", "a2", "{}")]),
                new O365ConnectorCardOpenUri(O365ConnectorCardOpenUri.Type, "Open", "a3", [new O365ConnectorCardOpenUriTarget("default", "https://x.example")]),
                new O365ConnectorCardViewAction(O365ConnectorCardViewAction.Type, "View", "a4", ["https://y.example"]),
            ],
        };
        Assert.Equal(
            """{"title":"Walk","sections":[{"title":"s","markdown":false,"facts":[{"name":"n","value":"v"}]}],"potentialAction":[""" +
            """{"@type":"ActionCard","name":"When","@id":"a1","inputs":[{"@type":"DateInput","id":"d","isRequired":true,"includeTime":false},{"@type":"TextInput","id":"t","maxLength":9},{"@type":"MultichoiceInput","id":"m","choices":[{"display":"One","value":"1"}]}],"actions":[{"@type":"HttpPOST","name":"Send","@id":"a2","body":"{}"}]},""" +
            """{"@type":"OpenUri","name":"Open","@id":"a3","targets":[{"os":"default","uri":"https://x.example"}]},""" +
            """{"@type":"ViewAction","name":"View","@id":"a4","target":["https://y.example"]}]}""",
            Wire(card),
            JsonText.Comparer);
    }

    [Theory]
    [InlineData("""{"task":{"type":"continue","value":{"title":"Walk","height":200}}}""", typeof(TaskModuleContinueResponse))]
    [InlineData("""{"task":{"type":"continue","value":{"tab":{"type":"continue","value":{"cards":[{"card":{"k":1}}]}}}}}""", typeof(TaskModuleCardResponse))]
    [InlineData("""{"task":{"type":"message","value":"done"}}""", typeof(TaskModuleMessageResponse))]
    public void A_task_is_read_as_what_it_is_and_written_as_it_was(string json, Type type)
    {
        var task = SocialRx.BotFramework.Tests.Wire.Read<TaskModuleResponse>(json);
        Assert.IsType(type, task.Task);
        Assert.Equal(json, Wire(task), JsonText.Comparer);
        var action = SocialRx.BotFramework.Tests.Wire.Read<MessagingExtensionActionResponse>(json);
        Assert.IsType(type, action.Task);
        Assert.Equal(json, Wire(action), JsonText.Comparer);
    }

    [Fact]
    public void Surfaces_are_read_as_what_they_are()
    {
        var value = SocialRx.BotFramework.Tests.Wire.Read<TargetedMeetingNotificationValue>("""{"recipients":["a"],"surfaces":[{"surface":"meetingStage","contentType":"task","content":{"value":{"title":"Walk"}}},{"surface":"meetingTabIcon","tabEntityId":"t"}]}""");
        Assert.Equal("Walk", Assert.IsType<MeetingStageSurface<TaskModuleContinueResponse>>(value.Surfaces[0]).Content.Value.Title);
        Assert.Equal("t", Assert.IsType<MeetingTabIconSurface>(value.Surfaces[1]).TabEntityId);
    }

    [Fact]
    public void Names_are_written_as_Teams_writes_them()
    {
        Assert.Equal("""{"responseType":"config","config":{"type":"auth","suggestedActions":{"actions":[{"type":"openUrl"}]}},"cacheInfo":{"cacheType":"c","cacheDuration":5}}""", Wire(new ConfigAuthResponse { Config = new BotConfigAuth { SuggestedActions = new SuggestedActions { Actions = [new CardAction("openUrl")] } }, CacheInfo = new CacheInfo("c", 5) }), JsonText.Comparer);
        Assert.Equal("""{"responseType":"config","config":{"type":"continue","value":{"title":"Set up"}}}""", Wire(new ConfigTaskResponse { Config = new TaskModuleContinueResponse(new TaskModuleTaskInfo("Set up")) }), JsonText.Comparer);
        Assert.Equal("""{"responseType":"config","config":{"Mine":1}}""", Wire(new ConfigResponse<Own> { Config = new Own { Mine = 1 } }), JsonText.Comparer);
        Assert.Equal("""{"MeetingType":"Scheduled","StartTime":"2026-06-05T00:01:02Z","id":"m"}""", Wire(new MeetingStartEventDetails("m", startTime: new DateTime(2026, 6, 5, 0, 1, 2, DateTimeKind.Utc))), JsonText.Comparer);
        Assert.Equal("""{"Members":[{"user":{"id":"u"},"Meeting":{"InMeeting":true,"Role":"r"}}]}""", Wire(new MeetingParticipantsEventDetails([new TeamsMeetingMember(new TeamsChannelAccount { Id = "u" }, new UserMeetingDetails { InMeeting = true, Role = "r" })])), JsonText.Comparer);
        Assert.Equal("""{"tab":{"type":"auth","suggestedActions":{"actions":[{"type":"openUrl"}]}}}""", Wire(new TabResponse { Tab = new TabResponsePayload { Type = "auth", SuggestedActions = new TabSuggestedActions { Actions = [new CardAction("openUrl")] } } }), JsonText.Comparer);
        Assert.Equal("""{"tabContext":{"tabEntityId":"e"},"context":{"theme":"dark"},"data":{"type":"tab/submit","k":"v"}}""", Wire(SocialRx.BotFramework.Tests.Wire.Read<TabSubmit>("""{"tabContext":{"tabEntityId":"e"},"context":{"theme":"dark"},"data":{"type":"tab/submit","k":"v"}}""")), JsonText.Comparer);
        Assert.Equal("""{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[{"contentType":"t","preview":{"contentType":"p"}}]}}""", Wire(new MessagingExtensionResponse(new MessagingExtensionResult("list", "result", [new MessagingExtensionAttachment("t", preview: new Attachment("p"))]))), JsonText.Comparer);
    }

    [Fact]
    public void What_channel_data_says_beyond_its_names_is_kept()
    {
        var data = new Activity { ChannelData = SocialRx.BotFramework.Tests.Wire.Read<TeamsChannelData>("""{"team":{"aadGroupId":"g"},"thekey":"the test value","feedbackLoop":{"type":"custom"}}""") }.GetChannelData<TeamsChannelData>();
        Assert.Equal(("g", "the test value"), (data.Team.AadGroupId, data.AdditionalProperties["thekey"].ToString()));
        Assert.Equal("""{"team":{"aadGroupId":"g"},"thekey":"the test value","feedbackLoop":{"type":"custom"}}""", Wire(data), JsonText.Comparer);
    }

    [Fact]
    public void A_member_of_any_list_is_a_member_of_Teams()
    {
        var page = new TeamsPagedMembersResult("next", [SocialRx.BotFramework.Tests.Wire.Read<ChannelAccount>("""{"id":"p","objectId":"o","email":"p@x.example","custom":"kept"}"""), new TeamsChannelAccount { Id = "q", Surname = "Lee" }]);
        Assert.Equal(("p", "o", "p@x.example"), (page.Members[0].Id, page.Members[0].AadObjectId, page.Members[0].Email));
        Assert.Equal("Lee", page.Members[1].Surname);
        var six = new TeamsChannelAccount("i", "n", "g", "s", "e", "u");
        Assert.Equal(("i", "u", "", ""), (six.Id, six.UserPrincipalName, six.TenantId, six.UserRole));
    }

    [Theory]
    [InlineData("100", "101", true)]
    [InlineData("101", "101", true)]
    [InlineData("102", "101", false)]
    [InlineData("x", "101", false)]
    [InlineData("100", null, false)]
    [InlineData("", "101", false)]
    public void A_message_is_read_when_a_later_one_was(string message, string? last, bool read)
    {
        Assert.Equal(read, ReadReceiptInfo.IsMessageRead(message, last));
        Assert.Equal(read, new ReadReceiptInfo(last).IsMessageRead(message));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"data":5}""")]
    public void A_button_that_opens_a_task_says_so_in_its_value(string? value)
    {
        var action = new TaskModuleAction("Open", value);
        Assert.Equal(("invoke", "Open", "task/fetch"), (action.Type, action.Title, (string?)JsonNode.Parse((string)action.Value)!["type"]));
        Assert.Equal("7", JsonNode.Parse((string)new TaskModuleAction("Open", new { data = 7 }).Value)!["data"]!.ToString());
    }

    [Fact]
    public void An_attachment_previews_itself_unless_told_otherwise()
    {
        var attachment = new Attachment("t", "u", "c", "n", "th");
        var preview = new Attachment("p");
        Assert.Same(preview, attachment.ToMessagingExtensionAttachment(preview).Preview);
        var own = attachment.ToMessagingExtensionAttachment();
        Assert.Equal(("t", "u", "c", "n", "th", "t"), (own.ContentType, own.ContentUrl, own.Content, own.Name, own.ThumbnailUrl, own.Preview.ContentType));
    }

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        Assert.Equal(("config", "auth"), (new ConfigAuthResponse().ResponseType, new BotConfigAuth().Type));
        Assert.Equal(("continue", "continue", "message"), (new TaskModuleContinueResponse().Type, new TaskModuleCardResponse().Type, new TaskModuleMessageResponse().Type));
        Assert.Equal((SurfaceType.MeetingStage, ContentType.Task, SurfaceType.MeetingTabIcon), (new MeetingStageSurface<string>().Type, new MeetingStageSurface<string>().ContentType, new MeetingTabIconSurface().Type));
        Assert.Equal("Scheduled", new MeetingDetails("m").Type);
    }

    private sealed class Own
    {
        public int Mine { get; set; }
    }
}

/// <summary>Texts are the same when the JSON is, in whatever order its names come.</summary>
internal static class JsonText
{
    public static IEqualityComparer<string> Comparer { get; } = EqualityComparer<string>.Create(
        (one, other) => JsonNode.DeepEquals(JsonNode.Parse(one!), JsonNode.Parse(other!)),
        text => text.Length);
}
