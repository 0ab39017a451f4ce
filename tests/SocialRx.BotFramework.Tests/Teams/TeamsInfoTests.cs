using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Connector.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Rest;

namespace SocialRx.BotFramework.Tests.Teams;

public sealed class TeamsInfoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Activity InTeam() => new(ActivityTypes.Message) { Text = "hello", ChannelId = Channels.Msteams, ChannelData = new TeamsChannelData { Team = new TeamInfo("team"), Tenant = new TenantInfo("tenant"), Meeting = new TeamsMeetingInfo("meeting") }, From = new ChannelAccount { Id = "p", AadObjectId = "aad" }, Conversation = new ConversationAccount { Id = "chat" } };

    private static Activity InChat() => new(ActivityTypes.Message) { ChannelId = Channels.Msteams, From = new ChannelAccount("p"), Conversation = new ConversationAccount { Id = "chat" } };

    private static TurnContext Turn(Activity activity, TeamsService service) => new TeamsTurn().Of(activity, service.Connector());

    [Fact]
    public async Task A_team_is_described_by_its_id_or_by_the_turn()
    {
        var service = new TeamsService()
            .Answer("GET /v3/teams/team", """{"id":"team","name":"Youth","aadGroupId":"g","channelCount":3,"memberCount":9}""")
            .Answer("GET /v3/teams/other", """{"id":"other"}""");
        var team = await TeamsInfo.GetTeamDetailsAsync(Turn(InTeam(), service), cancellationToken: Token);
        Assert.Equal(("team", "Youth", "g", 3, 9), (team.Id, team.Name, team.AadGroupId, team.ChannelCount, team.MemberCount));
        Assert.Equal("other", (await TeamsInfo.GetTeamDetailsAsync(Turn(InChat(), service), "other", Token)).Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetTeamDetailsAsync(Turn(InChat(), service), cancellationToken: Token));
    }

    [Fact]
    public async Task A_team_s_channels_are_listed()
    {
        var service = new TeamsService().Answer("GET /v3/teams/team/conversations", """{"conversations":[{"id":"c1"},{"id":"c2","name":"Walks","type":"standard"}]}""");
        var channels = await TeamsInfo.GetTeamChannelsAsync(Turn(InTeam(), service), cancellationToken: Token);
        Assert.Equal(["c1: ", "c2: Walks"], channels.Select(channel => $"{channel.Id}: {channel.Name}"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetTeamChannelsAsync(Turn(InChat(), service), cancellationToken: Token));
    }

    [Fact]
    public async Task Members_are_those_of_the_team_and_outside_a_team_those_of_the_chat()
    {
        const string Member = """{"id":"p","objectId":"o","name":"Ann","givenName":"Ann","surname":"Lee","email":"a@x.example","userPrincipalName":"a@y.example","tenantId":"t","userRole":"user"}""";
        var service = new TeamsService()
            .Answer("GET /v3/conversations/team/members/p", Member)
            .Answer("GET /v3/conversations/chat/members/p", """{"id":"p","name":"in chat"}""")
            .Answer("GET /v3/conversations/team/members", $"[{Member}]")
            .Answer("GET /v3/conversations/chat/members", """[{"id":"q"}]""")
            .Answer("GET /v3/conversations/team/pagedmembers?pageSize=2&continuationToken=next", $$"""{"continuationToken":"more","members":[{{Member}}]}""")
            .Answer("GET /v3/conversations/chat/pagedmembers", """{"members":[]}""");
        var member = await TeamsInfo.GetMemberAsync(Turn(InTeam(), service), "p", Token);
        Assert.Equal(("Ann", "Lee", "a@x.example", "a@y.example", "t", "user"), (member.GivenName, member.Surname, member.Email, member.UserPrincipalName, member.TenantId, member.UserRole));
        Assert.Equal("in chat", (await TeamsInfo.GetMemberAsync(Turn(InChat(), service), "p", Token)).Name);
        Assert.Equal("Ann", (await TeamsInfo.GetTeamMemberAsync(Turn(InChat(), service), "p", "team", Token)).Name);
        Assert.Equal("a@x.example", Assert.Single(await TeamsInfo.GetTeamMembersAsync(Turn(InTeam(), service), cancellationToken: Token)).Email);
        Assert.Equal("q", Assert.Single(await TeamsInfo.GetMembersAsync(Turn(InChat(), service), Token)).Id);
        var page = await TeamsInfo.GetPagedMembersAsync(Turn(InTeam(), service), 2, "next", Token);
        Assert.Equal(("more", "Lee"), (page.ContinuationToken, Assert.Single(page.Members).Surname));
        Assert.Equal("more", (await TeamsInfo.GetPagedTeamMembersAsync(Turn(InChat(), service), "team", "next", 2, Token)).ContinuationToken);
        Assert.Empty((await TeamsInfo.GetPagedMembersAsync(Turn(InChat(), service), cancellationToken: Token)).Members);
    }

    [Fact]
    public async Task Who_asks_about_nobody_or_nowhere_or_without_a_connector_is_told()
    {
        var service = new TeamsService();
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetMemberAsync(Turn(InChat(), service), null, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetMemberAsync(Turn(new Activity(ActivityTypes.Message), service), "p", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetPagedMembersAsync(Turn(new Activity(ActivityTypes.Message), service), cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetTeamMemberAsync(Turn(InChat(), service), "p", null, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetPagedTeamMembersAsync(Turn(InChat(), service), cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetMemberAsync(new TeamsTurn().Of(InChat()), "p", Token));
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_meeting_and_who_takes_part_in_it_are_described()
    {
        var service = new TeamsService()
            .Answer("GET /v1/meetings/meeting", """{"details":{"id":"meeting","msGraphResourceId":"g","title":"Walk","type":"Scheduled","joinUrl":"https://j.example/","scheduledStartTime":"2026-06-05T10:00:00Z"},"organizer":{"id":"o","tenantId":"t"},"conversation":{"id":"mc"}}""")
            .Answer("GET /v1/meetings/meeting/participants/aad?tenantId=tenant", """{"user":{"userPrincipalName":"a@y.example"},"meeting":{"role":"Organizer","inMeeting":true},"conversation":{"id":"mc"}}""");
        var meeting = await TeamsInfo.GetMeetingInfoAsync(Turn(InTeam(), service), cancellationToken: Token);
        Assert.Equal(("meeting", "g", "Walk", 2026, "o", "mc"), (meeting.Details.Id, meeting.Details.MsGraphResourceId, meeting.Details.Title, meeting.Details.ScheduledStartTime!.Value.Year, meeting.Organizer.Id, meeting.Conversation.Id));
        var participant = await TeamsInfo.GetMeetingParticipantAsync(Turn(InTeam(), service), cancellationToken: Token);
        Assert.Equal(("a@y.example", "Organizer", true, "mc"), (participant.User.UserPrincipalName, participant.Meeting.Role, participant.Meeting.InMeeting, participant.Conversation.Id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetMeetingInfoAsync(Turn(InChat(), service), cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetMeetingParticipantAsync(Turn(InChat(), service), "meeting", null, "tenant", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetMeetingParticipantAsync(Turn(InChat(), service), "meeting", "aad", null, Token));
    }

    private static TargetedMeetingNotification Notification() => new(new TargetedMeetingNotificationValue
    {
        Recipients = ["a", "b"],
        Surfaces =
        [
            new MeetingStageSurface<TaskModuleContinueResponse> { Content = new TaskModuleContinueResponse(new TaskModuleTaskInfo(title: "Walk", height: 3, url: "https://x.example")) },
            new MeetingTabIconSurface { TabEntityId = "tab" },
        ],
    })
    {
        ChannelData = new MeetingNotificationChannelData { OnBehalfOfList = [new OnBehalfOf { Mri = "m", DisplayName = "Ann" }] },
    };

    [Fact]
    public async Task A_meeting_s_notification_says_where_it_is_shown_and_the_answer_whom_it_did_not_reach()
    {
        const string Call = "POST /v1/meetings/meeting/notification";
        var service = new TeamsService().Answer(Call, "", HttpStatusCode.Accepted);
        Assert.Null(await TeamsInfo.SendMeetingNotificationAsync(Turn(InTeam(), service), Notification(), cancellationToken: Token));
        var sent = JsonNode.Parse(service.Asked[0].Body)!;
        Assert.Equal("""["a","b"]""", sent["value"]!["recipients"]!.ToJsonString());
        Assert.Equal(("MeetingStage", "Task", "continue", "Walk"), (Text(sent, "surface"), Text(sent, "contentType"), (string?)sent["value"]!["surfaces"]![0]!["content"]!["type"], (string?)sent["value"]!["surfaces"]![0]!["content"]!["value"]!["title"]));
        Assert.Equal(("MeetingTabIcon", "tab"), ((string?)sent["value"]!["surfaces"]![1]!["surface"], (string?)sent["value"]!["surfaces"]![1]!["tabEntityId"]));
        Assert.Equal("Ann", (string?)sent["channelData"]!["OnBehalfOf"]![0]!["displayName"]);

        service.Answer(Call, """{"recipientsFailureInfo":[{"recipientMri":"b","errorcode":"NotFound","failureReason":"left"}]}""", HttpStatusCode.MultiStatus);
        var failed = Assert.Single((await TeamsInfo.SendMeetingNotificationAsync(Turn(InTeam(), service), Notification(), cancellationToken: Token)).RecipientsFailureInfo);
        Assert.Equal(("b", "NotFound", "left"), (failed.RecipientMri, failed.ErrorCode, failed.FailureReason));

        service.Answer(Call, """{"error":{"code":"BadSyntax"}}""", HttpStatusCode.BadRequest);
        var refused = await Assert.ThrowsAsync<HttpOperationException>(() => TeamsInfo.SendMeetingNotificationAsync(Turn(InTeam(), service), Notification(), cancellationToken: Token));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Response.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.SendMeetingNotificationAsync(Turn(InTeam(), service), null, cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.SendMeetingNotificationAsync(Turn(InChat(), service), Notification(), cancellationToken: Token));
    }

    private static string? Text(JsonNode sent, string name) => (string?)sent["value"]!["surfaces"]![0]![name];

    [Theory]
    [InlineData("users")]
    [InlineData("channels")]
    [InlineData("tenant")]
    [InlineData("team")]
    public async Task A_message_to_many_is_one_call_whose_answer_names_the_operation(string whom)
    {
        var call = $"POST /v3/batch/conversation/{whom}/";
        var service = new TeamsService().Answer(call, "operation-1", HttpStatusCode.Created);
        Assert.Equal("operation-1", await SendAsync(whom, Turn(InChat(), service)));
        var sent = JsonNode.Parse(service.Asked[0].Body)!;
        Assert.Equal(("hello", "tenant"), ((string?)sent["Activity"]!["text"], (string?)sent["TenantId"]));
        Assert.Equal(whom is "users" or "channels" ? "one" : null, (string?)sent["Members"]?[0]!["id"]);
        Assert.Equal(whom is "team" ? "team" : null, (string?)sent["TeamId"]);

        service.Answer(call, """{"error":{"code":"Forbidden"}}""", HttpStatusCode.Forbidden);
        var refused = await Assert.ThrowsAsync<AggregateException>(() => SendAsync(whom, Turn(InChat(), service)));
        Assert.Equal(HttpStatusCode.Forbidden, Assert.IsType<HttpOperationException>(refused.InnerException).Response.StatusCode);
    }

    private static Task<string> SendAsync(string whom, ITurnContext turn) => whom switch
    {
        "users" => TeamsInfo.SendMessageToListOfUsersAsync(turn, InTeam(), [new TeamMember("one"), new TeamMember("two")], "tenant", Token),
        "channels" => TeamsInfo.SendMessageToListOfChannelsAsync(turn, InTeam(), [new TeamMember("one")], "tenant", Token),
        "tenant" => TeamsInfo.SendMessageToAllUsersInTenantAsync(turn, InTeam(), "tenant", Token),
        _ => TeamsInfo.SendMessageToAllUsersInTeamAsync(turn, InTeam(), "team", "tenant", Token),
    };

    [Fact]
    public async Task A_message_to_many_needs_a_message_a_tenant_and_somebody()
    {
        var turn = Turn(InTeam(), new TeamsService());
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.SendMessageToListOfUsersAsync(turn, null, [], "tenant", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.SendMessageToListOfUsersAsync(turn, InTeam(), null, "tenant", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.SendMessageToListOfChannelsAsync(turn, InTeam(), [new TeamMember("c")], null, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.SendMessageToAllUsersInTeamAsync(turn, InTeam(), null, "tenant", Token));
        await Assert.ThrowsAsync<ValidationException>(() => TeamsInfo.SendMessageToListOfUsersAsync(turn, InTeam(), [], "tenant", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetOperationStateAsync(turn, null, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.CancelOperationAsync(turn, null, Token));
    }

    [Fact]
    public async Task An_operation_can_be_watched_and_cancelled()
    {
        var service = new TeamsService()
            .Answer("GET /v3/batch/conversation/op", """{"state":"Completed","statusMap":{"201":3,"404":1},"totalEntriesCount":4}""")
            .Answer("GET /v3/batch/conversation/failedentries/op", """{"continuationToken":"more","failedEntries":[{"entryId":"e","error":"404 user not found"}]}""")
            .Answer("GET /v3/batch/conversation/failedentries/op?continuationToken=more", """{"failedEntries":[]}""")
            .Answer("DELETE /v3/batch/conversation/op", "");
        var turn = Turn(InTeam(), service);
        var state = await TeamsInfo.GetOperationStateAsync(turn, "op", Token);
        Assert.Equal(("Completed", 3, 1, 4), (state.State, state.StatusMap[201], state.StatusMap[404], state.TotalEntriesCount));
        var failed = await TeamsInfo.GetPagedFailedEntriesAsync(turn, "op", cancellationToken: Token);
        Assert.Equal(("more", "e", "404 user not found"), (failed.ContinuationToken, failed.FailedEntries[0].EntryId, failed.FailedEntries[0].Error));
        Assert.Empty((await TeamsInfo.GetPagedFailedEntriesAsync(turn, "op", "more", Token)).FailedEntries);
        await TeamsInfo.CancelOperationAsync(turn, "op", Token);
        Assert.Equal("DELETE /v3/batch/conversation/op", service.Asked[^1].Call);
        await Assert.ThrowsAsync<AggregateException>(() => TeamsInfo.CancelOperationAsync(turn, "unknown", Token));
    }

    [Fact]
    public async Task A_thread_in_a_channel_is_started_through_the_adapter()
    {
        var adapter = new TeamsTurn();
        var turn = adapter.Of(new Activity(ActivityTypes.Message) { ServiceUrl = "https://teams.example" });
        var message = new Activity(ActivityTypes.Message) { Text = "hello all" };
        var (reference, id) = await TeamsInfo.SendMessageToTeamsChannelAsync(turn, message, "19:c", "app", Token);
        Assert.Equal(("thread", "first"), (reference.Conversation.Id, id));
        var (app, channel, service, audience, parameters) = adapter.Created!.Value;
        Assert.Equal(("app", "msteams", "https://teams.example", null), (app, channel, service, audience));
        Assert.True(parameters.IsGroup);
        Assert.Same(message, parameters.Activity);
        Assert.Equal("19:c", Assert.IsType<TeamsChannelData>(parameters.ChannelData).Channel.Id);
    }

    [Fact]
    public async Task A_thread_needs_a_turn_a_channel_and_credentials()
    {
        var turn = new TeamsTurn().Of(InTeam());
        await Assert.ThrowsAsync<ArgumentNullException>(() => TeamsInfo.SendMessageToTeamsChannelAsync(null, InTeam(), "19:c", "app", Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => TeamsInfo.SendMessageToTeamsChannelAsync(turn, InTeam(), null, "app", Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => TeamsInfo.SendMessageToTeamsChannelAsync(turn, InTeam(), "", "app", Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => TeamsInfo.SendMessageToTeamsChannelAsync(turn, InTeam(), "19:c", (MicrosoftAppCredentials?)null, Token));
    }

    [Fact]
    public async Task Teams_own_client_asks_what_it_is_asked()
    {
        var service = new TeamsService().Answer("GET /v3/teams/19%3At%40thread", """{"id":"19:t@thread"}""");
        using var http = new HttpClient(service, disposeHandler: false);
        using var client = new TeamsConnectorClient(new Uri("https://teams.example/"), new MicrosoftAppCredentials("", ""), http, disposeHttpClient: false);
        Assert.Equal("19:t@thread", (await client.Teams.FetchTeamDetailsAsync("19:t@thread", Token)).Id);
        await Assert.ThrowsAsync<ValidationException>(() => client.Teams.FetchTeamDetailsAsync(null, Token));
        await Assert.ThrowsAsync<ValidationException>(() => client.Teams.FetchChannelListAsync(null, Token));
        await Assert.ThrowsAsync<ValidationException>(() => client.Teams.FetchParticipantAsync("m", "p", null, Token));
        var missing = await Assert.ThrowsAsync<HttpOperationException>(() => client.Teams.FetchMeetingInfoAsync("unknown", Token));
        Assert.Equal(HttpStatusCode.NotFound, missing.Response.StatusCode);
        Assert.Throws<ArgumentNullException>(() => new TeamsOperations(null));
    }
}
