using System.Globalization;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Schema;

public sealed class ActivityTests
{
    private static Activity Heard(string type = ActivityTypes.Message, string channel = "test") => new(type)
    {
        Id = "a-1",
        ChannelId = channel,
        ServiceUrl = "https://channel.example",
        Locale = "ur-PK",
        From = new ChannelAccount("29:p", "Parveen", "user"),
        Recipient = new ChannelAccount("28:b", "Bot", "bot"),
        Conversation = new ConversationAccount(true, "channel", "c-1", "Youth"),
    };

    [Fact]
    public void A_reply_goes_back_the_way_the_activity_came()
    {
        var reply = Heard().CreateReply("hello");
        Assert.Equal(("message", "hello", "a-1", "ur-PK"), (reply.Type, reply.Text, reply.ReplyToId, reply.Locale));
        Assert.Equal(("28:b", "Bot", "29:p", "Parveen"), (reply.From.Id, reply.From.Name, reply.Recipient.Id, reply.Recipient.Name));
        Assert.Equal(("c-1", "Youth", true, "https://channel.example", "test"), (reply.Conversation.Id, reply.Conversation.Name, reply.Conversation.IsGroup, reply.ServiceUrl, reply.ChannelId));
        Assert.Empty(reply.Attachments);
        Assert.Empty(reply.Entities);
        Assert.Equal(("", "cy"), (Heard().CreateReply(locale: "cy").Text, Heard().CreateReply(locale: "cy").Locale));
    }

    [Fact]
    public void A_reply_can_be_made_to_an_activity_of_nobody()
    {
        var activity = Heard();
        activity.From = activity.Recipient = null;
        Assert.Null(activity.CreateReply().From.Id);
        Assert.Null(activity.CreateReply().Recipient.Id);
        Assert.Null(activity.CreateTrace("t").From.Id);
    }

    [Theory]
    [InlineData("directline", ActivityTypes.ConversationUpdate, null)]
    [InlineData("webchat", ActivityTypes.ConversationUpdate, null)]
    [InlineData("msteams", ActivityTypes.ConversationUpdate, "a-1")]
    [InlineData("webchat", ActivityTypes.Message, "a-1")]
    public void A_joining_that_a_web_chat_never_shows_is_not_replied_to(string channel, string type, string? id)
    {
        Assert.Equal(id, Heard(type, channel).GetConversationReference().ActivityId);
        Assert.Equal(id, Heard(type, channel).CreateReply().ReplyToId);
        Assert.Equal(id, Heard(type, channel).CreateTrace("t").ReplyToId);
    }

    [Fact]
    public void A_trace_carries_its_value_and_says_what_kind_it_is()
    {
        var trace = Heard().CreateTrace("state", new Uri("https://example.org"), label: "L");
        Assert.Equal((ActivityTypes.Trace, "state", "Uri", "L"), (trace.Type, trace.Name, trace.ValueType, trace.Label));
        Assert.Null(((Activity)trace).Text);
        Assert.Equal("given", Heard().CreateTrace("state", 1, "given").ValueType);
    }

    [Fact]
    public void A_reference_names_both_sides_and_a_reply_reference_names_what_was_sent()
    {
        var reference = Heard().GetConversationReference();
        Assert.Equal(("a-1", "29:p", "28:b", "c-1", "test", "ur-PK", "https://channel.example"), (reference.ActivityId, reference.User.Id, reference.Bot.Id, reference.Conversation.Id, reference.ChannelId, reference.Locale, reference.ServiceUrl));
        Assert.Equal("sent", Heard().GetReplyConversationReference(new ResourceResponse("sent")).ActivityId);
    }

    [Fact]
    public void A_reference_addresses_an_activity_in_either_direction()
    {
        var reference = new ConversationReference("r", new ChannelAccount("u"), new ChannelAccount("b"), new ConversationAccount(id: "c"), "ch", "https://s") { Locale = "cy" };
        var outgoing = new Activity { Id = "kept", Locale = "en" }.ApplyConversationReference(reference);
        Assert.Equal(("b", "u", "r", "kept", "en"), (outgoing.From.Id, outgoing.Recipient.Id, outgoing.ReplyToId, outgoing.Id, outgoing.Locale));
        var incoming = new Activity().ApplyConversationReference(reference, isIncoming: true);
        Assert.Equal(("u", "b", null, "r"), (incoming.From.Id, incoming.Recipient.Id, incoming.ReplyToId, incoming.Id));

        reference.Locale = reference.ActivityId = null;
        incoming = ((IActivity)incoming).ApplyConversationReference(reference, isIncoming: true);
        Assert.Equal(("r", "cy"), (incoming.Id, incoming.GetLocale()));
    }

    [Fact]
    public void A_reference_may_be_given_a_culture()
    {
        Assert.Equal("cy-GB", new ConversationReference(new CultureInfo("cy-GB"), "a").Locale);
        Assert.Null(new ConversationReference("a").Locale);
        Assert.Equal("a", new ConversationReference("a").ActivityId);
    }

