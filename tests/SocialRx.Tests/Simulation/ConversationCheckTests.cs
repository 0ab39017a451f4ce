using System.Text.Json.Nodes;
using SocialRx.Bot.Simulation;

namespace SocialRx.Tests.Simulation;

public sealed class ConversationCheckTests
{
    [Fact]
    public void A_conversation_in_which_each_message_is_answered_once_and_in_order_is_clean() =>
        Assert.True(Judge(["a", "b"], Said("a"), Reply("1", "a"), Reply("2", "a"), Said("b"), Reply("3", "b")).IsClean);

    [Fact]
    public void Replies_may_come_after_the_next_message_as_long_as_they_keep_their_order() =>
        Assert.True(Judge(["a", "b"], Said("a"), Said("b"), Reply("1", "a"), Reply("2", "b")).IsClean);

    [Fact]
    public void A_message_that_nothing_answers_is_lost() =>
        Assert.Equal(new ConversationCheck(1, 0, 0), Judge(["a", "b"], Said("a"), Said("b"), Reply("1", "b")));

    [Fact]
    public void A_message_that_the_service_forgot_is_lost() =>
        Assert.Equal(1, Judge(["a", "b"], Said("a"), Reply("1", "a")).Lost);

    [Fact]
    public void The_same_reply_given_twice_is_doubled() =>
        Assert.Equal(new ConversationCheck(0, 1, 0), Judge(["a"], Said("a"), Reply("1", "a", "Okay."), Reply("2", "a", "Okay.")));

    [Fact]
    public void The_same_activity_twice_is_doubled() =>
        Assert.True(Judge(["a"], Said("a"), Said("a"), Reply("1", "a")).Doubled > 0);

    [Fact]
    public void A_reply_to_an_earlier_message_after_one_to_a_later_message_is_out_of_order() =>
        Assert.Equal(new ConversationCheck(0, 0, 1), Judge(["a", "b"], Said("a"), Said("b"), Reply("2", "b"), Reply("1", "a")));

    [Fact]
    public void A_reply_before_its_message_is_out_of_order() =>
        Assert.Equal(1, Judge(["a"], Reply("1", "a"), Said("a")).OutOfOrder);

    private static ConversationCheck Judge(string[] accepted, params JsonNode[] history) => ConversationCheck.Of(accepted, history, []);

    private static JsonObject Said(string id) => new() { ["id"] = id, ["from"] = new JsonObject { ["role"] = "user" }, ["text"] = "words" };

    private static JsonObject Reply(string id, string to, string? text = null) =>
        new() { ["id"] = id, ["replyToId"] = to, ["from"] = new JsonObject { ["role"] = "bot" }, ["text"] = text ?? $"reply {id}" };
}
