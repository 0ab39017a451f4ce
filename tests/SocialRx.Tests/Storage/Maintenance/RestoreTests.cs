using SocialRx.Storage;
using SocialRx.Storage.Maintenance;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Maintenance;

public sealed class RestoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Live => _folder["live.db"];

    private string Backup => _folder["backup.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_database_is_what_the_backup_was_and_what_was_there_is_kept_beside()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        await WriteAsync(Live, "late");

        var restored = Restore();

        Assert.Equal(["early"], await ReadAsync(Live));
        Assert.Equal(["early", "late"], await ReadAsync(restored.Aside!));
        Assert.False(restored.WasDamaged);
        Assert.Contains(new TableRows("conversation", 1), restored.Contents.Tables);
    }

    [Fact]
    public async Task What_a_killed_service_left_in_its_log_is_kept_too()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        await LeaveAsKilledAsync(Live, "late");

        var restored = Restore();

        Assert.Equal(["early"], await ReadAsync(Live));
        Assert.Equal(["early", "late"], await ReadAsync(restored.Aside!));
    }

    [Fact]
    public async Task It_is_put_where_nothing_is_left()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        File.Delete(Live);

        var restored = Restore();

        Assert.Null(restored.Aside);
        Assert.Equal(["early"], await ReadAsync(Live));
    }

    [Fact]
    public async Task The_log_of_a_database_that_is_gone_is_not_taken_for_the_log_of_the_restored_one()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        await LeaveAsKilledAsync(Live, "late");
        File.Delete(Live);

        Restore();

        Assert.Equal(["early"], await ReadAsync(Live));
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_and_kept_as_it_was()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        await File.WriteAllTextAsync(Live, new string('x', 5000), Stop);

        var restored = Restore();

        Assert.True(restored.WasDamaged);
        Assert.Equal(["early"], await ReadAsync(Live));
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(restored.Aside!, Stop));
    }

    [Fact]
    public async Task Who_may_read_the_database_stays_the_same()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        File.SetUnixFileMode(Live, Mode);

        Restore();

        Assert.Equal(Mode, File.GetUnixFileMode(Live));
    }

    [Fact]
    public async Task While_a_service_runs_it_is_refused_and_nothing_changes()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        using var running = await ServiceLock.TakeAsync(new StorageOptions { File = Live }, TimeProvider.System, Stop);

        await RefusedAsync("Stop it first");
    }

    [Fact]
    public async Task While_another_program_has_the_database_open_it_is_refused_and_nothing_changes()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        await using var open = await Database.OpenAsync(new StorageOptions { File = Live }, TimeProvider.System);
        await open.WriteAsync(connection => connection.Execute("update conversation set version = version"));

        await RefusedAsync("Another program");
    }

    [Theory]
    [InlineData("insert into schema_migration (number, name, applied_at) values (9999, 'later', 'x')", "newer release")]
    [InlineData("drop table schema_migration", "is not a database of this service")]
    public async Task A_database_that_is_not_of_this_release_is_refused_and_nothing_changes(string change, string why)
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        await using (var other = await Database.OpenAsync(new StorageOptions { File = Backup }, TimeProvider.System))
            await other.WriteAsync(connection => connection.Execute(change));

        await RefusedAsync(why);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_nothing_changes()
    {
        await WriteAsync(Live, "early");
        Backups.Take(Live, Backup, Stop);
        Damage.Pages(Backup);

        await RefusedAsync(Backup);
    }

    [Fact]
    public async Task What_is_no_database_is_refused_and_nothing_changes()
    {
        await WriteAsync(Live, "early");
        await File.WriteAllTextAsync(Backup, new string('x', 5000), Stop);

        await RefusedAsync(Backup);
    }

    [Fact]
    public async Task A_missing_backup_is_named()
    {
        await WriteAsync(Live, "early");

        await RefusedAsync($"There is no backup \"{Backup}\"");
    }

    private async Task RefusedAsync(string why)
    {
        var error = Assert.Throws<StorageException>(Restore);

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(["early"], await ReadAsync(Live));
        Assert.DoesNotContain(_folder.Names, name => name.Contains("replaced", StringComparison.Ordinal) || name.EndsWith(".part", StringComparison.Ordinal));
    }

    private Restored Restore() => Backups.Restore(Backup, Live, TimeProvider.System, Stop);

    private static async Task WriteAsync(string file, string conversation)
    {
        await using var database = await Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System);
        await AddAsync(database, conversation);
    }

    private static Task<int> AddAsync(Database database, string conversation) => database.WriteAsync(connection => connection.Execute(
        "insert into conversation (conversation_id, version, created_at, updated_at) values (@conversation, 1, 'x', 'x')",
        new { conversation }));

    private static async Task<IReadOnlyList<string>> ReadAsync(string file)
    {
        await using var database = await Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System);
        return await database.ReadAsync(connection => connection.Query<string>("select conversation_id from conversation order by conversation_id"));
    }

    /// <summary>The files as they lie when the process ends in the middle: what was written last is in the log alone.</summary>
    private async Task LeaveAsKilledAsync(string file, string conversation)
    {
        var copy = _folder["copy"];
        await using (var database = await Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System))
        {
            await AddAsync(database, conversation);
            File.Copy(file, copy);
            File.Copy($"{file}-wal", $"{copy}-wal");
        }

        File.Move(copy, file, overwrite: true);
        File.Move($"{copy}-wal", $"{file}-wal", overwrite: true);
    }
}
