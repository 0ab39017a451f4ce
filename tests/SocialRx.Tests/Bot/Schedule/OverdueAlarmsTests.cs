using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Schedule;
using SocialRx.Domain.CoDesign.Statements;
using SocialRx.Domain.HandOff;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.HandOff;
using SocialRx.Storage.Safeguarding;
using SocialRx.Storage.Staff;
using SocialRx.TestKit;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>What is told of when nobody of the staff has looked in time.</summary>
public sealed class OverdueAlarmsTests
{
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
    private static readonly TurnIdentity Who = new("fernbridge", "test/c", new PersonId("p"));
    private static readonly StaffAction Lead = new("a", "lead", "safeguarding-lead", Friday);

    private readonly FakeTimeProvider _clock = new(Friday);
    private readonly LogLines _log = new();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_red_concern_is_told_of_once_a_day_until_somebody_acknowledges_it(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromMinutes(59)));
        Assert.Equal(1, await LookAsync(test, after: TimeSpan.FromMinutes(1)));
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromHours(23)));
        Assert.Equal(1, await LookAsync(test, after: TimeSpan.FromHours(1)));
        Assert.Equal(Friday.AddHours(1), Assert.Single(await ListAsync(test)).OverdueSince);

        await test.Database.WriteAsync(connection => Concerns.Acknowledge(connection, "fernbridge", "c1", Lead));
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromDays(2)));

        Assert.Null(Assert.Single(await ListAsync(test)).OverdueSince);
        Assert.Equal(["Concern c1 (red) is overdue since 2026-11-20 19:00:00Z: nobody has acknowledged it"], _log.All.Select(line => line.Text).Distinct());
        Assert.All(_log.All, line => Assert.Equal((LogLevel.Error, 1310), (line.Level, line.Event)));
        Assert.Equal(2, await AuditedAsync(test, "concern/c1"));
    }

    [Fact]
    public async Task What_is_said_after_somebody_looked_waits_anew()
    {
        await using var test = await CreateAsync("sqlite");
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);
        await LookAsync(test, after: TimeSpan.FromHours(1));
        await test.Database.WriteAsync(connection => Concerns.Acknowledge(connection, "fernbridge", "c1", Lead));
        _clock.Advance(TimeSpan.FromHours(1));
        await RaiseAsync(test, "c2", SafeguardingRoute.Red);

        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromMinutes(59)));
        Assert.Equal(1, await LookAsync(test, after: TimeSpan.FromMinutes(1)));
        Assert.Equal(Friday.AddHours(3), Assert.Single(await ListAsync(test)).OverdueSince);
    }

    [Fact]
    public async Task A_concern_that_becomes_a_red_one_is_told_of_again_the_same_day()
    {
        await using var test = await CreateAsync("sqlite");
        await RaiseAsync(test, "c1", SafeguardingRoute.Amber);
        Assert.Equal(1, await LookAsync(test, after: TimeSpan.FromDays(3)));
        await RaiseAsync(test, "c2", SafeguardingRoute.Amber);
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromMinutes(1)));

        await RaiseAsync(test, "c3", SafeguardingRoute.Red);

        Assert.Equal(1, await LookAsync(test, after: TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_referral_is_told_of_when_the_promised_days_are_over_until_it_is_accepted(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        await test.Database.WriteAsync(connection => Referrals.Request(connection, Who, new ReferralRequest { Id = "r1", State = ReferralState.WaitingForPerson, SharedName = "Sam" }, Friday));

        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1)));
        Assert.Equal(1, await LookAsync(test, after: TimeSpan.FromMinutes(1)));
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromHours(1)));
        Assert.Equal(Friday.AddDays(7), Assert.Single(await test.Database.ReadAsync(connection => ReferralList.List(connection, "fernbridge", "", 10))).OverdueSince);

        await test.Database.WriteAsync(connection => ReferralList.Accept(connection, "fernbridge", "", "r1"));
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromDays(2)));

        Assert.Equal(["Referral r1 is overdue since 2026-11-27 18:00:00Z: nobody has accepted it"], _log.All.Select(line => line.Text));
        Assert.Equal(1, await AuditedAsync(test, "referral/r1"));
        Assert.Null(Assert.Single(await test.Database.ReadAsync(connection => ReferralList.List(connection, "fernbridge", "", 10))).OverdueSince);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_statement_is_told_of_when_the_promised_days_are_over_until_somebody_has_decided(string dialect)
    {
        await using var test = await CreateAsync(dialect);
        var rules = new StatementOptions();
        await test.Database.WriteAsync(connection => StatementQueue.Send(connection, Who, new NewStatement(new StatementQuestion("c", "q"), "w1", "words", "words", [], []), rules, Friday));

        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1)));
        Assert.Equal(1, await LookAsync(test, after: TimeSpan.FromMinutes(1)));
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromHours(1)));
        Assert.Equal(Friday.AddDays(5), Assert.Single(await test.Database.ReadAsync(connection => StatementModeration.Waiting(connection, "fernbridge", 10))).OverdueSince);

        await test.Database.WriteAsync(connection => StatementModeration.Decide(connection, "fernbridge", "w1", new NewDecision("d1", StatementDeed.Reject, StatementRejection.OffTopic), 2, Lead));
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.FromDays(2)));

        Assert.Equal(["Statement w1 is overdue since 2026-11-25 18:00:00Z: nobody has decided about it"], _log.All.Select(line => line.Text));
        Assert.Equal(1, await AuditedAsync(test, "statement/w1"));
    }

    [Fact]
    public async Task Many_are_all_told_of()
    {
        await using var test = await CreateAsync("sqlite");
        await test.Database.WriteAsync(connection =>
        {
            for (var n = 0; n < 450; n++)
                connection.Execute("insert into referral (programme_id, id, person_id, state, requested_at) values ('fernbridge', @Id, 'p', 'requested', @Friday)", new { Id = $"r{n}", Friday });
        });

        Assert.Equal(450, await LookAsync(test, after: TimeSpan.FromDays(8)));
        Assert.Equal(0, await LookAsync(test, after: TimeSpan.Zero));
    }

    private static Task<TestDatabase> CreateAsync(string dialect) => dialect == "postgres" ? TestDatabase.CreateOnPostgresAsync() : TestDatabase.CreateAsync();

    private Task RaiseAsync(TestDatabase test, string id, SafeguardingRoute route) =>
        test.Database.WriteAsync(connection => Concerns.RaiseOrJoin(connection, Who, new NewConcern(id, route, ["suicide"], ["suicide.plan"], "what was said"), _clock.GetUtcNow()));

    private Task<int> LookAsync(TestDatabase test, TimeSpan after)
    {
        _clock.Advance(after);
        var alarms = new OverdueAlarms(
            test.Database,
            new ProgrammeOptions { Id = "fernbridge" },
            new SafeguardingOptions(),
            new StatementOptions(),
            TestDatabase.CountingIds($"{_clock.GetUtcNow():O}"),
            _clock,
            _log.For<OverdueAlarms>());
        return alarms.AlarmAsync(TestContext.Current.CancellationToken);
    }

    private static Task<IReadOnlyList<ConcernRow>> ListAsync(TestDatabase test) => test.Database.ReadAsync(connection => Concerns.List(connection, "fernbridge"));

    private static Task<int> AuditedAsync(TestDatabase test, string subject) =>
        test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select count(*) from audit where action = 'overdue' and actor = 'schedule' and subject = @subject", new { subject }));
}
