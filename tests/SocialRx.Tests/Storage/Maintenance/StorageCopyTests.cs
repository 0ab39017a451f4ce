using Npgsql;
using SocialRx.Storage;
using SocialRx.Storage.Maintenance;
using SocialRx.TestKit;

namespace SocialRx.Tests.Storage.Maintenance;

public sealed class StorageCopyTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly List<CopiedTable> _copied = [];
    private PostgresServer _server = null!;
    private string _postgres = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StorageAddress.Sqlite Sqlite => new(_folder["live.db"]);

    private StorageAddress.Postgres Postgres => new(_postgres);

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.SharedAsync();
        _postgres = await _server.CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres.Length > 0)
            await _server.DropDatabaseAsync(_postgres);
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_table_that_migrations_make_is_copied()
    {
        var made = await OnSqliteAsync(connection => connection.Query<string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite~_%' escape '~' and name not like 'search~_%' escape '~' and name <> 'schema_migration' order by name"));

        Assert.True(await CopyAsync(Sqlite, Postgres));

        Assert.Equal(made, _copied.Select(table => table.Table));
    }

    [Fact]
    public async Task Every_value_arrives_as_it_was_and_comes_back_as_it_was()
    {
        await OnSqliteAsync(FillAsync);

        Assert.True(await CopyAsync(Sqlite, Postgres));
        var there = _copied.ToDictionary(table => table.Table, table => table.Target);
        _copied.Clear();
        Assert.True(await CopyAsync(Postgres, new StorageAddress.Sqlite(_folder["back.db"])));

        Assert.Equal(there, _copied.ToDictionary(table => table.Table, table => table.Target));
        Assert.Equal(new TableReading(SomeTexts.Length, there["conversation"].Hash), there["conversation"]);
        Assert.Equal(new TableReading(SomeNumbers.Length, there["listing"].Hash), there["listing"]);
        Assert.Equal(
            SomeNumbers.Order(),
            await OnPostgresAsync(connection => connection.Query<double>("select latitude from listing order by latitude")));
        Assert.Equal(
            SomeTexts.Order(StringComparer.Ordinal),
            (await OnPostgresAsync(connection => connection.Query<string>("select updated_at from conversation"))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_does_not_read_back_the_same_is_said_and_nothing_of_it_is_kept()
    {
        await OnSqliteAsync(FillAsync);
        await OnPostgresAsync(connection => connection.Execute(
            """
            create function shorten() returns trigger language plpgsql as $$ begin new.updated_at = left(new.updated_at, 3); return new; end $$;
            create trigger shorten before insert on conversation for each row execute function shorten()
            """));

        Assert.False(await CopyAsync(Sqlite, Postgres));

        Assert.Equal(["conversation"], _copied.Where(table => !table.IsSame).Select(table => table.Table));
        Assert.Equal(0, await OnPostgresAsync(connection => connection.ExecuteScalar<int>("select (select count(*) from conversation) + (select count(*) from listing)")));
    }

    [Fact]
    public async Task A_row_too_many_is_noticed()
    {
        await OnSqliteAsync(FillAsync);
        await OnPostgresAsync(connection => connection.Execute(
            """
            create function twice() returns trigger language plpgsql as $$ begin insert into source values ('twice', 'x', 'x', 'x'); return new; end $$;
            create trigger twice after insert on source for each row when (new.source_id <> 'twice') execute function twice()
            """));

        Assert.False(await CopyAsync(Sqlite, Postgres));

        Assert.Equal((1, 2), Assert.Single(_copied, table => !table.IsSame) is var source ? (source.Source.Rows, source.Target.Rows) : default);
    }

    [Fact]
    public async Task What_has_rows_already_is_not_written_to()
    {
        await OnSqliteAsync(FillAsync);
        await OnPostgresAsync(connection => connection.Execute("insert into source values ('here', 'x', 'x', 'x')"));

        await RefusedAsync(Sqlite, Postgres, "is not empty: table source has rows");
    }

    [Fact]
    public async Task While_a_service_runs_on_the_file_it_is_refused()
    {
        await OnSqliteAsync(FillAsync);
        using var service = await ServiceLock.TakeAsync(Sqlite.Options, TimeProvider.System, Stop);

        await RefusedAsync(Sqlite, Postgres, "Stop it first");
    }

    [Fact]
    public async Task While_a_service_runs_on_PostgreSQL_it_is_refused_both_ways()
    {
        await OnSqliteAsync(FillAsync);
        await using var database = await Database.OpenAsync(Postgres.Options, TimeProvider.System, cancellationToken: Stop);
        await using var service = await Peers.JoinAsync(database, Postgres.Options, TimeProvider.System, Stop);

        await RefusedAsync(Sqlite, Postgres, "A service runs on the PostgreSQL database");
        await RefusedAsync(Postgres, new StorageAddress.Sqlite(_folder["back.db"]), "A service runs on the PostgreSQL database");
    }

    [Theory]
    [InlineData("insert into schema_migration (number, name, applied_at) values (9999, 'later', 'x')", "newer release")]
    [InlineData("delete from schema_migration where number = 6", "older release (migration 6 is missing)")]
    [InlineData("drop table schema_migration", "is not a database of this service")]
    [InlineData("insert into conversation (conversation_id, version, created_at, updated_at) values (x'00ff', 1, 'x', 'x')", "Column conversation_id of table conversation is text and holds a value of type Byte[]")]
    [InlineData("insert into conversation (conversation_id, version, created_at, updated_at) values ('c', 'one', 'x', 'x')", "Column version of table conversation is bigint and holds a value of type String")]
    [InlineData("insert into conversation (conversation_id, version, created_at, updated_at) values ('a' || char(0) || 'b', 1, 'x', 'x')", "Column conversation_id of table conversation holds a text with the character U+0000")]
    public async Task What_cannot_be_copied_is_named(string change, string why)
    {
        await OnSqliteAsync(connection => connection.Execute(change));

        await RefusedAsync(Sqlite, Postgres, why);
    }

    [Fact]
    public async Task A_missing_file_is_named() => await RefusedAsync(Sqlite, Postgres, $"There is no database \"{Sqlite.File}\"");

    [Fact]
    public async Task Two_of_a_kind_are_refused() => await RefusedAsync(Sqlite, new StorageAddress.Sqlite(_folder["other.db"]), "use backup and restore");

    [Fact]
    public async Task A_server_that_is_not_there_is_said_to_be_away_without_its_password()
    {
        await OnSqliteAsync(FillAsync);
        var away = new NpgsqlConnectionStringBuilder(_postgres) { Port = Ports.Free(), Password = "open sesame" }.ConnectionString;

        var error = await Assert.ThrowsAsync<StorageException>(() => CopyAsync(Sqlite, new StorageAddress.Postgres(away)));

        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", error.ToString(), StringComparison.Ordinal);
    }

    private static string[] SomeTexts { get; } = ["", " ", "plain", "it's \"quoted\" \\ and %", "line\nline\r\n\ttab", "é and e\u0301", "你好 😀 👩‍👧", "\ufeff\u200b\uffff", new('x', 100_000), "s1.CfDJ8NrA"];

    private static double[] SomeNumbers { get; } = [0, -0.0, 0.1, 1.0 / 3, -1e-300, double.Epsilon, double.MaxValue, double.MinValue, 52.123456789012345, 123456789012345678];

    private static int FillAsync(Connection connection) =>
        connection.Execute(
            "insert into conversation (conversation_id, version, created_at, updated_at) values (@at, @version, 'x', @text)",
            SomeTexts.Select((text, at) => new { at = $"{at}", version = at == 0 ? long.MinValue : at == 1 ? long.MaxValue : at, text }))
        + connection.Execute(
            "insert into listing (listing_id, source_id, record_id, name, latitude, is_online, is_free, last_modified, fingerprint, body, updated_at) values (@at, 's', 'r', 'n', @number, 0, 1, 'x', 'x', '{}', 'x')",
            SomeNumbers.Select((number, at) => new { at = $"{at}", number }))
        + connection.Execute("insert into source (source_id, address, first_imported_at, last_imported_at) values ('one', 'x', 'x', 'x')");

    private Task<bool> CopyAsync(StorageAddress from, StorageAddress to) => StorageCopy.RunAsync(from, to, TimeProvider.System, _copied.Add, Stop);

    private async Task RefusedAsync(StorageAddress from, StorageAddress to, string why)
    {
        var error = await Assert.ThrowsAsync<StorageException>(() => CopyAsync(from, to));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await OnPostgresAsync(connection => connection.ExecuteScalar<int>("select (select count(*) from conversation) + (select count(*) from listing)")));
    }

    private Task<T> OnSqliteAsync<T>(Func<Connection, T> run) => OnAsync(Sqlite, run);

    private Task<T> OnPostgresAsync<T>(Func<Connection, T> run) => OnAsync(Postgres, run);

    private static async Task<T> OnAsync<T>(StorageAddress address, Func<Connection, T> run)
    {
        await using var database = await Database.OpenAsync(address.Options, TimeProvider.System, cancellationToken: Stop);
        return await database.WriteAsync(run, Stop);
    }
}
