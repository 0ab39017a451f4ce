using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SocialRx.Bot.Safeguarding.Deliveries;
using SocialRx.Bot.Staff;
using SocialRx.Domain.People;
using SocialRx.Domain.Safeguarding;
using SocialRx.Storage;
using SocialRx.Storage.Safeguarding;
using SocialRx.TestKit;
using SocialRx.Tests.Bot.Schedule;

namespace SocialRx.Tests.Bot.Safeguarding;

/// <summary>Who is told of a concern, over a real database, a real mail server and a real receiver of webhooks, both on loopback.</summary>
public sealed class ConcernRoundTests : IAsyncLifetime
{
    private const string Said = "what was said to nobody else";
    private const string Dashboard = "https://socialrx.example/dashboard";
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
    private static readonly TurnIdentity Who = new("fernbridge", "test/c", new PersonId("p"));
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    private readonly FakeTimeProvider _clock = new(Friday);
    private readonly LogLines _log = new();
    private readonly MailServer _mail = new();
    private WebhookReceiver _hook = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hook = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _mail.DisposeAsync();
        await _hook.DisposeAsync();
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_concern_is_told_once_by_mail_webhook_and_card_and_no_word_of_it_leaves(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var round = Round(test, Mail("lead-mail"), Hook("case-system"), Card("lead-card"));
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        await round.RunAsync(Stop);
        await round.RunAsync(Stop);
        _clock.Advance(TimeSpan.FromMinutes(59));
        await round.RunAsync(Stop);

        var mail = Assert.Single(_mail.Messages);
        Assert.Equal(2, _hook.Taken.Count);
        Assert.All(_hook.Taken.Select(post => post.Body).Append(mail), text =>
        {
            Assert.Contains("c1", text, StringComparison.Ordinal);
            Assert.Contains("red", text, StringComparison.Ordinal);
            Assert.DoesNotContain("nobody else", text, StringComparison.Ordinal);
            Assert.DoesNotContain("test/c", text, StringComparison.Ordinal);
        });
        Assert.Contains("To: lead@fernbridge.example", mail, StringComparison.Ordinal);
        Assert.Contains("About: Suicide", mail, StringComparison.Ordinal);
        Assert.Contains($"{Dashboard}/concerns/c1", mail, StringComparison.Ordinal);
        Assert.Equal(["delivered", "delivered", "delivered"], (await RowsAsync(test)).Select(row => row.State));
        Assert.DoesNotContain(_log.All, line => line.Text.Contains("nobody else", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_is_signed_as_Standard_Webhooks_says()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        await Round(test, Hook("case-system")).RunAsync(Stop);

        var post = Assert.Single(_hook.Taken);
        var (id, time) = (post.Headers["webhook-id"], post.Headers["webhook-timestamp"]);
        using var hmac = new HMACSHA256(Key);
        Assert.Equal($"v1,{Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{id}.{time}.{post.Body}")))}", post.Headers["webhook-signature"]);
        Assert.Equal(Friday.ToUnixTimeSeconds(), long.Parse(time, null));
        var data = JsonDocument.Parse(post.Body).RootElement;
        Assert.Equal("concern.raised", data.GetProperty("type").GetString());
        Assert.Equal(["suicide"], data.GetProperty("data").GetProperty("categories").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal($"{Dashboard}/concerns/c1", data.GetProperty("data").GetProperty("link").GetString());
    }

    [Fact]
    public async Task A_card_is_one_that_a_workflow_of_Teams_posts()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        await Round(test, Card("lead-card")).RunAsync(Stop);

