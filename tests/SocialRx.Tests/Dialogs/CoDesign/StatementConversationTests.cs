using Microsoft.Bot.Schema;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Storage.CoDesign;

namespace SocialRx.Tests.Dialogs.CoDesign;

/// <summary>Statements in the chat, where a transcript does not show it well.</summary>
public sealed class StatementConversationTests
{
    [Fact]
    public async Task Nobody_is_shown_the_same_twice_however_often_they_come_back()
    {
        await using var conversation = await VotingAsync();
        var shown = new List<string>();
        foreach (var reply in new[] { "agree", "stop", "have my say", "nah", "dunno", "stop", "have my say", "yh", "wdym", "yes more", "agree" })
        {
            var asked = StatementIn(await conversation.SayAsync(reply));
            if (asked is not null)
                shown.Add(asked);
        }

        var voted = await conversation.Database.ReadAsync(connection => connection.Query<string>("select statement_id from statement_vote"));
        Assert.Equal(SomeStatements.Question.Seeds.Count, voted.Distinct().Count());
        Assert.Equal(voted.Count, voted.Distinct().Count());
        Assert.Equal(SomeStatements.Question.Seeds.Count, shown.Distinct().Count() + 1);
    }

    [Fact]
    public async Task A_few_at_a_time_and_then_it_is_asked_whether_more_are_wanted()
    {
        await using var conversation = await VotingAsync();

        for (var vote = 1; vote < 5; vote++)
            Assert.NotNull(StatementIn(await conversation.SayAsync("agree")));

        Assert.Equal("That's five. Do you want more?", (await conversation.SayAsync("agree"))[^1].Text);
    }

    [Theory]
    [InlineData("yh", "agree")]
    [InlineData("facts", "agree")]
    [InlineData("i agre", "agree")]
    [InlineData("👍", "agree")]
    [InlineData("1", "agree")]
    [InlineData("i agree cos the bus is well expensive for us", "agree")]
    [InlineData("nah", "disagree")]
    [InlineData("i dont agree", "disagree")]
    [InlineData("i do not agree with that at all because it costs", "disagree")]
    [InlineData("dissagree", "disagree")]
    [InlineData("👎", "disagree")]
    [InlineData("dunno", "pass")]
    [InlineData("pass", "pass")]
    [InlineData("skip", "pass")]
    [InlineData("half agree", "pass")]
    [InlineData("not now", "pass")]
    [InlineData("🤷", "pass")]
    [InlineData("wdym", "unclear")]
    [InlineData("i dont get it", "unclear")]
    [InlineData("wat does that mean", "unclear")]
    [InlineData("huh", "unclear")]
    [InlineData("?", "unclear")]
    public async Task A_vote_is_read_in_the_ways_people_type_it(string said, string expected)
    {
        await using var conversation = await VotingAsync();

        await conversation.SayAsync(said);

        Assert.Equal([expected], await conversation.Database.ReadAsync(connection => connection.Query<string>("select vote from statement_vote")));
    }

    [Theory]
    [InlineData("my sister says it is the same everywhere and nothing ever changes here")]
    [InlineData("banana")]
    public async Task What_is_no_vote_is_not_counted_as_one(string said)
    {
        await using var conversation = await VotingAsync();

        for (var time = 0; time < 6; time++)
            Assert.Contains("Agree", Buttons(await conversation.SayAsync(said)));

        Assert.Empty(await conversation.Database.ReadAsync(connection => connection.Query<string>("select vote from statement_vote")));
    }

    [Fact]
    public async Task Going_back_takes_the_vote_back_and_asks_again()
    {
        await using var conversation = await VotingAsync();
        await conversation.SayAsync("agree");

        var asked = StatementIn(await conversation.SayAsync("back"));

        Assert.Equal(SomeStatements.Question.Seeds[0].Words, asked);
        Assert.Empty(await conversation.Database.ReadAsync(connection => connection.Query<string>("select vote from statement_vote")));
        await conversation.SayAsync("disagree");
        Assert.Equal(["disagree"], await conversation.Database.ReadAsync(connection => connection.Query<string>("select vote from statement_vote")));
        Assert.Equal((0, 1), await conversation.Database.ReadAsync(connection => connection.Query<(int, int)>("select agrees, disagrees from statement_tally").Single()));
    }

