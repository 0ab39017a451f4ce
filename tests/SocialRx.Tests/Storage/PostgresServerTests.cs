using Npgsql;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Every_database_is_empty_and_its_own()
    {
        var server = await PostgresServer.SharedAsync();
        var first = await server.CreateDatabaseAsync();
        await ExecuteAsync(first, "create table kept (text text)");

        var second = await server.CreateDatabaseAsync();

        Assert.Equal(0L, await ExecuteAsync(second, "select count(*) from pg_tables where schemaname = 'public'"));
        await server.DropDatabaseAsync(first);
        await server.DropDatabaseAsync(second);
    }

    [Fact]
    public async Task It_starts_again_over_the_same_data_after_a_stop_and_after_a_crash()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, "create table kept as select 1 as one");

        await server.StopAsync();
        await server.StartAgainAsync();
        await ExecuteAsync(database, "insert into kept values (2)");
        await server.CrashAsync();
        await server.StartAgainAsync();

        Assert.Equal(2L, await ExecuteAsync(database, "select count(*) from kept"));
        Assert.Contains("automatic recovery", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_are_cut_at_once()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();

        Assert.Equal(1, await server.CutConnectionsAsync(database));

        await using var command = new NpgsqlCommand("select 1", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_test_database_has_the_tables_of_the_service()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();

        Assert.True(test.Database.Dialect.Equals(SocialRx.Storage.SqlDialect.Postgres));
        Assert.Equal(0L, await test.Database.ReadAsync(connection => connection.ExecuteScalar<long>("select count(*) from inbox")));
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
