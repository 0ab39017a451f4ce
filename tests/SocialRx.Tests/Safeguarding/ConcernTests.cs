using Dapper;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;

namespace SocialRx.Tests.Safeguarding;

public sealed class ConcernTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);
    private static readonly TurnIdentity Who = new("fernbridge", "test/c", new PersonId("p"));

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Reading_the_words_acknowledging_and_closing_each_leave_a_row_in_the_audit_log(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => Concerns.RaiseOrJoin(connection, Who, Some("k1", SafeguardingRoute.Red), Now));

        var words = await test.Database.WriteAsync(connection => Concerns.ReadEvidence(connection, "fernbridge", "k1", By("a1"), "to answer it"));
        Assert.True(await test.Database.WriteAsync(connection => Concerns.Acknowledge(connection, "fernbridge", "k1", By("a2"))));
        Assert.False(await test.Database.WriteAsync(connection => Concerns.Acknowledge(connection, "fernbridge", "k1", By("a3"))));
        Assert.True(await test.Database.WriteAsync(connection => Concerns.Close(connection, "fernbridge", "k1", "spoke to school", "safe now", By("a4"))));

        Assert.Equal("what was said", Assert.Single(words).Words);
        Assert.Equal(
            ["concern evidence read", "concern acknowledged", "concern closed"],
            await test.Database.ReadAsync(connection => connection.Query<string>("select action from audit order by id").ToList()));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Another_programme_sees_and_changes_nothing(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => Concerns.RaiseOrJoin(connection, Who, Some("k1", SafeguardingRoute.Red), Now));

        Assert.Empty(await test.Database.ReadAsync(connection => Concerns.List(connection, "elsewhere")));
        Assert.Empty(await test.Database.WriteAsync(connection => Concerns.ReadEvidence(connection, "elsewhere", "k1", By("a1"), "curious")));
        Assert.False(await test.Database.WriteAsync(connection => Concerns.Close(connection, "elsewhere", "k1", "no", null, By("a2"))));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_is_said_later_reopens_an_acknowledged_concern_and_never_lowers_its_route(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(connection => Concerns.RaiseOrJoin(connection, Who, Some("k1", SafeguardingRoute.Red), Now));
        await test.Database.WriteAsync(connection => Concerns.Acknowledge(connection, "fernbridge", "k1", By("a1")));

        await test.Database.WriteAsync(connection => Concerns.RaiseOrJoin(connection, Who, Some("k2", SafeguardingRoute.ThirdParty), Now.AddHours(1)));

        var concern = Assert.Single(await test.Database.ReadAsync(connection => Concerns.List(connection, "fernbridge")));
        Assert.Equal(("k1", "open", "red", 2), (concern.Id, concern.State, concern.Route, concern.Signals));
    }

    private static NewConcern Some(string id, SafeguardingRoute route) => new(id, route, ["suicide"], ["suicide.plan"], "what was said");

    private static StaffAction By(string auditId) => new(auditId, "lead", "safeguarding-lead", Now);
}
