using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SocialRx.BotFramework.Tests.Adapters;

public sealed class TestFlowTests
{
    private static TestFlow Echo() => new(new TestAdapter(), async (turn, cancel) =>
    {
        if (turn.Activity.Type == ActivityTypes.Message && turn.Activity.Text != "silence")
            await turn.SendActivityAsync("echo:" + turn.Activity.Text, cancellationToken: cancel);
        else if (turn.Activity.MembersAdded is { } added)
            await turn.SendActivityAsync("welcome " + added[0].Name, cancellationToken: cancel);
    });

    private sealed class SameLetters : EqualityComparer<IActivity>
    {
        public override bool Equals(IActivity? x, IActivity? y) => string.Equals(x?.AsMessageActivity().Text, y?.AsMessageActivity().Text, StringComparison.OrdinalIgnoreCase);

        public override int GetHashCode(IActivity obj) => 0;
    }

    [Fact]
    public Task A_conversation_that_goes_as_written_passes() => Echo()
        .SendConversationUpdate().AssertReply("welcome User1")
        .Test("a", "echo:a")
        .Test("b", new Activity(ActivityTypes.Message, text: " echo:b "), "spaces do not matter")
        .Test("c", reply => Assert.Equal("echo:c", reply.AsMessageActivity().Text))
        .Send("d").AssertReplyOneOf(["echo:c", "echo:d"])
        .Send(new Activity { Text = "e" }).AssertReplyContains("ho:")
        .Send("f").AssertReply(MessageFactory.Text("ECHO:F"), new SameLetters())
        .Send("silence").AssertNoReply("nothing", 1)
        .Delay(1).Delay(TimeSpan.Zero)
        .StartTestAsync();

    [Fact]
    public Task A_recorded_conversation_can_be_played() => Echo()
        .Test([new Activity(ActivityTypes.Message, text: "a"), new Activity(ActivityTypes.Message, text: "echo:a", from: new ChannelAccount(role: "bot"))])
        .Test([new Activity(ActivityTypes.Message, text: "b"), new Activity(ActivityTypes.Message, text: "B", from: new ChannelAccount(role: "bot"))], (expected, actual) => Assert.Equal("echo:" + expected.AsMessageActivity().Text.ToLowerInvariant(), actual.AsMessageActivity().Text))
        .StartTestAsync();

    [Fact]
    public async Task A_reply_other_than_expected_fails_the_test_and_says_what_came()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Echo().Test("a", "other", "the step").StartTestAsync());
        Assert.Equal("the step:\nExpected:other\nReceived:echo:a", failure.Message);
        failure = await Assert.ThrowsAnyAsync<Exception>(() => Echo().Send("a").AssertReplyContains("other").StartTestAsync());
        Assert.Equal("Expected:other\nReceived:echo:a", failure.Message);
        failure = await Assert.ThrowsAnyAsync<Exception>(() => Echo().Send("a").AssertReplyOneOf(["x"]).StartTestAsync());
        Assert.Contains("echo:a", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAnyAsync<Exception>(() => Echo().Send("a").AssertReply(new Activity(ActivityTypes.Typing), "the step").StartTestAsync());
        Assert.Equal("the step: Type should match", failure.Message);
        await Assert.ThrowsAnyAsync<Exception>(() => Echo().Send("a").AssertNoReply().StartTestAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => Echo().Send("a").AssertReply(MessageFactory.Text("x"), new SameLetters()).StartTestAsync());
    }

    [Fact]
    public Task No_reply_where_one_is_expected_fails_the_test() =>
        Assert.ThrowsAnyAsync<OperationCanceledException>(() => Echo().Send("silence").AssertReply("x", timeout: 1).StartTestAsync());

    [Fact]
    public async Task What_the_bot_or_the_test_throws_is_what_fails()
    {
        await Assert.ThrowsAsync<FormatException>(() => new TestFlow(new TestAdapter(), (_, _) => throw new FormatException()).Send("a").AssertReply("x").StartTestAsync());
        await Assert.ThrowsAsync<FormatException>(() => Echo().Send("a").AssertReply(_ => throw new FormatException()).StartTestAsync());
    }

    [Fact]
    public void Steps_need_their_arguments()
    {
        Assert.Throws<ArgumentNullException>(() => Echo().Send((string)null!));
        Assert.Throws<ArgumentNullException>(() => Echo().Send((IActivity)null!));
        Assert.Throws<ArgumentNullException>(() => Echo().Test("a", (string)null!));
        Assert.Throws<ArgumentNullException>(() => Echo().Test((IEnumerable<IActivity>)null!));
        Assert.Throws<ArgumentNullException>(() => Echo().AssertReplyOneOf(null));
    }

    [Fact]
    public async Task A_flow_can_go_on_from_another_with_a_step_of_its_own()
    {
        var done = false;
        var flow = Echo().Send("a");
        await new TestFlow(() => { done = true; return Task.CompletedTask; }, flow).AssertReply("echo:a").Test("b", "echo:b").StartTestAsync();
        Assert.True(done);
        await new TestFlow((Task?)null, flow).StartTestAsync();
    }
}
