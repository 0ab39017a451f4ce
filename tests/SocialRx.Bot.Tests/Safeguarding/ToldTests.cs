using System.Globalization;
using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using SocialRx.Bot.Tests.Maintenance;

namespace SocialRx.Bot.Tests.Safeguarding;

/// <summary>A disclosure in the web chat of the running service, and who hears of it.</summary>
public sealed class ToldTests : IAsyncLifetime
{
    private const string Disclosure = "i dont want to be alive anymore, i'm going to kill myself tonight";
    private static readonly string Secret = $"whsec_{Convert.ToBase64String(new byte[32])}";

    private readonly MailServer _mail = new();
    private WebhookReceiver _hook = null!;

    public async ValueTask InitializeAsync() => _hook = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _mail.DisposeAsync();
        await _hook.DisposeAsync();
    }

    [Fact]
    public async Task People_are_told_without_waiting_for_the_timetable_and_nothing_of_what_was_written_is_in_it_or_in_the_log()
    {
        await using var service = await RunningService.StartAsync([.. Recipients, "Safeguarding:Deliveries:LookEverySeconds=300"]);

        // The timetable looks once at the start: it can tell of one of them at most.
        for (var person = 1; person <= 2; person++)
        {
            await using var chat = await WebChat.OpenAsync(service);
            await chat.AskAsync(Disclosure);
            await UntilAsync(() => _mail.Messages.Count == person && _hook.Taken.Count == person);
        }

        Assert.All([.. _mail.Messages, _hook.Taken[0].Body, service.Log], text => Assert.DoesNotContain("alive", text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("delivered", await service.Client.GetStringAsync(new Uri("/health/deliveries", UriKind.Relative), TestContext.Current.CancellationToken));
        var verified = (await Verb.RunAsync("audit", "verify", $"--Storage:File={service.DatabaseFile}")).With(exitCode: 0);
        Assert.Contains("Nothing has been recorded.", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_being_told_when_the_process_was_killed_is_told_by_the_next_under_the_same_id()
    {
        await using var service = await RunningService.StartAsync([.. Recipients, "Safeguarding:Deliveries:LookEverySeconds=1"]);
        _hook.Hangs = true;
        await using (var chat = await WebChat.OpenAsync(service))
            await chat.AskAsync(Disclosure);
        await UntilAsync(() => _mail.Messages.Count == 1 && _hook.All.Count == 1);

        await service.KillAsync();
        _hook.Hangs = false;
        // Half a minute later it is clear that who had taken it is dead; this is that half minute.
        await ChangeAsync(service.DatabaseFile, "update concern_delivery set next_try_at = '2026-01-01T00:00:00.000Z' where state = 'waiting'");
        await service.StartAgainAsync();
        await UntilAsync(() => _hook.Taken.Count == 1);

        Assert.Single(_hook.All.Select(post => post.Headers["webhook-id"]).Distinct());
        Assert.Single(_mail.Messages);
    }

    [Fact]
    public async Task What_cannot_be_told_is_seen_and_nobody_acknowledging_goes_to_the_second_person_and_to_everybody()
    {
        await using var service = await RunningService.StartAsync(
        [
            .. Recipients,
            "Safeguarding:Deliveries:LookEverySeconds=0.6", "Safeguarding:RedOverdueAfterMinutes=0.03", "Safeguarding:RedToAllAfterMinutes=0.03",
            "Safeguarding:Deliveries:Recipients:2:Id=deputy", "Safeguarding:Deliveries:Recipients:2:Step=Second", "Safeguarding:Deliveries:Recipients:2:Mail=deputy@fernbridge.example",
        ]);
        _hook.Status = 503;
        await using (var chat = await WebChat.OpenAsync(service))
            await chat.AskAsync(Disclosure);

        await UntilAsync(() => _mail.Messages.Count == 4);
        await UntilAsync(() => _hook.All.Count >= 2);

        Assert.Equal(["lead", "deputy"], _mail.Messages.Take(2).Select(To));
        Assert.Equal(["deputy", "lead"], _mail.Messages.Skip(2).Select(To).Order());
        using var health = await service.Client.GetAsync(new Uri("/health/deliveries", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.StartsWith("somebody who should be told cannot be", await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("ready", await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var verified = (await Verb.RunAsync("audit", "verify", $"--Storage:File={service.DatabaseFile}")).With(exitCode: 0);
        Assert.Contains("fernbridge: 2 rows checked, all as they were written.", verified.Output, StringComparison.Ordinal);
        var head = verified.Output.Split('\n').Single(line => line.StartsWith("fernbridge: head ", StringComparison.Ordinal)).Split(' ')[^1].Trim();
        await service.StopAsync();
        await ChangeAsync(service.DatabaseFile, "update audit set actor = 'nobody' where sequence = 2");
        var changed = (await Verb.RunAsync("audit", "verify", "--head", head, $"--Storage:File={service.DatabaseFile}")).With(exitCode: 1);
        Assert.Contains("was changed after it was written. 1 rows before that were checked", changed.Output, StringComparison.Ordinal);
        Assert.Contains("The head that was kept is not in the chain", changed.Output, StringComparison.Ordinal);
    }

    private static string To(string message) => message.Split('\n').Single(line => line.StartsWith("To: ", StringComparison.Ordinal))[4..].Split('@')[0];

    private static async Task ChangeAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.ExecuteAsync(sql);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!isTrue())
            await Task.Delay(20, patience.Token);
    }

    private IEnumerable<string> Recipients =>
    [
        "Safeguarding:Deliveries:Mail:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"Safeguarding:Deliveries:Mail:Port={_mail.Port}"), "Safeguarding:Deliveries:Mail:Encryption=None", "Safeguarding:Deliveries:Mail:From=socialrx@fernbridge.example",
        "Safeguarding:Deliveries:Recipients:0:Id=lead-mail", "Safeguarding:Deliveries:Recipients:0:Mail=lead@fernbridge.example",
        "Safeguarding:Deliveries:Recipients:1:Id=case-system", $"Safeguarding:Deliveries:Recipients:1:Webhook={_hook.Address}", $"Safeguarding:Deliveries:Recipients:1:Secret={Secret}",
    ];
}
