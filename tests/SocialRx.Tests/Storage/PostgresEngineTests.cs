using Npgsql;
using SocialRx.Storage;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage;

public sealed class PostgresEngineTests
{
    [Fact]
    public async Task Ten_processes_that_start_at_once_bring_the_tables_up_to_date_once()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        var server = await PostgresServer.SharedAsync();
        var empty = new StorageOptions { Postgres = await server.CreateDatabaseAsync(), Connections = 2 };

        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Database.OpenAsync(empty, TimeProvider.System))));

        Assert.Equal(
            await test.Database.ReadAsync(Migrations),
            await opened[9].ReadAsync(Migrations));
        foreach (var database in opened)
            await database.DisposeAsync();
        await server.DropDatabaseAsync(empty.Postgres);
    }

    [Fact]
    public async Task No_statement_is_compiled_before_it_is_run()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();

        Assert.Equal("off", await test.Database.ReadAsync(connection => connection.ExecuteScalar<string>("show jit")));
    }

    [Fact]
    public async Task A_write_that_others_get_in_the_way_of_is_run_again()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (id bigint primary key, v bigint not null); insert into n values (1, 0)"); });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => test.Database.WriteAsync(connection =>
        {
            connection.Execute("set transaction isolation level serializable");
            var value = connection.ExecuteScalar<long>("select v from n where id = 1");
            connection.Execute("update n set v = @next where id = 1", new { next = value + 1 });
        })));

        Assert.Equal(40, await test.Database.ReadAsync(connection => connection.ExecuteScalar<long>("select v from n")));
    }

    [Fact]
    public async Task Two_writes_that_wait_for_each_other_both_succeed()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (id bigint primary key, v bigint not null); insert into n values (1, 0), (2, 0)"); });
        using var met = new Barrier(2);
        var first = new[] { true, true };

        await Task.WhenAll(Enumerable.Range(0, 2).Select(side => test.Database.WriteAsync(connection =>
        {
            connection.Execute("update n set v = v + 1 where id = @id", new { id = side + 1 });
            if (first[side])
            {
                first[side] = false;
                met.SignalAndWait(TimeSpan.FromSeconds(20));
            }

            connection.Execute("update n set v = v + 1 where id = @id", new { id = 2 - side });
        })));

        Assert.Equal(4, await test.Database.ReadAsync(connection => connection.ExecuteScalar<long>("select cast(sum(v) as bigint) from n")));
    }

    [Fact]
    public async Task A_write_whose_connection_is_cut_before_it_commits_is_run_again_on_another()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v bigint not null)"); });
        var runs = 0;

        await test.Database.WriteAsync(connection =>
        {
            connection.Execute("insert into n values (1)");
            if (++runs == 1)
                connection.Execute("select pg_terminate_backend(pg_backend_pid())");
        });

        Assert.Equal(2, runs);
        Assert.Equal(1, await test.Database.ReadAsync(connection => connection.ExecuteScalar<long>("select count(*) from n")));
    }

    [Fact]
    public async Task A_database_that_stops_and_starts_is_waited_for_and_one_that_stays_away_is_said()
    {
        await using var server = await PostgresServer.StartAsync();
        var options = new StorageOptions { Postgres = await server.CreateDatabaseAsync(), Connections = 2, PatienceSeconds = 30 };
        await using var database = await Database.OpenAsync(options, TimeProvider.System);
        await using var impatient = await Database.OpenAsync(options with { PatienceSeconds = 0.5 }, TimeProvider.System);
        await database.WriteAsync(connection => { connection.Execute("create table n (v bigint not null)"); });

        await server.StopAsync();
        var waiting = database.WriteAsync(connection => connection.Execute("insert into n values (1)"));
        var error = await Assert.ThrowsAsync<StorageException>(() => impatient.ReadAsync(connection => connection.ExecuteScalar<long>("select count(*) from n")));
        await server.StartAgainAsync();
        await waiting;

        Assert.DoesNotContain("Password", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await impatient.ReadAsync(connection => connection.ExecuteScalar<long>("select count(*) from n")));
    }

    [Fact]
    public async Task A_standby_that_takes_no_writes_is_said_so()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v bigint not null)"); });
        var readOnly = new NpgsqlConnectionStringBuilder(test.Options.Postgres) { Options = "-c default_transaction_read_only=on" }.ConnectionString;

        var error = await Assert.ThrowsAsync<StorageException>(async () =>
        {
            await using var standby = await Database.OpenAsync(new StorageOptions { Postgres = readOnly, Connections = 1, PatienceSeconds = 0 }, TimeProvider.System);
            await standby.WriteAsync(connection => connection.Execute("insert into n values (1)"));
        });

        Assert.Contains("takes no writes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_work_than_connections_waits_its_turn()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync(connections: 3);

        var connections = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => test.Database.ReadAsync(connection => connection.ExecuteScalar<int>("select pg_backend_pid()"))));

        Assert.InRange(connections.Distinct().Count(), 1, 3);
    }

    [Fact]
    public async Task A_row_that_is_refused_fails_its_own_write_and_nobody_elses()
    {
        await using var test = await TestDatabase.CreateOnPostgresAsync();
        await test.Database.WriteAsync(connection => { connection.Execute("create table n (v bigint primary key)"); });

        var writes = Enumerable.Range(0, 40).Select(number => test.Database.WriteAsync(connection => connection.Execute("insert into n values (@v)", new { v = number / 2 }))).ToList();
        await Assert.ThrowsAsync<PostgresException>(() => Task.WhenAll(writes));

        Assert.Equal(20, writes.Count(write => write.IsFaulted));
        Assert.Equal(20, await test.Database.ReadAsync(connection => connection.ExecuteScalar<long>("select count(*) from n")));
    }

    private static IReadOnlyList<string> Migrations(Connection connection) => connection.Query<string>("select name from schema_migration order by number");
}
