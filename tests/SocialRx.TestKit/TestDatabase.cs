using SocialRx.Domain;
using SocialRx.Storage;

namespace SocialRx.TestKit;

/// <summary>
/// A real database for one test: a file of its own, or a database of its own on the shared PostgreSQL server; removed afterwards. Its tables are a copy of
/// those the migrations made once in this process, which costs a tenth of making them for every test.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> SqliteTables = new(MakeSqliteTablesAsync);
    private static readonly Lazy<Task<string>> PostgresTables = new(MakePostgresTablesAsync);

    private readonly Func<Task> _remove;

    private TestDatabase(StorageOptions options, Database database, Func<Task> remove)
    {
        Options = options;
        Database = database;
        _remove = remove;
    }

    public Database Database { get; }

    /// <summary>How to open the same database once more, as another process would.</summary>
    public StorageOptions Options { get; }

    /// <summary>SQLite: the database file.</summary>
    public string File => Options.File;

    public static async Task<TestDatabase> CreateAsync(TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-test-");
        var options = new StorageOptions { File = Path.Combine(folder.FullName, "test.db") };
        await System.IO.File.WriteAllBytesAsync(options.File, await SqliteTables.Value);
        return new TestDatabase(options, await Database.OpenAsync(options, clock ?? TimeProvider.System), () =>
        {
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    /// <summary>The same over PostgreSQL. Skips the test where there is none.</summary>
    public static async Task<TestDatabase> CreateOnPostgresAsync(TimeProvider? clock = null, int connections = 4)
    {
        var server = await PostgresServer.SharedAsync();
        var options = new StorageOptions { Postgres = await server.CreateDatabaseAsync(await PostgresTables.Value), Connections = connections };
        return new TestDatabase(options, await Database.OpenAsync(options, clock ?? TimeProvider.System), () => server.DropDatabaseAsync(options.Postgres));
    }

    /// <summary>Over the database of that name: "sqlite" or "postgres".</summary>
    public static Task<TestDatabase> CreateAsync(string dialect, TimeProvider? clock = null) =>
        dialect == SqlDialect.Postgres.Name ? CreateOnPostgresAsync(clock) : CreateAsync(clock);

    /// <summary>Ids "1", "2", "3"... with the given start, so that tests can name them.</summary>
    public static NewId CountingIds(string prefix = "")
    {
        var last = 0;
        return () => $"{prefix}{Interlocked.Increment(ref last)}";
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _remove();
    }

    private static async Task<byte[]> MakeSqliteTablesAsync()
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-tables-");
        var file = Path.Combine(folder.FullName, "tables.db");
        await using (await Database.OpenAsync(new StorageOptions { File = file }, TimeProvider.System))
        {
        }

        var tables = await System.IO.File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return tables;
    }

    private static async Task<string> MakePostgresTablesAsync()
    {
        var tables = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var database = await Database.OpenAsync(new StorageOptions { Postgres = tables, Connections = 1 }, TimeProvider.System);
        return tables;
    }
}
