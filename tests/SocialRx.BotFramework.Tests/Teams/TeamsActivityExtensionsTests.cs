using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace SocialRx.BotFramework.Tests.Teams;

public sealed class TeamsActivityExtensionsTests
{
    [Fact]
    public void Channel_data_says_where_in_Teams_an_activity_is()
    {
        IMessageActivity activity = new Activity
        {
            ChannelData = new TeamsChannelData(channel: new ChannelInfo("c"), team: new TeamInfo("t", "Youth"), onBehalfOf: [new OnBehalfOf { DisplayName = "Ann" }])
            {
                Meeting = new TeamsMeetingInfo("m"),
                Settings = new TeamsChannelDataSettings(new ChannelInfo("s")),
            },
        };
        Assert.Equal(("c", "s", "Youth", "m"), (activity.TeamsGetChannelId(), activity.TeamsGetSelectedChannelId(), activity.TeamsGetTeamInfo().Name, activity.TeamsGetMeetingInfo().Id));
        var author = Assert.Single(activity.TeamsGetTeamOnBehalfOf());
        Assert.Equal(("Ann", "person", 0), (author.DisplayName, author.MentionType, author.ItemId));
    }

    [Fact]
    public void Without_channel_data_nothing_is_said()
    {
        var activity = new Activity();
        Assert.Null(activity.TeamsGetChannelId());
        Assert.Null(activity.TeamsGetSelectedChannelId());
        Assert.Null(activity.TeamsGetTeamInfo());
        Assert.Null(activity.TeamsGetMeetingInfo());
        Assert.Null(activity.TeamsGetTeamOnBehalfOf());
    }

    [Fact]
    public void A_notification_goes_to_the_feed_or_to_the_meeting_and_keeps_what_else_was_said()
    {
        var activity = new Activity { ChannelData = new TeamsChannelData { Team = new TeamInfo("t") } };
        activity.TeamsNotifyUser();
        var data = Assert.IsType<TeamsChannelData>(activity.ChannelData);
        Assert.Equal((true, false, null, "t"), (data.Notification.Alert, data.Notification.AlertInMeeting, data.Notification.ExternalResourceUrl, data.Team.Id));

        var fresh = new Activity();
        fresh.TeamsNotifyUser(alertInMeeting: true, externalResourceUrl: "https://x.example");
        var notification = Assert.IsType<TeamsChannelData>(fresh.ChannelData).Notification;
        Assert.Equal((false, true, "https://x.example"), (notification.Alert, notification.AlertInMeeting, notification.ExternalResourceUrl));
    }
}
