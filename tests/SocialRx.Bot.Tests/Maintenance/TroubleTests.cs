using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using SocialRx.Bot.Tests.Faults;
using SocialRx.Dialogs.Words;

namespace SocialRx.Bot.Tests.Maintenance;

/// <summary>What people and the operator are told when the database cannot be written, and that nothing is lost by it.</summary>
[Collection(nameof(Faults))]
public sealed class TroubleTests
{
    private const string Full = "The disk is full, or the database has grown to Storage:MostMegabytes";

    private const string Busy = "The database is busy: another program";

    [Fact]
    public async Task A_database_at_its_limit_refuses_honestly_and_says_why_in_the_log()
    {
        await using var service = await RunningService.StartAsync([.. Crowd.Settings, "Storage:MostMegabytes=3"]);
        await using var chat = await WebChat.OpenAsync(service);
        await chat.AskAsync("hello");

        var refusal = await RefusalAsync(chat);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.Status);
        Assert.Equal(TurnWords.NotSaved, refusal.Sentence);
        Assert.Contains(Full, service.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(Long, service.Log, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(service.DatabaseFile).Length, 1, 3 * 1024 * 1024);
        Assert.StartsWith("ready", await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_and_says_nothing_twice()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 8);
        await using var channel = await Channel.StartAsync();
        await using var service = await RunningService.StartAsync([.. Crowd.Settings, $"Storage:File={disk["live.db"]}"]);
        var kept = new Kept(() => new SqliteConnection($"Data Source={disk["live.db"]};Mode=ReadOnly;Pooling=False"));
        await using var crowd = await Crowd.ComeAsync(service.Client, kept, channel, seed: 21, webChats: 6, inChannel: 0);

        for (var time = 0; time < 3; time++)
        {
            await crowd.TalkAsync(messages: 20);
            var filler = disk.Fill();
            await LoggedTimesAsync(service, Full, time + 1);
            File.Delete(filler);
        }

        await Verdict.NobodyNoticedAsync(crowd, "full disk", times: 3);
    }

    [Fact]
    public async Task A_database_that_another_program_keeps_busy_loses_nothing_and_says_nothing_twice()
    {
        await using var channel = await Channel.StartAsync();
        await using var service = await RunningService.StartAsync(Crowd.Settings);
        await using var crowd = await Crowd.ComeAsync(service.Client, Kept.In(service), channel, seed: 22, webChats: 12, inChannel: 0);
        await using var other = new SqliteConnection($"Data Source={service.DatabaseFile};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);

        var times = 0;
        while (!service.Log.Contains("waits for the database: The database is busy", StringComparison.Ordinal))
        {
            Assert.True(times < 10, "No turn was in the middle in any of 10 tries.");
            var already = Times(service.Log, Busy);
            await crowd.TalkAsync(messages: 20);
            await other.ExecuteAsync("begin immediate");
            await LoggedTimesAsync(service, Busy, already + 1);
            await other.ExecuteAsync("rollback");
            times++;
        }

        await Verdict.NobodyNoticedAsync(crowd, "busy database", times);
    }

    [Fact]
    public async Task In_a_channel_the_person_is_told_that_it_was_not_saved()
    {
        await using var connector = await Turn.Connector.StartAsync();
        await using var service = await RunningService.StartAsync([.. Crowd.Settings, "Storage:MostMegabytes=3"]);
        await using var chat = await WebChat.OpenAsync(service, socket: false);
        await RefusalAsync(chat);

        // What is left in half-empty pages may do for a few people more.
        for (var person = 0; person < 200 && !connector.Replies.Any(IsNotSaved); person++)
        {
            using var content = new StringContent(TeamsMessage(connector.Address, person).ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            using var answer = await service.Client.PostAsync(new Uri("/api/messages", UriKind.Relative), content, TestContext.Current.CancellationToken);
        }

        Assert.Single(connector.Replies, IsNotSaved);
        Assert.Contains("could not be kept, and its sender was told", service.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_disk_stops_the_start_with_a_sentence_that_names_the_file()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 8);
        var file = disk["live.db"];
        await using (var service = await RunningService.StartAsync($"Storage:File={file}"))
            await service.StopAsync();
        await disk.MakeReadOnlyAsync();

        var ended = (await Verb.RunAsync($"--Storage:File={file}", "--urls=http://127.0.0.1:0")).With(exitCode: 1);

        Assert.Contains(file, ended.Errors, StringComparison.Ordinal);
        Assert.Contains("ead-only", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_stops_the_start_with_a_sentence_that_names_it()
    {
        var ended = (await Verb.RunAsync("--Storage:File=/proc/nowhere/live.db", "--urls=http://127.0.0.1:0")).With(exitCode: 1);

        Assert.Contains("/proc/nowhere/live.db", ended.Errors, StringComparison.Ordinal);
    }

    private static string Long { get; } = new('z', 60_000);

    /// <summary>Says long things until there is no room for them, then short ones, until there is no room at all.</summary>
    private static async Task<(HttpStatusCode Status, string Sentence)> RefusalAsync(WebChat chat)
    {
        await RefusalAsync(chat, Long, inARow: 1);
        await RefusalAsync(chat, Long[..4000], inARow: 1);
        return await RefusalAsync(chat, "hello", inARow: 5);
    }

    private static async Task<(HttpStatusCode Status, string Sentence)> RefusalAsync(WebChat chat, string text, int inARow)
    {
        var refused = 0;
        for (var number = 0; number < 500; number++)
        {
            using var answer = await chat.PostAsync(WebChat.Message(text));
            refused = answer.IsSuccessStatusCode ? 0 : refused + 1;
            if (refused == inARow)
                return (answer.StatusCode, WebChat.Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"], "message"));
        }

        throw new InvalidOperationException("Nothing was refused.");
    }

    private static async Task LoggedTimesAsync(RunningService service, string text, int times)
    {
        for (var waited = 0; Times(service.Log, text) < times; waited++)
        {
            Assert.True(waited < 600, service.Log);
            await Task.Delay(100);
        }
    }

    private static bool IsNotSaved(JsonNode reply) => WebChat.Text(reply, "text") == TurnWords.NotSaved;

    private static int Times(string log, string text) => log.Split(text).Length - 1;

    private static JsonObject TeamsMessage(string connector, int person) => new()
    {
        ["type"] = "message",
        ["id"] = $"m{person}",
        ["text"] = "hello",
        ["channelId"] = "test",
        ["serviceUrl"] = connector,
        ["from"] = new JsonObject { ["id"] = $"u{person}" },
        ["recipient"] = new JsonObject { ["id"] = "bot" },
        ["conversation"] = new JsonObject { ["id"] = $"c{person}" },
    };
}