        var message = JsonDocument.Parse(Assert.Single(_hook.Taken).Body).RootElement;
        var card = message.GetProperty("attachments")[0];
        Assert.Equal(("message", "application/vnd.microsoft.card.adaptive", "AdaptiveCard"), (message.GetProperty("type").GetString(), card.GetProperty("contentType").GetString(), card.GetProperty("content").GetProperty("type").GetString()));
        Assert.Contains($"{Dashboard}/concerns/c1", card.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_fails_is_tried_again_with_longer_pauses_under_the_same_id_and_seen_until_it_arrives(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var round = Round(test, Mail("lead-mail"), Hook("case-system"));
        (_hook.Status, _mail.Refusal) = (503, "451 try later");
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        Assert.Equal(2, await round.RunAsync(Stop));
        Assert.Equal(0, await round.RunAsync(Stop));
        foreach (var pause in new[] { 5, 10, 20, 40 })
        {
            _clock.Advance(TimeSpan.FromSeconds(pause - 1));
            Assert.Equal(0, await round.RunAsync(Stop));
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(2, await round.RunAsync(Stop));
        }

        Assert.Equal(
            [("case-system", 5, "it answered 503"), ("lead-mail", 5, "the mail server answered 451")],
            (await RowsAsync(test)).Select(row => (row.Recipient, row.Tries, row.LastError)));
        Assert.Equal(2, (await test.Database.ReadAsync(connection => ConcernDeliveries.Failing(connection, "fernbridge", 10))).Count);
        Assert.Contains(_log.All, line => line is { Level: LogLevel.Error, Event: 1321 });
        (_hook.Status, _mail.Refusal) = (200, null);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await round.RunAsync(Stop);

        Assert.Single(_mail.Messages);
        Assert.Single(_hook.All.Select(post => post.Headers["webhook-id"]).Distinct());
        Assert.Equal(6, _hook.All.Count);
        Assert.All(await RowsAsync(test), row => Assert.Equal(("delivered", null), (row.State, row.LastError)));
    }

    [Fact]
    public async Task It_is_never_given_up_while_the_concern_is_open()
    {
        await using var test = await TestDatabase.CreateAsync();
        var round = Round(test, Hook("case-system"));
        _hook.Status = 500;
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        for (var day = 0; day < 60; day++)
        {
            await round.RunAsync(Stop);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        _hook.Status = 200;
        await round.RunAsync(Stop);
        Assert.Contains(_hook.Taken, post => post.Body.Contains("concern.raised", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_a_process_took_that_ended_before_it_said_how_it_went_is_sent_by_the_next(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);
        _hook.Hangs = true;
        using var killed = new CancellationTokenSource();
        var first = Round(test, Hook("case-system")).RunAsync(killed.Token);
        await Eventually.TrueAsync(() => _hook.All.Count == 1);
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _hook.Hangs = false;

        await Round(test, Hook("case-system")).RunAsync(Stop);
        Assert.Empty(_hook.Taken);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await Round(test, Hook("case-system")).RunAsync(Stop);

        Assert.Single(_hook.Taken);
        Assert.Single(_hook.All.Select(post => post.Headers["webhook-id"]).Distinct());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Many_rounds_at_once_send_each_once(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        for (var n = 0; n < 10; n++)
            await RaiseAsync(test, $"c{n}", SafeguardingRoute.Red, new TurnIdentity("fernbridge", $"test/{n}", new PersonId("p")));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => Round(test, $"r{n}-", Hook("case-system")).RunAsync(Stop), Stop)));

        Assert.Equal(10, _hook.All.Count);
        Assert.Equal(10, _hook.Taken.Select(post => post.Headers["webhook-id"]).Distinct().Count());
    }

    [Fact]
    public async Task One_recipient_that_hangs_keeps_nobody_else_waiting()
    {
        await using var test = await TestDatabase.CreateAsync();
        var round = Round(test, Hook("case-system"), Mail("lead-mail"));
        _hook.Hangs = true;
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        var hanging = round.RunAsync(Stop);
        await Eventually.TrueAsync(() => _mail.Messages.Count == 1 && _hook.All.Count == 1);
        await RaiseAsync(test, "c2", SafeguardingRoute.Red, new TurnIdentity("fernbridge", "test/2", new PersonId("q")));
        await round.RunAsync(Stop);

        Assert.False(hanging.IsCompleted);
        Assert.Equal(2, _mail.Messages.Count);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await hanging;
        Assert.Equal("it did not answer in time", (await RowsAsync(test)).Single(row => row.Recipient == "case-system").LastError);
    }

    [Fact]
    public async Task Without_recipients_nothing_is_sent_and_who_is_added_later_is_told_of_what_is_open()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        Assert.Equal(0, await Round(test).RunAsync(Stop));
        Assert.Empty(await RowsAsync(test));
        Assert.Equal(1, await Round(test, Mail("lead-mail")).RunAsync(Stop));
        Assert.Equal(1, await Round(test, Mail("lead-mail"), Hook("case-system")).RunAsync(Stop));

        Assert.Single(_mail.Messages);
        Assert.Single(_hook.Taken);
    }

    [Fact]
    public async Task A_recipient_that_was_taken_out_is_not_called_any_more_and_that_is_seen()
    {
        await using var test = await TestDatabase.CreateAsync();
        _hook.Status = 500;
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);
        await Round(test, Mail("lead-mail"), Hook("case-system")).RunAsync(Stop);
        var without = Round(test, Mail("lead-mail"));
        await LookAsync(without, after: TimeSpan.FromMinutes(59));
        Assert.Equal("waiting", (await RowsAsync(test)).Single(row => row.Recipient == "case-system").State);

        await LookAsync(without, after: TimeSpan.FromMinutes(1));

        Assert.Single(_hook.All);
        Assert.Equal(("stopped", "no longer in the configuration"), (await RowsAsync(test)).Where(row => row.Recipient == "case-system").Select(row => (row.State, row.LastError)).Single());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_nobody_acknowledges_goes_to_a_second_person_and_then_to_everybody(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var round = Round(test, Mail("lead"), Hook("deputy") with { Step = EscalationStep.Second }, Hook("director") with { Step = EscalationStep.All });
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);
        await LookAsync(round, after: TimeSpan.FromMinutes(59));
        Assert.Equal((1, 0), (_mail.Messages.Count, _hook.Taken.Count));
        Assert.Equal(EscalationStep.First, (await FindAsync(test)).Escalation);

        await LookAsync(round, after: TimeSpan.FromMinutes(1));
        Assert.Equal((1, 1), (_mail.Messages.Count, _hook.Taken.Count));
        Assert.Equal((EscalationStep.Second, Friday.AddHours(1)), ((await FindAsync(test)).Escalation, (await FindAsync(test)).EscalatedAt));

        await LookAsync(round, after: TimeSpan.FromHours(1));
        await LookAsync(round, after: TimeSpan.FromHours(5));
        Assert.Equal((2, 3), (_mail.Messages.Count, _hook.Taken.Count));
        Assert.Equal(EscalationStep.All, (await FindAsync(test)).Escalation);
        Assert.Contains("concern.escalated", _hook.Taken[^1].Body, StringComparison.Ordinal);
        Assert.Contains("Nobody has acknowledged", _mail.Messages[^1], StringComparison.Ordinal);
        Assert.Equal(
            ["concern escalated to a second person", "concern escalated to everybody"],
            await test.Database.ReadAsync(connection => connection.Query<string>("select action from audit where subject = 'concern/c1' and actor = 'schedule' order by sequence")));
    }

