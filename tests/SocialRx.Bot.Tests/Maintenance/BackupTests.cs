using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using SocialRx.Bot.Tests.Faults;

namespace SocialRx.Bot.Tests.Maintenance;

[Collection(nameof(Faults))]
public sealed class BackupTests : IAsyncLifetime
{
    private readonly DirectoryInfo _backups = Directory.CreateTempSubdirectory("socialrx-backups-");
    private RunningService _service = null!;

    private string this[string name] => Path.Combine(_backups.FullName, name);

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync(Crowd.Settings);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _backups.Delete(recursive: true);
    }

    [Fact]
    public async Task Backups_under_load_hold_whole_turns_and_nobody_in_the_chat_notices()
    {
        await using var channel = await Channel.StartAsync();
        await using var crowd = await Crowd.ComeAsync(_service.Client, Kept.In(_service), channel, seed: 11);
        long turns = 0;
        for (var number = 0; number < 5; number++)
        {
            await crowd.TalkAsync(messages: 30);
            (await BackupAsync($"{number}.db")).With(exitCode: 0);
            turns = await WholeTurnsAsync(this[$"{number}.db"], atLeast: turns);
        }

        await Verdict.NobodyNoticedAsync(crowd, "backups while serving", times: 5);
    }

    [Fact]
    public async Task A_backup_is_whole_although_the_service_is_killed_while_it_is_taken()
    {
        await using var channel = await Channel.StartAsync();
        await using var crowd = await Crowd.ComeAsync(_service.Client, Kept.In(_service), channel, seed: 12);
        for (var number = 0; number < 4; number++)
        {
            await crowd.TalkAsync(messages: 30);
            using var taking = Verb.Start("backup", $"--Storage:File={_service.DatabaseFile}", "--to", this[$"{number}.db"]);
            await crowd.TalkAsync(messages: number * 10);
            await _service.KillAsync();
            (await Verb.EndedAsync(taking)).With(exitCode: 0);
            await _service.StartAgainAsync();
            await WholeTurnsAsync(this[$"{number}.db"], atLeast: 1);
        }

        await Verdict.NobodyNoticedAsync(crowd, "kill -9 during a backup", times: 4, kills: 4);
    }

    [Fact]
    public async Task The_service_goes_on_from_a_restored_backup()
    {
        await using var chat = await WebChat.OpenAsync(_service);
        await chat.AskAsync("hello");
        var said = await chat.WholeHistoryAsync();
        (await BackupAsync("a.db")).With(exitCode: 0);
        await chat.AskAsync("after the backup");

        Assert.Contains("Stop it first", (await RestoreAsync("a.db")).With(exitCode: 1).Errors, StringComparison.Ordinal);
        await chat.AskAsync("after a restore that was refused");
        await _service.KillAsync();
        (await RestoreAsync("a.db")).With(exitCode: 0);
        await _service.StartAgainAsync();

        Assert.Equal(said.Select(activity => activity.ToJsonString()), (await chat.WholeHistoryAsync()).Select(activity => activity.ToJsonString()));
        await chat.ReconnectAsync("0");
        await chat.AskAsync("going on");
    }

    [Fact]
    public async Task A_restore_that_is_killed_leaves_the_old_database_or_the_new_one()
    {
        await using (var chat = await WebChat.OpenAsync(_service))
            await chat.AskAsync("hello");
        (await BackupAsync("a.db")).With(exitCode: 0);
        await _service.StopAsync();
        var file = this["live.db"];
        File.Copy(_service.DatabaseFile, file);
        await WithRowAsync(this["a.db"], "new");
        await WithRowAsync(file, "old");
        var waited = Stopwatch.StartNew();
        (await Verb.RunAsync("restore", $"--Storage:File={file}", "--from", this["a.db"])).With(exitCode: 0);
        var whole = waited.Elapsed;

        for (var part = 1; part <= 8; part++)
        {
            using var restoring = Verb.Start("restore", $"--Storage:File={file}", "--from", this["a.db"]);
            await Task.Delay(whole * part / 9);
            restoring.Kill();
            await Verb.EndedAsync(restoring);

            Assert.True(await RowAsync(file) is "old" or "new");
        }

        (await Verb.RunAsync("restore", $"--Storage:File={file}", "--from", this["a.db"])).With(exitCode: 0);
        Assert.Equal("new", await RowAsync(file));
    }

    [Fact]
    public async Task What_keeps_a_backup_from_being_taken_is_said_in_a_sentence()
    {
        (await BackupAsync("a.db")).With(exitCode: 0);

        Assert.Contains("is there already", (await BackupAsync("a.db")).With(exitCode: 1).Errors, StringComparison.Ordinal);
        Assert.Contains("There is no folder", (await BackupAsync("missing/a.db")).With(exitCode: 1).Errors, StringComparison.Ordinal);
        Assert.Contains("There is no database", (await Verb.RunAsync("backup", $"--Storage:File={this["no.db"]}", "--to", this["b.db"])).With(exitCode: 1).Errors, StringComparison.Ordinal);
        Assert.Contains("use pg_dump", (await Verb.RunAsync("backup", "--Storage:Postgres=Host=db;Username=a", "--to", this["b.db"])).With(exitCode: 2).Errors, StringComparison.Ordinal);
        Assert.Contains("use pg_dump", (await Verb.RunAsync("restore", "--Storage:Postgres=Host=db;Username=a", "--from", this["a.db"])).With(exitCode: 2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_says_that_the_key_is_not_in_it()
    {
        var ended = (await BackupAsync("a.db")).With(exitCode: 0);

        Assert.Contains(Path.ChangeExtension(_service.DatabaseFile, ".key"), ended.Output, StringComparison.Ordinal);
        Assert.Contains("apart from the backups", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_no_half_a_backup()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 1);
        disk.Fill();

        var ended = (await Verb.RunAsync("backup", $"--Storage:File={_service.DatabaseFile}", "--to", disk["a.db"])).With(exitCode: 1);

        Assert.Contains("disk is full", ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(disk["a.db"]) || File.Exists(disk["a.db.part"]));
    }

    private Task<Ended> BackupAsync(string name) => Verb.RunAsync("backup", $"--Storage:File={_service.DatabaseFile}", "--to", this[name]);

    private Task<Ended> RestoreAsync(string name) => Verb.RunAsync("restore", $"--Storage:File={_service.DatabaseFile}", "--from", this[name]);

    /// <summary>A turn's parts are all there or none: its version, its activity, its replies. Returns how many there are.</summary>
    private static async Task<long> WholeTurnsAsync(string file, long atLeast)
    {
        await using var backup = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        Assert.Equal("ok", await backup.QuerySingleAsync<string>("pragma integrity_check"));
        Assert.Empty(await backup.QueryAsync<string>(
            """
            select conversation.conversation_id
            from conversation
            where version <> (
              select count(*)
              from inbox
              where inbox.conversation_id = conversation.conversation_id and done_at is not null)
            """));
        Assert.Empty(await backup.QueryAsync<string>(
            """
            select conversation_id
            from directline_conversation
            where next_watermark <> (
              select count(*)
              from directline_activity
              where directline_activity.conversation_id = directline_conversation.conversation_id)
            """));
        var turns = await backup.QuerySingleAsync<long>("select sum(version) from conversation");
        Assert.InRange(turns, atLeast, long.MaxValue);
        return turns;
    }

    private static async Task WithRowAsync(string file, string row)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.ExecuteAsync("insert into source (source_id, address, first_imported_at, last_imported_at) values ('which', @row, 'x', 'x')", new { row });
    }

    private static async Task<string> RowAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False");
        Assert.Equal("ok", await connection.QuerySingleAsync<string>("pragma integrity_check"));
        return await connection.QuerySingleAsync<string>("select address from source where source_id = 'which'");
    }
}
