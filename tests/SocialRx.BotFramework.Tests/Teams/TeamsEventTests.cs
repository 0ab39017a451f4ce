using System.Globalization;
using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace SocialRx.BotFramework.Tests.Teams;

public sealed class TeamsEventTests
{
    private sealed class Bot : TeamsActivityHandler
    {
        public List<string> Log { get; } = [];

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Said("some event");

        protected override Task OnTeamsReadReceiptAsync(ReadReceiptInfo readReceiptInfo, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Said("read " + readReceiptInfo.LastReadMessageId);

        protected override Task OnTeamsMeetingStartAsync(MeetingStartEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Said($"{meeting.MeetingType} {meeting.Title} from {meeting.StartTime.ToUniversalTime().ToString("HH:mm", CultureInfo.InvariantCulture)} at {meeting.JoinUrl}");

        protected override Task OnTeamsMeetingEndAsync(MeetingEndEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Said($"{meeting.Id} until {meeting.EndTime.ToUniversalTime().ToString("HH:mm", CultureInfo.InvariantCulture)}");

        protected override Task OnTeamsMeetingParticipantsJoinAsync(MeetingParticipantsEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Said($"{meeting.Members[0].User.Name} joined as {meeting.Members[0].Meeting.Role}");

        protected override Task OnTeamsMeetingParticipantsLeaveAsync(MeetingParticipantsEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Said($"{meeting.Members[0].User.Id} left {meeting.Members[0].Meeting.InMeeting}");

        protected override Task OnTeamsChannelCreatedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("channelCreated");

        protected override Task OnTeamsChannelDeletedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("channelDeleted");

        protected override Task OnTeamsChannelRenamedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("channelRenamed");

        protected override Task OnTeamsChannelRestoredAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("channelRestored");

        protected override Task OnTeamsTeamArchivedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("teamArchived");

        protected override Task OnTeamsTeamDeletedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("teamDeleted");

        protected override Task OnTeamsTeamHardDeletedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("teamHardDeleted");

        protected override Task OnTeamsTeamRenamedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("teamRenamed");

        protected override Task OnTeamsTeamRestoredAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("teamRestored");

        protected override Task OnTeamsTeamUnarchivedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("teamUnarchived");

        protected override Task OnTeamsMessageEditAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("editMessage");

        protected override Task OnTeamsMessageUndeleteAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Said("undeleteMessage");

        protected override Task OnTeamsMessageSoftDeleteAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Said("softDeleteMessage");

        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Said("added " + string.Join(' ', membersAdded.Select(member => $"{member.Id}:{((TeamsChannelAccount)member).Email}")));

        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Said("removed " + string.Join(' ', membersRemoved.Select(member => $"{member.Id}:{((TeamsChannelAccount)member).Email}")));

        private Task Said(string what)
        {
            Log.Add(what);
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("readReceipt", """{"lastReadMessageId":"101"}""", "read 101")]
    [InlineData("meetingStart", """{"MeetingType":"Scheduled","Title":"Walk","Id":"m","JoinUrl":"https://j.example/","StartTime":"2026-06-05T00:01:02.0Z"}""", "Scheduled Walk from 00:01 at https://j.example/")]
    [InlineData("meetingEnd", """{"Id":"m","EndTime":"2026-06-05T01:02:03.0Z"}""", "m until 01:02")]
    [InlineData("meetingParticipantJoin", """{"members":[{"user":{"id":"u","name":"Ann"},"meeting":{"inMeeting":true,"role":"Organizer"}}]}""", "Ann joined as Organizer")]
    [InlineData("meetingParticipantLeave", """{"members":[{"user":{"id":"u"},"meeting":{"inMeeting":false,"role":"Attendee"}}]}""", "u left False")]
    public async Task What_happens_in_a_meeting_has_its_method(string name, string value, string expected)
    {
        var bot = new Bot();
        await TurnAsync(bot, $$"""{"type":"event","channelId":"msteams","name":"application/vnd.microsoft.{{name}}","value":{{value}}}""");
        await TurnAsync(bot, $$"""{"type":"event","channelId":"webchat","name":"application/vnd.microsoft.{{name}}","value":{{value}}}""");
        Assert.Equal([expected, "some event"], bot.Log);
    }

    [Theory]
    [InlineData("conversationUpdate", "channelCreated")]
    [InlineData("conversationUpdate", "channelDeleted")]
    [InlineData("conversationUpdate", "channelRenamed")]
    [InlineData("conversationUpdate", "channelRestored")]
    [InlineData("conversationUpdate", "teamArchived")]
    [InlineData("conversationUpdate", "teamDeleted")]
    [InlineData("conversationUpdate", "teamHardDeleted")]
    [InlineData("conversationUpdate", "teamRenamed")]
    [InlineData("conversationUpdate", "teamRestored")]
    [InlineData("conversationUpdate", "teamUnarchived")]
    [InlineData("messageUpdate", "editMessage")]
    [InlineData("messageUpdate", "undeleteMessage")]
    [InlineData("messageDelete", "softDeleteMessage")]
    public async Task What_happens_to_teams_channels_and_messages_has_its_method_in_Teams_alone(string type, string eventType)
    {
        var bot = new Bot();
        await TurnAsync(bot, new Activity(type) { ChannelId = "msteams", ChannelData = new TeamsChannelData { EventType = eventType } });
        await TurnAsync(bot, new Activity(type) { ChannelId = "webchat", ChannelData = new TeamsChannelData { EventType = eventType } });
        await TurnAsync(bot, new Activity(type) { ChannelId = "msteams" });
        Assert.Equal([eventType], bot.Log);
    }

    [Fact]
    public async Task A_new_member_is_looked_up_in_the_team_and_the_bot_is_not()
    {
        var bot = new Bot();
        var service = new TeamsService().Answer("GET /v3/conversations/team/members/p", """{"id":"p","email":"p@x.example"}""");
        await TurnAsync(bot, """{"type":"conversationUpdate","channelId":"msteams","recipient":{"id":"bot"},"membersAdded":[{"id":"p"},{"id":"bot"}],"channelData":{"team":{"id":"team"}}}""", service);
        Assert.Equal(["added p:p@x.example bot:"], bot.Log);
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task A_new_member_who_came_with_details_is_not_looked_up()
    {
        var bot = new Bot();
        var service = new TeamsService();
        await TurnAsync(bot, """{"type":"conversationUpdate","channelId":"msteams","membersAdded":[{"id":"p","email":"p@x.example"}],"conversation":{"id":"c"}}""", service);
        Assert.Equal(["added p:p@x.example"], bot.Log);
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_new_member_whom_Teams_does_not_find_is_as_they_came_and_other_failures_are_the_turn_s()
    {
        var bot = new Bot();
        const string Joined = """{"type":"conversationUpdate","channelId":"msteams","membersAdded":[{"id":"p"}],"conversation":{"id":"c"}}""";
        var service = new TeamsService().Answer("GET /v3/conversations/c/members/p", """{"error":{"code":"ConversationNotFound"}}""", HttpStatusCode.NotFound);
        await TurnAsync(bot, Joined, service);
        Assert.Equal(["added p:"], bot.Log);

        service.Answer("GET /v3/conversations/c/members/p", """{"error":{"code":"Forbidden"}}""", HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<ErrorResponseException>(() => TurnAsync(bot, Joined, service));
    }

    [Fact]
    public async Task One_who_leaves_is_as_they_came()
    {
        var bot = new Bot();
        await TurnAsync(bot, """{"type":"conversationUpdate","channelId":"msteams","membersRemoved":[{"id":"p","email":"p@x.example"}],"channelData":{"eventType":"teamMemberRemoved"}}""");
        Assert.Equal(["removed p:p@x.example"], bot.Log);
    }

    private static Task TurnAsync(Bot bot, string json, TeamsService? service = null) => TurnAsync(bot, TeamsTurn.FromWire(json), service);

    private static Task TurnAsync(Bot bot, Activity activity, TeamsService? service = null) =>
        bot.OnTurnAsync(new TeamsTurn().Of(activity, service?.Connector()), TestContext.Current.CancellationToken);
}
