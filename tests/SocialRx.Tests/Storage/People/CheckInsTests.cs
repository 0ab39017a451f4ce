using SocialRx.Domain.People;
using SocialRx.Storage;
using SocialRx.Storage.People;
using SocialRx.Storage.Turn;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.People;

public sealed class CheckInsOnSqliteTests() : CheckInsTests("sqlite");

public sealed class CheckInsOnPostgresTests() : CheckInsTests("postgres");

public abstract class CheckInsTests(string dialect) : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 16, 0, 0, TimeSpan.Zero);
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Due_is_whose_day_has_passed_and_who_can_be_written_to()
    {
        await AgreeAsync("passed", Today.AddDays(-1));
        await AgreeAsync("today", Today);
        await AgreeAsync("nowhere", Today.AddDays(-1), isReachable: false);
        await AgreeAsync("elsewhere", Today.AddDays(-1), programme: "another");

        var due = await DueAsync();

        Assert.Equal("msteams/passed", Assert.Single(due).ConversationId);
        Assert.Equal(new ReachableAt { Channel = "msteams", ServiceUrl = "https://teams.example", ConversationId = "passed", BotId = "28:bot", UserId = "29:passed" }, due[0].At);
    }

    [Fact]
    public async Task Whoever_begins_again_or_has_their_data_deleted_is_not_asked()
    {
        await AgreeAsync("again", Today.AddDays(-1));
        await AgreeAsync("deleted", Today.AddDays(-1));

        await _test.Database.WriteAsync(connection => PersonalRecord.BeginAgain(connection, Who("again")));
        await _test.Database.WriteAsync(connection => PersonalRecord.Delete(connection, Who("deleted")));

        Assert.Empty(await DueAsync());
        Assert.True(await _test.Database.ReadAsync(connection => ConversationReferences.IsKept(connection, Who("again"))));
        Assert.False(await _test.Database.ReadAsync(connection => ConversationReferences.IsKept(connection, Who("deleted"))));
    }

    [Fact]
    public async Task Nobody_is_asked_about_something_long_past()
    {
        await AgreeAsync("long ago", Today.AddDays(-15));
        await AgreeAsync("lately", Today.AddDays(-14));

        await _test.Database.WriteAsync(connection => CheckIns.Purge(connection, "fernbridge", Today.AddDays(-14)));

        Assert.Equal("msteams/lately", Assert.Single(await DueAsync()).ConversationId);
    }

    private Task<IReadOnlyList<DueCheckIn>> DueAsync() => _test.Database.ReadAsync(connection => CheckIns.Due(connection, "fernbridge", Today, 100));

    private Task AgreeAsync(string name, DateOnly day, bool isReachable = true, string programme = "fernbridge") => _test.Database.WriteAsync(connection =>
    {
        var who = Who(name) with { ProgrammeId = programme };
        CheckIns.Set(connection, who, day);
        if (isReachable)
            ConversationReferences.Keep(connection, who, "msteams", new ReachableAt { Channel = "msteams", ServiceUrl = "https://teams.example", ConversationId = name, BotId = "28:bot", UserId = $"29:{name}" }, Now);
    });

    private static TurnIdentity Who(string name) => new("fernbridge", $"msteams/{name}", new PersonId(name));
}
