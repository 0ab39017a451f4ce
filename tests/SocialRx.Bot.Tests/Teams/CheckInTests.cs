using System.Globalization;
using Microsoft.AspNetCore.Http;
using SocialRx.Bot.Tests.Turn;
using SocialRx.TestKit;

namespace SocialRx.Bot.Tests.Teams;

/// <summary>Asking how it went, of people who are not looking.</summary>
public sealed class CheckInTests : IAsyncLifetime
{
    private static readonly string[] ToTheEnd =
    [
        "15", "near fernbridge", "football w my brother", "no money", "skip", "after school", "1", "just go and look", "4", "if sum1 came w me", "not now", "keep it", "yes", "no",
    ];

    private Connector _connector = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _connector = await Connector.StartAsync();
        // Whatever the time is, it is about noon somewhere.
        var zone = 12 - TimeProvider.System.GetUtcNow().Hour;
        _service = await RunningService.StartAsync($"CheckIns:TimeZone=Etc/GMT{(zone > 0 ? "-" : "+")}{Math.Abs(zone)}", "CheckIns:From=06:00", "CheckIns:Until=22:00", "CheckIns:LookEveryMinutes=0.02");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _connector.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_agreed_is_asked_once_after_the_day_and_the_answer_is_taken()
    {
        var person = await AgreedAsync("agreed", "yes");

        await DayPassesAsync(person);
        await AskedAsync(person);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var answers = await person.AskAsync("It was good");

        Assert.Equal(1, Questions(person));
        Assert.Contains(answers, reply => WebChat.Text(reply, "text").StartsWith("Good. Thanks for telling me.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("refused", "no", "")]
    [InlineData("stopped", "yes", "stop")]
    [InlineData("not-safe", "yes", "i want to die")]
    public async Task Nobody_is_written_to_who_said_no_or_stop_or_was_not_safe(string name, string agrees, string last)
    {
        var person = await AgreedAsync(name, agrees);
        if (last.Length > 0)
            await person.SayAsync(last);
        var other = await AgreedAsync($"beside-{name}", "yes");

        await DayPassesAsync(person, other);
        await AskedAsync(other);

        Assert.Equal(0, Questions(person));
    }

    [Fact]
    public async Task Killed_while_asking_it_asks_once()
    {
        var person = await AgreedAsync("killed", "yes");
        var reached = new TaskCompletionSource();
        _connector.Trouble = async reply =>
        {
            if (!IsQuestion(reply))
                return null;
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return null;
        };

        await DayPassesAsync(person);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await _service.KillAsync();
        _connector.Trouble = _ => Task.FromResult<IResult?>(null);
        await _service.StartAgainAsync();
        await AskedAsync(person);
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.Equal(1, Questions(person));
    }

    private async Task<TeamsPerson> AgreedAsync(string name, string agrees)
    {
        var person = new TeamsPerson(_service, _connector, name);
        await person.InstallAsync();
        foreach (var said in ToTheEnd.Append(agrees))
            await person.SayAsync(said);
        return person;
    }

    /// <summary>Puts the day of everybody's activity before today, as the days that go by would.</summary>
    private async Task DayPassesAsync(params TeamsPerson[] people)
    {
        await _service.StopAsync();
        var past = TimeProvider.System.GetUtcNow().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using (var data = await ServiceData.OpenAsync(_service))
        {
            foreach (var person in people)
            {
                var day = await data.Database.ReadAsync(connection => connection.ExecuteScalar<string?>("select ask_after from check_in where conversation_id = @Key", new { person.Key }));
                if (day is null)
                    continue;
                Assert.NotEqual(0, await data.ReplaceAsync(
                    "select state_key as id, body from bot_state where conversation_id = @Key",
                    "update bot_state set body = @body where state_key = @id",
                    new { person.Key },
                    body => body.Replace(day, past, StringComparison.Ordinal)));
                await data.Database.WriteAsync(connection => connection.Execute("update check_in set ask_after = @past where conversation_id = @Key", new { person.Key, past }));
            }
        }

        await _service.StartAgainAsync();
    }

    private async Task AskedAsync(TeamsPerson person)
    {
        for (var waited = 0; Questions(person) == 0; waited++)
        {
            Assert.True(waited < 600, $"Nobody was asked:{Environment.NewLine}{_service.Log}");
            await Task.Delay(50);
        }
    }

    private int Questions(TeamsPerson person) =>
        _connector.Replies.Count(reply => reply["conversation"]!["id"]!.ToString() == person.ConversationId && IsQuestion(reply));

    private static bool IsQuestion(System.Text.Json.Nodes.JsonNode reply) => WebChat.Text(reply, "text").Contains("How did it go?", StringComparison.Ordinal);
}