    [Fact]
    public void The_event_of_a_bot_that_speaks_first_is_addressed_to_it()
    {
        var reference = Heard().GetConversationReference();
        var activity = reference.GetContinuationActivity();
        Assert.Equal((ActivityTypes.Event, "ContinueConversation", "28:b", "29:p"), (activity.Type, activity.Name, activity.Recipient.Id, activity.From.Id));
        Assert.Same(reference, activity.RelatesTo);
        Assert.NotEqual(reference.GetContinuationActivity().Id, activity.Id);
    }

    [Theory]
    [InlineData("<at>Bot</at> hello\n", "<at>Bot</at>", "hello")]
    [InlineData("hello <AT>bot</AT> and <at>Bot</at>", null, "hello  and")]
    [InlineData("hello @bot(1)", "@bot(1)", "hello")]
    [InlineData(" hello ", "", "hello")]
    public void The_mention_of_the_bot_is_taken_out_of_the_text_and_only_it(string text, string? mention, string left)
    {
        var activity = Heard();
        activity.Text = text;
        activity.Entities = [Entity("28:b", "Bot", mention), Entity("29:q", "Qadir", "hello")];
        Assert.True(activity.MentionsRecipient());
        Assert.True(activity.MentionsId("29:q"));
        Assert.False(activity.MentionsId("29:z"));
        Assert.Equal(left, activity.RemoveRecipientMention());
        Assert.Equal(left, activity.Text);
    }

    private static Entity Entity(string id, string name, string? text)
    {
        var entity = new Entity();
        entity.SetAs(new Mention(new ChannelAccount(id, name), text));
        return entity;
    }

    [Fact]
    public void An_activity_is_seen_only_as_what_it_is()
    {
        var message = new Activity("MESSAGE/special");
        Assert.Same(message, message.AsMessageActivity());
        Assert.Null(message.AsMessageUpdateActivity());
        Assert.Null(message.AsEventActivity());
        Assert.Null(new Activity("messageUpdate").AsMessageActivity());
        Assert.NotNull(new Activity("messageUpdate").AsMessageUpdateActivity());
        Assert.Null(new Activity().AsTypingActivity());
        Assert.NotNull(new Activity(ActivityTypes.InstallationUpdate).AsInstallationUpdateActivity());
        Assert.NotNull(new Activity(ActivityTypes.Handoff).AsHandoffActivity());
    }

    [Fact]
    public void Activities_are_made_with_the_lists_they_need()
    {
        Assert.Empty(Activity.CreateMessageActivity().Attachments);
        Assert.Empty(Activity.CreateMessageActivity().Entities);
        Assert.Empty(Activity.CreateConversationUpdateActivity().MembersAdded);
        Assert.Empty(Activity.CreateConversationUpdateActivity().MembersRemoved);
        Assert.Null(new Activity().Attachments);
        Assert.Equal("Int32", Activity.CreateTraceActivity("n", value: 1).ValueType);
    }

    [Fact]
    public void Content_is_text_a_summary_an_attachment_or_channel_data()
    {
        Assert.False(new Activity { Text = " ", Attachments = [] }.HasContent());
        Assert.True(new Activity { Text = "a" }.HasContent());
        Assert.True(new Activity { Summary = "a" }.HasContent());
        Assert.True(new Activity { Attachments = [new Attachment()] }.HasContent());
        Assert.True(new Activity { ChannelData = new { } }.HasContent());
    }

    private sealed class Data
    {
        public string? Ears { get; set; }
    }

    [Fact]
    public void Channel_data_that_is_not_of_the_type_asked_for_is_not_given()
    {
        var data = new Data { Ears = "long" };
        Assert.Same(data, new Activity { ChannelData = data }.GetChannelData<Data>());
        Assert.True(new Activity { ChannelData = data }.TryGetChannelData<Data>(out var same));
        Assert.Same(data, same);
        Assert.Null(new Activity().GetChannelData<Data>());
        Assert.False(new Activity().TryGetChannelData<Data>(out _));
        Assert.False(new Activity { ChannelData = "words" }.TryGetChannelData<Data>(out var none));
        Assert.Null(none);
        Assert.False(new Activity { ChannelData = new Dictionary<string, string>() }.TryGetChannelData(out none));
        Assert.Null(none);
    }

    [Theory]
    [InlineData("https://a", false)]
    [InlineData("HTTP://a", false)]
    [InlineData("urn:botframework:WebSocket:http://a", true)]
    [InlineData(null, false)]
    public void A_streaming_connection_is_told_by_its_address(string? url, bool streaming) =>
        Assert.Equal(streaming, new Activity { ServiceUrl = url }.IsFromStreamingConnection());

    [Fact]
    public void A_locale_can_be_set_on_any_kind_of_activity()
    {
        var update = Activity.CreateConversationUpdateActivity();
        Assert.Null(update.GetLocale());
        update.SetLocale("cy");
        Assert.Equal("cy", update.GetLocale());
    }

    [Fact]
    public void The_constructor_takes_the_time_zone_after_what_is_said()
    {
        var activity = new Activity("message", "1", null, null, "https://s", "ch", text: "t", localTimezone: "Europe/London");
        Assert.Equal(("https://s", "ch", "t", "Europe/London"), (activity.ServiceUrl, activity.ChannelId, activity.Text, activity.LocalTimezone));
        Assert.Equal("application/vnd.microsoft.activity", Activity.ContentType);
    }
}
