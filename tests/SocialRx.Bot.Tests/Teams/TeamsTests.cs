using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using SocialRx.Bot.Tests.Turn;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Teams;

/// <summary>One service and one connector for the tests of this class; each test has people of its own.</summary>
public sealed class TeamsService : IAsyncLifetime
{
    public const string Commissioner = "8c2d6f54-1a0b-4a6e-b0f3-6d5e4c3b2a19";

    internal Connector Connector { get; private set; } = null!;

    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Connector = await Connector.StartAsync();
        Service = await RunningService.StartAsync($"Staff:Teams:0:TenantId={TeamsPerson.Tenant}", $"Staff:Teams:0:AadObjectId={Commissioner.ToUpperInvariant()}", "Staff:Teams:0:Role=commissioner");
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Connector.DisposeAsync();
    }
}

public sealed class TeamsTests(TeamsService host) : IClassFixture<TeamsService>
{
    [Fact]
    public async Task Hello_is_said_once_however_Teams_says_that_somebody_has_come()
    {
        var person = Person("hello");
        var before = host.Connector.Replies.Count;

        await person.InstallAsync();
        await person.JoinAsync();
        await person.InstallAsync();

        var hello = host.Connector.Replies.Skip(before).Select(Text).ToList();
        Assert.Equal(3, hello.Count);
        Assert.StartsWith("Hi. I'm a computer program", hello[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_greeted_without_asking_Teams_for_their_names()
    {
        var person = Person("unasked");

        await person.JoinAsync();

        Assert.DoesNotContain(host.Connector.Calls, call => call.Contains("members", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("groupChat")]
    public async Task Where_others_read_along_a_mention_is_told_where_to_talk_and_nothing_is_kept(string scope)
    {
        var person = new TeamsPerson(host.Service, host.Connector, "shared") { Scope = scope, ConversationId = $"19:{scope}" };
        await person.InstallAsync();
        await person.JoinAsync();

        var replies = await person.MentionAsync("i am 15 and i like football");
        var unasked = await person.AskAsync("not to the bot");

        Assert.Equal("Others can read this chat, so I don't talk about you here. To talk on your own with me, tap my name and choose Chat.", Text(Assert.Single(replies)));
        Assert.Empty(unasked);
        Assert.Equal(0, await CountAsync("select count(*) from conversation_reference where conversation_id = @Key", person));
    }

    [Fact]
    public async Task Danger_said_where_others_read_along_becomes_a_concern_and_gets_whom_to_call_without_a_question()
    {
        var person = new TeamsPerson(host.Service, host.Connector, "danger") { Scope = "channel", ConversationId = "19:danger" };

        var replies = await person.MentionAsync("i want to die");

        Assert.Equal(2, replies.Count);
        Assert.Contains("999", Text(replies[0]), StringComparison.Ordinal);
        Assert.Contains("will read this", Text(replies[1]), StringComparison.Ordinal);
        Assert.All(replies, reply => Assert.False(HasCards(reply)));
        Assert.Equal(1, await CountAsync("select count(*) from concern where conversation_id = @Key", person));
    }

    [Fact]
    public async Task Danger_one_to_one_is_answered_with_what_there_is_in_Teams()
    {
        var person = Person("one-to-one");
        await person.InstallAsync();

        var replies = await person.AskAsync("i want to die");

        Assert.Contains("999", Text(replies[0]), StringComparison.Ordinal);
        Assert.Contains("close this chat", Text(replies[^1]), StringComparison.Ordinal);
        Assert.All(replies, reply => Assert.DoesNotContain("Leave this page", Text(reply), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_people_in_danger_in_one_team_are_two_concerns()
    {
        var one = new TeamsPerson(host.Service, host.Connector, "one") { Scope = "channel", ConversationId = "19:two" };
        var other = new TeamsPerson(host.Service, host.Connector, "other") { Scope = "channel", ConversationId = "19:two" };

        await one.MentionAsync("i want to die");
        await other.MentionAsync("i want to kill myself");
        await one.MentionAsync("i want to die");

        Assert.Equal(2, await CountAsync("select count(distinct person_id) from concern where conversation_id = @Key", one));
        Assert.Equal(2, await CountAsync("select count(*) from concern where conversation_id = @Key", one));
    }

    [Fact]
    public async Task A_mention_of_the_bot_one_to_one_is_not_part_of_what_was_said()
    {
        var person = Person("mention");
        await person.InstallAsync();

        var replies = await person.MentionAsync("15");

        Assert.StartsWith("Thanks. Roughly where are you?", Text(replies[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_sent_as_it_is_and_buttons_as_a_card()
    {
        var person = Person("plain");
        await person.InstallAsync();
        await person.SayAsync("15");

        var replies = await person.AskAsync("FB1");

        Assert.All(replies, reply => Assert.Equal("plain", reply["textFormat"]!.ToString()));
        Assert.All(replies, reply => Assert.Null(reply["suggestedActions"]));
        Assert.True(HasCards(replies[^1]));
    }

    [Fact]
    public async Task Where_to_write_to_is_kept_without_a_name_and_refreshed_when_it_moves()
    {
        var person = Person("kept");
        await person.InstallAsync();
        var first = await ReferenceAsync(person);
        await person.SayAsync("15");
        await person.SayAsync("FB1", message => message["locale"] = "cy-GB");
        var moved = await ReferenceAsync(person);

        Assert.DoesNotContain("Robin", first, StringComparison.Ordinal);
        Assert.DoesNotContain(person.AadObjectId, first, StringComparison.Ordinal);
        Assert.DoesNotContain("cy-GB", first, StringComparison.Ordinal);
        Assert.Contains("cy-GB", moved, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uninstalled")]
    [InlineData("removed")]
    [InlineData("deleted")]
    public async Task Where_to_write_to_is_forgotten(string how)
    {
        var person = Person(how);
        await person.InstallAsync();
        Assert.NotNull(await ReferenceAsync(person));

        if (how == "uninstalled")
            await person.UninstallAsync();
        else if (how == "removed")
            await person.LeaveAsync();
        else
            await DeleteAsync(person);

        Assert.Null(await ReferenceAsync(person));
    }

    [Fact]
    public async Task Where_to_write_to_is_forgotten_when_Teams_says_the_bot_is_not_wanted()
    {
        var person = Person("blocked");
        await person.InstallAsync();
        host.Connector.Trouble = reply => Task.FromResult(reply["conversation"]!["id"]!.ToString() == person.ConversationId
            ? Results.Json(new { error = new { code = "BotNotInConversationRoster", message = "gone" } }, statusCode: StatusCodes.Status403Forbidden)
            : null);

        await person.SayAsync("15");

        Assert.Null(await ReferenceAsync(person));
        host.Connector.Trouble = _ => Task.FromResult<IResult?>(null);
    }

    [Fact]
    public async Task What_is_known_says_that_they_can_be_written_to()
    {
        var person = Person("known");
        await person.InstallAsync();

        var replies = await person.AskAsync("my data");

        Assert.Contains(replies, reply => Text(reply).Contains("Where to write to you in Teams", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_of_staff_who_asks_gets_the_summary_and_that_is_recorded()
    {
        var commissioner = new TeamsPerson(host.Service, host.Connector, "commissioner") { AadObjectId = TeamsService.Commissioner };

        var card = Assert.Single(await commissioner.AskAsync("summary"));
        var again = await commissioner.ExecuteAsync("summary/refresh");

        Assert.Contains("What young people in Fernbridge are telling us", card.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("200", again!["statusCode"]!.ToString());
        Assert.Equal("application/vnd.microsoft.card.adaptive", again["type"]!.ToString());
        Assert.Equal("AdaptiveCard", again["value"]!["type"]!.ToString());
        Assert.Equal(2, await CountAsync($"select count(*) from audit where actor = 'teams {TeamsService.Commissioner.ToUpperInvariant()}' and role = 'commissioner' and action = 'read'", commissioner));
    }

    [Theory]
    [InlineData("another person", "8c2d6f54-1a0b-4a6e-b0f3-000000000009", TeamsPerson.Tenant)]
    [InlineData("another tenant", TeamsService.Commissioner, "5f0a9c1e-3b7d-4e0c-9a53-000000000000")]
    public async Task From_anybody_else_summary_is_a_message_and_the_card_is_refused(string name, string aadObjectId, string tenant)
    {
        var person = new TeamsPerson(host.Service, host.Connector, name) { AadObjectId = aadObjectId };

        var replies = await person.AskAsync("summary", message =>
        {
            message["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } };
            message["conversation"]!["tenantId"] = tenant;
        });

        Assert.StartsWith("Hi. I'm a computer program", Text(replies[0]), StringComparison.Ordinal);
        Assert.All(replies, reply => Assert.DoesNotContain("telling us", reply.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_that_was_passed_on_does_not_open_for_somebody_without_a_role()
    {
        var answer = await Person("passed-on").ExecuteAsync("summary/refresh");

        Assert.Equal("403", answer!["statusCode"]!.ToString());
        Assert.DoesNotContain("telling us", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_staff_who_asks_in_a_team_is_told_where_to_talk_like_anybody()
    {
        var commissioner = new TeamsPerson(host.Service, host.Connector, "in-a-team") { AadObjectId = TeamsService.Commissioner, Scope = "channel", ConversationId = "19:staff" };

        Assert.StartsWith("Others can read this chat", Text(Assert.Single(await commissioner.MentionAsync("summary"))), StringComparison.Ordinal);
    }

    private TeamsPerson Person(string name) => new(host.Service, host.Connector, name);

    private static async Task DeleteAsync(TeamsPerson person)
    {
        await person.SayAsync("delete my data");
        await person.SayAsync("Yes, delete it");
    }

    private async Task<string?> ReferenceAsync(TeamsPerson person)
    {
        await using var data = await ServiceData.OpenAsync(host.Service);
        return data.Database.Sealing.OpenIfAny(await data.Database.ReadAsync(connection =>
            connection.ExecuteScalar<string?>("select reference from conversation_reference where conversation_id = @Key", new { person.Key })));
    }

    private async Task<int> CountAsync(string sql, TeamsPerson person)
    {
        await using var connection = Open();
        return await connection.ExecuteScalarAsync<int>(sql, new { person.Key });
    }

    private SqliteConnection Open() => new($"Data Source={host.Service.DatabaseFile};Mode=ReadOnly;Pooling=False");

    private static string Text(JsonNode reply) => WebChat.Text(reply, "text");

    private static bool HasCards(JsonNode reply) => reply["attachments"]?.AsArray().Any(attachment => attachment?["contentType"]?.ToString() == "application/vnd.microsoft.card.adaptive") == true;
}
