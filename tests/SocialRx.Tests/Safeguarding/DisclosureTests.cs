using Microsoft.Bot.Schema;
using SocialRx.Storage.Safeguarding;
using SocialRx.Tests.Dialogs;

namespace SocialRx.Tests.Safeguarding;

public sealed class DisclosureTests
{
    [Fact]
    public async Task Somebody_who_wants_to_die_gets_999_and_111_first_and_hears_who_will_read_it_and_when()
    {
        await using var conversation = await StartedAsync();

        var replies = await conversation.SayAsync("i wanna k1ll mys3lf");

        Assert.Contains("999", replies[0].Text, StringComparison.Ordinal);
        Assert.Contains("111 and press 2", replies[0].Text, StringComparison.Ordinal);
        Assert.Contains("Nobody is watching this chat right now", replies[1].Text, StringComparison.Ordinal);
        Assert.Contains("today, before 5 pm", replies[1].Text, StringComparison.Ordinal);
        Assert.Equal(["I'm safe now", "I'm not safe", "Talk to someone", "Carry on chatting"], replies[^1].SuggestedActions.Actions.Select(action => action.Title));
        var concern = Assert.Single(await ConcernsAsync(conversation));
        Assert.Equal(("red", "open", 1), (concern.Route, concern.State, concern.Signals));
    }

    [Fact]
    public async Task After_a_disclosure_the_same_question_is_asked_again()
    {
        await using var conversation = await StartedAsync();
        var question = (await conversation.SayAsync("15"))[^1];

        await conversation.SayAsync("my stepdad touches me at night");
        var after = await conversation.SayAsync("Carry on chatting");

        Assert.Contains("any time", after[0].Text, StringComparison.Ordinal);
        Assert.Contains("postcode", question.Text, StringComparison.Ordinal);
        Assert.Contains("postcode", after[^1].Text, StringComparison.Ordinal);
        Assert.Equal(Buttons(question), Buttons(after[^1]));
    }

    [Fact]
    public async Task Somebody_too_young_for_the_chat_who_says_they_are_not_safe_gets_lines_and_a_person_is_told()
    {
        await using var conversation = await StartedAsync();
        await conversation.SayAsync("im 10");

        var replies = await conversation.SayAsync("my dad hits me");

        Assert.Contains("999", replies[0].Text, StringComparison.Ordinal);
        Assert.Contains(replies, reply => reply.Text.Contains("Childline: call 0800 1111", StringComparison.Ordinal));
        Assert.Equal("red", Assert.Single(await ConcernsAsync(conversation)).Route);
    }

    [Fact]
    public async Task Everyday_low_mood_gets_one_warm_question_and_never_a_page_to_staff()
    {
        await using var conversation = await StartedAsync();

        var first = await conversation.SayAsync("i feel lonely");
        var later = new List<Activity>();
        foreach (var text in new[] { "im struggling", "ive been feeling so low", "i feel lonely" })
            later.AddRange(await conversation.SayAsync(text));

        Assert.Contains("That sounds hard", first[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(later, reply => reply.Text.Contains("That sounds hard", StringComparison.Ordinal) || reply.Text.Contains("999", StringComparison.Ordinal));
        Assert.Empty(await ConcernsAsync(conversation));
    }

    [Fact]
    public async Task A_denial_closes_nothing_and_a_later_disclosure_joins_the_same_concern()
    {
        await using var conversation = await StartedAsync();

        await conversation.SayAsync("i cut myself last night");
        await conversation.SayAsync("im fine");
        await conversation.SayAsync("i want to die");

        var concern = Assert.Single(await ConcernsAsync(conversation));
        Assert.Equal(2, concern.Signals);
        Assert.Contains("suicide", concern.Categories, StringComparison.Ordinal);
        Assert.Contains("self-harm", concern.Categories, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_says_they_are_not_safe_is_told_to_call_999_and_it_is_kept()
    {
        await using var conversation = await StartedAsync();

        await conversation.SayAsync("I need help now");
        var replies = await conversation.SayAsync("im not safe");

        Assert.Contains("999", replies[0].Text, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await ConcernsAsync(conversation)).Signals);
    }

    [Fact]
    public async Task Worry_about_a_friend_gets_help_for_the_friend_and_no_question_about_oneself()
    {
        await using var conversation = await StartedAsync();

        var replies = await conversation.SayAsync("my friend wants to die");

        Assert.Contains("look out for them", replies[0].Text, StringComparison.Ordinal);
        Assert.Equal("third-party", Assert.Single(await ConcernsAsync(conversation)).Route);
    }

    [Fact]
    public async Task An_amber_adds_one_question_and_the_dialog_still_gets_the_answer()
    {
        await using var conversation = await StartedAsync();

        var replies = await conversation.SayAsync("ive been feeling so low");

        Assert.Contains("That sounds hard", replies[0].Text, StringComparison.Ordinal);
        Assert.True(replies.Count > 1);
        Assert.Empty(await ConcernsAsync(conversation));
    }

    [Fact]
    public async Task The_third_amber_is_answered_as_red()
    {
        await using var conversation = await StartedAsync();

        await conversation.SayAsync("im just a burden");
        await conversation.SayAsync("no one cares about me");
        var replies = await conversation.SayAsync("whats the point anymore");

        Assert.Contains("999", replies[0].Text, StringComparison.Ordinal);
        Assert.Equal("red", Assert.Single(await ConcernsAsync(conversation)).Route);
    }

    [Fact]
    public async Task A_disclosure_inside_a_card_is_read()
    {
        await using var conversation = await StartedAsync();

        var replies = await conversation.TakeAsync(new Activity(ActivityTypes.Message) { Id = "card", Value = System.Text.Json.JsonSerializer.SerializeToElement(new { goal = new[] { "i want to kill myself" } }) });

        Assert.Contains("999", replies[0].Text, StringComparison.Ordinal);
        Assert.Single(await ConcernsAsync(conversation));
    }

    [Fact]
    public async Task A_disclosure_behind_four_thousand_characters_with_nul_and_hidden_characters_is_read_and_kept()
    {
        await using var conversation = await StartedAsync();

        var replies = await conversation.SayAsync(new string('x', 4000) + " i\u200B want\u202E to k\0ill my\u0301self");

        Assert.Contains("999", replies[0].Text, StringComparison.Ordinal);
        Assert.Single(await ConcernsAsync(conversation));
    }

    private static IEnumerable<string> Buttons(Activity asked) => asked.SuggestedActions.Actions.Select(action => action.Title);

    private static async Task<TestConversation> StartedAsync()
    {
        var conversation = await TestConversation.StartAsync();
        await conversation.JoinAsync();
        return conversation;
    }

    private static Task<IReadOnlyList<ConcernRow>> ConcernsAsync(TestConversation conversation) =>
        conversation.Database.ReadAsync(connection => Concerns.List(connection, "fernbridge"));
}