    [Fact]
    public async Task Three_in_a_day_are_enough_and_tomorrow_there_is_room_again()
    {
        await using var conversation = await VotingAsync();
        await conversation.SayAsync("enough");
        foreach (var idea in new[] { "there should be benches by the river", "the library should open on sundays", "make the crossing at the station safer" })
        {
            await conversation.SayAsync(idea);
            Assert.Contains("Sent.", (await conversation.SayAsync("send it"))[0].Text, StringComparison.Ordinal);
            await conversation.SayAsync("no");
            await conversation.SayAsync("have my say");
            await conversation.SayAsync("enough");
        }

        Assert.Contains("You've sent three today", (await conversation.SayAsync("more trees on the high street please"))[0].Text, StringComparison.Ordinal);

        conversation.Clock.Advance(TimeSpan.FromHours(25));
        await conversation.SayAsync("have my say");
        await conversation.SayAsync("enough");
        Assert.Contains("Others would read this", (await conversation.SayAsync("more trees on the high street please"))[^1].Text, StringComparison.Ordinal);
        Assert.Equal(3, await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from statement where state = 'waiting'")));
    }

    [Fact]
    public async Task What_names_somebody_cannot_be_sent_as_it_is_however_often_it_is_tried()
    {
        await using var conversation = await VotingAsync();
        await conversation.SayAsync("enough");
        await conversation.SayAsync("mrs Okafor at the library should let us stay, ring 07700 900123");
        for (var time = 0; time < 4; time++)
        {
            var replies = await conversation.SayAsync("mrs Okafor at the library should let us stay, ring 07700 900123");
            Assert.DoesNotContain("Send it as it is", Buttons(replies));
            Assert.Contains("Send it like that", Buttons(replies));
        }

        await conversation.SayAsync("send it");

        var sent = Assert.Single(await conversation.Database.ReadAsync(connection => StatementModeration.Waiting(connection, TestConversation.Programme, 10)));
        Assert.DoesNotContain("Okafor", sent.Redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("07700", sent.Redacted, StringComparison.Ordinal);
        Assert.Contains(StatementFlag.NameTakenOut, sent.Flags, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_characters_are_not_sent()
    {
        await using var conversation = await VotingAsync();
        await conversation.SayAsync("enough");
        await conversation.SayAsync("add mine");

        var replies = await conversation.SayAsync(string.Join(' ', Enumerable.Repeat("more buses on sundays", 15)));

        Assert.Contains("too long", replies[0].Text, StringComparison.Ordinal);
        Assert.Equal(0, await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from statement where source <> 'seed'")));
    }

    [Fact]
    public async Task What_may_be_a_disclosure_is_a_concern_in_the_same_moment_it_is_queued()
    {
        await using var conversation = await VotingAsync();
        await conversation.SayAsync("enough");
        await conversation.SayAsync("i get so lonely at school and scared at home so there should be somebody to talk to");
        Assert.Equal(0, await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from statement where source <> 'seed'")));

        await conversation.SayAsync("send it as it is");

        Assert.Equal(1, await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from concern where state = 'open'")));
        Assert.Contains(StatementFlag.Worry, Assert.Single(await conversation.Database.ReadAsync(connection => StatementModeration.Waiting(connection, TestConversation.Programme, 10))).Flags, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reason_for_turning_one_down_can_be_read_before_writing()
    {
        await using var conversation = await VotingAsync();
        await conversation.SayAsync("menu");

        var rules = (await conversation.SayAsync("rules"))[0].Text;

        Assert.Equal(StatementRejection.All.Count, rules.Split('\n').Length - 1);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, "stop")]
    [InlineData(true, "i want to die")]
    public async Task Only_whoever_agreed_to_be_asked_later_is_told_without_having_come_back(bool agreed, string last)
    {
        await using var conversation = await TestConversation.StartAsync(consultations: SomeStatements.Consultations);
        await conversation.JoinAsync();
        foreach (var said in new[] { "15", "near fernbridge", "football w my brother", "no money", "skip", "after school", "1", "just go and look", "4", "if sum1 came w me", "not now", "keep it", "yes", "no", agreed ? "yes" : "no" })
            await conversation.SayAsync(said);
        foreach (var said in new[] { "have my say", "enough", "there should be benches by the river", "send it" })
            await conversation.SayAsync(said);
        if (last.Length > 0)
            await conversation.SayAsync(last);
        await SomeStatements.ModerateAsync(conversation, "approve");

        var told = await conversation.TellOfIdeasAsync();

        var isTold = agreed && last.Length == 0;
        Assert.Equal(isTold, told.Any(reply => reply.Text.Contains("“there should be benches by the river” is in.", StringComparison.Ordinal)));
        Assert.Equal(isTold ? 1 : 0, await conversation.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from statement where told_at is not null")));
        Assert.Empty(await conversation.TellOfIdeasAsync());
    }

    private static async Task<TestConversation> VotingAsync()
    {
        var conversation = await TestConversation.StartAsync(consultations: SomeStatements.Consultations);
        await conversation.JoinAsync();
        await conversation.SayAsync("15");
        await conversation.SayAsync("skip");
        await conversation.SayAsync("have my say");
        return conversation;
    }

    private static string? StatementIn(IReadOnlyList<Activity> replies) =>
        SomeStatements.Question.Seeds.Select(seed => seed.Words).FirstOrDefault(words => replies[^1].Text.Contains(words, StringComparison.Ordinal));

    private static IEnumerable<string> Buttons(IReadOnlyList<Activity> replies) => replies[^1].SuggestedActions.Actions.Select(button => button.Title);
}
