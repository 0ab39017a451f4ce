using Dapper;
using Microsoft.Data.Sqlite;
using SocialRx.Storage;

namespace SocialRx.Tests.Storage.Maintenance;

/// <summary>What the operator is told when SQLite cannot write.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string File => _folder["test.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_database_grows_to_its_limit_and_no_further_and_goes_on_when_there_is_room()
    {
        await using var database = await OpenAsync(mostMegabytes: 2);
        await database.WriteAsync(connection => connection.Execute("create table big (v text not null)"));

        var error = await Assert.ThrowsAsync<StorageException>(() => FillAsync(database));
        await database.WriteAsync(connection => connection.Execute("delete from big"));
        await database.WriteAsync(connection => connection.Execute("insert into big (v) values ('small')"));

        Assert.Contains("Storage:MostMegabytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(await database.ReadAsync(connection => connection.ExecuteScalar<long>("pragma page_count")) * 4096, 1, 2 * 1024 * 1024);
    }

    [Fact]
    public async Task Without_a_limit_it_grows()
    {
        await using var database = await OpenAsync(mostMegabytes: 0);
        await database.WriteAsync(connection => connection.Execute("create table big (v text not null)"));

        await FillAsync(database);
    }

    [Fact]
    public async Task A_database_that_another_program_keeps_busy_is_said_to_be_busy_and_written_again_afterwards()
    {
        await using var database = await OpenAsync();
        await using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await other.ExecuteAsync("begin immediate");

        var error = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(database, "a"));
        await other.ExecuteAsync("rollback");
        await WriteAsync(database, "b");

        Assert.Contains("busy", error.Message, StringComparison.Ordinal);
        Assert.Equal(["b"], await database.ReadAsync(connection => connection.Query<string>("select conversation_id from conversation")));
    }

    [Fact]
    public async Task A_database_that_is_busy_for_a_moment_is_waited_for()
    {
        await using var database = await OpenAsync();
        await using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await other.ExecuteAsync("begin immediate");

        var write = WriteAsync(database, "a");
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(write.IsCompleted);
        await other.ExecuteAsync("rollback");

        await write;
    }

    [Fact]
    public async Task A_database_file_that_is_read_only_is_said_to_be()
    {
        await (await OpenAsync()).DisposeAsync();
        await using var database = await OpenAsync();
        await database.WriteAsync(connection => connection.Execute("pragma query_only = on"));

        var error = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(database, "a"));

        Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
    }

    private static async Task FillAsync(Database database)
    {
        for (var row = 0; row < 40; row++)
            await database.WriteAsync(connection => connection.Execute("insert into big (v) values (@v)", new { v = new string('x', 100_000) }));
    }

    private static Task<int> WriteAsync(Database database, string conversation) => database.WriteAsync(connection => connection.Execute(
        "insert into conversation (conversation_id, version, created_at, updated_at) values (@conversation, 1, 'x', 'x')",
        new { conversation }));

    private Task<Database> OpenAsync(int mostMegabytes = 0) => Database.OpenAsync(new StorageOptions { File = File, MostMegabytes = mostMegabytes }, TimeProvider.System);
}