    [Fact]
    public async Task Whoever_acknowledges_ends_the_escalation_and_what_is_said_then_begins_it_anew()
    {
        await using var test = await TestDatabase.CreateAsync();
        var round = Round(test, Mail("lead"), Hook("deputy") with { Step = EscalationStep.Second });
        _hook.Status = 500;
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);
        await LookAsync(round, after: TimeSpan.FromHours(1));
        Assert.Single(_hook.All);

        await test.Database.WriteAsync(connection => Concerns.Acknowledge(connection, "fernbridge", "c1", new StaffAction("a", "lead", "safeguarding-lead", _clock.GetUtcNow())));
        await LookAsync(round, after: TimeSpan.FromDays(3));
        Assert.Single(_hook.All);
        Assert.Single(_mail.Messages);

        await RaiseAsync(test, "c2", SafeguardingRoute.Red);
        await LookAsync(round, after: TimeSpan.FromMinutes(59));
        Assert.Equal((2, 1), (_mail.Messages.Count, _hook.All.Count));
        Assert.Equal(EscalationStep.First, (await FindAsync(test)).Escalation);
        await LookAsync(round, after: TimeSpan.FromMinutes(1));
        Assert.Equal(2, _hook.All.Count);
    }

    [Fact]
    public async Task More_of_the_same_is_not_told_again_but_a_higher_route_is()
    {
        await using var test = await TestDatabase.CreateAsync();
        var round = Round(test, Mail("lead"));
        await RaiseAsync(test, "c1", SafeguardingRoute.ThirdParty);
        await round.RunAsync(Stop);
        await RaiseAsync(test, "c2", SafeguardingRoute.ThirdParty);
        await round.RunAsync(Stop);
        Assert.Single(_mail.Messages);

        await RaiseAsync(test, "c3", SafeguardingRoute.Red);
        await round.RunAsync(Stop);

        Assert.Equal(2, _mail.Messages.Count);
        Assert.Contains("(red)", _mail.Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_people_are_told_also_when_the_service_was_away_until_it_was_overdue()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        await LookAsync(Round(test, Mail("lead"), Hook("deputy") with { Step = EscalationStep.Second }), after: TimeSpan.FromHours(1));

        Assert.Single(_mail.Messages);
        Assert.Single(_hook.Taken);
    }

    [Fact]
    public async Task Times_of_a_second_and_less_can_be_set()
    {
        await using var test = await TestDatabase.CreateAsync();
        var options = new SafeguardingOptions { RedOverdueAfterMinutes = 0.01, RedToAllAfterMinutes = 0.01 };
        Assert.Empty(options.Problems());
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);

        _clock.Advance(TimeSpan.FromSeconds(0.6));
        await Round(test, "x", options).RunAsync(Stop);
        Assert.Equal(EscalationStep.Second, (await FindAsync(test)).Escalation);
        _clock.Advance(TimeSpan.FromSeconds(0.6));
        await Round(test, "y", options).RunAsync(Stop);

        Assert.Equal(EscalationStep.All, (await FindAsync(test)).Escalation);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_private_address_is_not_called()
    {
        await using var test = await TestDatabase.CreateAsync();
        await RaiseAsync(test, "c1", SafeguardingRoute.Red);
        _hook.Status = 307;

        await Round(test, Hook("case-system")).RunAsync(Stop);
        Assert.Equal("it answered 307, a redirect, which is not followed", Assert.Single(await RowsAsync(test)).LastError);
        Assert.Single(_hook.All);
        _clock.Advance(TimeSpan.FromHours(1));
        await Round(test, "z", new SafeguardingOptions { Deliveries = new() { Recipients = [Hook("case-system")] } }, isDevelopment: false).RunAsync(Stop);

        Assert.Equal("its name leads to a private address, which is not called", Assert.Single(await RowsAsync(test)).LastError);
        Assert.Single(_hook.All);
    }

    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::ffff:10.1.2.3", false)]
    [InlineData("64:ff9b::a01:203", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    public void Addresses_that_lie_inside_are_not_called_but_for_this_machine_in_Development(string address, bool isThisMachine)
    {
        Assert.Equal(isThisMachine, OutgoingAddresses.Allows(IPAddress.Parse(address), isDevelopment: true));
        Assert.False(OutgoingAddresses.Allows(IPAddress.Parse(address), isDevelopment: false));
        Assert.True(OutgoingAddresses.Allows(IPAddress.Parse("93.184.216.34"), isDevelopment: false));
        Assert.True(OutgoingAddresses.Allows(IPAddress.Parse("2a00:1450::1"), isDevelopment: false));
    }

    private static Recipient Mail(string id) => new() { Id = id, Mail = "lead@fernbridge.example" };

    private Recipient Hook(string id) => new() { Id = id, Webhook = _hook.Address, Secret = $"whsec_{Convert.ToBase64String(Key)}" };

    private Recipient Card(string id) => new() { Id = id, Teams = _hook.Address };

    private ConcernRound Round(TestDatabase test, params Recipient[] recipients) => Round(test, "d", recipients);

    /// <param name="ids">What this process's ids begin with.</param>
    private ConcernRound Round(TestDatabase test, string ids, params Recipient[] recipients)
    {
        var options = new SafeguardingOptions { Deliveries = new() { Recipients = recipients, Mail = new() { Host = "127.0.0.1", Port = _mail.Port, Encryption = MailEncryption.None, From = "socialrx@fernbridge.example" } } };
        Assert.Empty(options.Problems());
        return Round(test, ids, options);
    }

    private ConcernRound Round(TestDatabase test, string ids, SafeguardingOptions options, bool isDevelopment = true)
    {
        var http = OutgoingAddresses.Client(isDevelopment);
        return new ConcernRound(
            test.Database,
            new ProgrammeOptions { Id = "fernbridge" },
            options,
            new StaffOptions { DashboardAddress = Dashboard },
            [new MailDelivery(options), new WebhookDelivery(http), new TeamsDelivery(http)],
            TestDatabase.CountingIds($"{ids}{_clock.GetUtcNow().Ticks}-"),
            _clock,
            _log.For<ConcernRound>());
    }

    private Task RaiseAsync(TestDatabase test, string id, SafeguardingRoute route, TurnIdentity? who = null) =>
        test.Database.WriteAsync(connection => Concerns.RaiseOrJoin(connection, who ?? Who, new NewConcern(id, route, ["suicide"], ["suicide.plan"], Said), _clock.GetUtcNow()));

    private async Task LookAsync(ConcernRound round, TimeSpan after)
    {
        _clock.Advance(after);
        await round.RunAsync(Stop);
    }

    private static async Task<ConcernRow> FindAsync(TestDatabase test) => (await test.Database.ReadAsync(connection => Concerns.Find(connection, "fernbridge", "c1")))!;

    private static Task<IReadOnlyList<DeliveryRow>> RowsAsync(TestDatabase test) => test.Database.ReadAsync(connection => ConcernDeliveries.Of(connection, "fernbridge", "c1"));
}
